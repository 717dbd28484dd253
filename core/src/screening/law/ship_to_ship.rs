//! Transfers between ships at sea.

use super::begins_on_the_day;
use super::scope::in_scope;
use crate::classification::Goods;
use crate::input::stated;
use crate::judgement::{Finding, Outcome, Reason};
use crate::record::EventKind;
use crate::rulebook::{EvidenceKind, FindingKind, MeasureKind, Rule, Rulebook, Span};
use crate::screening::facts::{EventFacts, ShipmentFacts};
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
    let is_transfer = |event: &&EventFacts<'_>| event.kind == EventKind::ShipToShip;
    if !facts.events.iter().any(|event| is_transfer(&event)) {
        return Vec::new();
    }
    let of_ship = |kind: EvidenceKind| matches!(kind, EvidenceKind::Flag | EvidenceKind::RadioMark);
    let own_flag = nexus.flag.iter().any(|tie| of_ship(tie.kind));
    let in_scope = in_scope(facts, goods, rulebook);
    let transfers = facts.events.iter().filter(is_transfer);
    transfers
        .map(|event| {
            let span = facts.period.span;
            let span = event.at.map_or(span, |day| Span { from: day, until: day, ..span });
            let rule = rulebook.in_force(MeasureKind::ShipToShip, span);
            let with_dprk = own_flag || event.counterpart_flag.is_dprk();
            let hides = in_scope && in_known_waters(event, rulebook);
            let (outcome, reason) = outcome_of(with_dprk, hides, rule, span);
            let kind = match outcome {
                Outcome::Notice => EvidenceKind::OrdinaryTransfer,
                _ => EvidenceKind::ShipToShip,
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
            let kind_of_finding = FindingKind::ShipToShipTransfer;
            Finding::new(kind_of_finding, (outcome, reason), event.pointer, explanation)
                .with(vec![event.place.evidence(kind, rulebook, "")])
                .under(rule.filter(|_| with_dprk))
        })
        .collect()
}

fn outcome_of(
    with_dprk: bool,
    hides: bool,
    rule: Option<Rule<'_>>,
    span: Span,
) -> (Outcome, Reason) {
    match (with_dprk, rule) {
        (true, Some(rule)) if begins_on_the_day(rule, span) => {
            (Outcome::Suspicion, Reason::AdoptionDay)
        }
        (true, Some(_)) => (Outcome::Violation, Reason::TransferWithDprkShip),
        (true, None) => (Outcome::Suspicion, Reason::TransferWithDprkShip),
        (false, _) if hides => (Outcome::Suspicion, Reason::TransferHidesOrigin),
        (false, _) => (Outcome::Notice, Reason::OrdinaryTransfer),
    }
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

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::screening::testing::{goods, outcome, rulebook, with};

    /// Goods of one code that changed ships in these waters, with a ship of this flag.
    fn moved(hs_code: &str, at: &str, name: &str, flag: &str) -> Value {
        let event = json!({"event": "ship_to_ship", "at": at, "location": {"name": name}, "counterpart": {"flag": flag}});
        with(
            &goods(hs_code, at),
            &[("/transport", json!({"voyage": [event]})), ("/country_of_origin", json!("CN"))],
        )
    }

    #[test]
    fn a_transfer_with_a_dprk_ship_is_forbidden_from_the_day_after_adoption() {
        let begins = rulebook().measure("unscr-2375-11").unwrap().adopted_on;
        let before = begins.pred_opt().unwrap().to_string();
        let after = begins.succ_opt().unwrap().to_string();
        for (at, expected) in [
            (before, (Outcome::Suspicion, Reason::TransferWithDprkShip)),
            (begins.to_string(), (Outcome::Suspicion, Reason::AdoptionDay)),
            (after, (Outcome::Violation, Reason::TransferWithDprkShip)),
        ] {
            let record = moved("940161", &at, "North Sea", "KP");
            assert_eq!(outcome(&record, FindingKind::ShipToShipTransfer), Some(expected), "{at}");
        }
    }

    #[test]
    fn any_other_transfer_holds_goods_of_a_ban_in_the_waters_of_the_rulebook() {
        let (hides, ordinary) = (
            (Outcome::Suspicion, Reason::TransferHidesOrigin),
            (Outcome::Notice, Reason::OrdinaryTransfer),
        );
        for (hs_code, waters, expected) in [
            ("270111", "Yellow Sea", hides),
            ("940310", "Yellow Sea", ordinary),
            ("270111", "North Sea", ordinary),
        ] {
            let record = moved(hs_code, "2018-05-10", waters, "PA");
            let found = outcome(&record, FindingKind::ShipToShipTransfer);
            assert_eq!(found, Some(expected), "{hs_code} {waters}");
        }
        let nowhere = with(
            &moved("270111", "2018-05-10", "North Sea", "PA"),
            &[("/transport/voyage/0/location", json!({}))],
        );
        assert_eq!(outcome(&nowhere, FindingKind::ShipToShipTransfer), Some(hides));
    }
}
