//! Bodies of the DPRK's State trade that the UN does not list: ministries, bureaus, trading companies, fronts. All
//! mining and foreign trade there is the State's, so that whoever buys from them buys from it.

use super::forced_labour;
use crate::Reference;
use crate::judgement::{Finding, Member, Outcome, Pointer, Reason};
use crate::names::Degree;
use crate::record::{ImoNumber, Relation};
use crate::rulebook::{Confidence, EvidenceKind, FindingKind, MeasureKind, Rulebook, Span};
use crate::screening::facts::names::{bystanders, names_at, producers};
use crate::screening::facts::{CompanyFacts, ShipmentFacts, Text};
use crate::screening::listed::known_names::KnownNames;
use crate::screening::ties::party::names_the_dprk;
use crate::watchlist::Designation;

/// A finding for each name of a shipment that is such a body's.
pub(crate) fn of_shipment<'r>(
    facts: &ShipmentFacts<'_>,
    known: &KnownNames<'r>,
    reference: &Reference<'r>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let span = facts.period.span;
    for party in &facts.parties {
        let supply = party.role.is_supply_side();
        let names = names_at(party.pointer, party.record.name.as_ref(), &party.record.aliases);
        findings.extend(first(names, supply, span, known, reference));
    }
    let others = producers(facts).map(|name| (name, true));
    for (name, supply) in others.chain(bystanders(facts).map(|name| (name, false))) {
        findings.extend(first(std::iter::once(name), supply, span, known, reference));
    }
    findings.extend(ship(facts, reference));
    findings.into_iter().flatten().collect()
}

/// What the names of a company, of its affiliates and of its people say.
pub(crate) fn of_company<'r>(
    facts: &CompanyFacts<'_>,
    span: Span,
    known: &KnownNames<'r>,
    reference: &Reference<'r>,
) -> Vec<Finding> {
    let record = facts.record;
    let names = names_at(Pointer::ROOT, record.name.as_ref(), &record.aliases);
    let mut findings: Vec<_> = first(names, true, span, known, reference).into_iter().collect();
    for affiliate in &facts.affiliations {
        let supply = affiliate.record.relation != Some(Relation::Customer);
        findings.extend(first(affiliate.name.into_iter(), supply, span, known, reference));
    }
    for person in &facts.people {
        findings.extend(first(person.name.into_iter(), true, span, known, reference));
    }
    findings.into_iter().flatten().collect()
}

/// The findings on the first of a party's names that is such a body's.
fn first<'n, 'r>(
    mut names: impl Iterator<Item = Text<'n>>,
    supply: bool,
    span: Span,
    known: &KnownNames<'r>,
    reference: &Reference<'r>,
) -> Option<Vec<Finding>> {
    names.find_map(|name| {
        let entry = find(name.text, known, reference)?;
        Some(found(entry, &name, supply, span, reference.rulebook))
    })
}

/// The body whose whole name this is.
fn find<'r>(
    name: &str,
    known: &KnownNames<'r>,
    reference: &Reference<'r>,
) -> Option<&'r Designation> {
    // A weak alias ("Ministry of Coal Industry"), or its own words alone, speak where the name itself says whose it is.
    let of_dprk = || names_the_dprk(name, reference.rulebook);
    let looked = known.look(name, reference);
    let hits = looked.state_trade.iter().filter(|hit| {
        let whole = hit.likeness.degree >= Degree::Whole && !hit.is_weak;
        whole || (hit.likeness.core_equal && of_dprk())
    });
    hits.max_by_key(|hit| (hit.likeness.degree, hit.likeness.score)).map(|hit| hit.designation)
}

fn found(
    entry: &Designation,
    stated: &Text<'_>,
    supply: bool,
    span: Span,
    rulebook: &Rulebook,
) -> Vec<Finding> {
    let body = rulebook.origin.bodies.get(&entry.id);
    let does = body.map_or("", |body| body.role.as_str());
    let listed_by = body.map(|body| body.listed_by.join(", ")).unwrap_or_default();
    let lists = if listed_by.is_empty() {
        "The UN does not list it, nor does another authority whose list was read.".to_owned()
    } else {
        format!("The UN does not list it; others do ({listed_by}), which is not UN law.")
    };
    let recalled = match body.map(|body| body.confidence) {
        Some(Confidence::Recalled) => " (recalled, not read in a source)",
        _ => "",
    };
    let explanation = format!(
        "{} belongs to the State trade of the DPRK ({does}){recalled}. {lists} Whatever the State's own bodies sell \
         falls under the bans where they name the goods.",
        entry.name
    );
    let outcome = if supply {
        (Outcome::Suspicion, Reason::StateTradeSupplies)
    } else {
        (Outcome::Notice, Reason::StateTradeTakesPart)
    };
    let evidence = stated.evidence(EvidenceKind::StateTradeBody, rulebook, &entry.name);
    let rule = rulebook.in_force(MeasureKind::TradeSupport, span);
    let labour = body.and_then(|body| body.forced_labour.as_deref());
    let labour =
        labour.map(|basis| forced_labour::notice(evidence.clone(), &entry.name, basis, rulebook));
    let kind = FindingKind::StateTradeApparatus;
    let finding =
        Finding::new(kind, outcome, stated.pointer, explanation).with(vec![evidence]).under(rule);
    std::iter::once(finding).chain(labour).collect()
}

/// A ship that others than the UN list for this trade, by her number.
fn ship(facts: &ShipmentFacts<'_>, reference: &Reference<'_>) -> Option<Vec<Finding>> {
    let vessel = facts.vessel.as_ref()?;
    let number = vessel.imo.and_then(ImoNumber::valid)?;
    let entry = reference.state_trade.find_imo(number)?;
    let stated = Text::of(vessel.record.imo.as_ref(), vessel.pointer.to(Member::Imo))?;
    Some(found(entry, &stated, false, facts.period.span, reference.rulebook))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::judgement::{FindingKind, Outcome, Reason};
    use crate::screening::testing::{chairs, outcome, with};

    const MINISTRY: &str = "Ministry of Coal Industry of the DPRK";

    #[test]
    fn a_body_of_the_state_trade_holds_where_it_supplies_and_is_told_where_it_takes_part() {
        let party = |role: &str, name: &str| ("/parties", json!([{"role": role, "name": name}]));
        let (supplies, takes_part) = (
            Some((Outcome::Suspicion, Reason::StateTradeSupplies)),
            Some((Outcome::Notice, Reason::StateTradeTakesPart)),
        );
        for (name, change, expected) in [
            ("seller", party("seller", MINISTRY), supplies),
            ("agent", party("agent", MINISTRY), takes_part),
            ("maker of a line", ("/items/0/producer", json!(MINISTRY)), supplies),
            (
                "issuer of a paper",
                ("/documents", json!([{"type": "invoice", "issuer": MINISTRY}])),
                takes_part,
            ),
            ("another State's", party("seller", "Ministry of Coal Industry of Turkmenistan"), None),
        ] {
            let found = outcome(&with(&chairs(), &[change]), FindingKind::StateTradeApparatus);
            assert_eq!(found, expected, "{name}");
        }
    }

    #[test]
    fn of_a_company_every_tie_but_a_customer_s_supplies() {
        let firm = |relation: &str| json!({"name": "Hai Coal", "affiliations": [{"relation": relation, "name": MINISTRY}]});
        let of =
            |record: &Value| outcome(record, FindingKind::StateTradeApparatus).map(|one| one.1);
        assert_eq!(of(&json!({"name": MINISTRY})), Some(Reason::StateTradeSupplies));
        assert_eq!(of(&firm("supplier")), Some(Reason::StateTradeSupplies));
        assert_eq!(of(&firm("customer")), Some(Reason::StateTradeTakesPart));
        assert_eq!(of(&json!({"name": "Hai Coal"})), None);
    }
}
