//! A shipment as the judgement reads it: countries, places, codes and dates settled once, each with
//! the fault that stands in the way where one does.

use chrono::{Days, NaiveDate};

use super::judgement::Governing;
use crate::record::{
    Aircraft, DocumentType, EventKind, Fault, FaultCode, Faults, HsCode, ImoNumber, Item, Party,
    Role, Shipment, Vessel, VoyageEvent, parse_date, parse_moment, stated,
};
use crate::rulebook::{Countries, Gazetteer, Rulebook, Span, StatedCountry, StatedPlace};

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

/// Reads countries, and notes those no one knows.
pub(super) struct CountryReader<'a> {
    pub(super) countries: &'a Countries,
    pub(super) gazetteer: &'a Gazetteer,
    pub(super) faults: Faults,
}

impl<'a> CountryReader<'a> {
    pub(super) fn new(rulebook: &'a Rulebook) -> Self {
        Self {
            countries: &rulebook.countries,
            gazetteer: &rulebook.gazetteer,
            faults: Faults::default(),
        }
    }

    pub(super) fn country(
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
    pub(super) fn flag(
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

impl Period {
    fn of(record: &Shipment, events: &[EventFacts<'_>], as_of: NaiveDate) -> Self {
        let dates = record.dates.as_ref();
        let given = |text: Option<&String>| text.and_then(|text| parse_date(text));
        let first_loading = events
            .iter()
            .filter(|event| event.kind == EventKind::Loading)
            .find_map(|event| event.at);
        let last_discharge = events
            .iter()
            .rev()
            .filter(|event| event.kind == EventKind::Discharge)
            .find_map(|event| event.at);
        let bill = record.transport.as_ref().and_then(|t| t.bill_of_lading.as_ref());
        let loading = given(dates.and_then(|dates| dates.loading.as_ref()))
            .map(|day| (day, 0))
            .or(first_loading.map(|day| (day, 1)))
            .or(given(bill.and_then(|bill| bill.date.as_ref())).map(|day| (day, 2)));
        let arrival = given(dates.and_then(|dates| dates.arrival.as_ref()))
            .map(|day| (day, 0))
            .or(last_discharge.map(|day| (day, 1)));
        let basis = basis_of(loading.map(|(_, from)| from), arrival.map(|(_, from)| from));
        let (from, until) = match (loading, arrival) {
            (Some((loading, _)), Some((arrival, _))) => {
                (loading.min(arrival), loading.max(arrival))
            }
            (Some((day, _)), None) | (None, Some((day, _))) => (day, day),
            (None, None) => (as_of, as_of),
        };
        let (loading, arrival) = (loading.map(|(day, _)| day), arrival.map(|(day, _)| day));
        let reversed = matches!((loading, arrival), (Some(l), Some(a)) if a < l);
        let span = Span { from, until, known_by: as_of };
        Self { governing: Governing { from, until, basis }, span, loading, arrival, reversed }
    }

    /// The last day to look at where loading alone is known.
    pub(super) fn later(&self, days: i64) -> Option<NaiveDate> {
        let loading = self.loading.filter(|_| self.arrival.is_none())?;
        loading.checked_add_days(Days::new(u64::try_from(days).ok()?))
    }
}

fn basis_of(loading: Option<u8>, arrival: Option<u8>) -> &'static str {
    match (loading, arrival) {
        (Some(0), Some(0)) => "dates.loading to dates.arrival",
        (Some(0), Some(_)) => "dates.loading to the last discharge",
        (Some(1), Some(0)) => "the first loading event to dates.arrival",
        (Some(1), Some(_)) => "the first loading event to the last discharge",
        (Some(_), Some(0)) => "transport.bill_of_lading.date to dates.arrival",
        (Some(_), Some(_)) => "transport.bill_of_lading.date to the last discharge",
        (Some(0), None) => "dates.loading",
        (Some(1), None) => "the first loading event",
        (Some(_), None) => "transport.bill_of_lading.date",
        (None, Some(0)) => "dates.arrival",
        (None, Some(_)) => "the last discharge",
        (None, None) => "as_of",
    }
}

fn read_items<'a>(record: &'a Shipment, reader: &mut CountryReader<'a>) -> Vec<ItemFacts<'a>> {
    let mut items = Vec::with_capacity(record.items.len());
    for (index, item) in record.items.iter().enumerate() {
        let pointer = || format!("/items/{index}/country_of_origin");
        items.push(ItemFacts {
            record: item,
            hs: stated(item.hs_code.as_ref()).and_then(HsCode::parse),
            origin: reader.country(item.country_of_origin.as_ref(), pointer),
            extraction: reader
                .gazetteer
                .read_text(item.place_of_extraction.as_deref(), reader.countries),
        });
    }
    items
}

fn read_parties<'a>(record: &'a Shipment, reader: &mut CountryReader<'a>) -> Vec<PartyFacts<'a>> {
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
fn read_events<'a>(record: &'a Shipment, reader: &mut CountryReader<'a>) -> Vec<EventFacts<'a>> {
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
        let facts = EventFacts {
            index,
            kind: event.event.unwrap_or(EventKind::PortCall),
            at,
            until: event.until.as_deref().and_then(parse_moment),
            record: event,
            place: reader.gazetteer.read_location(location, reader.countries),
            counterpart_flag,
        };
        events.push((known, facts));
    }
    events.sort_by_key(|(day, _)| *day);
    events.into_iter().map(|(_, facts)| facts).collect()
}

fn read_vessel<'a>(
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
pub(super) fn read_documents(
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
