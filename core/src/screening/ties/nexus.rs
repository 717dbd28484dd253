//! What ties goods to the DPRK: territory, nationals, flag, each by its own facts.

use super::party::names_the_dprk;
use super::sites::{self, Named};
use crate::input::stated;
use crate::judgement::{Evidence, Member, NexusKind};
use crate::record::{EventKind, Vessel, has_dprk_aircraft_mark, has_dprk_call_sign, has_dprk_mmsi};
use crate::rulebook::{CountryCode, EvidenceKind, Rulebook, StatedCountry};
use crate::screening::facts::{Fact, ItemFacts, ShipmentFacts};

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
    pub(super) fn of_shipment(
        facts: &ShipmentFacts<'_>,
        of_parties: &[Vec<Evidence>],
        rulebook: &Rulebook,
    ) -> Self {
        let mut nexus = Self::default();
        nexus.territory.extend(country(&facts.export, EvidenceKind::CountryOfExport, rulebook));
        for paper in &facts.documents {
            let kind = EvidenceKind::DocumentOrigin;
            nexus.territory.extend(country(&paper.states_origin, kind, rulebook));
        }
        nexus.territory.extend(places_on_the_way(facts, rulebook));
        let suppliers = facts.parties.iter().zip(of_parties);
        for (_, ties) in suppliers.filter(|(party, _)| party.role.is_supply_side()) {
            nexus.nationals.extend(ties.iter().cloned());
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
        sites: &[Named<'_, '_>],
        rulebook: &Rulebook,
    ) -> Self {
        let mut nexus = self.clone();
        let mut declared = Vec::new();
        for origin in [&item.origin, &facts.origin] {
            declared.extend(country(origin, EvidenceKind::DeclaredOrigin, rulebook));
        }
        if item.extraction.is_dprk() {
            let place = &item.extraction;
            let kind = EvidenceKind::PlaceOfExtraction;
            declared.push(place.evidence(kind, rulebook, place.name()));
        }
        declared.extend(sites::extraction(sites, item, rulebook));
        declared.append(&mut nexus.territory);
        nexus.territory = declared;
        if let Some(producer) = item.producer.filter(|name| names_the_dprk(name.text, rulebook)) {
            nexus.nationals.push(producer.evidence(EvidenceKind::DprkProducer, rulebook, ""));
        }
        nexus.nationals.extend(sites::producer(sites, item, rulebook));
        nexus
    }
}

/// A country of the DPRK, as evidence of a kind.
fn country(
    country: &Fact<'_, StatedCountry>,
    kind: EvidenceKind,
    rulebook: &Rulebook,
) -> Option<Evidence> {
    country.is_dprk().then(|| country.evidence(kind, rulebook, ""))
}

/// Where the goods came aboard, changed ships or crossed the border inside the DPRK. On the way
/// *into* the DPRK, after loading elsewhere, a crossing or change of ships there is no such tie.
fn places_on_the_way(facts: &ShipmentFacts<'_>, rulebook: &Rulebook) -> Vec<Evidence> {
    let mut found = Vec::new();
    let inbound = facts.is_bound_for_dprk() && facts.is_loaded_elsewhere();
    for event in facts.events.iter().filter(|event| event.place.is_dprk()) {
        let kind = match event.kind {
            EventKind::Loading => EvidenceKind::LoadPort,
            EventKind::Transshipment if !inbound => EvidenceKind::TransshipmentPort,
            EventKind::ShipToShip if !inbound && event.place.named_country => {
                EvidenceKind::TransshipmentPort
            }
            EventKind::BorderCrossing if !inbound => EvidenceKind::BorderCrossing,
            _ => continue,
        };
        found.push(event.place.evidence(kind, rulebook, event.place.name()));
    }
    found
}

fn flag_ties(facts: &ShipmentFacts<'_>, rulebook: &Rulebook) -> Vec<Evidence> {
    let mut ties = Vec::new();
    if let Some(vessel) = &facts.vessel {
        ties.extend(country(&vessel.flag, EvidenceKind::Flag, rulebook));
        if *vessel.flag == StatedCountry::Absent && !vessel.stateless {
            for (member, value) in dprk_marks(vessel.record) {
                let (kind, pointer) = (EvidenceKind::RadioMark, vessel.pointer.to(member));
                ties.push(Evidence::of(kind, rulebook, pointer, value, ""));
            }
        }
    }
    if let Some(aircraft) = &facts.aircraft {
        ties.extend(country(&aircraft.flag, EvidenceKind::Flag, rulebook));
        let mark = stated(aircraft.record.registration.as_ref()).unwrap_or_default();
        if *aircraft.flag == StatedCountry::Absent && has_dprk_aircraft_mark(mark) {
            let pointer = aircraft.pointer.to(Member::Registration);
            ties.push(Evidence::of(EvidenceKind::RadioMark, rulebook, pointer, mark, ""));
        }
    }
    for event in &facts.events {
        let leg = matches!(event.kind, EventKind::Transshipment | EventKind::ShipToShip);
        if leg && event.counterpart_flag.is_dprk() {
            let (kind, pointer) = (EvidenceKind::EarlierLeg, event.counterpart_flag.pointer);
            ties.push(Evidence::of(kind, rulebook, pointer, CountryCode::KP.as_str(), ""));
        }
    }
    ties
}

/// Radio marks of a ship that are the DPRK's, each with the member it stands in.
pub(crate) fn dprk_marks(vessel: &Vessel) -> Vec<(Member, &str)> {
    let mut marks = Vec::new();
    if let Some(mmsi) = stated(vessel.mmsi.as_ref()).filter(|mmsi| has_dprk_mmsi(mmsi)) {
        marks.push((Member::Mmsi, mmsi));
    }
    if let Some(sign) = stated(vessel.call_sign.as_ref()).filter(|sign| has_dprk_call_sign(sign)) {
        marks.push((Member::CallSign, sign));
    }
    marks
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::screening::testing::{chairs, rulebook, shipment, with};
    use crate::screening::ties::Ties;
    use crate::screening::ties::sites;

    /// The evidence of each tie of the first line.
    fn ties(changes: &[(&str, Value)]) -> [Vec<EvidenceKind>; 3] {
        shipment(&with(&chairs(), changes), |facts| {
            let named = sites::named(facts, rulebook());
            let shared = Ties::of(facts, rulebook()).goods;
            let nexus = shared.of_item(facts, &facts.items[0], &named, rulebook());
            let kinds = |ties: &[Evidence]| ties.iter().map(|tie| tie.kind).collect();
            [kinds(&nexus.territory), kinds(&nexus.nationals), kinds(&nexus.flag)]
        })
    }

    fn voyage(kinds: &[(&str, &str)]) -> (&'static str, Value) {
        let event =
            |(kind, code): &(&str, &str)| json!({"event": kind, "location": {"unlocode": code}});
        ("/transport", json!({"voyage": kinds.iter().map(event).collect::<Vec<_>>()}))
    }

    #[test]
    fn territory_is_told_by_origin_papers_and_where_the_goods_came_aboard() {
        use EvidenceKind::{
            BorderCrossing, CountryOfExport, DeclaredOrigin, DocumentOrigin, LoadPort,
            PlaceOfExtraction, TransshipmentPort,
        };
        let to_dprk = ("/country_of_destination", json!("KP"));
        for (name, changes, expected) in [
            ("nothing", vec![], vec![]),
            ("whole", vec![("/country_of_origin", json!("KP"))], vec![DeclaredOrigin]),
            ("line", vec![("/items/0/country_of_origin", json!("KP"))], vec![DeclaredOrigin]),
            ("south", vec![("/country_of_origin", json!("KR"))], vec![]),
            (
                "mine",
                vec![("/items/0/place_of_extraction", json!("Tanchon, DPRK"))],
                vec![PlaceOfExtraction],
            ),
            ("export", vec![("/country_of_export", json!("KP"))], vec![CountryOfExport]),
            (
                "paper",
                vec![("/documents", json!([{"type": "invoice", "states_origin": "KP"}]))],
                vec![DocumentOrigin],
            ),
            ("loaded", vec![voyage(&[("loading", "KPNAM")])], vec![LoadPort]),
            ("called", vec![voyage(&[("port_call", "KPNAM"), ("discharge", "KPNAM")])], vec![]),
            ("changed ships", vec![voyage(&[("transshipment", "KPNAM")])], vec![TransshipmentPort]),
            ("crossed", vec![voyage(&[("border_crossing", "KPRJN")])], vec![BorderCrossing]),
            // On the way into the DPRK, after loading elsewhere.
            (
                "inbound",
                vec![voyage(&[("loading", "CNDLC"), ("transshipment", "KPNAM")]), to_dprk.clone()],
                vec![],
            ),
            (
                "inbound, loaded nowhere",
                vec![voyage(&[("transshipment", "KPNAM")]), to_dprk],
                vec![TransshipmentPort],
            ),
        ] {
            assert_eq!(ties(&changes), [expected, vec![], vec![]], "{name}");
        }
    }

    #[test]
    fn a_flag_is_told_by_itself_and_by_radio_marks_only_where_none_is_stated() {
        use EvidenceKind::{EarlierLeg, Flag, RadioMark};
        let vessel = |vessel: Value| ("/transport", json!({"vessel": vessel}));
        let transfer = |kind: &str| {
            ("/transport", json!({"voyage": [{"event": kind, "counterpart": {"flag": "KP"}}]}))
        };
        for (name, change, expected) in [
            ("flag", vessel(json!({"flag": "KP", "mmsi": "445123456"})), vec![Flag]),
            ("mark alone", vessel(json!({"mmsi": "445123456"})), vec![RadioMark]),
            ("mark under another flag", vessel(json!({"flag": "PA", "mmsi": "445123456"})), vec![]),
            ("mark of no flag", vessel(json!({"flag": "stateless", "mmsi": "445123456"})), vec![]),
            ("the South's mark", vessel(json!({"mmsi": "440123456"})), vec![]),
            ("other ship of a transfer", transfer("ship_to_ship"), vec![EarlierLeg]),
            ("other ship in port", transfer("port_call"), vec![]),
            (
                "aircraft",
                ("/transport", json!({"aircraft": {"registration": "P-885"}})),
                vec![RadioMark],
            ),
        ] {
            assert_eq!(ties(&[change]), [vec![], vec![], expected], "{name}");
        }
    }

    #[test]
    fn suppliers_and_makers_tie_goods_and_receivers_do_not() {
        let party =
            |role: &str| ("/parties", json!([{"role": role, "name": "Ponghwa", "country": "KP"}]));
        let producer = |name: &str| ("/items/0/producer", json!(name));
        for (name, change, count) in [
            ("seller", party("seller"), 1),
            ("manufacturer", party("manufacturer"), 1),
            ("consignee", party("consignee"), 0),
            ("bank", party("bank"), 0),
            ("a maker that says so", producer("Furniture Works of the DPRK"), 1),
            ("a maker that does not", producer("Ponghwa Furniture Works"), 0),
        ] {
            assert_eq!(ties(&[change])[1].len(), count, "{name}");
        }
    }

    #[test]
    fn hundreds_of_equal_ties_are_told_in_a_few() {
        let papers = |count: usize| vec![json!({"type": "invoice", "states_origin": "KP"}); count];
        for count in [MOST_TIES - 1, MOST_TIES, MOST_TIES + 1] {
            let told = ties(&[("/documents", json!(papers(count)))])[0].len();
            assert_eq!(told, count.min(MOST_TIES));
        }
    }
}
