//! What a record must satisfy besides its shape: presence, bounds, dates, codes.

use chrono::{Datelike as _, NaiveDate};

use super::{
    Company, Document, HsCode, Identifier, MAX_EVENTS, MAX_ITEMS, MAX_METADATA, MAX_PARTIES,
    Metadata, Options, Shipment, Transport,
};
use crate::input::{Fault, FaultCode, Faults, parse_date, parse_moment, stated};

impl Shipment {
    /// Every fault that can be told without the rulebook.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Faults::default();
        if self.items.is_empty() {
            let detail = "a shipment needs at least one item";
            faults.add("/items", FaultCode::NothingToJudge, detail);
        }
        limit(self.items.len(), MAX_ITEMS, "/items", FaultCode::TooManyItems, &mut faults);
        limit(self.parties.len(), MAX_PARTIES, "/parties", FaultCode::TooManyParties, &mut faults);
        reference(self.reference.as_ref(), &mut faults);
        if let Some(dates) = &self.dates {
            for (name, text) in [
                ("contract", &dates.contract),
                ("loading", &dates.loading),
                ("arrival", &dates.arrival),
            ] {
                check_date(text.as_ref(), || format!("/dates/{name}"), &mut faults);
            }
        }
        self.party_faults(&mut faults);
        self.item_faults(&mut faults);
        if let Some(transport) = &self.transport {
            transport_faults(transport, &mut faults);
        }
        documents(&self.documents, &mut faults);
        for (index, claim) in self.exemption_claims.iter().enumerate() {
            faults.require(claim.exemption.is_some(), || {
                format!("/exemption_claims/{index}/exemption")
            });
            check_date(
                claim.date.as_ref(),
                || format!("/exemption_claims/{index}/date"),
                &mut faults,
            );
        }
        metadata_and_options(self.metadata.as_ref(), self.options.as_ref(), &mut faults);
        faults.into_vec()
    }

    fn party_faults(&self, faults: &mut Faults) {
        for (index, party) in self.parties.iter().enumerate() {
            faults.require(party.role.is_some(), || format!("/parties/{index}/role"));
            faults.require(party.name.is_some(), || format!("/parties/{index}/name"));
            check_date(
                party.birth_date.as_ref(),
                || format!("/parties/{index}/birth_date"),
                faults,
            );
            identifiers(&party.identifiers, &|| format!("/parties/{index}"), faults);
        }
    }

    fn item_faults(&self, faults: &mut Faults) {
        for (index, item) in self.items.iter().enumerate() {
            if stated(item.description.as_ref()).is_none()
                && stated(item.hs_code.as_ref()).is_none()
            {
                let detail = "an item needs a description or an hs_code";
                faults.add(format!("/items/{index}"), FaultCode::Required, detail);
            }
            check_hs_code(item.hs_code.as_ref(), || format!("/items/{index}/hs_code"), faults);
            if let Some(quantity) = &item.quantity {
                let pointer = || format!("/items/{index}/quantity/value");
                faults.require(quantity.value.is_some(), pointer);
                faults.require(quantity.unit.is_some(), || format!("/items/{index}/quantity/unit"));
                between(quantity.value, 0.0, f64::MAX, pointer, faults);
            }
            if let Some(value) = &item.value {
                let pointer = || format!("/items/{index}/value/amount");
                faults.require(value.amount.is_some(), pointer);
                faults
                    .require(value.currency.is_some(), || format!("/items/{index}/value/currency"));
                between(value.amount, 0.0, f64::MAX, pointer, faults);
            }
        }
    }
}

impl Company {
    /// Every fault that can be told without the rulebook.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Faults::default();
        reference(self.reference.as_ref(), &mut faults);
        faults.require(self.name.is_some(), || "/name".to_owned());
        identifiers(&self.identifiers, &String::new, &mut faults);
        limit(self.people.len(), MAX_PARTIES, "/people", FaultCode::TooManyParties, &mut faults);
        for (index, person) in self.people.iter().enumerate() {
            faults.require(person.role.is_some(), || format!("/people/{index}/role"));
            faults.require(person.name.is_some(), || format!("/people/{index}/name"));
            check_date(
                person.birth_date.as_ref(),
                || format!("/people/{index}/birth_date"),
                &mut faults,
            );
            percent(person.share_percent, || format!("/people/{index}/share_percent"), &mut faults);
            identifiers(&person.identifiers, &|| format!("/people/{index}"), &mut faults);
        }
        let affiliations = self.affiliations.len();
        limit(affiliations, MAX_PARTIES, "/affiliations", FaultCode::TooManyParties, &mut faults);
        for (index, affiliate) in self.affiliations.iter().enumerate() {
            faults.require(affiliate.relation.is_some(), || {
                format!("/affiliations/{index}/relation")
            });
            faults.require(affiliate.name.is_some(), || format!("/affiliations/{index}/name"));
            let pointer = || format!("/affiliations/{index}/share_percent");
            percent(affiliate.share_percent, pointer, &mut faults);
            identifiers(&affiliate.identifiers, &|| format!("/affiliations/{index}"), &mut faults);
        }
        documents(&self.documents, &mut faults);
        for (index, activity) in self.activities.iter().enumerate() {
            let pointer = || format!("/activities/{index}/hs_code");
            check_hs_code(activity.hs_code.as_ref(), pointer, &mut faults);
        }
        metadata_and_options(self.metadata.as_ref(), self.options.as_ref(), &mut faults);
        faults.into_vec()
    }
}

fn transport_faults(transport: &Transport, faults: &mut Faults) {
    if let Some(vessel) = &transport.vessel {
        let base = "/transport/vessel";
        between(vessel.deadweight, 0.0, 10_000_000.0, || format!("{base}/deadweight"), faults);
        let built = vessel.built.map(f64::from);
        between(built, 1800.0, 2200.0, || format!("{base}/built"), faults);
        for (index, former) in vessel.former_names.iter().enumerate() {
            faults.require(former.name.is_some(), || format!("{base}/former_names/{index}/name"));
            let pointer = || format!("{base}/former_names/{index}/until");
            moment(former.until.as_ref(), pointer, faults);
        }
        for (index, former) in vessel.former_flags.iter().enumerate() {
            faults.require(former.flag.is_some(), || format!("{base}/former_flags/{index}/flag"));
            let pointer = || format!("{base}/former_flags/{index}/until");
            moment(former.until.as_ref(), pointer, faults);
        }
    }
    if let Some(bill) = &transport.bill_of_lading {
        check_date(bill.date.as_ref(), || "/transport/bill_of_lading/date".to_owned(), faults);
    }
    let events = transport.voyage.len();
    limit(events, MAX_EVENTS, "/transport/voyage", FaultCode::TooManyEvents, faults);
    for (index, event) in transport.voyage.iter().enumerate() {
        let base = || format!("/transport/voyage/{index}");
        faults.require(event.event.is_some(), || base() + "/event");
        moment(event.at.as_ref(), || base() + "/at", faults);
        moment(event.until.as_ref(), || base() + "/until", faults);
        if let Some(location) = &event.location {
            between(location.latitude, -90.0, 90.0, || base() + "/location/latitude", faults);
            between(location.longitude, -180.0, 180.0, || base() + "/location/longitude", faults);
        }
    }
}

fn documents(documents: &[Document], faults: &mut Faults) {
    for (index, document) in documents.iter().enumerate() {
        faults.require(document.r#type.is_some(), || format!("/documents/{index}/type"));
        check_date(document.date.as_ref(), || format!("/documents/{index}/date"), faults);
    }
}

fn identifiers(identifiers: &[Identifier], base: &dyn Fn() -> String, faults: &mut Faults) {
    for (index, identifier) in identifiers.iter().enumerate() {
        faults.require(identifier.r#type.is_some(), || {
            format!("{}/identifiers/{index}/type", base())
        });
        faults.require(identifier.value.is_some(), || {
            format!("{}/identifiers/{index}/value", base())
        });
    }
}

fn metadata_and_options(
    metadata: Option<&Metadata>,
    options: Option<&Options>,
    faults: &mut Faults,
) {
    if let Some(metadata) = metadata {
        limit(metadata.len(), MAX_METADATA, "/metadata", FaultCode::TooManyEntries, faults);
    }
    if let Some(options) = options {
        check_date(options.as_of.as_ref(), || "/options/as_of".to_owned(), faults);
    }
}

/// A reference is searched for; a zero character in it could not be stored everywhere.
fn reference(text: Option<&String>, faults: &mut Faults) {
    if text.is_some_and(|text| text.contains('\0')) {
        faults.add("/reference", FaultCode::InvalidText, "a text without zero characters");
    }
}

fn limit(count: usize, most: usize, pointer: &str, code: FaultCode, faults: &mut Faults) {
    if count > most {
        faults.add(pointer, code, format!("at most {most} are taken, {count} were given"));
    }
}

/// Notes a date that is none, or that lies before 1900.
pub fn check_date(text: Option<&String>, pointer: impl FnOnce() -> String, faults: &mut Faults) {
    let Some(text) = stated(text) else { return };
    match parse_date(text) {
        None => {
            faults.add(pointer(), FaultCode::InvalidDate, "a day of the calendar as YYYY-MM-DD");
        }
        Some(day) => not_too_early(day, pointer, faults),
    }
}

/// The first year that a record may speak of. An earlier one is a slip of the pen, and would be judged by no law.
const FIRST_YEAR: i32 = 1900;

fn not_too_early(day: NaiveDate, pointer: impl FnOnce() -> String, faults: &mut Faults) {
    if day.year() < FIRST_YEAR {
        let detail = format!("a day not before {FIRST_YEAR}-01-01");
        faults.add(pointer(), FaultCode::OutOfRange, detail);
    }
}

fn moment(text: Option<&String>, pointer: impl FnOnce() -> String, faults: &mut Faults) {
    let Some(text) = stated(text) else { return };
    match parse_moment(text) {
        None => {
            let detail = "a day of the calendar as YYYY-MM-DD, or an RFC 3339 instant";
            faults.add(pointer(), FaultCode::InvalidDate, detail);
        }
        Some(day) => not_too_early(day, pointer, faults),
    }
}

/// Notes an HS code that is none.
pub fn check_hs_code(text: Option<&String>, pointer: impl FnOnce() -> String, faults: &mut Faults) {
    if stated(text).is_some_and(|text| HsCode::parse(text).is_none()) {
        let detail = "an HS code has 2 to 12 digits, with dots or spaces between them";
        faults.add(pointer(), FaultCode::InvalidHsCode, detail);
    }
}

fn percent(value: Option<f64>, pointer: impl FnOnce() -> String, faults: &mut Faults) {
    between(value, 0.0, 100.0, pointer, faults);
}

fn between(
    value: Option<f64>,
    least: f64,
    most: f64,
    pointer: impl FnOnce() -> String,
    faults: &mut Faults,
) {
    if let Some(value) = value
        && !(least..=most).contains(&value)
    {
        let detail = if most >= f64::MAX {
            format!("a number not below {least}")
        } else {
            format!("a number from {least} to {most}")
        };
        faults.add(pointer(), FaultCode::OutOfRange, detail);
    }
}
