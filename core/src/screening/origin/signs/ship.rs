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
