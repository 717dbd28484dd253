//! `assay rulebook`: the law as data, checked or read.

use std::io::{self, Write as _};
use std::process::ExitCode;

use anyhow::bail;
use assay_core::rulebook::{Rulebook, check};
use clap::Subcommand;

use super::law_text;

/// The law as data.
#[derive(Debug, Subcommand)]
pub(super) enum RulebookCommand {
    /// Check that it is consistent and that every case comes out as it says.
    Check,
    /// Print what each version of the law changed, the newest first.
    Changes,
    /// Print one measure, one rule of other law or one typology, as a person reads it.
    Show {
        /// Its id, such as unscr-2371-8, us-caatsa-321 or T05.
        measure: String,
    },
}

impl RulebookCommand {
    /// Does what was asked.
    pub(super) fn run(&self) -> anyhow::Result<ExitCode> {
        let rulebook = Rulebook::built_in()?;
        let mut output = io::stdout().lock();
        match self {
            Self::Check => {
                let problems = check::check(&rulebook);
                for problem in &problems {
                    writeln!(output, "{problem}")?;
                }
                let un = rulebook.measures.iter().flat_map(|measure| &measure.cases);
                let un = un.map(|case| case.commodities.len().max(1));
                let other = rulebook.other_law.iter().map(|rule| rule.cases.len());
                let typologies = &rulebook.origin.typologies;
                let cases: usize =
                    un.chain(other).chain(typologies.iter().map(|rule| rule.cases.len())).sum();
                writeln!(
                    output,
                    "rulebook {}: {} measures, {} commodities, {} rules of other law, {} typologies, {cases} cases, {} \
                     problems",
                    rulebook.version,
                    rulebook.measures.len(),
                    rulebook.commodities.len(),
                    rulebook.other_law.len(),
                    typologies.len(),
                    problems.len()
                )?;
                Ok(ExitCode::from(u8::from(!problems.is_empty())))
            }
            Self::Changes => {
                for change in &rulebook.changes {
                    law_text::change(change, &mut output)?;
                }
                Ok(ExitCode::SUCCESS)
            }
            Self::Show { measure } => {
                if let Some(found) = rulebook.measure(measure) {
                    law_text::measure(found, &rulebook, &mut output)?;
                } else if let Some(rule) = rulebook.other_law(measure) {
                    law_text::other_law(rule, &rulebook, &mut output)?;
                } else if let Some(typology) = rulebook.typology(measure) {
                    law_text::typology(typology, &rulebook, &mut output)?;
                } else {
                    let measures = rulebook.measures.iter().map(|measure| measure.id.as_str());
                    let rules = rulebook.other_law.iter().map(|rule| rule.id.as_str());
                    let typologies = rulebook.origin.typologies.iter();
                    let typologies = typologies.map(|typology| typology.id.as_str());
                    let known: Vec<&str> = measures.chain(rules).chain(typologies).collect();
                    bail!("no measure has the id {measure}; known: {}", known.join(", "));
                }
                Ok(ExitCode::SUCCESS)
            }
        }
    }
}
