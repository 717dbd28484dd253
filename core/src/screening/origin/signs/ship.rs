//! Signs of the ship and the aircraft: numbers, marks, flags, names.

use chrono::{Months, NaiveDate};

use super::Collector;
use crate::input::{parse_moment, stated};
use crate::judgement::Member;
use crate::record::{
    ImoNumber, has_dprk_aircraft_mark, has_dprk_call_sign, has_dprk_mmsi, is_imo_company_number,
};
use crate::rulebook::{CountryCode, EvidenceKind, StatedCountry};
use crate::screening::facts::VesselFacts;
use crate::screening::ties::nexus::dprk_marks;
use crate::text::fold;

impl Collector<'_, '_, '_> {
    pub(crate) fn ship(&mut self) {
        if let Some(vessel) = &self.facts.vessel {
            self.number(vessel);
            self.marks(vessel);
            self.flags(vessel);
            self.changes(vessel);
        }
        self.aircraft();
        self.counterparts();
    }

    fn number(&mut self, vessel: &VesselFacts<'_>) {
        let value = text(vessel.record.imo.as_ref());
        match (vessel.imo, vessel.record.built) {
            (Some(ImoNumber::Wrong), _) => {
                let company = is_imo_company_number(value);
                let more =
                    if company { "it is the number of a company, not of a ship" } else { "" };
                self.note(EvidenceKind::ImoCheckDigit, vessel.pointer.to(Member::Imo), value, more);
            }
            (Some(ImoNumber::Valid(number)), Some(built))
                if !self.origin().ships.fits(number, built) =>
            {
                let pointer = vessel.pointer.to(Member::Built);
                self.note(EvidenceKind::NumberAgainstAge, pointer, &built.to_string(), value);
            }
            _ => {}
        }
    }

    /// Radio marks against the declared flag.
    fn marks(&mut self, vessel: &VesselFacts<'_>) {
        let other_flag =
            vessel.stateless || (*vessel.flag != StatedCountry::Absent && !vessel.flag.is_dprk());
        for (member, value) in dprk_marks(vessel.record).into_iter().filter(|_| other_flag) {
            self.note(EvidenceKind::MarkAgainstFlag, vessel.pointer.to(member), value, "");
        }
        let Some(flag) = vessel.flag.known() else { return };
        let radio = &self.origin().radio;
        if let Some(mmsi) = stated(vessel.record.mmsi.as_ref()).filter(|mmsi| !has_dprk_mmsi(mmsi))
            && let Some(country) = radio.country_of_mmsi(mmsi)
            && !radio.may_bear(flag, country)
        {
            let pointer = vessel.pointer.to(Member::Mmsi);
            if flew(vessel, country) {
                self.note(EvidenceKind::MmsiOfFormerFlag, pointer, mmsi, country.as_str());
            } else {
                self.note(EvidenceKind::MmsiAgainstFlag, pointer, mmsi, country.as_str());
            }
        }
        if let Some(sign) =
            stated(vessel.record.call_sign.as_ref()).filter(|sign| !has_dprk_call_sign(sign))
            && let Some(country) = radio.country_of_call_sign(sign)
            && !radio.may_bear(flag, country)
            && !flew(vessel, country)
        {
            let pointer = vessel.pointer.to(Member::CallSign);
            self.note(EvidenceKind::CallSignAgainstFlag, pointer, sign, country.as_str());
        }
    }

    fn flags(&mut self, vessel: &VesselFacts<'_>) {
        let pointer = vessel.pointer.to(Member::Flag);
        let value = text(vessel.record.flag.as_ref());
        if vessel.stateless {
            self.note(EvidenceKind::Stateless, pointer, value, "");
        } else if vessel.flag.known().is_some_and(|flag| self.origin().ships.is_risky(flag)) {
            self.note(EvidenceKind::RiskyFlag, pointer, value, "");
        }
        for former in vessel.former_flags.iter().filter(|flag| flag.is_dprk()) {
            let kp = CountryCode::KP.as_str();
            self.note(EvidenceKind::FormerFlag, former.pointer, kp, "");
        }
    }

    /// Flags and names that changed often shortly before loading.
    fn changes(&mut self, vessel: &VesselFacts<'_>) {
        let flags = vessel.record.former_flags.iter().map(|former| former.until.as_ref());
        if let Some(count) = self.recent(flags) {
            let pointer = vessel.pointer.to(Member::FormerFlags);
            self.note(EvidenceKind::FlagHopping, pointer, &format!("{count} changes"), "");
        }
        let names = vessel.record.former_names.iter().map(|former| former.until.as_ref());
        if let Some(count) = self.recent(names) {
            let pointer = vessel.pointer.to(Member::FormerNames);
            self.note(EvidenceKind::Renamed, pointer, &format!("{count} changes"), "");
        }
    }

    /// How many of these days lie shortly before the goods moved, where they are many.
    fn recent<'t>(&self, days: impl Iterator<Item = Option<&'t String>>) -> Option<usize> {
        let limits = &self.origin().limits;
        let until = self.facts.period.governing.until;
        let from =
            until.checked_sub_months(Months::new(limits.changes_months)).unwrap_or(NaiveDate::MIN);
        let days = days.filter_map(|day| parse_moment(day?));
        let count = days.filter(|day| (from..=until).contains(day)).count();
        (count >= limits.changes).then_some(count)
    }

    fn aircraft(&mut self) {
        let Some(aircraft) = &self.facts.aircraft else { return };
        let mark = text(aircraft.record.registration.as_ref());
        let other = *aircraft.flag != StatedCountry::Absent && !aircraft.flag.is_dprk();
        if other && has_dprk_aircraft_mark(mark) {
            let pointer = aircraft.pointer.to(Member::Registration);
            self.note(EvidenceKind::MarkAgainstFlag, pointer, mark, "");
        }
    }

    /// The other ships of transfers: numbers that cannot be, and the ship herself.
    fn counterparts(&mut self) {
        let own = self.facts.vessel.as_ref();
        let own_name = own.and_then(|vessel| stated(vessel.record.name.as_ref())).map(fold);
        for event in &self.facts.events {
            let Some(other) = &event.record.counterpart else { continue };
            let base = event.pointer.to(Member::Counterpart);
            let number = stated(other.imo.as_ref());
            let parsed = number.map(ImoNumber::parse);
            if parsed == Some(ImoNumber::Wrong) {
                let pointer = base.to(Member::Imo);
                self.note(EvidenceKind::ImoCheckDigit, pointer, number.unwrap_or_default(), "");
            }
            let same_number = parsed.and_then(ImoNumber::valid).is_some_and(|number| {
                own.and_then(|vessel| vessel.imo).and_then(ImoNumber::valid) == Some(number)
            });
            let name = stated(other.name.as_ref());
            let same_name =
                number.is_none() && name.map(fold).is_some_and(|name| Some(name) == own_name);
            if same_number || same_name {
                let value = number.or(name).unwrap_or_default();
                self.note(EvidenceKind::OwnCounterpart, base, value, "");
            }
        }
    }
}

/// Whether the ship flew the flag of a country before.
fn flew(vessel: &VesselFacts<'_>, country: CountryCode) -> bool {
    vessel.former_flags.iter().any(|flag| flag.known() == Some(country))
}

fn text(member: Option<&String>) -> &str {
    stated(member).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::screening::testing::{day, goods, rulebook, shown, with};

    const MOVED: &str = "2018-05-10";

    /// Which of these signs a ship with coal of China shows.
    fn told(vessel: &Value, among: &[EvidenceKind]) -> Vec<EvidenceKind> {
        let record = with(
            &goods("270111", MOVED),
            &[("/country_of_origin", json!("CN")), ("/transport", json!({"vessel": vessel}))],
        );
        let shown = shown(&record);
        among.iter().copied().filter(|kind| shown.contains(kind)).collect()
    }

    #[test]
    fn a_number_is_tried_by_its_check_digit() {
        let kinds = [EvidenceKind::ImoCheckDigit];
        for (imo, expected) in [("9074729", 0), ("IMO 9074729", 0), ("9074728", 1), ("907472", 1)] {
            assert_eq!(told(&json!({"imo": imo}), &kinds).len(), expected, "{imo}");
        }
    }

    #[test]
    fn radio_marks_are_tried_by_the_flag_and_by_those_she_flew_before() {
        use EvidenceKind::{
            CallSignAgainstFlag, MarkAgainstFlag, MmsiAgainstFlag, MmsiOfFormerFlag,
        };
        let kinds = [MarkAgainstFlag, MmsiAgainstFlag, MmsiOfFormerFlag, CallSignAgainstFlag];
        let before = json!([{"flag": "CN"}]);
        for (name, vessel, expected) in [
            ("her own", json!({"flag": "CN", "mmsi": "412345678"}), vec![]),
            ("another's", json!({"flag": "SG", "mmsi": "412345678"}), vec![MmsiAgainstFlag]),
            (
                "a former flag's",
                json!({"flag": "SG", "mmsi": "412345678", "former_flags": before}),
                vec![MmsiOfFormerFlag],
            ),
            ("the DPRK's", json!({"flag": "SG", "mmsi": "445123456"}), vec![MarkAgainstFlag]),
            (
                "the DPRK's under no flag at all",
                json!({"flag": "stateless", "mmsi": "445123456"}),
                vec![MarkAgainstFlag],
            ),
            // Where no flag is stated the mark is a tie, and under its own flag nothing contradicts.
            ("the DPRK's alone", json!({"mmsi": "445123456"}), vec![]),
            ("the DPRK's under its flag", json!({"flag": "KP", "mmsi": "445123456"}), vec![]),
            (
                "a call sign of another",
                json!({"flag": "SG", "call_sign": "BABC"}),
                vec![CallSignAgainstFlag],
            ),
            (
                "a call sign of a former flag",
                json!({"flag": "SG", "call_sign": "BABC", "former_flags": before}),
                vec![],
            ),
        ] {
            assert_eq!(told(&vessel, &kinds), expected, "{name}");
        }
    }

    #[test]
    fn changes_of_flag_and_name_count_within_the_months_of_the_rulebook() {
        let limits = &rulebook().origin.limits;
        let first = day(MOVED).checked_sub_months(Months::new(limits.changes_months)).unwrap();
        let before = first.pred_opt().unwrap().to_string();
        let (first, last, after) = (first.to_string(), MOVED.to_owned(), "2018-05-11".to_owned());
        let many = limits.changes;
        for (name, days, expected) in [
            ("as many as it takes", vec![first.clone(); many], true),
            ("one less", vec![first.clone(); many - 1], false),
            (
                "one of them a day too early",
                [vec![first.clone(); many - 1], vec![before]].concat(),
                false,
            ),
            (
                "one of them on the last day",
                [vec![first.clone(); many - 1], vec![last]].concat(),
                true,
            ),
            ("one of them after it", [vec![first; many - 1], vec![after]].concat(), false),
        ] {
            let flags: Vec<Value> =
                days.iter().map(|until| json!({"flag": "PA", "until": until})).collect();
            let names: Vec<Value> =
                days.iter().map(|until| json!({"name": "Hope", "until": until})).collect();
            let hopping = told(&json!({"former_flags": flags}), &[EvidenceKind::FlagHopping]);
            let renamed = told(&json!({"former_names": names}), &[EvidenceKind::Renamed]);
            assert_eq!((hopping.len() == 1, renamed.len() == 1), (expected, expected), "{name}");
        }
    }

    #[test]
    fn a_ship_cannot_hand_goods_over_to_herself() {
        let own = json!({"name": "Hope", "imo": "9074729"});
        for (other, expected) in [
            (json!({"imo": "9074729"}), true),
            (json!({"name": "HOPE"}), true),
            // Another number is another ship, whatever her name.
            (json!({"name": "Hope", "imo": "9020003"}), false),
            (json!({"name": "Faith"}), false),
        ] {
            let voyage = json!([{"event": "ship_to_ship", "counterpart": other}]);
            let record = with(
                &goods("270111", MOVED),
                &[
                    ("/country_of_origin", json!("CN")),
                    ("/transport", json!({"vessel": own, "voyage": voyage})),
                ],
            );
            let found = shown(&record).contains(&EvidenceKind::OwnCounterpart);
            assert_eq!(found, expected, "{other}");
        }
    }
}
