//! What a record states, read once: countries, places, codes and dates settled, each with its text and its place, or
//! with the fault that stands in the way.
//!
//! What the facts mean is for the rooms above.

mod company;
mod fact;
pub(crate) mod names;
mod period;
mod reading;
pub(crate) mod voyage;

use chrono::{NaiveDate, NaiveDateTime};

use self::reading::{
    CountryReader, read_documents, read_events, read_items, read_parties, read_vessel,
};
use crate::input::{Fault, parse_date};
use crate::judgement::{Governing, Member, Pointer, at};
use crate::record::{
    Aircraft, DocumentType, EventKind, HsCode, Identifier, ImoNumber, Item, Party, Role, Shipment,
    Vessel, VoyageEvent,
};
use crate::rulebook::{CountryCode, GoodsSet, Harbour, Rulebook, Span, StatedCountry, StatedPlace};

pub(crate) use self::company::CompanyFacts;
pub(crate) use self::fact::{Fact, Text};

/// A shipment, read.
pub(crate) struct ShipmentFacts<'a> {
    pub(crate) record: &'a Shipment,
    pub(crate) origin: Fact<'a, StatedCountry>,
    pub(crate) export: Fact<'a, StatedCountry>,
    pub(crate) destination: Fact<'a, StatedCountry>,
    pub(crate) contract: Option<NaiveDate>,
    pub(crate) period: Period,
    pub(crate) items: Vec<ItemFacts<'a>>,
    pub(crate) parties: Vec<PartyFacts<'a>>,
    pub(crate) events: Vec<EventFacts<'a>>,
    pub(crate) vessel: Option<VesselFacts<'a>>,
    pub(crate) aircraft: Option<AircraftFacts<'a>>,
    pub(crate) documents: Vec<DocumentFacts<'a>>,
    pub(crate) payer_country: Fact<'a, StatedCountry>,
}

/// The days the goods travelled, and how they are known.
#[derive(Debug, Clone)]
pub(crate) struct Period {
    pub(crate) governing: Governing,
    /// The same days, with the day by which the law must have been known.
    pub(crate) span: Span,
    pub(crate) loading: Option<NaiveDate>,
    pub(crate) arrival: Option<NaiveDate>,
    pub(crate) reversed: bool,
}

/// One line of goods.
pub(crate) struct ItemFacts<'a> {
    pub(crate) record: &'a Item,
    pub(crate) pointer: Pointer,
    pub(crate) hs: Option<HsCode>,
    pub(crate) origin: Fact<'a, StatedCountry>,
    pub(crate) extraction: Fact<'a, StatedPlace<'a>>,
    pub(crate) producer: Option<Text<'a>>,
    /// The kinds of goods that code and description name.
    pub(crate) kinds: GoodsSet,
    /// Description and marks, folded as their reader sees them.
    pub(crate) texts: Vec<Fact<'a, String>>,
}

/// One party.
pub(crate) struct PartyFacts<'a> {
    pub(crate) record: &'a Party,
    pub(crate) pointer: Pointer,
    pub(crate) role: Role,
    pub(crate) name: Option<Text<'a>>,
    pub(crate) country: Fact<'a, StatedCountry>,
    pub(crate) nationality: Fact<'a, StatedCountry>,
    pub(crate) address: Fact<'a, StatedPlace<'a>>,
    /// Name and address as they are looked through for words.
    pub(crate) folded_name: String,
    pub(crate) folded_address: String,
    /// The countries that issued its numbers, in their order.
    pub(crate) issuers: Vec<Fact<'a, StatedCountry>>,
}

/// The numbers of a party, and the ways to reach it.
#[derive(Clone, Copy)]
pub(crate) struct Contacts<'a> {
    pub(crate) pointer: Pointer,
    pub(crate) identifiers: &'a [Identifier],
    pub(crate) phones: &'a [String],
    pub(crate) emails: &'a [String],
    pub(crate) websites: &'a [String],
}

/// One event of the journey, with its index in the record.
pub(crate) struct EventFacts<'a> {
    pub(crate) index: usize,
    pub(crate) pointer: Pointer,
    pub(crate) kind: EventKind,
    pub(crate) at: Option<NaiveDate>,
    pub(crate) until: Option<NaiveDate>,
    pub(crate) record: &'a VoyageEvent,
    /// The place, with the first member of the location that says something.
    pub(crate) place: Fact<'a, StatedPlace<'a>>,
    pub(crate) counterpart_flag: Fact<'a, StatedCountry>,
    /// The instants it began and ended, a day by its first hour.
    pub(crate) from: Option<NaiveDateTime>,
    pub(crate) to: Option<NaiveDateTime>,
    /// Whether its beginning is stated by the day alone.
    pub(crate) whole_day: bool,
    /// The harbour outside the DPRK that it happened in.
    pub(crate) harbour: Option<&'a Harbour>,
    /// Degrees north and east: as stated, else of the harbour or place.
    pub(crate) position: Option<(f64, f64)>,
}

impl EventFacts<'_> {
    /// The position that the record states, degrees north and east.
    pub(crate) fn stated_position(&self) -> Option<(f64, f64)> {
        let location = self.record.location.as_ref()?;
        Some((location.latitude?, location.longitude?))
    }
}

/// The ship.
pub(crate) struct VesselFacts<'a> {
    pub(crate) record: &'a Vessel,
    pub(crate) pointer: Pointer,
    pub(crate) imo: Option<ImoNumber>,
    pub(crate) flag: Fact<'a, StatedCountry>,
    pub(crate) stateless: bool,
    pub(crate) former_flags: Vec<Fact<'a, StatedCountry>>,
    pub(crate) crew: Vec<Fact<'a, StatedCountry>>,
}

/// The aircraft.
pub(crate) struct AircraftFacts<'a> {
    pub(crate) record: &'a Aircraft,
    pub(crate) pointer: Pointer,
    pub(crate) flag: Fact<'a, StatedCountry>,
}

/// What a paper states of origin and of its own making.
pub(crate) struct DocumentFacts<'a> {
    pub(crate) pointer: Pointer,
    pub(crate) kind: Option<DocumentType>,
    pub(crate) issuer: Option<Text<'a>>,
    pub(crate) number: Option<Text<'a>>,
    pub(crate) states_origin: Fact<'a, StatedCountry>,
    pub(crate) country: Fact<'a, StatedCountry>,
    pub(crate) date: Option<NaiveDate>,
}

impl<'a> PartyFacts<'a> {
    /// Its numbers, and the ways to reach it.
    pub(crate) fn contacts(&self) -> Contacts<'a> {
        let Party { identifiers, phones, emails, websites, .. } = self.record;
        Contacts { pointer: self.pointer, identifiers, phones, emails, websites }
    }
}

impl<'a> ShipmentFacts<'a> {
    /// Reads a shipment, or reports every country that cannot be read.
    pub(crate) fn read(
        record: &'a Shipment,
        rulebook: &'a Rulebook,
        as_of: NaiveDate,
    ) -> Result<Self, Vec<Fault>> {
        let mut reader = CountryReader::new(rulebook);
        let country =
            |reader: &mut CountryReader<'a>, text, member| reader.country(text, at(member));
        let origin =
            country(&mut reader, record.country_of_origin.as_ref(), Member::CountryOfOrigin);
        let export =
            country(&mut reader, record.country_of_export.as_ref(), Member::CountryOfExport);
        let destination = record.country_of_destination.as_ref();
        let destination = country(&mut reader, destination, Member::CountryOfDestination);
        let items = read_items(record, &mut reader);
        let parties = read_parties(record, &mut reader);
        let events = read_events(record, &mut reader);
        let vessel = read_vessel(record, &mut reader);
        let aircraft = record.transport.as_ref().and_then(|t| t.aircraft.as_ref()).map(|record| {
            let pointer = at(Member::Transport).to(Member::Aircraft);
            let flag = reader.country(record.flag.as_ref(), pointer.to(Member::Flag));
            AircraftFacts { record, pointer, flag }
        });
        let documents = read_documents(&record.documents, &mut reader);
        let payer = record.payment.as_ref().and_then(|payment| payment.payer_country.as_ref());
        let payer_country = reader.country(payer, at(Member::Payment).to(Member::PayerCountry));
        let faults = reader.faults.into_vec();
        if !faults.is_empty() {
            return Err(faults);
        }
        let contract = record.dates.as_ref().and_then(|dates| dates.contract.as_deref());
        Ok(Self {
            contract: contract.and_then(parse_date),
            period: Period::of(record, &events, as_of),
            record,
            origin,
            export,
            destination,
            items,
            parties,
            events,
            vessel,
            aircraft,
            documents,
            payer_country,
        })
    }

    /// The declared origin of an item: its own, else that of the shipment.
    pub(crate) fn declared_origin(&self, item: &ItemFacts<'a>) -> Fact<'a, StatedCountry> {
        if item.origin.is_stated() { item.origin } else { self.origin }
    }

    /// Every kind of goods of the shipment.
    pub(crate) fn kinds(&self) -> GoodsSet {
        self.items.iter().fold(GoodsSet::default(), |set, item| set.with(item.kinds))
    }

    /// The origin that every line declares, where it is one and not the DPRK.
    pub(crate) fn one_origin(&self) -> Option<CountryCode> {
        let mut origins = self.items.iter().map(|item| self.declared_origin(item).known());
        let first = origins.next()??;
        (first != CountryCode::KP && origins.all(|origin| origin == Some(first))).then_some(first)
    }

    /// Whether a paper of one of these types is among them.
    pub(crate) fn has_paper(&self, kinds: &[DocumentType]) -> bool {
        self.documents.iter().any(|paper| paper.kind.is_some_and(|kind| kinds.contains(&kind)))
    }

    /// The events at which the goods came aboard or changed ships in port.
    pub(crate) fn loadings(&self) -> impl Iterator<Item = &EventFacts<'a>> {
        self.events
            .iter()
            .filter(|event| matches!(event.kind, EventKind::Loading | EventKind::Transshipment))
    }

    /// Parties that supply, sell or make the goods.
    pub(crate) fn suppliers(&self) -> impl Iterator<Item = (usize, &PartyFacts<'a>)> {
        self.parties.iter().enumerate().filter(|(_, party)| party.role.is_supply_side())
    }

    /// Whether the goods go to the DPRK: by destination, receiver or last discharge.
    pub(crate) fn is_bound_for_dprk(&self) -> bool {
        let receiver =
            |party: &PartyFacts<'_>| party.role.receives_goods() && party.country.is_dprk();
        self.destination.is_dprk()
            || self.parties.iter().any(receiver)
            || self.last_discharge().is_some_and(|event| event.place.is_dprk())
    }

    /// Whether the first loading is stated and lies outside the DPRK.
    pub(crate) fn is_loaded_elsewhere(&self) -> bool {
        let first = self.events.iter().find(|event| event.kind == EventKind::Loading);
        first.is_some_and(|event| event.place.stated && !event.place.is_dprk())
    }

    /// The last discharge.
    pub(crate) fn last_discharge(&self) -> Option<&EventFacts<'a>> {
        self.events.iter().rev().find(|event| event.kind == EventKind::Discharge)
    }
}
