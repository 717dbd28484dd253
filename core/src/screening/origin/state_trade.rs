//! Bodies of the DPRK's State trade that the UN does not list: ministries, bureaus, trading companies, fronts. All
//! mining and foreign trade there is the State's, so that whoever buys from them buys from it.

use super::forced_labour;
use crate::Reference;
use crate::input::stated;
use crate::judgement::{Finding, FindingKind, Outcome, fact};
use crate::names::Degree;
use crate::record::{Company, ImoNumber, Relation};
use crate::rulebook::{Confidence, MeasureKind, Rulebook, Span};
use crate::screening::facts::ShipmentFacts;
use crate::screening::facts::names::{names_at, other_names};
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
    for (index, party) in facts.parties.iter().enumerate() {
        let supply = party.role.is_supply_side();
        let party = party.record;
        let names = names_at(&format!("/parties/{index}"), party.name.as_ref(), &party.aliases);
        findings.extend(first(names, supply, span, known, reference));
    }
    for (pointer, name) in other_names(facts) {
        let supply = pointer.ends_with("/producer");
        findings.extend(first(std::iter::once((pointer, name)), supply, span, known, reference));
    }
    findings.extend(ship(facts, reference));
    findings.into_iter().flatten().collect()
}

/// What the names of a company, of its affiliates and of its people say.
pub(crate) fn of_company<'r>(
    record: &Company,
    span: Span,
    known: &KnownNames<'r>,
    reference: &Reference<'r>,
) -> Vec<Finding> {
    let names = names_at("", record.name.as_ref(), &record.aliases);
    let mut findings: Vec<_> = first(names, true, span, known, reference).into_iter().collect();
    for (index, affiliate) in record.affiliations.iter().enumerate() {
        let supply = affiliate.relation != Some(Relation::Customer);
        let name = stated(affiliate.name.as_ref());
        let name = name.map(|name| (format!("/affiliations/{index}/name"), name));
        findings.extend(first(name.into_iter(), supply, span, known, reference));
    }
    for (index, person) in record.people.iter().enumerate() {
        let name = stated(person.name.as_ref()).map(|name| (format!("/people/{index}/name"), name));
        findings.extend(first(name.into_iter(), true, span, known, reference));
    }
    findings.into_iter().flatten().collect()
}

/// The findings on the first of a party's names that is such a body's.
fn first<'n, 'r>(
    mut names: impl Iterator<Item = (String, &'n str)>,
    supply: bool,
    span: Span,
    known: &KnownNames<'r>,
    reference: &Reference<'r>,
) -> Option<Vec<Finding>> {
    names.find_map(|(pointer, name)| {
        let entry = find(name, known, reference)?;
        Some(found(entry, &pointer, name, supply, span, reference.rulebook))
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
    pointer: &str,
    value: &str,
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
    let outcome = if supply { Outcome::Suspicion } else { Outcome::Notice };
    let signal = &rulebook.origin.signs.state_trade_body;
    let evidence = fact("state_trade_body", signal, pointer.to_owned(), value, &entry.name);
    let rule = rulebook.in_force(MeasureKind::TradeSupport, span);
    let labour = body.and_then(|body| body.forced_labour.as_deref());
    let labour =
        labour.map(|basis| forced_labour::notice(evidence.clone(), &entry.name, basis, rulebook));
    let finding = Finding::new(FindingKind::StateTradeApparatus, outcome, pointer, explanation)
        .with(vec![evidence])
        .under(rule);
    std::iter::once(finding).chain(labour).collect()
}

/// A ship that others than the UN list for this trade, by her number.
fn ship(facts: &ShipmentFacts<'_>, reference: &Reference<'_>) -> Option<Vec<Finding>> {
    let vessel = facts.vessel.as_ref()?;
    let number = vessel.imo.and_then(ImoNumber::valid)?;
    let entry = reference.state_trade.find_imo(number)?;
    let value = stated(vessel.record.imo.as_ref())?;
    Some(found(entry, "/transport/vessel/imo", value, false, facts.period.span, reference.rulebook))
}
