//! `assay classify`: which commodity a text or an HS code means, and why.

use std::io::{self, Write};
use std::process::ExitCode;

use anyhow::bail;
use assay_core::classification::{Agreement, Classification, Source, classify, words_of};
use assay_core::record::HsCode;
use assay_core::rulebook::{Rulebook, Standing};
use chrono::NaiveDate;
use clap::Args;

use crate::clock::{Clock as _, SystemClock};

/// Say which commodity that a measure names goods are, and why.
#[derive(Debug, Args)]
pub(super) struct Classify {
    /// The description, in any language.
    text: Option<String>,
    /// HS code, 2 to 12 digits.
    #[arg(long, value_name = "CODE", value_parser = hs_code)]
    hs: Option<HsCode>,
    /// The day whose law is asked for; today unless given.
    #[arg(long, value_name = "DATE")]
    as_of: Option<NaiveDate>,
    /// Write the answer as JSON, as the service would.
    #[arg(long)]
    json: bool,
    /// Say first how the text was read, phrase by phrase.
    #[arg(long)]
    words: bool,
}

fn hs_code(text: &str) -> Result<HsCode, String> {
    HsCode::parse(text)
        .ok_or_else(|| "an HS code has 2 to 12 digits, with dots or spaces".to_owned())
}

impl Classify {
    /// Classifies and prints.
    pub(super) fn run(&self) -> anyhow::Result<ExitCode> {
        let text = self.text.as_deref().map(str::trim).filter(|text| !text.is_empty());
        if text.is_none() && self.hs.is_none() {
            bail!("a classification needs a text or --hs CODE");
        }
        let rulebook = Rulebook::built_in()?;
        let as_of = self.as_of.unwrap_or_else(|| SystemClock.now().date_naive());
        let classification = classify(text, self.hs.as_ref(), as_of, &rulebook);
        let mut output = io::stdout().lock();
        if self.words {
            for (phrase, part) in words_of(text.unwrap_or_default(), &rulebook) {
                writeln!(output, "  {phrase}: {part}")?;
            }
        }
        if self.json {
            serde_json::to_writer(&mut output, &classification)?;
            writeln!(output)?;
        } else {
            print(&classification, &rulebook, &mut output)?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn print(
    classification: &Classification,
    rulebook: &Rulebook,
    output: &mut impl Write,
) -> io::Result<()> {
    if classification.commodities.is_empty() && classification.arms.is_none() {
        let reason = classification.undecidable.as_deref();
        writeln!(output, "{}", reason.unwrap_or("No goods that a measure names"))?;
    }
    for found in &classification.commodities {
        let name = rulebook
            .commodity(&found.commodity)
            .map_or(found.commodity.as_str(), |commodity| commodity.name.as_str());
        let standing = match found.standing {
            Standing::Violation => "a violation with a tie to the DPRK",
            Standing::Suspicion => "a suspicion with a tie to the DPRK",
        };
        let source = match found.source {
            Source::HsCode => "by the HS code",
            Source::Description => "by the description",
            Source::Both => "by code and description",
        };
        writeln!(output, "{name}: {standing} on {}, {source}", classification.as_of)?;
        for fact in &found.evidence {
            writeln!(output, "  {}: {}", fact.value, fact.detail)?;
        }
    }
    if let Some(arms) = &classification.arms {
        writeln!(output, "Arms: {}", arms.evidence.detail)?;
    }
    if let Some(mismatch) = &classification.mismatch {
        writeln!(output, "Code and description disagree: {}", mismatch.detail)?;
    } else if classification.agreement == Agreement::Agree {
        writeln!(output, "Code and description agree")?;
    }
    Ok(())
}
