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
