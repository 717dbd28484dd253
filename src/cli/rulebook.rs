//! `assay rulebook`: the law as data, checked or read.

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::bail;
use clap::Subcommand;

use crate::rulebook::{Change, Confidence, Measure, Period, Rulebook, check};

/// The law as data.
#[derive(Debug, Subcommand)]
pub(super) enum RulebookCommand {
    /// Check that it is consistent and that every case comes out as it says.
    Check,
    /// Print what each version of the law changed, the newest first.
    Changes,
    /// Print one measure as a person reads it.
    Show {
        /// Id of the measure, such as unscr-2371-8.
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
                let cases = rulebook.measures.iter().flat_map(|measure| &measure.cases);
                let cases: usize = cases.map(|case| case.commodities.len().max(1)).sum();
                writeln!(
                    output,
                    "rulebook {}: {} measures, {} commodities, {cases} cases, {} problems",
                    rulebook.version,
                    rulebook.measures.len(),
                    rulebook.commodities.len(),
                    problems.len()
                )?;
                Ok(ExitCode::from(u8::from(!problems.is_empty())))
            }
            Self::Changes => {
                for change in &rulebook.changes {
                    show_change(change, &mut output)?;
                }
                Ok(ExitCode::SUCCESS)
            }
            Self::Show { measure } => {
                let Some(found) = rulebook.measure(measure) else {
                    let known: Vec<&str> =
                        rulebook.measures.iter().map(|measure| measure.id.as_str()).collect();
                    bail!("no measure has the id {measure}; known: {}", known.join(", "));
                };
                show(found, &rulebook, &mut output)?;
                Ok(ExitCode::SUCCESS)
            }
        }
    }
}

fn show(measure: &Measure, rulebook: &Rulebook, output: &mut impl Write) -> io::Result<()> {
    writeln!(
        output,
        "{}  {} paragraph {}{}",
        measure.id,
        measure.resolution,
        measure.paragraph,
        mark(measure.paragraph_confidence)
    )?;
    writeln!(output, "{}\n", measure.title)?;
    writeln!(output, "{}\n", measure.summary)?;
    writeln!(output, "Adopted {}   {}", measure.adopted_on, measure.url)?;
    for period in &measure.periods {
        show_period(period, rulebook, output)?;
    }
    for exemption in &measure.exemptions {
        writeln!(
            output,
            "\nExemption {} ({}){}",
            exemption.id.as_str(),
            exemption.key,
            mark(exemption.confidence)
        )?;
        writeln!(output, "  {}: {}", exemption.title, exemption.summary)?;
        for condition in &exemption.condition {
            writeln!(output, "  - {}", condition.text)?;
            writeln!(output, "    met by: {}", condition.met_by.text)?;
        }
    }
    for refusal in &measure.refusals {
        let claim = refusal.exemption.map_or("any exemption", |exemption| exemption.as_str());
        let goods = if refusal.commodities.is_empty() {
            String::new()
        } else {
            format!(" for {}", refusal.commodities.join(", "))
        };
        let mark = mark(refusal.confidence);
        writeln!(output, "\nNo {claim}{goods}{mark}: {}", refusal.text)?;
    }
    for duty in &measure.duties {
        writeln!(output, "\nNext step {}: {}", duty.step, duty.text)?;
    }
    writeln!(output, "\nSources")?;
    for source in &measure.sources {
        writeln!(output, "  - {source}")?;
    }
    writeln!(output, "\nCases")?;
    for case in &measure.cases {
        let applies = if case.fires { "applies" } else { "does not apply" };
        writeln!(output, "  - {}: {}, {applies}", case.on, case.name)?;
    }
    Ok(())
}

fn show_change(change: &Change, output: &mut impl Write) -> io::Result<()> {
    let until = change.impacted_until.map_or_else(|| "open".to_owned(), |day| day.to_string());
    writeln!(output, "{}  {}", change.version, change.date)?;
    writeln!(output, "  {}", change.summary)?;
    writeln!(output, "  Measures: {}", change.measures.join(", "))?;
    writeln!(output, "  Days concerned: {} to {until}\n", change.impacted_from)
}

fn show_period(period: &Period, rulebook: &Rulebook, output: &mut impl Write) -> io::Result<()> {
    let until = period.until.map_or_else(|| "open".to_owned(), |day| day.to_string());
    write!(output, "\n{} to {until}{}", period.from, mark(period.confidence))?;
    let names: Vec<&str> = period
        .commodities
        .iter()
        .filter_map(|id| rulebook.commodity(id))
        .map(|commodity| commodity.name.as_str())
        .collect();
    if !names.is_empty() {
        write!(output, ": {}", names.join(", "))?;
    }
    if !period.hs.is_empty() {
        write!(output, ": HS {}", period.hs.join(", "))?;
    }
    writeln!(output)?;
    if !period.exemptions.is_empty() {
        writeln!(output, "  Exemptions: {}", period.exemptions.join(", "))?;
    }
    if let Some(note) = &period.note {
        writeln!(output, "  Note: {note}")?;
    }
    Ok(())
}

fn mark(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Confirmed => "",
        Confidence::Recalled => " (recalled, not read in a source)",
    }
}
