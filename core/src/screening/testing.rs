//! What the tests of the rooms share: the built-in knowledge, loaded once, a fixed day, and records in a line.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

use super::facts::{CompanyFacts, ShipmentFacts};
use super::{judge, read};
use crate::input::pointer::put;
use crate::judgement::{EvidenceKind, FindingKind, Judgement, Outcome, Reason};
use crate::record::{Kind, Record};
use crate::rulebook::Rulebook;
use crate::{Knowledge, Reference};

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::built_in().unwrap());

/// What is built in.
pub(crate) fn knowledge() -> &'static Knowledge {
    &KNOWLEDGE
}

/// The built-in rulebook.
pub(crate) fn rulebook() -> &'static Rulebook {
    &KNOWLEDGE.rulebook
}

/// A day as it is written.
pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The day the tests live in.
pub(crate) fn today() -> NaiveDate {
    day("2026-11-24")
}

/// So many days after a day; before it, where they are negative.
pub(crate) fn days_after(from: NaiveDate, days: i64) -> NaiveDate {
    let by = Days::new(days.unsigned_abs());
    if days < 0 { from - by } else { from + by }
}

/// Goods that no law speaks of.
pub(crate) fn chairs() -> Value {
    json!({"items": [{"description": "Wooden chairs", "hs_code": "940161"}]})
}

/// Goods of one code, moved on one day, with no word of where they come from.
pub(crate) fn goods(hs_code: &str, moved: &str) -> Value {
    json!({"items": [{"hs_code": hs_code}], "dates": {"loading": moved, "arrival": moved}})
}

/// A record with members set, each by its pointer.
pub(crate) fn with(base: &Value, changes: &[(&str, Value)]) -> Value {
    let mut record = base.clone();
    for (pointer, value) in changes {
        put(&mut record, pointer, value.clone()).unwrap();
    }
    record
}

fn record_of(record: &Value, reference: &Reference<'_>) -> Record {
    let kind = if record.get("items").is_some() { Kind::Shipment } else { Kind::Company };
    read(kind, record.to_string().as_bytes(), reference)
        .unwrap_or_else(|error| panic!("{record}: {error:?}"))
}

/// Looks at the facts of a shipment.
pub(crate) fn shipment<T>(record: &Value, look: impl FnOnce(&ShipmentFacts<'_>) -> T) -> T {
    let Record::Shipment(shipment) = record_of(record, &KNOWLEDGE.reference()) else {
        panic!("{record} is no shipment")
    };
    look(&ShipmentFacts::read(&shipment, rulebook(), today()).unwrap())
}

/// Looks at the facts of a company.
pub(crate) fn company<T>(record: &Value, look: impl FnOnce(&CompanyFacts<'_>) -> T) -> T {
    let Record::Company(company) = record_of(record, &KNOWLEDGE.reference()) else {
        panic!("{record} is no company")
    };
    look(&CompanyFacts::read(&company, rulebook()).unwrap())
}

/// The judgement of a record by what is built in.
pub(crate) fn judged(record: &Value) -> Judgement {
    judged_by(record, &KNOWLEDGE.reference())
}

/// The judgement of a record by other knowledge.
pub(crate) fn judged_by(record: &Value, reference: &Reference<'_>) -> Judgement {
    judge(&record_of(record, reference), reference, today()).unwrap()
}

/// What the gravest finding of a kind makes of a record, and why; none where there is no such finding.
pub(crate) fn outcome(record: &Value, kind: FindingKind) -> Option<(Outcome, Reason)> {
    let judgement = judged(record);
    let finding = judgement.findings.iter().find(|finding| finding.kind == kind)?;
    Some((finding.outcome, finding.reason))
}

/// The kinds of evidence that a judgement of a record shows.
pub(crate) fn shown(record: &Value) -> BTreeSet<EvidenceKind> {
    let judgement = judged(record);
    judgement.findings.iter().flat_map(|finding| &finding.evidence).map(|fact| fact.kind).collect()
}
