//! KP for KR: at least ten of 46 States told the Panel in 2022 that their entries were such slips.

use crate::judgement::Evidence;
use crate::record::{EventKind, Role};
use crate::rulebook::{CountryCode, EvidenceKind, StatedCountry, StatedPlace};
use crate::screening::facts::{PartyFacts, ShipmentFacts};

const SOUTH: StatedCountry = StatedCountry::Known(CountryCode::KR);

/// Whether KP stands alone, as a declared origin or as one party's country, while the seller or
/// producer and every other place given, but for those the goods go to, are South Korean.
pub(crate) fn is_likely(facts: &ShipmentFacts<'_>, of_parties: &[Vec<Evidence>]) -> bool {
    let declared = facts.origin.is_dprk() || facts.items.iter().any(|item| item.origin.is_dprk());
    let in_dprk = facts.suppliers().filter(|(_, party)| party.country.is_dprk()).count();
    if usize::from(declared) + in_dprk != 1 {
        return false;
    }
    let korean_seller = facts.suppliers().any(|(_, party)| seems_south_korean(party));
    korean_seller
        && places_are_south_korean(facts)
        && facts
            .parties
            .iter()
            .zip(of_parties)
            .all(|(party, ties)| is_south_korean_or_receives(party, ties))
}

fn places_are_south_korean(facts: &ShipmentFacts<'_>) -> bool {
    let declared = facts.items.iter().map(|item| item.origin).chain([facts.origin]);
    let others = declared.filter(|origin| !origin.is_dprk());
    let papers = facts.documents.iter().flat_map(|paper| [paper.states_origin, paper.country]);
    let countries_agree = others
        .chain(papers)
        .chain([facts.export, facts.payer_country])
        .all(|country| *country == StatedCountry::Absent || *country == SOUTH);
    let south = |place: &StatedPlace<'_>| !place.stated || place.country == SOUTH;
    let extraction = facts.items.iter().all(|item| south(&item.extraction));
    let journey = facts
        .events
        .iter()
        .filter(|event| event.kind != EventKind::Discharge || event.place.is_dprk())
        .all(|event| south(&event.place));
    let flag = facts.vessel.as_ref().is_none_or(|vessel| !vessel.flag.is_dprk());
    countries_agree && extraction && journey && flag
}

fn is_south_korean_or_receives(party: &PartyFacts<'_>, ties: &[Evidence]) -> bool {
    let receives =
        party.role.receives_goods() || matches!(party.role, Role::Buyer | Role::NotifyParty);
    let stated = [*party.country, *party.nationality, party.address.country];
    if receives {
        return stated.iter().all(|country| !country.is_dprk());
    }
    if party.role.is_supply_side() && party.country.is_dprk() {
        // The one country that is likely a slip; nothing else of the party may be the DPRK's.
        return ties.iter().all(|tie| tie.kind == EvidenceKind::PartyCountry);
    }
    stated.iter().all(|country| *country == StatedCountry::Absent || *country == SOUTH)
}

/// Whether a party is stated in South Korea, or its address or telephone number is.
pub(crate) fn seems_south_korean(party: &PartyFacts<'_>) -> bool {
    *party.country == SOUTH
        || party.address.country == SOUTH
        || party.record.phones.iter().any(|number| is_south_korean_phone(number))
}

/// Whether a telephone number has the international prefix of the Republic of Korea.
pub(crate) fn is_south_korean_phone(number: &str) -> bool {
    number.trim_start().starts_with("+82")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::screening::testing::{chairs, rulebook, shipment, with};
    use crate::screening::ties::Ties;

    #[test]
    fn kp_alone_among_south_korean_facts_is_likely_a_slip() {
        let base = with(
            &chairs(),
            &[
                ("/items/0/country_of_origin", json!("KP")),
                ("/country_of_export", json!("KR")),
                ("/parties", json!([{"role": "seller", "name": "Daehan Coke", "country": "KR"}])),
            ],
        );
        let add = |party| ("/parties/1", party);
        let event = |kind: &str, code: &str| {
            ("/transport", json!({"voyage": [{"event": kind, "location": {"unlocode": code}}]}))
        };
        for (name, change, expected) in [
            ("as it is", ("/reference", json!("1")), true),
            ("no southern seller", ("/parties/0/country", json!("CN")), false),
            ("export from elsewhere", ("/country_of_export", json!("CN")), false),
            ("a second KP", add(json!({"role": "producer", "name": "B", "country": "KP"})), false),
            (
                "the buyer is where the goods go",
                add(json!({"role": "buyer", "name": "B", "country": "CN"})),
                true,
            ),
            (
                "a buyer of the DPRK",
                add(json!({"role": "buyer", "name": "B", "country": "KP"})),
                false,
            ),
            (
                "an agent elsewhere",
                add(json!({"role": "agent", "name": "B", "country": "CN"})),
                false,
            ),
            ("loaded in the South", event("loading", "KRPUS"), true),
            ("loaded in the North", event("loading", "KPNAM"), false),
            ("discharged in China", event("discharge", "CNDLC"), true),
            ("discharged in the North", event("discharge", "KPNAM"), false),
            (
                "a paper of the South",
                ("/documents", json!([{"type": "invoice", "states_origin": "KR"}])),
                true,
            ),
            (
                "a paper of the North",
                ("/documents", json!([{"type": "invoice", "states_origin": "KP"}])),
                false,
            ),
            ("a mine in the North", ("/items/0/place_of_extraction", json!("Musan, DPRK")), false),
            ("a ship of the North", ("/transport", json!({"vessel": {"flag": "KP"}})), false),
        ] {
            let record = with(&base, &[change]);
            assert_eq!(
                shipment(&record, |facts| is_likely(facts, &Ties::of(facts, rulebook()).parties)),
                expected,
                "{name}"
            );
        }
    }

    #[test]
    fn one_party_s_kp_is_a_slip_only_where_nothing_else_of_it_is_the_dprk_s() {
        let seller = json!({"role": "seller", "name": "Daehan", "country": "KR"});
        for (maker, expected) in [
            (json!({"role": "producer", "name": "Daehan Works", "country": "KP"}), true),
            (
                json!({"role": "producer", "name": "Daehan Works", "country": "KP", "phones": ["+850 2 1"]}),
                false,
            ),
            (json!({"role": "producer", "name": "Works of the DPRK", "country": "KP"}), false),
        ] {
            let record = with(&chairs(), &[("/parties", json!([seller, maker]))]);
            assert_eq!(
                shipment(&record, |facts| is_likely(facts, &Ties::of(facts, rulebook()).parties)),
                expected,
                "{maker}"
            );
        }
    }
}
