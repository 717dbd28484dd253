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
