//! Reads what a shipment or a company states: countries, places, days, each with the fault that stands in the way.

use chrono::NaiveDate;

use super::{DocumentFacts, EventFacts, GoodsText, ItemFacts, PartyFacts, VesselFacts};
use crate::input::{FaultCode, Faults, parse_date, parse_instant, parse_moment, stated};
use crate::record::{EventKind, HsCode, ImoNumber, Location, Role, Shipment};
use crate::rulebook::{
    Countries, Gazetteer, Harbour, Origin, Rulebook, StatedCountry, StatedPlace,
};
use crate::text::{fold, plain};

/// Reads countries, and notes those no one knows.
pub(crate) struct CountryReader<'a> {
    pub(crate) countries: &'a Countries,
    pub(crate) gazetteer: &'a Gazetteer,
    pub(crate) tables: &'a Origin,
    pub(crate) faults: Faults,
}

impl<'a> CountryReader<'a> {
    pub(crate) fn new(rulebook: &'a Rulebook) -> Self {
        Self {
            countries: &rulebook.countries,
            gazetteer: &rulebook.gazetteer,
            tables: &rulebook.origin,
            faults: Faults::default(),
        }
    }

    pub(crate) fn country(
        &mut self,
        text: Option<&String>,
        pointer: impl FnOnce() -> String,
    ) -> StatedCountry {
        let country = self.countries.read_text(text.map(String::as_str));
        if country == StatedCountry::Unknown {
            let detail =
                "no country is known by this code or name; leave the member out if unknown";
            self.faults.add(pointer(), FaultCode::UnknownCountry, detail);
            return StatedCountry::Absent;
        }
        country
    }

    /// A flag: a country or `stateless`.
    pub(crate) fn flag(
        &mut self,
        text: Option<&String>,
        pointer: impl FnOnce() -> String,
    ) -> (StatedCountry, bool) {
        if stated(text).is_some_and(|text| text.eq_ignore_ascii_case("stateless")) {
            return (StatedCountry::Absent, true);
        }
        (self.country(text, pointer), false)
    }
}

pub(super) fn read_items<'a>(
    record: &'a Shipment,
    reader: &mut CountryReader<'a>,
) -> Vec<ItemFacts<'a>> {
    let mut items: Vec<ItemFacts<'a>> = Vec::with_capacity(record.items.len());
    for (index, item) in record.items.iter().enumerate() {
        let last = items.last();
        let last = last.map(|last| (last.record.place_of_extraction.as_deref(), last.extraction));
        let pointer = || format!("/items/{index}/country_of_origin");
        let hs = stated(item.hs_code.as_ref()).and_then(HsCode::parse);
        let description = stated(item.description.as_ref())
            .map(|text| (format!("/items/{index}/description"), text));
        let marks = item.marks.iter().enumerate();
        let marks =
            marks.map(|(number, mark)| (format!("/items/{index}/marks/{number}"), mark.as_str()));
        let texts: Vec<GoodsText<'a>> = description
            .into_iter()
            .chain(marks)
            .map(|(pointer, text)| GoodsText { pointer, text, folded: fold(&plain(text)) })
            .collect();
        let described = stated(item.description.as_ref()).and(texts.first());
        items.push(ItemFacts {
            record: item,
            kinds: reader
                .tables
                .goods
                .read_goods(hs.as_ref(), described.map_or("", |text| text.folded.as_str())),
            texts,
            hs,
            origin: reader.country(item.country_of_origin.as_ref(), pointer),
            extraction: match last {
                // Lines of one mine follow each other.
                Some((text, place)) if text == item.place_of_extraction.as_deref() => place,
                _ => reader
                    .gazetteer
                    .read_text(item.place_of_extraction.as_deref(), reader.countries),
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
        let base = || format!("/parties/{index}");
        let mut issuers = Vec::with_capacity(party.identifiers.len());
        for (number, identifier) in party.identifiers.iter().enumerate() {
            let pointer = || format!("{}/identifiers/{number}/country", base());
            issuers.push(reader.country(identifier.country.as_ref(), pointer));
        }
        parties.push(PartyFacts {
            record: party,
            role: party.role.unwrap_or(Role::Other),
            country: reader.country(party.country.as_ref(), || base() + "/country"),
            nationality: reader.country(party.nationality.as_ref(), || base() + "/nationality"),
            address: reader.gazetteer.read_text(party.address.as_deref(), reader.countries),
            issuers,
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
        let base = || format!("/transport/voyage/{index}");
        let location = event.location.as_ref();
        let country = location.and_then(|location| location.country.as_ref());
        reader.country(country, || base() + "/location/country");
        let flag = event.counterpart.as_ref().and_then(|other| other.flag.as_ref());
        let (counterpart_flag, _) = reader.flag(flag, || base() + "/counterpart/flag");
        let at = event.at.as_deref().and_then(parse_moment);
        known = at.unwrap_or(known);
        let place = reader.gazetteer.read_location(location, reader.countries);
        let harbour = location
            .filter(|_| !place.is_dprk())
            .and_then(|location| reader.tables.harbours.at(location, place.country.known()));
        let facts = EventFacts {
            index,
            kind: event.event.unwrap_or(EventKind::PortCall),
            at,
            until: event.until.as_deref().and_then(parse_moment),
            record: event,
            from: event.at.as_deref().and_then(parse_instant),
            to: event.until.as_deref().and_then(parse_instant),
            whole_day: event.at.as_deref().is_some_and(|at| parse_date(at).is_some()),
            position: position_of(location, &place, harbour),
            place,
            harbour,
            counterpart_flag,
        };
        events.push((known, facts));
    }
    events.sort_by_key(|(day, _)| *day);
    events.into_iter().map(|(_, facts)| facts).collect()
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
    let base = "/transport/vessel";
    let (flag, stateless) = reader.flag(vessel.flag.as_ref(), || format!("{base}/flag"));
    let mut former_flags = Vec::new();
    for (index, former) in vessel.former_flags.iter().enumerate() {
        let pointer = || format!("{base}/former_flags/{index}/flag");
        former_flags.push(reader.flag(former.flag.as_ref(), pointer).0);
    }
    let mut crew = Vec::new();
    for (index, nationality) in vessel.crew_nationalities.iter().enumerate() {
        let pointer = || format!("{base}/crew_nationalities/{index}");
        crew.push(reader.country(Some(nationality), pointer));
    }
    let imo = stated(vessel.imo.as_ref()).map(ImoNumber::parse);
    Some(VesselFacts { record: vessel, imo, flag, stateless, former_flags, crew })
}

/// Reads the papers of a shipment or a company.
pub(crate) fn read_documents(
    documents: &[crate::record::Document],
    reader: &mut CountryReader<'_>,
) -> Vec<DocumentFacts> {
    let mut facts = Vec::with_capacity(documents.len());
    for (index, document) in documents.iter().enumerate() {
        let origin = || format!("/documents/{index}/states_origin");
        let country = || format!("/documents/{index}/country");
        facts.push(DocumentFacts {
            kind: document.r#type,
            states_origin: reader.country(document.states_origin.as_ref(), origin),
            country: reader.country(document.country.as_ref(), country),
            date: document.date.as_deref().and_then(parse_date),
        });
    }
    facts
}
