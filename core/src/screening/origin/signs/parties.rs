//! Signs of the parties: seats, addresses, sellers of what the DPRK sells through others.

use chrono::NaiveDate;

use super::{Collector, Sign, note};
use crate::Reference;
use crate::input::stated;
use crate::judgement::fact;
use crate::record::{DocumentType, IdentifierType, Role};
use crate::rulebook::{CountryCode, StatedCountry};
use crate::screening::facts::{PartyFacts, text};
use crate::screening::ties::party::seat_may_be_dprk;
use crate::screening::ties::sites::is_elsewhere;
use crate::text::fold;

impl Collector<'_, '_, '_> {
    pub(crate) fn parties(&mut self) {
        for (index, party) in self.suppliers() {
            self.seat(index, party);
        }
        for (index, party) in self.facts.parties.iter().enumerate() {
            if party.role.receives_goods() {
                continue;
            }
            self.address(index, party);
        }
        for (index, party) in self.facts.parties.iter().enumerate() {
            let sells = party.role.is_supply_side() || party.role == Role::Agent;
            if sells && !matches!(party.role, Role::Producer | Role::Manufacturer) {
                self.seller(index, party);
            }
        }
        self.names_of_places();
        self.refiner();
    }

    /// Suppliers stated elsewhere whose address or name is the DPRK's.
    fn seat(&mut self, index: usize, party: &PartyFacts<'_>) {
        if party.address.is_dprk() && !seat_may_be_dprk(party) {
            let pointer = format!("/parties/{index}/address");
            note!(self, plain.seat_conflict, pointer, text(party.record.address.as_ref()), "");
        }
        let name = text(party.record.name.as_ref());
        if self.rulebook.signals.dprk_words.common.stand_in(&fold(name)) {
            note!(self, plain.seat_conflict, format!("/parties/{index}/name"), name, "");
        }
    }

    /// Makers and suppliers that bear the name of a DPRK place. South Korean firms bear such names of old.
    fn names_of_places(&mut self) {
        let parties =
            self.suppliers().filter(|(_, party)| party.country.known() != Some(CountryCode::KR));
        let parties = parties.filter_map(|(index, party)| {
            Some((format!("/parties/{index}/name"), stated(party.record.name.as_ref())?))
        });
        let lines = self
            .items()
            .filter(|(_, item)| self.facts.declared_origin(item).known() != Some(CountryCode::KR));
        let lines = lines.filter_map(|(index, item)| {
            Some((format!("/items/{index}/producer"), stated(item.record.producer.as_ref())?))
        });
        for (pointer, name) in parties.chain(lines).collect::<Vec<_>>() {
            let place = self.rulebook.gazetteer.in_text(&fold(name));
            if let Some(place) = place.filter(|_| !is_elsewhere(name, self.rulebook)) {
                note!(self, table.place_in_name, pointer, name, &place.name);
            }
        }
    }

    fn address(&mut self, index: usize, party: &PartyFacts<'_>) {
        let Some(address) = stated(party.record.address.as_ref()) else { return };
        let pointer = format!("/parties/{index}/address");
        let day = self.facts.period.span.known_by;
        let sign = of_address(address, party.country, pointer, day, self.reference);
        self.signs.extend(sign.filter(|sign| self.in_scope || !sign.signal.only_in_scope));
    }

    /// Sellers at the border, and of goods whose mine nobody names.
    fn seller(&mut self, index: usize, party: &PartyFacts<'_>) {
        let tables = &self.origin().goods;
        let kinds = self.kinds();
        let address = text(party.record.address.as_ref());
        let pointer = format!("/parties/{index}/address");
        let minerals = self.goods.iter().any(crate::classification::Goods::needs_origin);
        if let Some(town) = self.origin().addresses.border_town(&fold(address)).filter(|_| minerals)
        {
            note!(self, table.border_seller, pointer, address, town);
        }
        let Some(country) = party.country.known() else { return };
        let pointer = format!("/parties/{index}/country");
        if tables.sold_by_agents().meets(kinds)
            && tables.is_agents_country(country)
            && !self.names_mine()
        {
            note!(self, table.unnamed_mine, pointer, country.as_str(), "");
        } else if tables.gold().meets(kinds)
            && self.origin().addresses.is_gold_hub(country, &fold(address))
        {
            note!(self, table.gold_hub, pointer, country.as_str(), "");
        }
    }

    /// Whether anything names where the goods were mined or made.
    fn names_mine(&self) -> bool {
        let facts = self.facts;
        facts
            .items
            .iter()
            .any(|item| item.extraction.stated || stated(item.record.producer.as_ref()).is_some())
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
        for (index, item) in self.items() {
            if item.kinds.meets(gold) && stated(item.record.producer.as_ref()).is_none() {
                let value = text(item.record.description.as_ref());
                note!(self, table.gold_refiner_unnamed, format!("/items/{index}"), value, "");
            }
        }
    }
}

/// What is known of an address: a listed party's, one of firms linked to the DPRK, or a shell's.
pub(crate) fn of_address<'r>(
    address: &str,
    country: StatedCountry,
    pointer: String,
    day: NaiveDate,
    reference: &Reference<'r>,
) -> Option<Sign<'r>> {
    let Reference { rulebook, watchlists, .. } = *reference;
    let origin = &rulebook.origin;
    let folded = fold(address);
    let sign = |kind, signal, more: &str| {
        Some(Sign { evidence: fact(kind, signal, pointer, address, more), signal })
    };
    let listed = watchlists.iter().find_map(|list| list.at_address(&folded, day));
    if let Some(entry) = listed {
        return sign("listed_address", &origin.signs.listed_address, &entry.name);
    }
    let known = origin.addresses.known(&folded);
    match (known, country.known()) {
        (Some(known), _) if known.listed => {
            sign("listed_address", &origin.signs.listed_address, &known.who)
        }
        (Some(known), _) => sign("linked_address", &origin.signs.linked_address, &known.who),
        (None, Some(country)) if origin.addresses.is_care_of(&folded, country) => {
            sign("care_of_address", &origin.signs.care_of_address, "")
        }
        _ => None,
    }
}
