//! Whether the law of other authorities is consistent: nothing unknown, nothing without a source, and every
//! case comes out as it says.

use std::collections::HashSet;

use super::{Direction, OtherLaw, Rulebook, hs_scope};

/// Adds everything that is wrong, each in a sentence.
pub(super) fn check(rulebook: &Rulebook, problems: &mut Vec<String>) {
    let mut ids = HashSet::new();
    for rule in &rulebook.other_law {
        let mut problem = |text: String| problems.push(format!("{}: {text}", rule.id));
        if !ids.insert(rule.id.as_str()) || rulebook.measure(&rule.id).is_some() {
            problem("the id stands twice".into());
        }
        check_text(rule, &mut problem);
        check_scope(rule, rulebook, &mut problem);
        check_cases(rule, rulebook, &mut problem);
    }
}

fn check_text(rule: &OtherLaw, problem: &mut impl FnMut(String)) {
    let texts = [&rule.title, &rule.explanation, &rule.citation, &rule.url, &rule.source];
    if texts.iter().any(|text| text.trim().is_empty()) {
        problem("a title, explanation, citation, url or source is missing".into());
    }
    if rule.explanation.ends_with('.') {
        problem("the explanation ends with a full stop, and more is said after it".into());
    }
    if rule.until.is_some_and(|until| until < rule.from) {
        problem("it ends before it begins".into());
    }
}

fn check_scope(rule: &OtherLaw, rulebook: &Rulebook, problem: &mut impl FnMut(String)) {
    for code in rule.member_codes() {
        if rulebook.countries.code(code).is_none() {
            problem(format!("{code} is no country"));
        }
    }
    for commodity in &rule.commodities {
        if rulebook.commodity(commodity).is_none() {
            problem(format!("{commodity} is no commodity"));
        }
    }
    for scope in rule.hs.iter().chain(&rule.hs_part) {
        if !hs_scope::is_scope(scope, hs_scope::NATIONAL_DIGITS) {
            problem(format!("{scope} is no HS scope"));
        }
    }
    let untied = rule.ties.is_empty() && rule.company.is_empty();
    if rule.direction != Direction::ToDprk && untied {
        problem("it asks for no tie to the DPRK".into());
    }
}

fn check_cases(rule: &OtherLaw, rulebook: &Rulebook, problem: &mut impl FnMut(String)) {
    for case in &rule.cases {
        let unknown = case.commodity.as_deref().filter(|id| rulebook.commodity(id).is_none());
        if let Some(id) = unknown {
            problem(format!("the case \"{}\" names {id}, which is no commodity", case.name));
        }
        if rule.is_told_in(case) != case.fires {
            problem(format!("the case \"{}\" does not come out as it says", case.name));
        }
    }
    // A rule that speaks of companies alone has nothing to tell of goods.
    let of_goods = !rule.ties.is_empty() || rule.direction != Direction::FromDprk;
    for fires in [true, false] {
        if (of_goods || !fires) && rule.cases.iter().all(|case| case.fires != fires) {
            problem(format!("no case has fires = {fires}"));
        }
    }
    if !of_goods {
        return;
    }
    let first = [Some(rule.from), rule.from.pred_opt()];
    let last = [rule.until, rule.until.and_then(|day| day.succ_opt())];
    for day in first.into_iter().chain(last).flatten() {
        if rule.cases.iter().all(|case| case.on != day) {
            problem(format!("no case stands on {day}, at an edge of its period"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::check::tests::with_change;

    fn complains(path: &str, from: &str, to: &str, of: &str) {
        let problems = with_change(path, from, to).unwrap();
        assert!(problems.iter().any(|problem| problem.contains(of)), "{problems:?}");
    }

    #[test]
    fn a_wrong_day_country_or_commodity_is_refused() {
        let us = "other_law/us.toml";
        complains(us, "from = \"2017-08-02\"", "from = \"2017-08-03\"", "does not come out");
        complains(us, "{ country = \"PR\" }", "{ country = \"QQ\" }", "QQ is no country");
        complains(
            "other_law/eu.toml",
            "\"coal\", \"iron\"",
            "\"cola\", \"iron\"",
            "cola is no commodity",
        );
        complains("other_law/eu.toml", "\"271311\"", "\"940161\"", "does not come out");
    }

    #[test]
    fn unknown_members_and_foreign_ids_are_refused() {
        let us = "other_law/us.toml";
        assert!(with_change(us, "reach = \"members\"", "reech = \"members\"").is_err());
        assert!(with_change(us, "ties = [\"origin\"", "ties = [\"orign\"").is_err());
        assert!(with_change(us, "id = \"us-caatsa-321\"", "id = \"eu-caatsa-321\"").is_err());
    }
}
