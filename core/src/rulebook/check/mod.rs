//! Whether the rulebook is consistent: nothing unknown, no free day and no double rule, nothing without a
//! source, every rule exercised by the cases in its own file. `cases` runs the cases, `joins` follows the
//! rules of each commodity through time.

mod cases;
mod joins;

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::hs_scope::{INTERNATIONAL_DIGITS, is_scope};
use super::{Condition, Deadline, Measure, Period, Refusal, Rulebook};

/// Everything that is wrong, each in a sentence; empty where the rulebook is sound.
pub fn check(rulebook: &Rulebook) -> Vec<String> {
    let mut problems = Vec::new();
    let mut ids = HashSet::new();
    for measure in &rulebook.measures {
        if !ids.insert(measure.id.as_str()) {
            problems.push(format!("{}: the id stands twice", measure.id));
        }
        check_measure(measure, rulebook, &mut problems);
    }
    for commodity in &rulebook.commodities {
        check_commodity(commodity, rulebook, &mut problems);
    }
    problems.extend(rulebook.lexicon.problems());
    check_resolutions(rulebook, &mut problems);
    joins::check(rulebook, &mut problems);
    for place in rulebook.gazetteer.places() {
        if rulebook.countries.code(&place.country).is_none() {
            problems.push(format!("place {}: {} is no country", place.id, place.country));
        }
    }
    for id in &rulebook.signals.parameters.rajin_route {
        if rulebook.gazetteer.place(id).is_none() {
            problems.push(format!("signals: the route names {id}, which is no place"));
        }
    }
    for refusal in &rulebook.refusals {
        check_refusal(refusal, rulebook, &mut |text| problems.push(format!("refusals: {text}")));
    }
    check_changes(rulebook, &mut problems);
    super::other_law_check::check(rulebook, &mut problems);
    problems.extend(super::origin::check::check(rulebook));
    problems
}

fn check_commodity(commodity: &super::Commodity, rulebook: &Rulebook, problems: &mut Vec<String>) {
    if rulebook.bans(&commodity.id).next().is_none() {
        problems.push(format!("{}: no measure names this commodity", commodity.id));
    }
    if !is_cited(&commodity.sources) || commodity.summary.trim().is_empty() {
        problems.push(format!("{}: a source or summary is missing", commodity.id));
    }
    let mut lines = HashSet::new();
    for line in &commodity.lines {
        if !lines.insert(line.hs.as_str()) {
            problems.push(format!("{}: HS {} stands twice", commodity.id, line.hs));
        }
        if !is_scope(&line.hs, INTERNATIONAL_DIGITS) {
            problems.push(format!("{}: {} is no HS line", commodity.id, line.hs));
        }
    }
}

/// Whether at least one source is named, and none by nothing.
fn is_cited(sources: &[String]) -> bool {
    !sources.is_empty() && sources.iter().all(|source| !source.trim().is_empty())
}

/// A resolution that stands in two files is the same in both.
fn check_resolutions(rulebook: &Rulebook, problems: &mut Vec<String>) {
    let mut known: HashMap<&str, (NaiveDate, &str)> = HashMap::new();
    for measure in &rulebook.measures {
        let said = (measure.adopted_on, measure.url.as_str());
        if *known.entry(measure.resolution.as_str()).or_insert(said) != said {
            problems.push(format!("{}: two files differ on the resolution", measure.resolution));
        }
    }
}

fn check_measure(measure: &Measure, rulebook: &Rulebook, problems: &mut Vec<String>) {
    let mut problem = |text: String| problems.push(format!("{}: {text}", measure.id));
    if !is_cited(&measure.sources)
        || [&measure.summary, &measure.title, &measure.url, &measure.paragraph]
            .iter()
            .any(|text| text.trim().is_empty())
    {
        problem("a source, title, paragraph, summary or url is missing".into());
    }
    if measure.periods.is_empty() {
        problem("it has no period".into());
    }
    for exemption in &measure.exemptions {
        if measure.periods.iter().all(|period| !period.exemptions.contains(&exemption.key)) {
            problem(format!("no period uses the exemption {}", exemption.key));
        }
        for condition in &exemption.condition {
            if let Some(fault) = fault_of(condition, rulebook) {
                problem(format!("{:?} of {}: {fault}", condition.id, exemption.key));
            }
        }
    }
    for (index, period) in measure.periods.iter().enumerate() {
        check_period(measure, index, period, rulebook, &mut problem);
    }
    for refusal in &measure.refusals {
        check_refusal(refusal, rulebook, &mut problem);
    }
    for duty in &measure.duties {
        if duty.step.is_empty() || duty.text.trim().is_empty() || duty.scopes.is_empty() {
            problem("a duty does not say what it is about or what to do".into());
        }
        if rulebook.signals.next_steps.get(&duty.step).is_some() {
            problem(format!("the step {} is not a duty's", duty.step));
        }
    }
    cases::check(measure, rulebook, &mut problem);
}

fn check_period(
    measure: &Measure,
    index: usize,
    period: &Period,
    rulebook: &Rulebook,
    problem: &mut impl FnMut(String),
) {
    if period.until.is_some_and(|until| until < period.from) {
        problem(format!("the period from {} ends before it begins", period.from));
    }
    if period.from < measure.adopted_on {
        problem(format!("the period from {} begins before the resolution", period.from));
    }
    for commodity in &period.commodities {
        if rulebook.commodity(commodity).is_none() {
            problem(format!("{commodity} is no commodity"));
        }
    }
    let later = measure.periods.iter().skip(index + 1);
    for other in later.filter(|other| joins::share_goods(period, other)) {
        if other.overlaps(period.from, period.until.unwrap_or(NaiveDate::MAX)) {
            problem(format!("the periods from {} and {} overlap", period.from, other.from));
        }
    }
    for key in &period.exemptions {
        if measure.exemptions.iter().all(|exemption| exemption.key != *key) {
            problem(format!("{key} is no exemption of this measure"));
        }
    }
    if let Some(scope) = period.hs.iter().find(|scope| !is_scope(scope, INTERNATIONAL_DIGITS)) {
        problem(format!("{scope} is no HS scope"));
    }
}

/// The changelog of law names known measures, has its newest entry first and ends at this version.
fn check_changes(rulebook: &Rulebook, problems: &mut Vec<String>) {
    let version = &rulebook.signals.version;
    if rulebook.changes.first().is_none_or(|newest| newest.version != *version) {
        problems.push(format!("changes: the newest entry is not of version {version}"));
    }
    for change in &rulebook.changes {
        let of = &change.version;
        if change.summary.trim().is_empty() || change.measures.is_empty() {
            problems.push(format!("changes: an entry of {of} does not say what changed"));
        }
        let unknown =
            |id: &&String| rulebook.measure(id).is_none() && rulebook.other_law(id).is_none();
        if let Some(id) = change.measures.iter().find(unknown) {
            problems.push(format!("changes: {id} of {of} is no measure"));
        }
        if change.impacted_until.is_some_and(|until| until < change.impacted_from) {
            problems.push(format!("changes: days of {of} end before they begin"));
        }
    }
    for (newer, older) in rulebook.changes.iter().zip(rulebook.changes.iter().skip(1)) {
        if newer.number() < older.number() || newer.date < older.date {
            problems.push(format!("changes: {} stands above {}", newer.version, older.version));
        }
    }
    if let Some(change) = rulebook.changes.iter().find(|change| change.number().is_none()) {
        problems.push(format!("changes: {} is not YEAR.MONTH.NUMBER", change.version));
    }
}

/// What is missing or idle in a condition, or does not fit its test.
fn fault_of(condition: &Condition, rulebook: &Rulebook) -> Option<String> {
    let (id, met_by) = (condition.id, &condition.met_by);
    let unknown = |country: &&String| rulebook.countries.code(country).is_none();
    if id.is_dated() != condition.date.is_some() {
        return Some("its date is missing or idle".into());
    }
    if id.names_state() != condition.state.is_some() {
        return Some("its State is missing or idle".into());
    }
    if id.names_countries() == condition.countries.is_empty() {
        return Some("its countries are missing or idle".into());
    }
    if id.names_words() == condition.words.is_empty() {
        return Some("its words are missing or idle".into());
    }
    if let Some(country) = condition.countries.iter().find(unknown) {
        return Some(format!("{country} is no country"));
    }
    if condition.text.trim().is_empty() || met_by.text.trim().is_empty() {
        return Some("it does not say what it asks for or what would meet it".into());
    }
    let of_date = matches!(met_by.by, Some(Deadline::Date | Deadline::DayBeforeDate));
    if of_date && condition.date.is_none() || met_by.by.is_some() && met_by.documents.is_empty() {
        return Some("a last day is given for no paper or without a date".into());
    }
    None
}

fn check_refusal(refusal: &Refusal, rulebook: &Rulebook, problem: &mut impl FnMut(String)) {
    if refusal.text.trim().is_empty() {
        problem("a refusal gives no reason".into());
    }
    if let Some(id) = refusal.commodities.iter().find(|id| rulebook.commodity(id).is_none()) {
        problem(format!("a refusal names {id}, which is no commodity"));
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::{RulebookError, SourceFile, source};
    use super::*;

    #[test]
    fn the_built_in_rulebook_is_sound() {
        let rulebook = Rulebook::built_in().unwrap();
        assert_eq!(check(&rulebook), Vec::<String>::new());
        assert_eq!(rulebook.commodities.len(), 22);
    }

    /// What the check finds once a text of a file is another.
    pub(in crate::rulebook) fn with_change(
        path: &str,
        from: &str,
        to: &str,
    ) -> Result<Vec<String>, RulebookError> {
        // Without the words, which take the most time to read and are not looked at here.
        let mut files: Vec<SourceFile> = source::built_in();
        files.retain(|file| !file.path.starts_with("words/"));
        let file = files.iter_mut().find(|file| file.path == path).unwrap();
        assert!(file.content.contains(from), "{path} holds {from}");
        file.content = file.content.replacen(from, to, 1);
        Rulebook::from_files(&files).map(|rulebook| check(&rulebook))
    }

    #[test]
    fn a_wrong_date_is_refused_by_the_cases() {
        let (from, to) =
            ("[\"coal\"]\n  from = \"2017-08-05\"", "[\"coal\"]\n  from = \"2017-08-06\"");
        let problems = with_change("un/2371.toml", from, to).unwrap();
        assert!(
            problems.iter().any(|problem| problem.contains("does not come out")),
            "{problems:?}"
        );
    }

    /// The problems after a change, one of which says so.
    fn refused(path: &str, from: &str, to: &str, said: &str) {
        let problems = with_change(path, from, to).unwrap();
        assert!(problems.iter().any(|problem| problem.contains(said)), "{said}: {problems:?}");
    }

    #[test]
    fn a_free_day_between_two_rules_is_refused() {
        let last = "until = \"2016-11-29\"";
        refused(
            "un/2270.toml",
            last,
            "until = \"2016-11-28\"",
            "coal: a gap between unscr-2270-29",
        );
        let last = "until = \"2017-08-04\"";
        refused(
            "un/2321.toml",
            last,
            "until = \"2017-08-03\"",
            "coal: a gap between unscr-2321-26",
        );
    }

    #[test]
    fn two_rules_on_one_day_are_refused() {
        let last = "until = \"2016-11-29\"";
        refused("un/2270.toml", last, "until = \"2016-11-30\"", "overlap on 2016-11-30");
        let open = "  until = \"2016-11-29\"\n";
        refused("un/2270.toml", open, "", "unscr-2270-29 is open when unscr-2321-26 begins");
        let first = "[\"coal\"]\n  from = \"2017-01-01\"";
        let earlier = "[\"coal\"]\n  from = \"2016-12-31\"";
        refused("un/2321.toml", first, earlier, "2016-11-30 and 2016-12-31 overlap");
    }

    #[test]
    fn what_is_not_cited_is_refused() {
        let source =
            "sources = [\"Open Nuclear Network, sanctions database, entry on transfers of gold\"]";
        for empty in ["sources = []", "sources = [\" \"]"] {
            refused("un/2270.toml", source, empty, "unscr-2270-37: a source");
        }
        let source = "source = \"labels and marks of origin\"";
        refused("signals.toml", source, "source = \"\"", "named_in_goods names no source");
    }

    #[test]
    fn each_rule_needs_a_case_that_fires_one_that_does_not_and_both_sides_of_every_date() {
        // Zinc alone is taken out of the case on the first day.
        let four = "[\"copper\", \"nickel\", \"silver\", \"zinc\"]\n  on = \"2016-11-30\"";
        let three = "[\"copper\", \"nickel\", \"silver\"]\n  on = \"2016-11-30\"";
        let (fires, edge) =
            ("no case fires in the period from 2016-11-30 for zinc", "2016-11-30, at");
        refused("un/2321.toml", four, three, fires);
        refused("un/2321.toml", four, three, edge);
        let before = "[\"copper\", \"nickel\", \"silver\", \"zinc\"]\n  on = \"2016-11-29\"";
        let less = "[\"copper\", \"nickel\", \"silver\"]\n  on = \"2016-11-29\"";
        refused("un/2321.toml", before, less, "no case does not fire beside the period");
        // The last day of a wind-down is a date as well.
        let (after, later) = ("on = \"2017-12-11\"", "on = \"2017-12-12\"");
        refused("un/2375.toml", after, later, "no case stands on 2017-12-11");
        // So are the days of a duty that names no goods.
        let (first, second) = ("on = \"2013-03-06\"", "on = \"2013-03-05\"");
        refused("un/2094.toml", first, second, "no case stands on 2013-03-06");
    }

    #[test]
    fn a_condition_without_its_facts_is_refused() {
        let state = "    state = \"exporting\"\n";
        refused("un/2371.toml", state, "", "its State is missing");
        let by = "documents = [\"committee_notification\"], by = \"loading\"";
        refused("un/2371.toml", by, "by = \"loading\"", "a last day is given for no paper");
        let countries = "countries = [\"CN\"]";
        refused("un/2375.toml", countries, "countries = [\"ZZ\"]", "ZZ is no country");
        let goods = "exemption = \"wind_down\"\n  commodities = [\"coal\"]";
        let unknown = "exemption = \"wind_down\"\n  commodities = [\"cola\"]";
        refused("un/2371.toml", goods, unknown, "a refusal names cola");
    }

    #[test]
    fn the_changelog_of_law_ends_at_this_version() {
        let version = "version = \"2026.11.1\"";
        refused("signals.toml", version, "version = \"2026.12.0\"", "not of version 2026.12.0");
        let measures = "measures = [\"unscr-2371-12\"";
        refused("changes.toml", measures, "measures = [\"unscr-2371-99\"", "unscr-2371-99 of");
        let (date, later) = ("version = \"2026.11.0\"", "version = \"2026.11.2\"");
        refused("changes.toml", date, later, "2026.11.1 stands above 2026.11.2");
    }

    #[test]
    fn unknown_words_are_refused() {
        let commodity =
            with_change("un/2371.toml", "commodities = [\"coal\"]", "commodities = [\"cola\"]");
        assert!(commodity.unwrap().iter().any(|problem| problem.contains("cola is no commodity")));
        assert!(with_change("un/2371.toml", "kind = \"commodity_ban\"", "kind = \"ban\"").is_err());
        assert!(with_change("signals.toml", "[signal.load_port]", "[signal.load_prot]").is_err());
        for (path, from, to) in [
            ("un/2371.toml", "id = \"foreign_origin\"", "id = \"foreign_orign\""),
            ("un/2371.toml", "met_by = {", "meet_by = {"),
            ("un/2371.toml", "[[measure.refusal]]", "[[measure.refusals]]"),
            ("un/2094.toml", "scopes = [\"ship\"]", "scopes = [\"shp\"]"),
            ("changes.toml", "impacted_from", "impacted_form"),
            ("refusals.toml", "\"livelihood\"", "\"livelyhood\""),
            ("signals.toml", "release = ", "relase = "),
        ] {
            assert!(with_change(path, from, to).is_err(), "{path}: {to}");
        }
    }
}
