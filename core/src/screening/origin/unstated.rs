//! Gaps that hold a record: an unknown origin of goods that must state it, a party without a name.

use crate::Reference;
use crate::classification::Goods;
use crate::judgement::{Finding, Member, Outcome, Pointer, Reason};
use crate::rulebook::{FindingKind, Rulebook};
use crate::screening::facts::{ItemFacts, ShipmentFacts};
use crate::screening::law;
use crate::screening::listed::known_names::KnownNames;

/// Gaps that hold the record: an unknown origin of goods that must state it, a party without a name.
pub(crate) fn findings(
    facts: &ShipmentFacts<'_>,
    goods: &[Goods<'_>],
    known: &KnownNames<'_>,
    reference: &Reference<'_>,
) -> Vec<Finding> {
    let rulebook = reference.rulebook;
    let mut findings = Vec::new();
    for (item, goods) in facts.items.iter().zip(goods) {
        if let Some((reason, explanation)) = origin_gap(facts, goods, item, rulebook) {
            findings.push(insufficient(reason, item.pointer, explanation));
        }
    }
    for party in &facts.parties {
        if party.name.is_none_or(|name| !known.look(name.text, reference).is_usable()) {
            let explanation =
                "The party has no usable name, so it could not be compared with any list.";
            let pointer = party.pointer.to(Member::Name);
            findings.push(insufficient(Reason::NoUsableName, pointer, explanation.to_owned()));
        }
    }
    findings
}

fn insufficient(reason: Reason, pointer: Pointer, explanation: String) -> Finding {
    let kind = FindingKind::InsufficientInformation;
    Finding::new(kind, (Outcome::Suspicion, reason), pointer, explanation)
}

/// Why nothing can be said of an item's origin, where its goods must say it.
pub(crate) fn origin_gap(
    facts: &ShipmentFacts<'_>,
    goods: &Goods<'_>,
    item: &ItemFacts<'_>,
    rulebook: &Rulebook,
) -> Option<(Reason, String)> {
    let banned: Vec<&str> = goods
        .firm_scopes()
        .filter(|scope| law::strictest(rulebook, &scope.commodity.id, facts.period.span).is_some())
        .map(|scope| scope.commodity.name.as_str())
        .collect();
    if banned.is_empty() && goods.undecidable.is_none() && goods.arms.is_none() {
        return None;
    }
    let origin_known = facts.declared_origin(item).is_stated()
        || item.extraction.stated
        || facts.loadings().any(|event| event.place.stated)
        || facts.documents.iter().any(|document| document.states_origin.is_stated());
    if origin_known {
        return None;
    }
    if goods.needs_origin() {
        let explanation = match &goods.undecidable {
            Some(why) => format!(
                "It cannot be told what the goods are ({why}), and neither origin, extraction nor loading is stated."
            ),
            None => format!(
                "{} may come from the DPRK, and neither origin, extraction nor loading is stated.",
                banned.join(", ")
            ),
        };
        return Some((Reason::OriginNotStated, explanation));
    }
    let supply_known = facts.export.is_stated()
        || facts
            .suppliers()
            .any(|(_, party)| party.country.is_stated() || party.nationality.is_stated());
    (!supply_known).then(|| {
        let explanation = format!(
            "{} may come from the DPRK, and nothing stated says from which country they come.",
            list_or(&banned, "The goods")
        );
        (Reason::SourceNotStated, explanation)
    })
}

fn list_or(names: &[&str], otherwise: &str) -> String {
    if names.is_empty() { otherwise.to_owned() } else { names.join(", ") }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::judgement::{FindingKind, Outcome, Reason};
    use crate::screening::testing::{goods, judged, with};

    #[test]
    fn goods_that_must_state_their_origin_are_held_until_something_says_it() {
        let seller = ("/parties", json!([{"role": "seller", "name": "A", "country": "CN"}]));
        let loaded = (
            "/transport",
            json!({"voyage": [{"event": "loading", "location": {"unlocode": "CNDLC"}}]}),
        );
        let called = (
            "/transport",
            json!({"voyage": [{"event": "port_call", "location": {"unlocode": "CNDLC"}}]}),
        );
        let (origin, source) = (Some(Reason::OriginNotStated), Some(Reason::SourceNotStated));
        for (name, hs_code, moved, changes, expected) in [
            ("coal", "270111", "2018-05-10", vec![], origin),
            ("coal of a seller", "270111", "2018-05-10", vec![seller.clone()], origin),
            (
                "coal with its origin",
                "270111",
                "2018-05-10",
                vec![("/country_of_origin", json!("CN"))],
                None,
            ),
            (
                "coal with its mine",
                "270111",
                "2018-05-10",
                vec![("/items/0/place_of_extraction", json!("Datong"))],
                None,
            ),
            ("coal with its port", "270111", "2018-05-10", vec![loaded], None),
            ("coal with a port of call", "270111", "2018-05-10", vec![called], origin),
            (
                "coal of an unknown origin",
                "270111",
                "2018-05-10",
                vec![("/country_of_origin", json!("unknown"))],
                origin,
            ),
            ("coal before the bans", "270111", "2016-03-01", vec![], None),
            ("textiles", "620342", "2018-05-10", vec![], source),
            ("textiles of a seller", "620342", "2018-05-10", vec![seller], None),
            (
                "textiles sent from somewhere",
                "620342",
                "2018-05-10",
                vec![("/country_of_export", json!("CN"))],
                None,
            ),
            ("toys", "950300", "2018-05-10", vec![], None),
        ] {
            let judgement = judged(&with(&goods(hs_code, moved), &changes));
            let kind = FindingKind::InsufficientInformation;
            let found = judgement.findings.iter().find(|finding| finding.kind == kind);
            let found = found.map(|finding| (finding.outcome, finding.reason));
            assert_eq!(found, expected.map(|reason| (Outcome::Suspicion, reason)), "{name}");
        }
    }

    #[test]
    fn a_party_needs_a_name_that_says_more_than_a_legal_form() {
        for (name, held) in [("Co., Ltd.", true), ("---", true), ("A", false), ("有限公司", true)]
        {
            let record = with(
                &goods("950300", "2018-05-10"),
                &[("/parties", json!([{"role": "buyer", "name": name}]))],
            );
            let reasons = judged(&record).findings.into_iter().map(|finding| finding.reason);
            assert_eq!(
                reasons.filter(|one| *one == Reason::NoUsableName).count() == 1,
                held,
                "{name}"
            );
        }
    }
}
