//! Signs of the parties: seats, addresses, sellers of what the DPRK sells through others.

use chrono::NaiveDate;

use super::{Collector, Sign};
use crate::Reference;
use crate::input::stated;
use crate::record::{DocumentType, IdentifierType, Role};
use crate::rulebook::{CountryCode, EvidenceKind, StatedCountry};
use crate::screening::facts::{PartyFacts, Text};
use crate::screening::ties::party::seat_may_be_dprk;
use crate::screening::ties::sites::is_elsewhere;
use crate::text::fold;

impl Collector<'_, '_, '_> {
    pub(crate) fn parties(&mut self) {
        for (_, party) in self.suppliers() {
            self.seat(party);
        }
        for party in &self.facts.parties {
            if party.role.receives_goods() {
                continue;
            }
            self.address(party);
        }
        for party in &self.facts.parties {
            let sells = party.role.is_supply_side() || party.role == Role::Agent;
            if sells && !matches!(party.role, Role::Producer | Role::Manufacturer) {
                self.seller(party);
            }
        }
        self.names_of_places();
        self.refiner();
    }

    /// Suppliers stated elsewhere whose address or name is the DPRK's.
    fn seat(&mut self, party: &PartyFacts<'_>) {
        if party.address.is_dprk() && !seat_may_be_dprk(party) {
            self.note_stated(EvidenceKind::SeatConflict, &party.address, "");
        }
        let says_dprk = &self.rulebook.signals.dprk_words.common;
        if let Some(name) = party.name.filter(|_| says_dprk.stand_in(&party.folded_name)) {
            self.note_stated(EvidenceKind::SeatConflict, &name, "");
        }
    }

    /// Makers and suppliers that bear the name of a DPRK place. South Korean firms bear such names of old.
    fn names_of_places(&mut self) {
        let southern = |country: StatedCountry| country.known() == Some(CountryCode::KR);
        let parties = self.suppliers().filter(|(_, party)| !southern(*party.country));
        let parties = parties.filter_map(|(_, party)| party.name);
        let lines = self.items().filter(|(_, item)| !southern(*self.facts.declared_origin(item)));
        let lines = lines.filter_map(|(_, item)| item.producer);
        for name in parties.chain(lines).collect::<Vec<_>>() {
            let place = self.rulebook.gazetteer.in_text(&fold(name.text));
            if let Some(place) = place.filter(|_| !is_elsewhere(name.text, self.rulebook)) {
                self.note_stated(EvidenceKind::PlaceInName, &name, &place.name);
            }
        }
    }

    fn address(&mut self, party: &PartyFacts<'_>) {
        let Some(address) = party.address.stated() else { return };
        let day = self.facts.period.span.known_by;
        let sign = of_address(&address, &party.folded_address, *party.country, day, self.reference);
        self.signs.extend(sign.filter(|sign| self.in_scope || !sign.signal.only_in_scope));
    }

    /// Sellers at the border, and of goods whose mine nobody names.
    fn seller(&mut self, party: &PartyFacts<'_>) {
        let tables = &self.origin().goods;
        let kinds = self.kinds();
        let minerals = self.goods.iter().any(crate::classification::Goods::needs_origin);
        if let Some(town) =
            self.origin().addresses.border_town(&party.folded_address).filter(|_| minerals)
        {
            self.note_stated(EvidenceKind::BorderSeller, &party.address, town);
        }
        let Some(country) = party.country.known() else { return };
        let pointer = party.country.pointer;
        if tables.sold_by_agents().meets(kinds)
            && tables.is_agents_country(country)
            && !self.names_mine()
        {
            self.note(EvidenceKind::UnnamedMine, pointer, country.as_str(), "");
        } else if tables.gold().meets(kinds)
            && self.origin().addresses.is_gold_hub(country, &party.folded_address)
        {
            self.note(EvidenceKind::GoldHub, pointer, country.as_str(), "");
        }
    }

    /// Whether anything names where the goods were mined or made.
    fn names_mine(&self) -> bool {
        let facts = self.facts;
        facts.items.iter().any(|item| item.extraction.stated || item.producer.is_some())
            || facts
                .parties
                .iter()
                .any(|party| matches!(party.role, Role::Producer | Role::Manufacturer))
            || facts.documents.iter().any(|paper| paper.kind == Some(DocumentType::MineCertificate))
    }

    /// Gold whose refiner is not named.
    fn refiner(&mut self) {
        let gold = self.origin().goods.gold();
        let delivers = |party: &PartyFacts<'_>| {
            let identifiers = &party.record.identifiers;
            matches!(party.role, Role::Producer | Role::Manufacturer)
                || identifiers.iter().any(|one| one.r#type == Some(IdentifierType::GoodDelivery))
        };
        if self.facts.parties.iter().any(delivers) {
            return;
        }
        for (_, item) in self.items() {
            if item.kinds.meets(gold) && item.producer.is_none() {
                let value = stated(item.record.description.as_ref()).unwrap_or_default();
                self.note(EvidenceKind::GoldRefinerUnnamed, item.pointer, value, "");
            }
        }
    }
}

/// What is known of an address, folded as its words are looked for: a listed party's, one of firms linked to the DPRK, or a shell's.
pub(crate) fn of_address<'r>(
    address: &Text<'_>,
    folded: &str,
    country: StatedCountry,
    day: NaiveDate,
    reference: &Reference<'r>,
) -> Option<Sign<'r>> {
    let Reference { rulebook, watchlists, .. } = *reference;
    let addresses = &rulebook.origin.addresses;
    let sign = |kind, more: &str| {
        let evidence = address.evidence(kind, rulebook, more);
        Some(Sign { evidence, signal: rulebook.signal(kind) })
    };
    let listed = watchlists.iter().find_map(|list| list.at_address(folded, day));
    if let Some(entry) = listed {
        return sign(EvidenceKind::ListedAddress, &entry.name);
    }
    match (addresses.known(folded), country.known()) {
        (Some(known), _) if known.listed => sign(EvidenceKind::ListedAddress, &known.who),
        (Some(known), _) => sign(EvidenceKind::LinkedAddress, &known.who),
        (None, Some(country)) if addresses.is_care_of(folded, country) => {
            sign(EvidenceKind::CareOfAddress, "")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::screening::testing::{goods, shown, with};

    fn told(hs_code: &str, party: &Value, among: &[EvidenceKind]) -> Vec<EvidenceKind> {
        let mut full = json!({"role": "seller", "name": "Hai Trading"});
        full.as_object_mut().unwrap().extend(party.as_object().unwrap().clone());
        let changes = [("/country_of_origin", json!("CN")), ("/parties", json!([full]))];
        let shown = shown(&with(&goods(hs_code, "2018-05-10"), &changes));
        among.iter().copied().filter(|kind| shown.contains(kind)).collect()
    }

    #[test]
    fn a_supplier_stated_elsewhere_with_an_address_or_a_name_of_the_dprk_contradicts_itself() {
        let kinds = [EvidenceKind::SeatConflict];
        for (party, expected) in [
            (json!({"country": "CN", "address": "Pyongyang"}), 1),
            // An address that names the country stands for the seat: a tie.
            (json!({"country": "CN", "address": "Pyongyang, DPRK"}), 0),
            (json!({"country": "CN", "address": "Pingyang Road, Beijing"}), 0),
            (json!({"country": "CN", "address": "Pyongyang", "role": "buyer"}), 0),
            (json!({"country": "CN", "name": "North Korea Coal Export"}), 1),
            (json!({"country": "KR", "name": "South Korea Coal Export"}), 0),
        ] {
            assert_eq!(told("270111", &party, &kinds).len(), expected, "{party}");
        }
    }

    #[test]
    fn a_name_of_a_dprk_place_is_a_sign_of_makers_that_are_not_south_korean() {
        let kinds = [EvidenceKind::PlaceInName];
        for (party, expected) in [
            (json!({"name": "Pyongyang Coal Trading", "country": "CN"}), 1),
            (json!({"name": "Pyongyang Coal Trading", "country": "KR"}), 0),
            (json!({"name": "Pyongyang Coal Trading", "country": "CN", "role": "buyer"}), 0),
            (json!({"name": "Tianjin Coal Trading", "country": "CN"}), 0),
        ] {
            assert_eq!(told("270111", &party, &kinds).len(), expected, "{party}");
        }
    }

    #[test]
    fn a_seller_at_the_border_is_a_sign_for_minerals_alone() {
        let kinds = [EvidenceKind::BorderSeller];
        let dandong = json!({"address": "Jiangcheng Street, Dandong, Liaoning"});
        assert_eq!(told("270111", &dandong, &kinds), kinds);
        assert_eq!(told("620342", &dandong, &kinds), []);
        let maker = json!({"address": "Jiangcheng Street, Dandong, Liaoning", "role": "producer"});
        assert_eq!(told("270111", &maker, &kinds), []);
        assert_eq!(told("270111", &json!({"address": "Nanjing Road, Shanghai"}), &kinds), []);
    }

    #[test]
    fn gold_names_its_refiner() {
        let kinds = [EvidenceKind::GoldRefinerUnnamed];
        let delivery = json!({"identifiers": [{"type": "good_delivery", "value": "X1"}]});
        for (hs_code, party, expected) in [
            ("710812", json!({}), 1),
            ("710812", json!({"role": "producer"}), 0),
            ("710812", delivery, 0),
            ("270111", json!({}), 0),
        ] {
            assert_eq!(told(hs_code, &party, &kinds).len(), expected, "{hs_code} {party}");
        }
    }
}
