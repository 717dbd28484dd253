//! The conditions of exemptions, tested on goods and journey.

use ConditionStatus::{Met, Unknown, Unmet};
use chrono::NaiveDate;

use super::{Case, known};
use crate::input::stated;
use crate::judgement::{ConditionStatus, NexusKind};
use crate::record::{DocumentType, EventKind};
use crate::rulebook::{
    CommodityRole, Condition, ConditionId, CountryCode, EvidenceKind, Exemption, State,
};
use crate::screening::facts::{DocumentFacts, EventFacts};
use crate::text::fold;

impl<'a> Case<'_, 'a> {
    pub(crate) fn status(&self, condition: &Condition, exemption: &Exemption) -> ConditionStatus {
        match condition.id {
            ConditionId::GoodsAreCoal => {
                known(self.commodity.is_some_and(|goods| goods.role == Some(CommodityRole::Coal)))
            }
            ConditionId::ForeignOrigin => self.origin_is_foreign(),
            ConditionId::LeavesThroughRajin => self.leaves_through_rajin(),
            ConditionId::OriginConfirmed => self.origin_confirmed(condition),
            ConditionId::CommitteeNotified => self.notified(condition.state),
            ConditionId::NoDesignatedParty => known(!self.designated),
            // With a listed party in it a trade is neither for livelihood nor free of such revenue.
            ConditionId::NoProhibitedRevenue | ConditionId::LivelihoodPurpose
                if self.designated =>
            {
                Unmet
            }
            ConditionId::WithinCap => self.within_cap(exemption),
            ConditionId::ContractBefore => match (self.contract(), condition.date) {
                (Some(contract), Some(date)) => known(contract < date),
                _ => Unknown,
            },
            ConditionId::EnteredBy => self.entered_by(condition.date),
            ConditionId::NoticeBy => {
                self.dated_by(DocumentType::CommitteeNotification, condition.date)
            }
            ConditionId::ApprovedInAdvance => {
                let period = &self.facts.period;
                let day = period.loading.or(period.arrival).and_then(|day| day.pred_opt());
                self.dated_by(DocumentType::CommitteeApproval, day)
            }
            ConditionId::CivilAircraftSpares if self.are_civil_aircraft_spares() => Met,
            ConditionId::ExemptionExists => Unmet,
            ConditionId::NoProhibitedRevenue
            | ConditionId::LivelihoodPurpose
            | ConditionId::CivilAircraftSpares
            | ConditionId::NamedAircraft
            | ConditionId::PartnerFrom
            | ConditionId::ProjectNamed
            | ConditionId::CoalOf
            | ConditionId::ExistedBefore
            | ConditionId::EndedBy => Unknown,
        }
    }

    /// The day of the contract as declared, else as its own paper bears it.
    fn contract(&self) -> Option<NaiveDate> {
        self.facts.contract.or_else(|| self.dated(DocumentType::Contract))
    }

    fn entered_by(&self, last: Option<NaiveDate>) -> ConditionStatus {
        let (loading, arrival) = (self.facts.period.loading, self.facts.period.arrival);
        match (arrival.or(loading), last) {
            (Some(day), Some(date)) if day > date => Unmet,
            (Some(_), Some(_)) if arrival.is_some() => Met,
            (None, Some(date)) if self.facts.period.governing.from > date => Unmet,
            _ => Unknown,
        }
    }

    pub(crate) fn are_civil_aircraft_spares(&self) -> bool {
        let description =
            stated(self.item.record.description.as_ref()).map(fold).unwrap_or_default();
        self.rulebook.signals.civil_aircraft.words.stand_in(&description)
    }

    /// The country of the State that confirms and notifies.
    pub(crate) fn acting(&self, state: Option<State>) -> Option<CountryCode> {
        match state? {
            State::Exporting => {
                let declared = self.facts.declared_origin(self.item).known();
                declared.or_else(|| self.item.extraction.country.known())
            }
            State::Procuring => self.facts.destination.known(),
        }
    }

    /// Papers of the kinds, with what they state.
    fn papers<'p>(
        &'p self,
        kinds: &'p [DocumentType],
    ) -> impl Iterator<Item = &'p DocumentFacts<'a>> {
        self.facts.documents.iter().filter(|paper| paper.kind.is_some_and(|k| kinds.contains(&k)))
    }

    /// Whether a paper of the confirming State states the foreign origin.
    fn origin_confirmed(&self, condition: &Condition) -> ConditionStatus {
        if self.facts.documents.iter().any(|paper| paper.states_origin.is_dprk()) {
            return Unmet;
        }
        let expected = self.acting(condition.state);
        let confirms = |paper: &DocumentFacts<'_>| {
            paper.states_origin.known().is_some()
                && expected.is_some()
                && paper.country.known() == expected
        };
        if self.papers(&condition.met_by.documents).any(confirms) { Met } else { Unknown }
    }

    pub(crate) fn origin_is_foreign(&self) -> ConditionStatus {
        let declared = self.facts.declared_origin(self.item);
        let stated_dprk = declared.is_dprk()
            || self.facts.origin.is_dprk()
            || self.item.extraction.is_dprk()
            || self.facts.documents.iter().any(|document| document.states_origin.is_dprk());
        if stated_dprk {
            Unmet
        } else if declared.known().is_some() || self.item.extraction.country.known().is_some() {
            Met
        } else {
            Unknown
        }
    }

    /// Whether anything says that the goods are of another origin, though something else may say
    /// the DPRK: a second statement never opens what the first one shut.
    pub(crate) fn states_foreign_origin(&self) -> bool {
        let item = [*self.facts.declared_origin(self.item), self.item.extraction.country];
        item.into_iter()
            .chain([*self.facts.origin])
            .any(|origin| origin.known().is_some() && !origin.is_dprk())
    }

    /// Whether the goods touch the DPRK on the way from the Russian border to Rajin alone.
    pub(crate) fn leaves_through_rajin(&self) -> ConditionStatus {
        let parameters = &self.rulebook.signals.parameters;
        let route = &parameters.rajin_route;
        let on_route = |event: &EventFacts<'_>| {
            event.place.place.is_some_and(|place| route.contains(&place.id))
        };
        let by_territory = self.nexus == NexusKind::Territory
            && self.evidence.iter().all(|fact| {
                matches!(
                    fact.kind,
                    EvidenceKind::LoadPort
                        | EvidenceKind::TransshipmentPort
                        | EvidenceKind::BorderCrossing
                        | EvidenceKind::CountryOfExport
                )
            });
        let touching = self.facts.events.iter().filter(|event| {
            event.place.is_dprk()
                && !matches!(event.kind, EventKind::Discharge | EventKind::PortCall)
        });
        let mut loaded = false;
        for event in touching {
            if !on_route(event) {
                return Unmet;
            }
            let port = event.place.place.is_some_and(|place| place.id == parameters.rajin_port);
            loaded |= port && matches!(event.kind, EventKind::Loading | EventKind::Transshipment);
        }
        if by_territory && loaded { Met } else { Unmet }
    }

    pub(crate) fn has_document(&self, kind: DocumentType) -> bool {
        self.papers(&[kind]).next().is_some()
    }

    /// The earliest day a paper of a kind bears.
    fn dated(&self, kind: DocumentType) -> Option<NaiveDate> {
        self.papers(&[kind]).filter_map(|paper| paper.date).min()
    }

    /// How the earliest paper of a kind stands to the last day it may bear.
    fn dated_by(&self, kind: DocumentType, last: Option<NaiveDate>) -> ConditionStatus {
        match (self.dated(kind), last) {
            (Some(date), Some(last)) => known(date <= last),
            _ => Unknown,
        }
    }

    /// Whether the right State told the Committee before the goods were loaded.
    fn notified(&self, state: Option<State>) -> ConditionStatus {
        let expected = self.acting(state);
        let notices: Vec<_> = self.papers(&[DocumentType::CommitteeNotification]).collect();
        if notices.is_empty() {
            return Unknown;
        }
        let loading = self.facts.period.loading;
        let mut best = Unmet;
        for notice in notices {
            let by = match (notice.country.known(), expected) {
                (Some(country), Some(expected)) => Some(country == expected),
                _ => None,
            };
            let early = match (notice.date, loading) {
                (Some(date), Some(loading)) => Some(date <= loading),
                _ => None,
            };
            match (by, early) {
                (Some(true), Some(true)) => return Met,
                (Some(false), _) | (_, Some(false)) => {}
                _ => best = Unknown,
            }
        }
        best
    }

    /// One record can exceed the worldwide cap; it can never show that the total stays below it.
    fn within_cap(&self, exemption: &Exemption) -> ConditionStatus {
        let item = self.item.record;
        let tonnes = item.quantity.as_ref().and_then(|quantity| {
            let unit = quantity.unit.as_deref()?.trim().to_lowercase();
            let factor = match unit.as_str() {
                "t" | "mt" | "tne" | "tonne" | "tonnes" | "metric ton" | "metric tons" => 1.0,
                "kg" | "kgm" => 0.001,
                _ => return None,
            };
            Some(quantity.value? * factor)
        });
        let dollars = item.value.as_ref().and_then(|value| {
            value.currency.as_deref()?.trim().eq_ignore_ascii_case("USD").then_some(value.amount?)
        });
        let exceeds = |amount: Option<f64>, cap: Option<i64>| {
            let cap = cap.and_then(|cap| i32::try_from(cap).ok()).map(f64::from);
            matches!((amount, cap), (Some(amount), Some(cap)) if amount > cap)
        };
        if exceeds(tonnes, exemption.cap_tonnes) || exceeds(dollars, exemption.cap_usd) {
            Unmet
        } else {
            Unknown
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::judgement::Judgement;
    use crate::record::ExemptionId;
    use crate::screening::testing::{days_after, goods, judged, rulebook, with};

    /// How a condition of an exemption came out; none where the exemption was not looked at.
    fn status(
        judgement: &Judgement,
        exemption: ExemptionId,
        condition: ConditionId,
    ) -> Option<ConditionStatus> {
        let looked_at = judgement.findings.iter().flat_map(|finding| &finding.exemptions);
        let mut conditions =
            looked_at.filter(|one| one.id == exemption).flat_map(|one| &one.conditions);
        conditions.find(|one| one.id == condition).map(|one| one.status)
    }

    fn of_dprk(hs_code: &str, moved: &str) -> Value {
        with(&goods(hs_code, moved), &[("/country_of_origin", json!("KP"))])
    }

    #[test]
    fn what_is_above_the_cap_is_unmet_and_what_is_at_it_can_never_be_met() {
        let rule = rulebook().measure("unscr-2321-26").unwrap();
        let caps = rule.exemptions.iter().filter(|one| one.id == ExemptionId::CoalCap);
        let (tonnes, dollars) =
            caps.map(|one| (one.cap_tonnes.unwrap(), one.cap_usd.unwrap())).max().unwrap();
        let quantity =
            |value: i64, unit: &str| ("/items/0/quantity", json!({"value": value, "unit": unit}));
        let worth = |amount: i64, currency: &str| {
            ("/items/0/value", json!({"amount": amount, "currency": currency}))
        };
        for (name, change, expected) in [
            ("nothing stated", ("/reference", json!("1")), Unknown),
            ("at the cap", quantity(tonnes, "t"), Unknown),
            ("above it", quantity(tonnes + 1, "t"), Unmet),
            ("at it in kilograms", quantity(tonnes * 1000, "kg"), Unknown),
            ("above it in kilograms", quantity(tonnes * 1000 + 1000, "KGM "), Unmet),
            ("in a unit nobody knows", quantity(tonnes + 1, "bags"), Unknown),
            ("worth the cap", worth(dollars, "USD"), Unknown),
            ("worth more", worth(dollars + 1, "usd"), Unmet),
            ("worth more of another currency", worth(dollars + 1, "JPY"), Unknown),
        ] {
            let judgement = judged(&with(&of_dprk("270111", "2017-06-10"), &[change]));
            let found = status(&judgement, ExemptionId::CoalCap, ConditionId::WithinCap);
            assert_eq!(found, Some(expected), "{name}");
        }
    }

    #[test]
    fn the_days_of_the_wind_down_are_its_own() {
        let rule = rulebook().measure("unscr-2371-8").unwrap();
        let wind_down = rule.exemptions.iter().find(|one| one.id == ExemptionId::WindDown).unwrap();
        let date = |id| wind_down.condition.iter().find(|one| one.id == id).unwrap().date.unwrap();
        let (contract, entered, notice) = (
            date(ConditionId::ContractBefore),
            date(ConditionId::EnteredBy),
            date(ConditionId::NoticeBy),
        );
        for (contracted, arrived, noticed, expected) in [
            (-1, 0, 0, [Some(Met), Some(Met), Some(Met)]),
            (-1, 0, 1, [Some(Met), Some(Met), Some(Unmet)]),
            // Not offered at all where the days of contract or entry are past.
            (0, 0, 0, [None, None, None]),
            (-1, 1, 0, [None, None, None]),
        ] {
            let record = with(
                &of_dprk("260111", "2017-08-20"),
                &[
                    ("/dates/contract", json!(days_after(contract, contracted).to_string())),
                    ("/dates/arrival", json!(days_after(entered, arrived).to_string())),
                    (
                        "/documents",
                        json!([{"type": "committee_notification", "date": days_after(notice, noticed).to_string()}]),
                    ),
                ],
            );
            let judgement = judged(&record);
            let ids = [ConditionId::ContractBefore, ConditionId::EnteredBy, ConditionId::NoticeBy];
            let found = ids.map(|id| status(&judgement, ExemptionId::WindDown, id));
            assert_eq!(found, expected, "{contracted} {arrived} {noticed}");
        }
    }

    fn through_rajin(changes: &[(&str, Value)]) -> Value {
        let event = json!({"event": "loading", "location": {"unlocode": "KPRJN"}});
        let base = with(
            &goods("270112", "2018-05-10"),
            &[("/country_of_origin", json!("RU")), ("/transport", json!({"voyage": [event]}))],
        );
        with(&base, changes)
    }

    #[test]
    fn coal_goes_through_rajin_where_it_touches_the_dprk_on_that_way_alone() {
        let before = |event: &str, code: &str| {
            let first = json!({"event": event, "location": {"unlocode": code}});
            let rajin = json!({"event": "loading", "location": {"unlocode": "KPRJN"}});
            ("/transport/voyage", json!([first, rajin]))
        };
        let port = |code: &str| ("/transport/voyage/0/location/unlocode", json!(code));
        for (name, change, offered) in [
            ("Rajin", ("/reference", json!("1")), true),
            ("Nampo", port("KPNAM"), false),
            (
                "crossed at Tumangang",
                (
                    "/transport/voyage",
                    json!([
                        {"event": "border_crossing", "location": {"name": "Tumangang, DPRK"}},
                        {"event": "loading", "location": {"unlocode": "KPRJN"}},
                    ]),
                ),
                true,
            ),
            ("loaded at Chongjin too", before("transshipment", "KPCHO"), false),
            ("called at Chongjin", before("port_call", "KPCHO"), true),
            (
                "a supplier of the DPRK",
                ("/parties", json!([{"role": "seller", "name": "A", "country": "KP"}])),
                true,
            ),
            ("declared of the DPRK", ("/country_of_origin", json!("KP")), false),
            ("no origin", ("/country_of_origin", json!("unknown")), false),
        ] {
            let judgement = judged(&through_rajin(&[change]));
            let found =
                status(&judgement, ExemptionId::RajinTransitCoal, ConditionId::LeavesThroughRajin);
            assert_eq!(found, offered.then_some(Met), "{name}");
        }
    }

    #[test]
    fn the_committee_is_told_by_the_right_state_up_to_the_day_of_loading() {
        let notice = |country: Option<&str>, date: Option<&str>| json!({"type": "committee_notification", "country": country, "date": date});
        for (notices, expected) in [
            (vec![], Unknown),
            (vec![notice(Some("RU"), Some("2018-05-10"))], Met),
            (vec![notice(Some("RU"), Some("2018-05-11"))], Unmet),
            (vec![notice(Some("KR"), Some("2018-05-01"))], Unmet),
            (vec![notice(Some("RU"), None)], Unknown),
            (vec![notice(Some("KR"), None), notice(Some("RU"), Some("2018-05-01"))], Met),
        ] {
            let judgement = judged(&through_rajin(&[("/documents", json!(notices))]));
            let found =
                status(&judgement, ExemptionId::RajinTransitCoal, ConditionId::CommitteeNotified);
            assert_eq!(found, Some(expected), "{notices:?}");
        }
    }
}
