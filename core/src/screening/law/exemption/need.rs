//! What would meet a condition: the paper or fact that the law asks for, with the country and the day
//! of this record filled in.

use chrono::NaiveDate;

use crate::judgement::{ConditionResult, ConditionStatus, Need, Pointer};
use crate::rulebook::{Condition, CountryCode, Deadline};

/// What is known of the record where a condition is looked at.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Place {
    /// The line of a shipment.
    pub(crate) item: Option<Pointer>,
    /// The country of the State that acts.
    pub(crate) country: Option<CountryCode>,
    /// The day of loading, else of arrival.
    pub(crate) loading: Option<NaiveDate>,
}

/// How a condition came out; with what would meet it, where it is not met.
pub(crate) fn result(
    condition: &Condition,
    status: ConditionStatus,
    place: Place,
) -> ConditionResult {
    let met_by = (status != ConditionStatus::Met).then(|| need(condition, place));
    ConditionResult { id: condition.id, status, detail: condition.text.clone(), met_by }
}

fn need(condition: &Condition, place: Place) -> Need {
    let met_by = &condition.met_by;
    let member = |member: &String| match (place.item, member.strip_prefix("/items/")) {
        (Some(item), Some(rest)) => format!("{item}/{rest}"),
        _ => member.clone(),
    };
    Need {
        documents: met_by.documents.clone(),
        members: met_by.members.iter().map(member).collect(),
        state: condition.state,
        issued_by: condition.state.and(place.country).map(|country| country.to_string()),
        by: met_by.by.and_then(|by| last_day(by, condition, place)),
        text: met_by.text.clone(),
    }
}

fn last_day(by: Deadline, condition: &Condition, place: Place) -> Option<NaiveDate> {
    match by {
        Deadline::Loading => place.loading,
        Deadline::DayBeforeLoading => place.loading?.pred_opt(),
        Deadline::Date => condition.date,
        Deadline::DayBeforeDate => condition.date?.pred_opt(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judgement::Member;
    use crate::screening::testing::{day, rulebook};

    fn condition() -> Condition {
        let mut exemptions = rulebook().measures.iter().flat_map(|measure| &measure.exemptions);
        exemptions.find_map(|one| one.condition.first()).unwrap().clone()
    }

    #[test]
    fn the_last_day_of_a_paper_is_the_day_that_the_law_names() {
        let dated = Condition { date: Some(day("2017-08-05")), ..condition() };
        let undated = Condition { date: None, ..condition() };
        let loaded = Place { loading: Some(day("2018-01-01")), ..Place::default() };
        for (by, condition, place, expected) in [
            (Deadline::Loading, &dated, loaded, Some("2018-01-01")),
            (Deadline::DayBeforeLoading, &dated, loaded, Some("2017-12-31")),
            (Deadline::DayBeforeLoading, &dated, Place::default(), None),
            (Deadline::Date, &dated, loaded, Some("2017-08-05")),
            (Deadline::DayBeforeDate, &dated, loaded, Some("2017-08-04")),
            (Deadline::DayBeforeDate, &undated, loaded, None),
        ] {
            assert_eq!(last_day(by, condition, place), expected.map(day), "{by:?}");
        }
    }

    #[test]
    fn what_would_meet_a_condition_is_told_where_it_is_not_met_and_names_the_line() {
        let mut condition = condition();
        condition.met_by.members = vec!["/items/quantity".to_owned(), "/documents".to_owned()];
        let item = crate::judgement::at(Member::Items).nth(3);
        let place = Place { item: Some(item), ..Place::default() };
        let members = |place| {
            let needed = result(&condition, ConditionStatus::Unknown, place).met_by;
            needed.map(|need| need.members)
        };
        assert_eq!(members(place).unwrap(), ["/items/3/quantity", "/documents"]);
        assert_eq!(members(Place::default()).unwrap(), ["/items/quantity", "/documents"]);
        assert_eq!(result(&condition, ConditionStatus::Met, place).met_by, None);
        assert!(result(&condition, ConditionStatus::Unmet, place).met_by.is_some());
    }
}
