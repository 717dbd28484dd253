//! Whether the rulebook is consistent: nothing unknown, nothing overlapping, nothing without a source,
//! every rule exercised by the cases in its own file.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::{Case, ConditionId, Measure, MeasureKind, Period, Rulebook};
use crate::record::ExemptionId;

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
        if rulebook.bans(&commodity.id).next().is_none() {
            problems.push(format!("{}: no measure names this commodity", commodity.id));
        }
        if commodity.sources.is_empty() || commodity.summary.trim().is_empty() {
            problems.push(format!("{}: a source or summary is missing", commodity.id));
        }
        let mut lines = HashSet::new();
        for line in &commodity.lines {
            if !lines.insert(line.hs.as_str()) {
                problems.push(format!("{}: HS {} stands twice", commodity.id, line.hs));
            }
            if !is_hs_scope(&line.hs) {
                problems.push(format!("{}: {} is no HS line", commodity.id, line.hs));
            }
        }
    }
    problems.extend(rulebook.lexicon.problems());
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
    super::other_law_check::check(rulebook, &mut problems);
    problems
}

fn check_measure(measure: &Measure, rulebook: &Rulebook, problems: &mut Vec<String>) {
    let mut problem = |text: String| problems.push(format!("{}: {text}", measure.id));
    if measure.sources.is_empty() || measure.summary.trim().is_empty() || measure.url.is_empty() {
        problem("a source, summary or url is missing".into());
    }
    if measure.periods.is_empty() {
        problem("it has no period".into());
    }
    for exemption in &measure.exemptions {
        if measure.periods.iter().all(|period| !period.exemptions.contains(&exemption.key)) {
            problem(format!("no period uses the exemption {}", exemption.key));
        }
        for condition in &exemption.condition {
            let dated = matches!(
                condition.id,
                ConditionId::ContractBefore | ConditionId::EnteredBy | ConditionId::NoticeBy
            );
            if dated != condition.date.is_some() {
                problem(format!("the date of a condition of {} is missing or idle", exemption.key));
            }
        }
    }
    for (index, period) in measure.periods.iter().enumerate() {
        if period.until.is_some_and(|until| until < period.from) {
            problem(format!("the period from {} ends before it begins", period.from));
        }
        for commodity in &period.commodities {
            if rulebook.commodity(commodity).is_none() {
                problem(format!("{commodity} is no commodity"));
            }
            let overlapping = measure.periods.iter().skip(index + 1).any(|other| {
                other.commodities.contains(commodity)
                    && other.overlaps(period.from, period.until.unwrap_or(NaiveDate::MAX))
            });
            if overlapping {
                problem(format!("two periods overlap for {commodity}"));
            }
        }
        for key in &period.exemptions {
            if measure.exemptions.iter().all(|exemption| exemption.key != *key) {
                problem(format!("{key} is no exemption of this measure"));
            }
        }
        if let Some(scope) = period.hs.iter().find(|scope| !is_hs_scope(scope)) {
            problem(format!("{scope} is no HS scope"));
        }
    }
    check_cases(measure, &mut problem);
}

fn check_cases(measure: &Measure, problem: &mut impl FnMut(String)) {
    for case in &measure.cases {
        let period = period_of(measure, case);
        if period.is_some() != case.fires {
            problem(format!("the case \"{}\" does not come out as it says", case.name));
        } else if let Some(period) = period
            && alive(measure, period, case.on) != case.exemptions
        {
            problem(format!("the case \"{}\" names other exemptions than are alive", case.name));
        }
    }
    let goods_measure = matches!(
        measure.kind,
        MeasureKind::CommodityBan | MeasureKind::Arms | MeasureKind::ExportToDprk
    );
    if !goods_measure {
        return;
    }
    for fires in [true, false] {
        if measure.cases.iter().all(|case| case.fires != fires) {
            problem(format!("no case has fires = {fires}"));
        }
    }
    for period in &measure.periods {
        let first = [Some(period.from), period.from.pred_opt()];
        let last = [period.until, period.until.and_then(|day| day.succ_opt())];
        for day in first.into_iter().chain(last).flatten() {
            if !measure.cases.iter().any(|case| case.on == day && concerns(period, case)) {
                problem(format!(
                    "no case stands on {day}, at the edge of the period from {}",
                    period.from
                ));
            }
        }
    }
}

fn concerns(period: &Period, case: &Case) -> bool {
    match (&case.commodity, &case.hs) {
        (Some(commodity), _) => period.commodities.contains(commodity),
        (None, Some(hs)) => period.covers_hs(hs),
        (None, None) => true,
    }
}

fn period_of<'m>(measure: &'m Measure, case: &Case) -> Option<&'m Period> {
    measure
        .periods
        .iter()
        .find(|period| period.overlaps(case.on, case.on) && concerns(period, case))
}

/// The exemptions alive on a day: those of the period, a wind-down until its last day.
fn alive(measure: &Measure, period: &Period, on: NaiveDate) -> Vec<ExemptionId> {
    period
        .exemptions
        .iter()
        .filter_map(|key| measure.exemptions.iter().find(|exemption| exemption.key == *key))
        .filter(|exemption| {
            exemption.condition.iter().all(|condition| {
                condition.id != ConditionId::EnteredBy
                    || condition.date.is_none_or(|last| on <= last)
            })
        })
        .map(|exemption| exemption.id)
        .collect()
}

/// Two to six digits, or a range of two equally long codes in their order.
fn is_hs_scope(text: &str) -> bool {
    let digits = |code: &str| {
        (2..=6).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit())
    };
    match text.split_once('-') {
        Some((first, last)) => {
            digits(first) && digits(last) && first.len() == last.len() && first < last
        }
        None => digits(text),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{SourceFile, source};
    use super::*;

    #[test]
    fn the_built_in_rulebook_is_sound() {
        let rulebook = Rulebook::built_in().unwrap();
        assert_eq!(check(&rulebook), Vec::<String>::new());
        assert_eq!(rulebook.commodities.len(), 22);
    }

    fn with_change(
        path: &str,
        from: &str,
        to: &str,
    ) -> Result<Vec<String>, super::super::RulebookError> {
        let mut files: Vec<SourceFile> = source::built_in();
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

    #[test]
    fn unknown_words_are_refused() {
        let commodity =
            with_change("un/2371.toml", "commodities = [\"coal\"]", "commodities = [\"cola\"]");
        assert!(commodity.unwrap().iter().any(|problem| problem.contains("cola is no commodity")));
        assert!(with_change("un/2371.toml", "kind = \"commodity_ban\"", "kind = \"ban\"").is_err());
        assert!(with_change("signals.toml", "[signal.load_port]", "[signal.load_prot]").is_err());
    }
}
