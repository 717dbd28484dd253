//! Law as a person reads it: a measure of the UN, or a rule of another authority, in plain lines.

use std::io::{self, Write};

use assay_core::rulebook::{
    Change, Confidence, Direction, Exemption, Measure, OtherLaw, Period, Reach, Refusal, Rulebook,
    Typology,
};
use serde::Serialize;

/// A typology whole: what it looks at, the signs that carry it with their weights, what no member shows.
pub(super) fn typology(
    typology: &Typology,
    rulebook: &Rulebook,
    output: &mut impl Write,
) -> io::Result<()> {
    writeln!(output, "{}  {}{}\n", typology.id, typology.title, mark(typology.confidence))?;
    writeln!(output, "{}.", typology.shows)?;
    writeln!(output, "\nLooks at   {}", typology.looks_at.join(", "))?;
    if !typology.signs.is_empty() {
        writeln!(output, "\nSigns")?;
    }
    for (kind, signal) in rulebook.all_signals() {
        if typology.signs.contains(&kind) {
            let (weight, family) = (words(signal.weight), words(signal.family));
            let mark = mark(signal.confidence);
            writeln!(output, "  - {kind}, {weight}, {family}: {}{mark}", signal.summary)?;
        }
    }
    if !typology.findings.is_empty() {
        let kinds: Vec<String> = typology.findings.iter().map(words).collect();
        writeln!(output, "\nFindings   {}", kinds.join(", "))?;
    }
    if !typology.not_judged.is_empty() {
        writeln!(output, "\nNot judged {}", typology.not_judged.join("; "))?;
    }
    writeln!(output, "\nSource     {}", typology.source)?;
    writeln!(output, "\nCases")?;
    for case in &typology.cases {
        let shows = if case.shows { "shows" } else { "does not show" };
        writeln!(output, "  - {}: {shows} {}", case.name, case.sign)?;
    }
    Ok(())
}

/// A measure whole: what it says, whom it binds, when, what it lets pass, and what that rests on.
pub(super) fn measure(
    measure: &Measure,
    rulebook: &Rulebook,
    output: &mut impl Write,
) -> io::Result<()> {
    writeln!(output, "{}  {}", measure.id, measure.title)?;
    let Measure { resolution, paragraph, .. } = measure;
    let mark_of_paragraph = mark(measure.paragraph_confidence);
    writeln!(output, "Citation   {resolution}, paragraph {paragraph}{mark_of_paragraph}")?;
    writeln!(output, "Kind       {}", words(measure.kind))?;
    writeln!(output, "Adopted    {}", measure.adopted_on)?;
    writeln!(output, "Text       {}\n", measure.url)?;
    writeln!(output, "{}", measure.summary)?;
    let limbs = rulebook.limbs.iter().filter(|limb| limb.kinds.contains(&measure.kind));
    for (number, limb) in limbs.enumerate() {
        if number == 0 {
            writeln!(output, "\nLimbs")?;
        }
        writeln!(output, "  {}: {}.{}", limb.name, limb.text, mark(limb.confidence))?;
    }
    writeln!(output, "\nPeriods")?;
    for period in &measure.periods {
        show_period(measure, period, rulebook, output)?;
    }
    for exemption in &measure.exemptions {
        show_exemption(exemption, output)?;
    }
    for refusal in &measure.refusals {
        show_refusal(refusal, output)?;
    }
    for duty in &measure.duties {
        writeln!(output, "\nNext step  {}: {}", duty.step, duty.text)?;
    }
    writeln!(output, "\nSources")?;
    for source in &measure.sources {
        writeln!(output, "  - {source}")?;
    }
    if !measure.cases.is_empty() {
        writeln!(output, "\nCases")?;
    }
    for case in &measure.cases {
        let applies = if case.fires { "applies" } else { "does not apply" };
        let alive: Vec<&str> = case.exemptions.iter().map(|id| id.as_str()).collect();
        let alive =
            if alive.is_empty() { String::new() } else { format!(" ({})", alive.join(", ")) };
        writeln!(output, "  - {}: {}, {applies}{alive}", case.on, case.name)?;
    }
    Ok(())
}

fn show_period(
    measure: &Measure,
    period: &Period,
    rulebook: &Rulebook,
    output: &mut impl Write,
) -> io::Result<()> {
    let until = period.until.map_or_else(|| "open".to_owned(), |day| day.to_string());
    writeln!(
        output,
        "  {} to {until}: {}, at most a {}{}",
        period.from,
        words(period.effect),
        words(period.outcome),
        mark(period.confidence)
    )?;
    let known = period.commodities.iter().filter_map(|id| rulebook.commodity(id));
    let goods: Vec<String> =
        known.map(|commodity| format!("{} ({})", commodity.name, commodity.id)).collect();
    if !goods.is_empty() {
        writeln!(output, "    Goods: {}", goods.join(", "))?;
    }
    if !period.hs.is_empty() {
        writeln!(output, "    Goods: HS {}", period.hs.join(", "))?;
    }
    let alive = measure.exemptions.iter().filter(|e| period.exemptions.contains(&e.key));
    let alive: Vec<&str> = alive.map(|exemption| exemption.title.as_str()).collect();
    let alive = if alive.is_empty() { "none".to_owned() } else { alive.join("; ") };
    writeln!(output, "    Exemptions: {alive}")?;
    if let Some(note) = &period.note {
        writeln!(output, "    Note: {note}")?;
    }
    Ok(())
}

fn show_exemption(exemption: &Exemption, output: &mut impl Write) -> io::Result<()> {
    let (title, id) = (&exemption.title, exemption.id.as_str());
    writeln!(output, "\nExemption  {title} ({id}){}", mark(exemption.confidence))?;
    writeln!(output, "  {}", exemption.summary)?;
    if let Some(tonnes) = exemption.cap_tonnes {
        writeln!(output, "  Cap of all States together: {tonnes} tonnes")?;
    }
    if let Some(dollars) = exemption.cap_usd {
        writeln!(output, "  Cap of all States together: {dollars} US dollars")?;
    }
    writeln!(output, "  All of these must hold:")?;
    for condition in &exemption.condition {
        let state =
            condition.state.map_or(String::new(), |state| format!(" [{} State]", words(state)));
        writeln!(output, "  - {}{state}: {}", words(condition.id), condition.text)?;
        writeln!(output, "    met by: {}", condition.met_by.text)?;
    }
    Ok(())
}

fn show_refusal(refusal: &Refusal, output: &mut impl Write) -> io::Result<()> {
    let claim = refusal.exemption.map_or("any exemption", |exemption| exemption.as_str());
    let goods = if refusal.commodities.is_empty() {
        String::new()
    } else {
        format!(" for {}", refusal.commodities.join(", "))
    };
    writeln!(output, "\nNo {claim}{goods}{}: {}", mark(refusal.confidence), refusal.text)
}

/// A change of law between two versions.
pub(super) fn change(change: &Change, output: &mut impl Write) -> io::Result<()> {
    let until = change.impacted_until.map_or_else(|| "open".to_owned(), |day| day.to_string());
    writeln!(output, "{}  {}", change.version, change.date)?;
    writeln!(output, "  {}", change.summary)?;
    writeln!(output, "  Measures: {}", change.measures.join(", "))?;
    writeln!(output, "  Days concerned: {} to {until}\n", change.impacted_from)
}

/// A rule of another authority whole.
pub(super) fn other_law(
    rule: &OtherLaw,
    rulebook: &Rulebook,
    output: &mut impl Write,
) -> io::Result<()> {
    writeln!(output, "{}  {}", rule.id, rule.title)?;
    writeln!(output, "Authority  {}; not UN law{}", rule.authority, mark(rule.confidence))?;
    writeln!(output, "Citation   {}", rule.citation)?;
    writeln!(output, "Text       {}\n", rule.url)?;
    writeln!(output, "{}.\n", rule.explanation)?;
    let until = rule.until.map_or_else(|| "open".to_owned(), |day| day.to_string());
    writeln!(output, "In force   {} to {until}{}", rule.from, mark(rule.period_confidence))?;
    writeln!(output, "Direction  {}", words(rule.direction))?;
    let reach = match rule.reach {
        Reach::Members => "told where the record leads to a country where it binds",
        Reach::Anywhere => "told wherever the goods go",
    };
    writeln!(output, "Reach      {reach}")?;
    let list = |label: &str, entries: Vec<String>, output: &mut dyn Write| {
        if entries.is_empty() {
            return Ok(());
        }
        writeln!(output, "{label:<11}{}", entries.join(", "))
    };
    list("Ties", rule.ties.iter().map(words).collect(), output)?;
    list("Companies", rule.company.iter().map(words).collect(), output)?;
    let known = rule.commodities.iter().filter_map(|id| rulebook.commodity(id));
    list("Goods", known.map(|commodity| commodity.name.clone()).collect(), output)?;
    list("HS", rule.hs.clone(), output)?;
    list("HS in part", rule.hs_part.clone(), output)?;
    let of_goods = rule.direction != Direction::FromDprk || !rule.ties.is_empty();
    if of_goods && rule.names_every_kind() {
        writeln!(output, "Goods      of every kind")?;
    }
    list("Note", rule.note.iter().cloned().collect(), output)?;
    writeln!(output, "Source     {}", rule.source)?;
    writeln!(output, "\nCases")?;
    for case in &rule.cases {
        let told = if case.fires { "told" } else { "not told" };
        writeln!(output, "  - {}: {}, {told}", case.on, case.name)?;
    }
    Ok(())
}

/// A word of the rulebook as a person reads it: `commodity_ban` is "commodity ban".
fn words(word: impl Serialize) -> String {
    let word = serde_json::to_value(word).unwrap_or_default();
    word.as_str().unwrap_or_default().replace('_', " ")
}

fn mark(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Confirmed => "",
        Confidence::Recalled => " (recalled, not read in a source)",
    }
}
