//! Signs of the ship and the aircraft: numbers, marks, flags, names.

use chrono::{Months, NaiveDate};

use super::{Collector, note};
use crate::input::{parse_moment, stated};
use crate::record::{
    ImoNumber, has_dprk_aircraft_mark, has_dprk_call_sign, has_dprk_mmsi, is_imo_company_number,
};
use crate::rulebook::StatedCountry;
use crate::screening::facts::{VesselFacts, text};
use crate::screening::ties::nexus::dprk_marks;
use crate::text::fold;

const BASE: &str = "/transport/vessel";

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
                note!(self, plain.imo_check_digit, format!("{BASE}/imo"), value, more);
            }
            (Some(ImoNumber::Valid(number)), Some(built))
                if !self.origin().ships.fits(number, built) =>
            {
                let pointer = format!("{BASE}/built");
                note!(self, table.number_against_age, pointer, &built.to_string(), value);
            }
            _ => {}
        }
    }

    /// Radio marks against the declared flag.
    fn marks(&mut self, vessel: &VesselFacts<'_>) {
        let other_flag =
            vessel.stateless || (vessel.flag != StatedCountry::Absent && !vessel.flag.is_dprk());
        for (member, value) in dprk_marks(vessel.record).into_iter().filter(|_| other_flag) {
            note!(self, plain.mark_against_flag, format!("{BASE}/{member}"), value, "");
        }
        let Some(flag) = vessel.flag.known() else { return };
        let radio = &self.origin().radio;
        if let Some(mmsi) = stated(vessel.record.mmsi.as_ref()).filter(|mmsi| !has_dprk_mmsi(mmsi))
            && let Some(country) = radio.country_of_mmsi(mmsi)
            && !radio.may_bear(flag, country)
        {
            let pointer = format!("{BASE}/mmsi");
            if vessel.former_flags.contains(&StatedCountry::Known(country)) {
                note!(self, table.mmsi_of_former_flag, pointer, mmsi, country.as_str());
            } else {
                note!(self, table.mmsi_against_flag, pointer, mmsi, country.as_str());
            }
        }
        if let Some(sign) =
            stated(vessel.record.call_sign.as_ref()).filter(|sign| !has_dprk_call_sign(sign))
            && let Some(country) = radio.country_of_call_sign(sign)
            && !radio.may_bear(flag, country)
            && !vessel.former_flags.contains(&StatedCountry::Known(country))
        {
            let pointer = format!("{BASE}/call_sign");
            note!(self, table.call_sign_against_flag, pointer, sign, country.as_str());
        }
    }

    fn flags(&mut self, vessel: &VesselFacts<'_>) {
        let pointer = format!("{BASE}/flag");
        let value = text(vessel.record.flag.as_ref());
        if vessel.stateless {
            note!(self, plain.stateless, pointer, value, "");
        } else if vessel.flag.known().is_some_and(|flag| self.origin().ships.is_risky(flag)) {
            note!(self, table.risky_flag, pointer, value, "");
        }
        let former = vessel.former_flags.iter().enumerate().filter(|(_, flag)| flag.is_dprk());
        for (index, _) in former {
            let pointer = format!("{BASE}/former_flags/{index}/flag");
            note!(self, plain.former_flag, pointer, "KP", "");
        }
    }

    /// Flags and names that changed often shortly before loading.
    fn changes(&mut self, vessel: &VesselFacts<'_>) {
        let flags = vessel.record.former_flags.iter().map(|former| former.until.as_ref());
        if let Some(count) = self.recent(flags) {
            let pointer = format!("{BASE}/former_flags");
            note!(self, table.flag_hopping, pointer, &format!("{count} changes"), "");
        }
        let names = vessel.record.former_names.iter().map(|former| former.until.as_ref());
        if let Some(count) = self.recent(names) {
            let pointer = format!("{BASE}/former_names");
            note!(self, table.renamed, pointer, &format!("{count} changes"), "");
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
        let other = aircraft.flag != StatedCountry::Absent && !aircraft.flag.is_dprk();
        if other && has_dprk_aircraft_mark(mark) {
            let pointer = "/transport/aircraft/registration".to_owned();
            note!(self, plain.mark_against_flag, pointer, mark, "");
        }
    }

    /// The other ships of transfers: numbers that cannot be, and the ship herself.
    fn counterparts(&mut self) {
        let own = self.facts.vessel.as_ref();
        let own_name = own.and_then(|vessel| stated(vessel.record.name.as_ref())).map(fold);
        for event in &self.facts.events {
            let Some(other) = &event.record.counterpart else { continue };
            let base = format!("/transport/voyage/{}/counterpart", event.index);
            let number = stated(other.imo.as_ref());
            let parsed = number.map(ImoNumber::parse);
            if parsed == Some(ImoNumber::Wrong) {
                let pointer = format!("{base}/imo");
                note!(self, plain.imo_check_digit, pointer, number.unwrap_or_default(), "");
            }
            let same_number = parsed.and_then(ImoNumber::valid).is_some_and(|number| {
                own.and_then(|vessel| vessel.imo).and_then(ImoNumber::valid) == Some(number)
            });
            let name = stated(other.name.as_ref());
            let same_name =
                number.is_none() && name.map(fold).is_some_and(|name| Some(name) == own_name);
            if same_number || same_name {
                let value = number.or(name).unwrap_or_default();
                note!(self, table.own_counterpart, base, value, "");
            }
        }
    }
}
