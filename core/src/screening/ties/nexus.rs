//! What ties goods to the DPRK: territory, nationals, flag, each by its own facts.

use super::party::{dprk_ties, names_the_dprk};
use super::sites::{self, Named};
use crate::input::stated;
use crate::judgement::{Evidence, NexusKind, fact};
use crate::record::{EventKind, has_dprk_aircraft_mark, has_dprk_call_sign, has_dprk_mmsi};
use crate::rulebook::{Rulebook, StatedCountry};
use crate::screening::facts::{ItemFacts, ShipmentFacts, place_of};

/// Ties of one kind that all goods share, kept for each line at most: one decides, and a record with
/// hundreds of them must not be answered with hundreds for every line.
const MOST_TIES: usize = 5;

/// The decisive ties of one line of goods.
#[derive(Debug, Clone, Default)]
pub(crate) struct Nexus {
    pub(crate) territory: Vec<Evidence>,
    pub(crate) nationals: Vec<Evidence>,
    pub(crate) flag: Vec<Evidence>,
}

impl Nexus {
    /// The ties that exist, each with its evidence.
    pub(crate) fn ties(&self) -> impl Iterator<Item = (NexusKind, &[Evidence])> {
        [
            (NexusKind::Territory, &self.territory),
            (NexusKind::Nationals, &self.nationals),
            (NexusKind::Flag, &self.flag),
        ]
        .into_iter()
        .filter(|(_, evidence)| !evidence.is_empty())
        .map(|(kind, evidence)| (kind, evidence.as_slice()))
    }

    /// Whether any tie exists.
    pub(crate) fn exists(&self) -> bool {
        self.ties().next().is_some()
    }

    /// The ties that all goods of the shipment share.
    pub(crate) fn of_shipment(facts: &ShipmentFacts<'_>, rulebook: &Rulebook) -> Self {
        let signals = &rulebook.signals.signal;
        let mut nexus = Self::default();
        if facts.export.is_dprk() {
            let value = stated(facts.record.country_of_export.as_ref()).unwrap_or_default();
            let signal = &signals.country_of_export;
            nexus.territory.push(fact(
                "country_of_export",
                signal,
                "/country_of_export".into(),
                value,
                "",
            ));
        }
        for (index, document) in facts.documents.iter().enumerate() {
            if document.states_origin.is_dprk() {
                let record = facts.record.documents.get(index);
                let value = record.and_then(|document| stated(document.states_origin.as_ref()));
                let pointer = format!("/documents/{index}/states_origin");
                let signal = &signals.document_origin;
                nexus.territory.push(fact(
                    "document_origin",
                    signal,
                    pointer,
                    value.unwrap_or_default(),
                    "",
                ));
            }
        }
        nexus.territory.extend(places_on_the_way(facts, rulebook));
        for (index, party) in facts.suppliers() {
            nexus.nationals.extend(dprk_ties(party, &format!("/parties/{index}"), rulebook));
        }
        nexus.flag = flag_ties(facts, rulebook);
        for ties in [&mut nexus.territory, &mut nexus.nationals, &mut nexus.flag] {
            ties.truncate(MOST_TIES);
        }
        nexus
    }

    /// The ties of one line: those of the shipment and its own.
    pub(crate) fn of_item(
        &self,
        facts: &ShipmentFacts<'_>,
        item: &ItemFacts<'_>,
        index: usize,
        sites: &[Named<'_, '_>],
        rulebook: &Rulebook,
    ) -> Self {
        let signals = &rulebook.signals.signal;
        let mut nexus = self.clone();
        let mut declared = Vec::new();
        if item.origin.is_dprk() {
            let value = stated(item.record.country_of_origin.as_ref()).unwrap_or_default();
            let pointer = format!("/items/{index}/country_of_origin");
            declared.push(fact("declared_origin", &signals.declared_origin, pointer, value, ""));
        }
        if facts.origin.is_dprk() {
            let value = stated(facts.record.country_of_origin.as_ref()).unwrap_or_default();
            let pointer = "/country_of_origin".to_owned();
            declared.push(fact("declared_origin", &signals.declared_origin, pointer, value, ""));
        }
        if item.extraction.is_dprk() {
            let value = stated(item.record.place_of_extraction.as_ref()).unwrap_or_default();
            let pointer = format!("/items/{index}/place_of_extraction");
            let signal = &signals.place_of_extraction;
            declared.push(fact(
                "place_of_extraction",
                signal,
                pointer,
                value,
                item.extraction.name(),
            ));
        }
        declared.extend(sites::extraction(sites, item, index, rulebook));
        declared.append(&mut nexus.territory);
        nexus.territory = declared;
        if let Some(producer) = stated(item.record.producer.as_ref())
            && names_the_dprk(producer, rulebook)
        {
            let pointer = format!("/items/{index}/producer");
            nexus.nationals.push(fact(
                "dprk_producer",
                &signals.dprk_producer,
                pointer,
                producer,
                "",
            ));
        }
        nexus.nationals.extend(sites::producer(sites, item, index, rulebook));
        nexus
    }
}

/// Where the goods came aboard, changed ships or crossed the border inside the DPRK. On the way
/// *into* the DPRK, after loading elsewhere, a crossing or change of ships there is no such tie.
fn places_on_the_way(facts: &ShipmentFacts<'_>, rulebook: &Rulebook) -> Vec<Evidence> {
    let signals = &rulebook.signals.signal;
    let mut found = Vec::new();
    let inbound = facts.is_bound_for_dprk() && facts.is_loaded_elsewhere();
    for event in facts.events.iter().filter(|event| event.place.is_dprk()) {
        let (kind, signal) = match event.kind {
            EventKind::Loading => ("load_port", &signals.load_port),
            EventKind::Transshipment if !inbound => {
                ("transshipment_port", &signals.transshipment_port)
            }
            EventKind::ShipToShip if !inbound && event.place.named_country => {
                ("transshipment_port", &signals.transshipment_port)
            }
            EventKind::BorderCrossing if !inbound => ("border_crossing", &signals.border_crossing),
            _ => continue,
        };
        let (pointer, value) = place_of(event);
        found.push(fact(kind, signal, pointer, &value, event.place.name()));
    }
    found
}

fn flag_ties(facts: &ShipmentFacts<'_>, rulebook: &Rulebook) -> Vec<Evidence> {
    let signals = &rulebook.signals.signal;
    let mut ties = Vec::new();
    if let Some(vessel) = &facts.vessel {
        let base = "/transport/vessel";
        let flag = stated(vessel.record.flag.as_ref()).unwrap_or_default();
        if vessel.flag.is_dprk() {
            ties.push(fact("flag", &signals.flag, format!("{base}/flag"), flag, ""));
        } else if vessel.flag == StatedCountry::Absent && !vessel.stateless {
            for (member, value) in dprk_marks(vessel.record) {
                ties.push(fact(
                    "radio_mark",
                    &signals.radio_mark,
                    format!("{base}/{member}"),
                    value,
                    "",
                ));
            }
        }
    }
    if let Some(aircraft) = &facts.aircraft {
        let base = "/transport/aircraft";
        let flag = stated(aircraft.record.flag.as_ref()).unwrap_or_default();
        let mark = stated(aircraft.record.registration.as_ref()).unwrap_or_default();
        if aircraft.flag.is_dprk() {
            ties.push(fact("flag", &signals.flag, format!("{base}/flag"), flag, ""));
        } else if aircraft.flag == StatedCountry::Absent && has_dprk_aircraft_mark(mark) {
            let pointer = format!("{base}/registration");
            ties.push(fact("radio_mark", &signals.radio_mark, pointer, mark, ""));
        }
    }
    for event in &facts.events {
        let leg = matches!(event.kind, EventKind::Transshipment | EventKind::ShipToShip);
        if leg && event.counterpart_flag.is_dprk() {
            let pointer = format!("/transport/voyage/{}/counterpart/flag", event.index);
            ties.push(fact("earlier_leg", &signals.earlier_leg, pointer, "KP", ""));
        }
    }
    ties
}

/// Radio marks of a ship that are the DPRK's, each with the member it stands in.
pub(crate) fn dprk_marks(vessel: &crate::record::Vessel) -> Vec<(&'static str, &str)> {
    let mut marks = Vec::new();
    if let Some(mmsi) = stated(vessel.mmsi.as_ref()).filter(|mmsi| has_dprk_mmsi(mmsi)) {
        marks.push(("mmsi", mmsi));
    }
    if let Some(sign) = stated(vessel.call_sign.as_ref()).filter(|sign| has_dprk_call_sign(sign)) {
        marks.push(("call_sign", sign));
    }
    marks
}
