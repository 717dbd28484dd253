//! Transfers between ships at sea.

use super::begins_on_the_day;
use super::scope::in_scope;
use crate::classification::Goods;
use crate::input::stated;
use crate::judgement::{Finding, FindingKind, Outcome, fact};
use crate::record::EventKind;
use crate::rulebook::{MeasureKind, Rulebook, Span};
use crate::screening::facts::{EventFacts, ShipmentFacts, place_of};
use crate::screening::ties::nexus::Nexus;
use crate::text::fold;

/// Transfers between ships at sea: with a DPRK-flag ship forbidden since 2375 para 11, with any other
/// a suspicion for goods in scope in the waters of the rulebook.
pub(crate) fn transfers(
    facts: &ShipmentFacts<'_>,
    goods: &[Goods<'_>],
    nexus: &Nexus,
    rulebook: &Rulebook,
) -> Vec<Finding> {
    let signals = &rulebook.signals.signal;
    let own_flag = nexus.flag.iter().any(|tie| matches!(tie.kind, "flag" | "radio_mark"));
    let is_transfer = |event: &&EventFacts<'_>| event.kind == EventKind::ShipToShip;
    if !facts.events.iter().any(|event| is_transfer(&event)) {
        return Vec::new();
    }
    let in_scope = in_scope(facts, goods, rulebook);
    let mut findings = Vec::new();
    for event in facts.events.iter().filter(is_transfer) {
        let span = facts.period.span;
        let span = event.at.map_or(span, |day| Span { from: day, until: day, ..span });
        let rule = rulebook.in_force(MeasureKind::ShipToShip, span);
        let with_dprk = own_flag || event.counterpart_flag.is_dprk();
        let known_waters = in_known_waters(event, rulebook);
        let first_day = rule.is_some_and(|rule| begins_on_the_day(rule, span));
        let (outcome, signal, kind) = match (with_dprk, rule, in_scope && known_waters) {
            (true, Some(_), _) if !first_day => {
                (Outcome::Violation, &signals.ship_to_ship, "ship_to_ship")
            }
            (true, _, _) | (false, _, true) => {
                (Outcome::Suspicion, &signals.ship_to_ship, "ship_to_ship")
            }
            (false, _, false) => (Outcome::Notice, &signals.ordinary_transfer, "ordinary_transfer"),
        };
        let explanation = match outcome {
            Outcome::Violation => {
                "Goods were transferred at sea from or to a DPRK-flag ship, which is forbidden whatever they are."
            }
            Outcome::Suspicion => {
                "Goods were transferred at sea in a way that often hides their origin."
            }
            _ => "Goods were transferred at sea; alone this is ordinary.",
        };
        let (pointer, value) = place_of(event);
        let evidence = vec![fact(kind, signal, pointer, &value, "")];
        let at = format!("/transport/voyage/{}", event.index);
        let finding = Finding::new(FindingKind::ShipToShipTransfer, outcome, at, explanation);
        findings.push(finding.with(evidence).under(rule.filter(|_| with_dprk)));
    }
    findings
}

/// Whether a transfer's place is one of the rulebook's waters; one that is not stated counts as such.
fn in_known_waters(event: &EventFacts<'_>, rulebook: &Rulebook) -> bool {
    let name = event.record.location.as_ref().and_then(|place| stated(place.name.as_ref()));
    let position = event.stated_position();
    if name.is_none() && position.is_none() {
        return !event.place.stated;
    }
    let folded = fold(name.unwrap_or_default());
    event.place.is_dprk()
        || rulebook.origin.seas.of(&folded, position, |sea| sea.transfers).is_some()
}
