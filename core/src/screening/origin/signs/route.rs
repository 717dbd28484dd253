//! Signs of the route: calls, transfers, gaps of the signal, border crossings, times that cannot be.

use chrono::NaiveDate;

use super::Collector;
use crate::classification::Goods;
use crate::input::stated;
use crate::judgement::{Member, at};
use crate::record::{EventKind, Mode};
use crate::rulebook::{CountryCode, EvidenceKind, Place, PlaceKind, Sea};
use crate::screening::facts::{EventFacts, Fact, voyage};
use crate::text::fold;

impl<'r> Collector<'_, '_, 'r> {
    pub(crate) fn route(&mut self) {
        self.port_calls();
        self.transfers_off_the_dprk();
        let events = &self.facts.events;
        for event in self.facts.loadings() {
            self.loading_at_sea(event);
        }
        for event in events.iter().filter(|event| event.kind == EventKind::AisGap) {
            self.gap(event);
        }
        for event in events {
            self.border(event);
        }
        self.barge();
        self.sailing_times();
        self.destination();
    }

    /// DPRK port calls: before a loading elsewhere, by their age; and after it.
    fn port_calls(&mut self) {
        let facts = self.facts;
        let days = self.rulebook.signals.parameters.port_call_days;
        let none_stated = facts.loadings().next().is_none();
        for (position, event) in facts.events.iter().enumerate() {
            let call = matches!(event.kind, EventKind::PortCall | EventKind::Discharge);
            if !call || !event.place.is_dprk() {
                continue;
            }
            let later = facts.events.get(position + 1..).unwrap_or_default();
            let loading = later
                .iter()
                .find(|event| matches!(event.kind, EventKind::Loading | EventKind::Transshipment));
            let loaded_on = loading.and_then(|event| event.at).or(facts.period.loading);
            let left = event.until.or(event.at);
            let Fact { pointer, text: value, .. } = event.place;
            if loading.is_none() && !none_stated {
                if facts.last_discharge().is_some_and(|last| last.index == event.index) {
                    continue;
                }
                self.note(EvidenceKind::LaterPortCall, pointer, value, "");
            } else if days_between(left, loaded_on).is_none_or(|gap| gap <= days) {
                self.note(EvidenceKind::RecentPortCall, pointer, value, "");
            } else {
                self.note(EvidenceKind::EarlierPortCall, pointer, value, "");
            }
        }
    }

    fn transfers_off_the_dprk(&mut self) {
        for event in self.facts.events.iter().filter(|event| event.kind == EventKind::ShipToShip) {
            if event.place.is_dprk() && !event.place.named_country && !event.place.contradicted {
                let Fact { pointer, text: value, .. } = event.place;
                self.note(EvidenceKind::ShipToShip, pointer, value, "");
            }
        }
    }

    /// The goods came aboard in open waters.
    fn loading_at_sea(&mut self, event: &EventFacts<'_>) {
        if event.harbour.is_some() || (event.place.is_dprk() && event.place.place.is_some()) {
            return;
        }
        let Fact { pointer, text: value, .. } = event.place;
        if let Some(anchorage) = self.origin().harbours.anchorage(value) {
            let home = CountryCode::new(&anchorage.country).is_some_and(|home| self.declares(home));
            if home {
                self.note(EvidenceKind::LoadedAtAnchorage, pointer, value, &anchorage.name);
                return;
            }
        }
        if let Some(sea) = self.sea_of(event, |sea| sea.transfers) {
            self.note(EvidenceKind::LoadedAtSea, pointer, value, &sea.name);
        }
    }

    /// A sea of some kind that an event lies in, by its name or position.
    fn sea_of(&self, event: &EventFacts<'_>, is: impl Fn(&Sea) -> bool) -> Option<&'r Sea> {
        self.origin().seas.of(&fold(name_of(event)), event.stated_position(), is)
    }

    /// The signal was absent: by length, waters, and whether it covers the loading.
    fn gap(&mut self, event: &EventFacts<'_>) {
        let limit = self.origin().limits.gap_hours;
        let hours = match (event.from, event.to) {
            (Some(from), Some(to)) => to.signed_duration_since(from).num_hours(),
            // One end alone: a gap that may well be long.
            _ => limit,
        };
        if hours < limit {
            return;
        }
        let place = event.record.location.as_ref();
        let unstated = !event.place.stated && place.is_none_or(|place| place.latitude.is_none());
        let near =
            unstated || event.place.is_dprk() || self.sea_of(event, |sea| sea.gaps).is_some();
        let pointer = event.pointer;
        let value = event.place.text;
        let more = format!("{hours} hours");
        let loading = self.facts.period.loading;
        let covers = loading.is_some_and(|day| {
            event.at.is_some_and(|from| from <= day) && event.until.is_some_and(|to| to >= day)
        });
        if near && covers {
            self.note(EvidenceKind::AisGapAtLoading, pointer, value, &more);
        } else if near && !unstated {
            self.note(EvidenceKind::AisGap, pointer, value, &more);
        } else {
            self.note(EvidenceKind::AisGapElsewhere, pointer, value, &more);
        }
    }

    /// Goods at a crossing of the DPRK's border, on its Chinese or Russian side.
    fn border(&mut self, event: &EventFacts<'_>) {
        let crosses = event.kind == EventKind::BorderCrossing;
        let by_land = matches!(self.mode(), Some(Mode::Rail | Mode::Road | Mode::Multimodal));
        let loads = event.kind == EventKind::Loading && by_land;
        if !(crosses || loads) {
            return;
        }
        let gazetteer = &self.rulebook.gazetteer;
        let known =
            event.place.place.or_else(|| gazetteer.crossing(name_of(event)).filter(|_| crosses));
        let Some(place) = known.filter(|place| self.is_other_side(place)) else { return };
        let tables = &self.rulebook.origin.goods;
        let kinds = self.kinds();
        let Fact { pointer, text: value, .. } = event.place;
        if tables.smuggled().meets(kinds) {
            self.note(EvidenceKind::BorderTrade, pointer, value, &place.name);
        } else if self.goods.iter().any(Goods::needs_origin) {
            self.note(EvidenceKind::BorderTradeOther, pointer, value, &place.name);
        }
    }

    /// A crossing on the other side of the border; where three countries meet, goods of the third are at home.
    fn is_other_side(&self, place: &Place) -> bool {
        let third = place.neighbours.iter().filter_map(|code| CountryCode::new(code));
        place.kind == PlaceKind::Crossing
            && place.country != CountryCode::KP.as_str()
            && !third.into_iter().any(|country| self.declares(country))
    }

    fn mode(&self) -> Option<Mode> {
        self.facts.record.transport.as_ref().and_then(|transport| transport.mode)
    }

    /// A barge without a number that brings coal from the sea.
    fn barge(&mut self) {
        let Some(vessel) = &self.facts.vessel else { return };
        let Some(kind) = stated(vessel.record.r#type.as_ref()) else { return };
        let barge = self.origin().ships.is_barge(&fold(kind)) && vessel.imo.is_none();
        let coal = self
            .goods
            .iter()
            .any(|goods| goods.firm_scopes().any(|scope| scope.commodity.id == "coal"));
        if !barge || !coal {
            return;
        }
        let harbour =
            |event: &EventFacts<'_>| event.harbour.is_some() || event.place.place.is_some();
        let mut loadings = self.facts.loadings().peekable();
        let from_sea = loadings.peek().is_none()
            || loadings.any(|event| !harbour(event) && self.is_at_sea(event));
        let china = CountryCode::new("CN");
        let to_china = self.facts.destination.known() == china
            || self
                .facts
                .last_discharge()
                .is_some_and(|event| event.place.country.known() == china);
        if from_sea && to_china {
            self.note(
                EvidenceKind::BargeFromSea,
                at(Member::Transport).to(Member::Vessel).to(Member::Type),
                kind,
                "",
            );
        }
    }

    fn is_at_sea(&self, event: &EventFacts<'_>) -> bool {
        !event.place.stated || self.sea_of(event, |_| true).is_some()
    }

    /// Legs sailed faster than the class of ship can.
    fn sailing_times(&mut self) {
        let by_land = matches!(
            self.mode(),
            Some(Mode::Rail | Mode::Road | Mode::Air | Mode::Post | Mode::Pipeline)
        );
        if by_land {
            return;
        }
        let kind =
            self.facts.vessel.as_ref().and_then(|vessel| stated(vessel.record.r#type.as_ref()));
        let knots = self.origin().ships.knots(&fold(kind.unwrap_or_default()));
        for leg in voyage::legs(self.facts, self.origin().limits.least_leg_miles) {
            if leg.least_knots() > knots {
                let pointer = leg.pointer.to(Member::At);
                let more = format!(
                    "{:.0} nautical miles in at most {} hours need {:.0} knots, and such a ship makes {knots:.0}",
                    leg.miles,
                    leg.hours,
                    leg.least_knots()
                );
                self.note(EvidenceKind::ImpossibleVoyage, pointer, &leg.day.to_string(), &more);
            }
        }
    }

    /// The goods go to a country that sells them.
    fn destination(&mut self) {
        let discharge = self.facts.last_discharge().and_then(|event| event.place.country.known());
        let Some(country) = self.facts.destination.known().or(discharge) else { return };
        if self.origin().plausibility.is_exporter(self.kinds(), country, self.year())
            && !self.declares(country)
        {
            let pointer = at(Member::CountryOfDestination);
            self.note(EvidenceKind::ExporterDestination, pointer, country.as_str(), "");
        }
    }
}

fn days_between(from: Option<NaiveDate>, until: Option<NaiveDate>) -> Option<i64> {
    Some(until?.signed_duration_since(from?).num_days())
}

fn name_of<'e>(event: &'e EventFacts<'_>) -> &'e str {
    event.record.location.as_ref().and_then(|place| stated(place.name.as_ref())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::screening::testing::{day, days_after, goods, rulebook, shown, with};

    const LOADED: &str = "2018-05-10";

    /// Which of these signs a voyage of coal of China shows.
    fn told(events: &Value, among: &[EvidenceKind]) -> Vec<EvidenceKind> {
        let record = with(
            &goods("270111", LOADED),
            &[
                ("/country_of_origin", json!("CN")),
                ("/transport", json!({"mode": "sea", "voyage": events})),
            ],
        );
        let shown = shown(&record);
        among.iter().copied().filter(|kind| shown.contains(kind)).collect()
    }

    #[test]
    fn a_dprk_port_call_weighs_by_the_days_between_it_and_the_loading() {
        use EvidenceKind::{EarlierPortCall, LaterPortCall, RecentPortCall};
        let days = rulebook().signals.parameters.port_call_days;
        let call = |left: i64| {
            let at = days_after(day(LOADED), left).to_string();
            json!({"event": "port_call", "at": at, "location": {"unlocode": "KPNAM"}})
        };
        let loading = json!({"event": "loading", "at": LOADED, "location": {"unlocode": "CNDLC"}});
        let undated = json!({"event": "port_call", "location": {"unlocode": "KPNAM"}});
        for (name, events, expected) in [
            ("at the limit", json!([call(-days), loading]), vec![RecentPortCall]),
            ("a day more", json!([call(-days - 1), loading]), vec![EarlierPortCall]),
            ("undated", json!([undated, loading]), vec![RecentPortCall]),
            ("after the loading", json!([loading, call(1)]), vec![LaterPortCall]),
            ("with no loading stated", json!([call(-days)]), vec![RecentPortCall]),
            (
                "of another country",
                json!([{"event": "port_call", "location": {"unlocode": "KRPUS"}}, loading]),
                vec![],
            ),
        ] {
            let found = told(&events, &[RecentPortCall, EarlierPortCall, LaterPortCall]);
            assert_eq!(found, expected, "{name}");
        }
    }

    #[test]
    fn an_absent_signal_weighs_by_its_hours_its_waters_and_the_loading() {
        use EvidenceKind::{AisGap, AisGapAtLoading, AisGapElsewhere};
        let limit = rulebook().origin.limits.gap_hours;
        let gap = |begin: &str, hours: i64, waters: &str| {
            let from = day(begin).and_hms_opt(0, 0, 0).unwrap();
            let to = from + chrono::TimeDelta::hours(hours);
            let moment = |at: chrono::NaiveDateTime| at.format("%Y-%m-%dT%H:%M:%SZ").to_string();
            json!([{"event": "ais_gap", "at": moment(from), "until": moment(to), "location": {"name": waters}}])
        };
        for (name, events, expected) in [
            ("at the limit", gap("2018-05-01", limit, "Korea Bay"), vec![AisGap]),
            ("an hour less", gap("2018-05-01", limit - 1, "Korea Bay"), vec![]),
            ("over the loading", gap("2018-05-09", 3 * limit, "Korea Bay"), vec![AisGapAtLoading]),
            (
                "over the loading, far away",
                gap("2018-05-09", 3 * limit, "Gulf of Aden"),
                vec![AisGapElsewhere],
            ),
            (
                "one end alone",
                json!([{"event": "ais_gap", "at": "2018-05-01", "location": {"name": "Korea Bay"}}]),
                vec![AisGap],
            ),
            (
                "nowhere stated",
                json!([{"event": "ais_gap", "at": "2018-05-01"}]),
                vec![AisGapElsewhere],
            ),
        ] {
            assert_eq!(
                told(&events, &[AisGap, AisGapAtLoading, AisGapElsewhere]),
                expected,
                "{name}"
            );
        }
    }

    #[test]
    fn a_leg_sailed_faster_than_the_ship_can_is_a_sign() {
        let knots = rulebook().origin.ships.knots("");
        let hours = 10.0;
        let miles = knots * hours;
        for (name, degrees, expected) in [
            ("as fast as she can", (miles - 1.0) / 60.04, false),
            ("faster", (miles + 1.0) / 60.04, true),
        ] {
            let place =
                |degrees: f64| json!({"name": "sea", "latitude": 0.0, "longitude": degrees});
            let events = json!([
                {"event": "port_call", "at": "2018-05-01T00:00:00Z", "location": place(0.0)},
                {"event": "port_call", "at": "2018-05-01T10:00:00Z", "location": place(degrees)},
            ]);
            let kinds = [EvidenceKind::ImpossibleVoyage];
            assert_eq!(told(&events, &kinds).len() == 1, expected, "{name}");
        }
    }

    #[test]
    fn goods_that_came_aboard_in_open_waters_are_told_of_those_waters() {
        use EvidenceKind::LoadedAtSea;
        let loading = |place: Value| json!([{"event": "loading", "at": LOADED, "location": place}]);
        for (place, expected) in [
            (json!({"name": "Yellow Sea"}), vec![LoadedAtSea]),
            (json!({"name": "North Sea"}), vec![]),
            (json!({"unlocode": "CNDLC"}), vec![]),
        ] {
            assert_eq!(told(&loading(place.clone()), &[LoadedAtSea]), expected, "{place}");
        }
    }
}
