//! What ties goods to the DPRK: territory, nationals, flag, each by its own facts.

use super::facts::{EventFacts, ItemFacts, PartyFacts, ShipmentFacts};
use super::finding::{Evidence, NexusKind};
use super::sites::{self, Named};
use crate::input::stated;
use crate::record::{
    EventKind, IdentifierType, has_dprk_aircraft_mark, has_dprk_call_sign, has_dprk_mmsi,
};
use crate::rulebook::{CountryCode, Rulebook, Signal, StatedCountry, StatedPlace};
use crate::text::{fold, host};

/// Ties of one kind that all goods share, kept for each line at most: one decides, and a record with
/// hundreds of them must not be answered with hundreds for every line.
const MOST_TIES: usize = 5;

/// The decisive ties of one line of goods.
#[derive(Debug, Clone, Default)]
pub(super) struct Nexus {
    pub(super) territory: Vec<Evidence>,
    pub(super) nationals: Vec<Evidence>,
    pub(super) flag: Vec<Evidence>,
}

impl Nexus {
    /// The ties that exist, each with its evidence.
    pub(super) fn ties(&self) -> impl Iterator<Item = (NexusKind, &[Evidence])> {
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
    pub(super) fn exists(&self) -> bool {
        self.ties().next().is_some()
    }

    /// The ties that all goods of the shipment share.
    pub(super) fn of_shipment(facts: &ShipmentFacts<'_>, rulebook: &Rulebook) -> Self {
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
    pub(super) fn of_item(
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
                name_of(&item.extraction),
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

/// A piece of evidence by its signal, with what else is worth saying.
pub(super) fn fact(
    kind: &'static str,
    signal: &Signal,
    pointer: String,
    value: &str,
    more: &str,
) -> Evidence {
    let detail = if more.is_empty() {
        signal.summary.clone()
    } else {
        format!("{}: {more}", signal.summary)
    };
    Evidence { kind, pointer, value: value.to_owned(), weight: signal.weight, detail }
}

fn name_of<'p>(place: &'p StatedPlace<'_>) -> &'p str {
    place.place.map_or("", |place| place.name.as_str())
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
        found.push(fact(kind, signal, pointer, &value, name_of(&event.place)));
    }
    found
}

/// Pointer and text of what was stated of an event's place.
pub(super) fn place_of(event: &EventFacts<'_>) -> (String, String) {
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

/// What makes a party a DPRK person or body.
pub(super) fn dprk_ties(party: &PartyFacts<'_>, base: &str, rulebook: &Rulebook) -> Vec<Evidence> {
    let signals = &rulebook.signals.signal;
    let record = party.record;
    let mut ties = Vec::new();
    if party.country.is_dprk() {
        let value = stated(record.country.as_ref()).unwrap_or_default();
        ties.push(fact(
            "party_country",
            &signals.party_country,
            format!("{base}/country"),
            value,
            "",
        ));
    }
    if party.nationality.is_dprk() {
        let value = stated(record.nationality.as_ref()).unwrap_or_default();
        let pointer = format!("{base}/nationality");
        ties.push(fact("party_nationality", &signals.party_nationality, pointer, value, ""));
    }
    for (index, issuer) in party.issuers.iter().enumerate() {
        if issuer.is_dprk() {
            let pointer = format!("{base}/identifiers/{index}/country");
            ties.push(fact("party_registration", &signals.party_registration, pointer, "KP", ""));
        }
    }
    if party.address.is_dprk() && seat_may_be_dprk(party) {
        let value = stated(record.address.as_ref()).unwrap_or_default();
        let more = name_of(&party.address);
        ties.push(fact(
            "party_address",
            &signals.party_address,
            format!("{base}/address"),
            value,
            more,
        ));
    }
    if let Some(name) = stated(record.name.as_ref()).filter(|name| names_the_dprk(name, rulebook)) {
        ties.push(fact("party_name", &signals.party_name, format!("{base}/name"), name, ""));
    }
    let swift = record
        .identifiers
        .iter()
        .enumerate()
        .filter(|(_, identifier)| identifier.r#type == Some(IdentifierType::Swift))
        .filter_map(|(index, identifier)| Some((index, identifier.value.as_deref()?)))
        .filter(|(_, code)| is_dprk_bank_code(code))
        .map(|(index, code)| (format!("identifiers/{index}/value"), code));
    let contacts = numbered("phones", &record.phones, is_dprk_phone)
        .chain(numbered("emails", &record.emails, is_dprk_host))
        .chain(numbered("websites", &record.websites, is_dprk_host));
    for (member, value) in contacts.chain(swift) {
        let pointer = format!("{base}/{member}");
        ties.push(fact("party_contact", &signals.party_contact, pointer, value, ""));
    }
    ties
}

/// Whether an address in the DPRK stands for the seat: it names the country, or nothing stated
/// contradicts it. Else it is a conflict, which `concealment` reports.
pub(super) fn seat_may_be_dprk(party: &PartyFacts<'_>) -> bool {
    let elsewhere = party.country.known().is_some_and(|country| country != CountryCode::KP);
    !elsewhere || party.address.named_country
}

fn numbered<'t>(
    member: &'static str,
    texts: &'t [String],
    test: fn(&str) -> bool,
) -> impl Iterator<Item = (String, &'t str)> {
    texts
        .iter()
        .enumerate()
        .filter(move |(_, text)| test(text))
        .map(move |(index, text)| (format!("{member}/{index}"), text.as_str()))
}

/// Places 5 and 6 of a business identifier code are the country.
fn is_dprk_bank_code(code: &str) -> bool {
    let code = code.trim();
    matches!(code.len(), 8 | 11)
        && code.get(4..6).is_some_and(|country| country.eq_ignore_ascii_case("KP"))
}

/// The international prefix 850, written with + or 00.
fn is_dprk_phone(number: &str) -> bool {
    let plus = number.trim_start().starts_with('+');
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    (plus && digits.starts_with("850")) || digits.starts_with("00850")
}

/// A host under .kp, or one of the mail hosts of listed parties.
fn is_dprk_host(text: &str) -> bool {
    let Some(host) = host(text) else { return false };
    host.rsplit_once('.').is_some_and(|(_, domain)| domain == "kp")
        || ["silibank.com", "silibank.net.kp", "co.chesin.com"]
            .iter()
            .any(|known| host == *known || host.ends_with(&format!(".{known}")))
}

/// Whether a name says itself that its bearer is the DPRK's: "Central Bank of the DPRK". A name that
/// holds a DPRK place says nothing of the kind.
pub(super) fn names_the_dprk(name: &str, rulebook: &Rulebook) -> bool {
    let folded = fold(name);
    rulebook.signals.dprk_words.official.stand_in(&folded)
        || rulebook.countries.by_folded_name(&folded).is_dprk()
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
pub(super) fn dprk_marks(vessel: &crate::record::Vessel) -> Vec<(&'static str, &str)> {
    let mut marks = Vec::new();
    if let Some(mmsi) = stated(vessel.mmsi.as_ref()).filter(|mmsi| has_dprk_mmsi(mmsi)) {
        marks.push(("mmsi", mmsi));
    }
    if let Some(sign) = stated(vessel.call_sign.as_ref()).filter(|sign| has_dprk_call_sign(sign)) {
        marks.push(("call_sign", sign));
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contact_details_of_the_dprk_are_known_by_their_form() {
        assert!(
            is_dprk_bank_code("FTBDKPPY")
                && !is_dprk_bank_code("KOEXKRSE")
                && !is_dprk_bank_code("KPKPKP")
        );
        assert!(is_dprk_phone("+850-2-18111 ext. 8573") && is_dprk_phone("00850 2 381 4410"));
        assert!(!is_dprk_phone("+82 2 850 1234") && !is_dprk_phone("850-555-0100"));
        for (text, dprk) in [
            ("trade@star-co.net.kp", true),
            ("http://www.naenara.com.kp/en", true),
            ("x@silibank.com", true),
            ("info@koreazinc.co.kr", false),
            ("www.kp.de", false),
            ("x@notsilibank.com", false),
        ] {
            assert_eq!(is_dprk_host(text), dprk, "{text}");
        }
    }
}
