//! A shipment as the judgement reads it: countries, places, codes and dates settled once, each with
//! the fault that stands in the way where one does.

pub(crate) mod names;
mod period;
mod reading;
pub(crate) mod voyage;

pub(super) use reading::{CountryReader, read_documents};

use chrono::{NaiveDate, NaiveDateTime};

use self::reading::{read_events, read_items, read_parties, read_vessel};
use crate::input::{Fault, parse_date, stated};
use crate::judgement::Governing;
use crate::record::{
    Aircraft, DocumentType, EventKind, HsCode, ImoNumber, Item, Party, Role, Shipment, Vessel,
    VoyageEvent,
};
use crate::rulebook::{CountryCode, GoodsSet, Harbour, Rulebook, Span, StatedCountry, StatedPlace};

/// A shipment, read.
pub(super) struct ShipmentFacts<'a> {
    pub(super) record: &'a Shipment,
    pub(super) origin: StatedCountry,
    pub(super) export: StatedCountry,
    pub(super) destination: StatedCountry,
    pub(super) contract: Option<NaiveDate>,
    pub(super) period: Period,
    pub(super) items: Vec<ItemFacts<'a>>,
    pub(super) parties: Vec<PartyFacts<'a>>,
    pub(super) events: Vec<EventFacts<'a>>,
    pub(super) vessel: Option<VesselFacts<'a>>,
    pub(super) aircraft: Option<AircraftFacts<'a>>,
    pub(super) documents: Vec<DocumentFacts>,
    pub(super) payer_country: StatedCountry,
}

/// The days the goods travelled, and how they are known.
#[derive(Debug, Clone)]
pub(super) struct Period {
    pub(super) governing: Governing,
    /// The same days, with the day by which the law must have been known.
    pub(super) span: Span,
    pub(super) loading: Option<NaiveDate>,
    pub(super) arrival: Option<NaiveDate>,
    pub(super) reversed: bool,
}

/// One line of goods.
pub(super) struct ItemFacts<'a> {
    pub(super) record: &'a Item,
    pub(super) hs: Option<HsCode>,
    pub(super) origin: StatedCountry,
    pub(super) extraction: StatedPlace<'a>,
    /// The kinds of goods that code and description name.
    pub(super) kinds: GoodsSet,
    /// Description and marks, folded as their reader sees them: pointer, text and folded text.
    pub(super) texts: Vec<GoodsText<'a>>,
}

/// A description or a mark.
pub(super) struct GoodsText<'a> {
    pub(super) pointer: String,
    pub(super) text: &'a str,
    pub(super) folded: String,
}

/// One party.
pub(super) struct PartyFacts<'a> {
    pub(super) record: &'a Party,
    pub(super) role: Role,
    pub(super) country: StatedCountry,
    pub(super) nationality: StatedCountry,
    pub(super) address: StatedPlace<'a>,
    pub(super) issuers: Vec<StatedCountry>,
}

/// One event of the journey, with its index in the record.
pub(super) struct EventFacts<'a> {
    pub(super) index: usize,
    pub(super) kind: EventKind,
    pub(super) at: Option<NaiveDate>,
    pub(super) until: Option<NaiveDate>,
    pub(super) record: &'a VoyageEvent,
    pub(super) place: StatedPlace<'a>,
    pub(super) counterpart_flag: StatedCountry,
    /// The instants it began and ended, a day by its first hour.
    pub(super) from: Option<NaiveDateTime>,
    pub(super) to: Option<NaiveDateTime>,
    /// Whether its beginning is stated by the day alone.
    pub(super) whole_day: bool,
    /// The harbour outside the DPRK that it happened in.
    pub(super) harbour: Option<&'a Harbour>,
    /// Degrees north and east: as stated, else of the harbour or place.
    pub(super) position: Option<(f64, f64)>,
}

impl EventFacts<'_> {
    /// The position that the record states, degrees north and east.
    pub(super) fn stated_position(&self) -> Option<(f64, f64)> {
        let location = self.record.location.as_ref()?;
        Some((location.latitude?, location.longitude?))
    }
}

/// The ship.
pub(super) struct VesselFacts<'a> {
    pub(super) record: &'a Vessel,
    pub(super) imo: Option<ImoNumber>,
    pub(super) flag: StatedCountry,
    pub(super) stateless: bool,
    pub(super) former_flags: Vec<StatedCountry>,
    pub(super) crew: Vec<StatedCountry>,
}

/// The aircraft.
pub(super) struct AircraftFacts<'a> {
    pub(super) record: &'a Aircraft,
    pub(super) flag: StatedCountry,
}

/// What a paper states of origin and of its own making.
pub(super) struct DocumentFacts {
    pub(super) kind: Option<DocumentType>,
    pub(super) states_origin: StatedCountry,
    pub(super) country: StatedCountry,
    pub(super) date: Option<NaiveDate>,
}

impl<'a> ShipmentFacts<'a> {
    /// Reads a shipment, or reports every country that cannot be read.
    pub(super) fn read(
        record: &'a Shipment,
        rulebook: &'a Rulebook,
        as_of: NaiveDate,
    ) -> Result<Self, Vec<Fault>> {
        let mut reader = CountryReader::new(rulebook);
        let origin =
            reader.country(record.country_of_origin.as_ref(), || "/country_of_origin".into());
        let export =
            reader.country(record.country_of_export.as_ref(), || "/country_of_export".into());
        let destination = reader
            .country(record.country_of_destination.as_ref(), || "/country_of_destination".into());
        let items = read_items(record, &mut reader);
        let parties = read_parties(record, &mut reader);
        let events = read_events(record, &mut reader);
        let vessel = read_vessel(record, &mut reader);
        let aircraft = record.transport.as_ref().and_then(|t| t.aircraft.as_ref()).map(|record| {
            let pointer = || "/transport/aircraft/flag".to_owned();
            AircraftFacts { record, flag: reader.country(record.flag.as_ref(), pointer) }
        });
        let documents = read_documents(&record.documents, &mut reader);
        let payer = record.payment.as_ref().and_then(|payment| payment.payer_country.as_ref());
        let payer_country = reader.country(payer, || "/payment/payer_country".into());
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
    pub(super) fn declared_origin(&self, item: &ItemFacts<'_>) -> StatedCountry {
        if item.origin.is_stated() { item.origin } else { self.origin }
    }

    /// Every kind of goods of the shipment.
    pub(super) fn kinds(&self) -> GoodsSet {
        self.items.iter().fold(GoodsSet::default(), |set, item| set.with(item.kinds))
    }

    /// The origin that every line declares, where it is one and not the DPRK.
    pub(super) fn one_origin(&self) -> Option<CountryCode> {
        let mut origins = self.items.iter().map(|item| self.declared_origin(item).known());
        let first = origins.next()??;
        (first != CountryCode::KP && origins.all(|origin| origin == Some(first))).then_some(first)
    }

    /// Whether a paper of one of these types is among them.
    pub(super) fn has_paper(&self, kinds: &[DocumentType]) -> bool {
        self.documents.iter().any(|paper| paper.kind.is_some_and(|kind| kinds.contains(&kind)))
    }

    /// The events at which the goods came aboard or changed ships in port.
    pub(super) fn loadings(&self) -> impl Iterator<Item = &EventFacts<'a>> {
        self.events
            .iter()
            .filter(|event| matches!(event.kind, EventKind::Loading | EventKind::Transshipment))
    }

    /// Parties that supply, sell or make the goods.
    pub(super) fn suppliers(&self) -> impl Iterator<Item = (usize, &PartyFacts<'a>)> {
        self.parties.iter().enumerate().filter(|(_, party)| party.role.is_supply_side())
    }

    /// Whether the goods go to the DPRK: by destination, receiver or last discharge.
    pub(super) fn is_bound_for_dprk(&self) -> bool {
        let receiver =
            |party: &PartyFacts<'_>| party.role.receives_goods() && party.country.is_dprk();
        self.destination.is_dprk()
            || self.parties.iter().any(receiver)
            || self.last_discharge().is_some_and(|event| event.place.is_dprk())
    }

    /// Whether the first loading is stated and lies outside the DPRK.
    pub(super) fn is_loaded_elsewhere(&self) -> bool {
        let first = self.events.iter().find(|event| event.kind == EventKind::Loading);
        first.is_some_and(|event| event.place.stated && !event.place.is_dprk())
    }

    /// The last discharge.
    pub(super) fn last_discharge(&self) -> Option<&EventFacts<'a>> {
        self.events.iter().rev().find(|event| event.kind == EventKind::Discharge)
    }
}

/// The text of a member, for evidence.
pub(crate) fn text(member: Option<&String>) -> &str {
    stated(member).unwrap_or_default()
}

/// Pointer and text of what was stated of an event's place.
pub(crate) fn place_of(event: &EventFacts<'_>) -> (String, String) {
    let base = format!("/transport/voyage/{}/location", event.index);
    let location = event.record.location.as_ref();
    let members = location.map(|location| {
        [("unlocode", &location.unlocode), ("name", &location.name), ("country", &location.country)]
    });
    members
        .into_iter()
        .flatten()
        .find_map(|(name, text)| {
            Some((format!("{base}/{name}"), stated(text.as_ref())?.to_owned()))
        })
        .unwrap_or((base, String::new()))
}
