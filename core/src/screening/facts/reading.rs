//! Reads what a shipment or a company states: countries, places, days, each with the fault that stands in the way.

use chrono::NaiveDate;

use super::{DocumentFacts, EventFacts, Fact, ItemFacts, PartyFacts, Text, VesselFacts};
use crate::input::{FaultCode, Faults, parse_date, parse_instant, parse_moment, stated};
use crate::judgement::{Member, Pointer, at};
use crate::record::{Document, EventKind, HsCode, Identifier, ImoNumber, Location, Role, Shipment};
use crate::rulebook::{
    Countries, Gazetteer, Harbour, Origin, Rulebook, StatedCountry, StatedPlace,
};
use crate::text::{fold, plain};

/// Reads countries, and notes those no one knows.
pub(super) struct CountryReader<'a> {
    countries: &'a Countries,
    gazetteer: &'a Gazetteer,
    tables: &'a Origin,
    pub(super) faults: Faults,
}

impl<'a> CountryReader<'a> {
    pub(super) fn new(rulebook: &'a Rulebook) -> Self {
        Self {
            countries: &rulebook.countries,
            gazetteer: &rulebook.gazetteer,
            tables: &rulebook.origin,
            faults: Faults::default(),
        }
    }

    pub(super) fn country(
        &mut self,
        text: Option<&'a String>,
        pointer: Pointer,
    ) -> Fact<'a, StatedCountry> {
        let mut country = self.countries.read_text(text.map(String::as_str));
        if country == StatedCountry::Unknown {
            let detail =
                "no country is known by this code or name; leave the member out if unknown";
            self.faults.add(pointer.to_string(), FaultCode::UnknownCountry, detail);
            country = StatedCountry::Absent;
        }
        Fact::new(country, text, pointer)
    }

    /// A flag: a country or `stateless`.
    pub(super) fn flag(
        &mut self,
        text: Option<&'a String>,
        pointer: Pointer,
    ) -> (Fact<'a, StatedCountry>, bool) {
        if stated(text).is_some_and(|text| text.eq_ignore_ascii_case("stateless")) {
            return (Fact::new(StatedCountry::Absent, text, pointer), true);
        }
        (self.country(text, pointer), false)
    }

    /// The place that a text names.
    pub(super) fn place(
        &self,
        text: Option<&'a String>,
        pointer: Pointer,
    ) -> Fact<'a, StatedPlace<'a>> {
        let place = self.gazetteer.read_text(text.map(String::as_str), self.countries);
        Fact::new(place, text, pointer)
    }

    /// The countries that issued somebody's numbers.
    pub(super) fn issuers(
        &mut self,
        identifiers: &'a [Identifier],
        base: Pointer,
    ) -> Vec<Fact<'a, StatedCountry>> {
        let mut issuers = Vec::with_capacity(identifiers.len());
        for (index, identifier) in identifiers.iter().enumerate() {
            let pointer = base.to(Member::Identifiers).nth(index).to(Member::Country);
            issuers.push(self.country(identifier.country.as_ref(), pointer));
        }
        issuers
    }
}

pub(super) fn read_items<'a>(
    record: &'a Shipment,
    reader: &mut CountryReader<'a>,
) -> Vec<ItemFacts<'a>> {
    let mut items: Vec<ItemFacts<'a>> = Vec::with_capacity(record.items.len());
    for (index, item) in record.items.iter().enumerate() {
        let pointer = at(Member::Items).nth(index);
        let mine = pointer.to(Member::PlaceOfExtraction);
        let extraction = item.place_of_extraction.as_ref();
        let hs = stated(item.hs_code.as_ref()).and_then(HsCode::parse);
        let description =
            stated(item.description.as_ref()).map(|text| (pointer.to(Member::Description), text));
        let marks = item.marks.iter().enumerate();
        let marks =
            marks.map(|(number, mark)| (pointer.to(Member::Marks).nth(number), mark.as_str()));
        let texts: Vec<Fact<'a, String>> = description
            .into_iter()
            .chain(marks)
            .map(|(pointer, text)| Fact { value: fold(&plain(text)), text, pointer })
            .collect();
        let described = stated(item.description.as_ref()).and(texts.first());
        items.push(ItemFacts {
            record: item,
            pointer,
            kinds: reader
                .tables
                .goods
                .read_goods(hs.as_ref(), described.map_or("", |text| text.value.as_str())),
            texts,
            hs,
            origin: reader
                .country(item.country_of_origin.as_ref(), pointer.to(Member::CountryOfOrigin)),
            producer: Text::of(item.producer.as_ref(), pointer.to(Member::Producer)),
            extraction: match items.last() {
                // Lines of one mine follow each other.
                Some(last) if last.record.place_of_extraction.as_ref() == extraction => {
                    Fact { pointer: mine, ..last.extraction }
                }
                _ => reader.place(extraction, mine),
            },
        });
    }
    items
}

pub(super) fn read_parties<'a>(
    record: &'a Shipment,
    reader: &mut CountryReader<'a>,
) -> Vec<PartyFacts<'a>> {
    let mut parties = Vec::with_capacity(record.parties.len());
    for (index, party) in record.parties.iter().enumerate() {
        let pointer = at(Member::Parties).nth(index);
        parties.push(PartyFacts {
            record: party,
            pointer,
            role: party.role.unwrap_or(Role::Other),
            name: Text::of(party.name.as_ref(), pointer.to(Member::Name)),
            folded_name: stated(party.name.as_ref()).map(fold).unwrap_or_default(),
            folded_address: stated(party.address.as_ref()).map(fold).unwrap_or_default(),
            issuers: reader.issuers(&party.identifiers, pointer),
            country: reader.country(party.country.as_ref(), pointer.to(Member::Country)),
            nationality: reader
                .country(party.nationality.as_ref(), pointer.to(Member::Nationality)),
            address: reader.place(party.address.as_ref(), pointer.to(Member::Address)),
        });
    }
    parties
}

/// The events in the order of the journey: as they stand, but for dates that say otherwise.
pub(super) fn read_events<'a>(
    record: &'a Shipment,
    reader: &mut CountryReader<'a>,
) -> Vec<EventFacts<'a>> {
    let voyage = record.transport.as_ref().map_or(&[][..], |transport| &transport.voyage);
    let mut events = Vec::with_capacity(voyage.len());
    let mut known = NaiveDate::MIN;
    for (index, event) in voyage.iter().enumerate() {
        let pointer = at(Member::Transport).to(Member::Voyage).nth(index);
        let location = event.location.as_ref();
        let country = location.and_then(|location| location.country.as_ref());
        reader.country(country, pointer.to(Member::Location).to(Member::Country));
        let flag = event.counterpart.as_ref().and_then(|other| other.flag.as_ref());
        let counterpart = pointer.to(Member::Counterpart).to(Member::Flag);
        let (counterpart_flag, _) = reader.flag(flag, counterpart);
        let day = event.at.as_deref().and_then(parse_moment);
        known = day.unwrap_or(known);
        let place = reader.gazetteer.read_location(location, reader.countries);
        let harbour = location
            .filter(|_| !place.is_dprk())
            .and_then(|location| reader.tables.harbours.at(location, place.country.known()));
        let facts = EventFacts {
            index,
            pointer,
            kind: event.event.unwrap_or(EventKind::PortCall),
            at: day,
            until: event.until.as_deref().and_then(parse_moment),
            record: event,
            from: event.at.as_deref().and_then(parse_instant),
            to: event.until.as_deref().and_then(parse_instant),
            whole_day: event.at.as_deref().is_some_and(|at| parse_date(at).is_some()),
            position: position_of(location, &place, harbour),
            place: place_fact(place, location, pointer.to(Member::Location)),
            harbour,
            counterpart_flag,
        };
        events.push((known, facts));
    }
    events.sort_by_key(|(day, _)| *day);
    events.into_iter().map(|(_, facts)| facts).collect()
}

/// A place with the first member of the location that says something; else with the location itself.
fn place_fact<'a>(
    value: StatedPlace<'a>,
    location: Option<&'a Location>,
    base: Pointer,
) -> Fact<'a, StatedPlace<'a>> {
    let members = location.map(|location| {
        [
            (Member::Unlocode, &location.unlocode),
            (Member::Name, &location.name),
            (Member::Country, &location.country),
        ]
    });
    let mut members = members.into_iter().flatten();
    let first = members.find_map(|(member, text)| Some((member, stated(text.as_ref())?)));
    match first {
        Some((member, text)) => Fact { value, text, pointer: base.to(member) },
        None => Fact { value, text: "", pointer: base },
    }
}

/// Degrees north and east of a location: as stated, else of the harbour or the place it names.
fn position_of(
    location: Option<&Location>,
    place: &StatedPlace<'_>,
    harbour: Option<&Harbour>,
) -> Option<(f64, f64)> {
    let stated = location.and_then(|location| location.latitude.zip(location.longitude));
    let of_harbour = || harbour.and_then(|harbour| harbour.latitude.zip(harbour.longitude));
    let of_place = || place.place.and_then(|place| place.latitude.zip(place.longitude));
    stated.or_else(of_harbour).or_else(of_place)
}

pub(super) fn read_vessel<'a>(
    record: &'a Shipment,
    reader: &mut CountryReader<'a>,
) -> Option<VesselFacts<'a>> {
    let vessel = record.transport.as_ref()?.vessel.as_ref()?;
    let pointer = at(Member::Transport).to(Member::Vessel);
    let (flag, stateless) = reader.flag(vessel.flag.as_ref(), pointer.to(Member::Flag));
    let mut former_flags = Vec::new();
    for (index, former) in vessel.former_flags.iter().enumerate() {
        let pointer = pointer.to(Member::FormerFlags).nth(index).to(Member::Flag);
        former_flags.push(reader.flag(former.flag.as_ref(), pointer).0);
    }
    let mut crew = Vec::new();
    for (index, nationality) in vessel.crew_nationalities.iter().enumerate() {
        let pointer = pointer.to(Member::CrewNationalities).nth(index);
        crew.push(reader.country(Some(nationality), pointer));
    }
    let imo = stated(vessel.imo.as_ref()).map(ImoNumber::parse);
    Some(VesselFacts { record: vessel, pointer, imo, flag, stateless, former_flags, crew })
}

/// Reads the papers of a shipment or a company.
pub(super) fn read_documents<'a>(
    documents: &'a [Document],
    reader: &mut CountryReader<'a>,
) -> Vec<DocumentFacts<'a>> {
    let mut facts = Vec::with_capacity(documents.len());
    for (index, document) in documents.iter().enumerate() {
        let pointer = at(Member::Documents).nth(index);
        let origin = document.states_origin.as_ref();
        facts.push(DocumentFacts {
            pointer,
            kind: document.r#type,
            issuer: Text::of(document.issuer.as_ref(), pointer.to(Member::Issuer)),
            number: Text::of(document.number.as_ref(), pointer.to(Member::Number)),
            states_origin: reader.country(origin, pointer.to(Member::StatesOrigin)),
            country: reader.country(document.country.as_ref(), pointer.to(Member::Country)),
            date: document.date.as_deref().and_then(parse_date),
        });
    }
    facts
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::screening::facts::ShipmentFacts;
    use crate::screening::testing::{chairs, rulebook, shipment, today, with};

    #[test]
    fn events_stand_in_the_order_of_their_days_and_undated_ones_stay_where_they_are() {
        let events = json!([
            {"event": "port_call", "at": "2018-01-05"}, {"event": "port_call"},
            {"event": "loading", "at": "2018-01-01"}, {"event": "discharge", "at": "2018-01-05"},
        ]);
        let record = with(&chairs(), &[("/transport", json!({"voyage": events}))]);
        let order = |facts: &ShipmentFacts<'_>| -> Vec<usize> {
            facts.events.iter().map(|event| event.index).collect()
        };
        assert_eq!(shipment(&record, order), [2, 0, 1, 3]);
    }

    #[test]
    fn a_place_is_told_by_the_first_member_that_says_something() {
        for (location, member, text) in [
            (json!({"unlocode": "KPNAM", "name": "Pier 7"}), "/unlocode", "KPNAM"),
            (json!({"unlocode": "", "name": "Pier 7", "country": "CN"}), "/name", "Pier 7"),
            (json!({"country": "CN"}), "/country", "CN"),
            (json!({"latitude": 38.7, "longitude": 125.4}), "", ""),
        ] {
            let voyage = json!({"voyage": [{"event": "loading", "location": location}]});
            shipment(&with(&chairs(), &[("/transport", voyage)]), |facts| {
                let place = &facts.events[0].place;
                let pointer = format!("/transport/voyage/0/location{member}");
                assert_eq!((place.text, place.pointer.to_string()), (text, pointer));
            });
        }
    }

    #[test]
    fn a_flag_is_a_country_or_none_and_only_a_flag_can_be_stateless() {
        for (flag, stateless, stated) in
            [("Stateless", true, false), ("KP", false, true), ("Panama", false, true)]
        {
            let record = with(&chairs(), &[("/transport", json!({"vessel": {"flag": flag}}))]);
            shipment(&record, |facts| {
                let vessel = facts.vessel.as_ref().unwrap();
                assert_eq!(
                    (vessel.stateless, vessel.flag.is_stated()),
                    (stateless, stated),
                    "{flag}"
                );
            });
        }
        let faulty = with(&chairs(), &[("/country_of_export", json!("stateless"))]);
        assert!(faults(&faulty).contains(&"/country_of_export".to_owned()));
    }

    fn faults(record: &Value) -> Vec<String> {
        let shipment = serde_json::from_value(record.clone()).unwrap();
        let faults = ShipmentFacts::read(&shipment, rulebook(), today()).err().unwrap_or_default();
        faults.into_iter().map(|fault| fault.pointer).collect()
    }

    #[test]
    fn every_country_that_nobody_knows_is_a_fault_at_its_own_place() {
        let record = json!({
            "items": [{"hs_code": "940161", "country_of_origin": "Atlantis"}],
            "parties": [{"role": "seller", "name": "A", "nationality": "Lemuria"}],
            "transport": {"vessel": {"flag": "Avalon"}, "voyage": [{"event": "loading", "location": {"country": "Thule"}}]},
        });
        assert_eq!(
            faults(&record),
            [
                "/items/0/country_of_origin",
                "/parties/0/nationality",
                "/transport/voyage/0/location/country",
                "/transport/vessel/flag",
            ]
        );
    }
}
