//! A company as the judgement reads it: every country settled once.

use crate::Reference;
use crate::input::Fault;
use crate::record::{Company, Identifier};
use crate::rulebook::StatedCountry;
use crate::screening::facts::{CountryReader, DocumentFacts, read_documents};

/// Countries of a company record, read once.
pub(super) struct CompanyFacts {
    pub(super) country: StatedCountry,
    pub(super) issuers: Vec<StatedCountry>,
    pub(super) people: Vec<(StatedCountry, Vec<StatedCountry>)>,
    pub(super) affiliations: Vec<(StatedCountry, Vec<StatedCountry>)>,
    pub(super) flags: Vec<StatedCountry>,
    pub(super) activities: Vec<(usize, usize)>,
    pub(super) documents: Vec<DocumentFacts>,
}

pub(super) fn read(
    record: &Company,
    reference: &Reference<'_>,
) -> Result<CompanyFacts, Vec<Fault>> {
    let mut reader = CountryReader::new(reference.rulebook);
    let country = reader.country(record.country.as_ref(), || "/country".into());
    let issuers = read_issuers(&record.identifiers, "", &mut reader);
    let mut people = Vec::new();
    for (index, person) in record.people.iter().enumerate() {
        let base = format!("/people/{index}");
        let nationality =
            reader.country(person.nationality.as_ref(), || base.clone() + "/nationality");
        people.push((nationality, read_issuers(&person.identifiers, &base, &mut reader)));
    }
    let mut affiliations = Vec::new();
    for (index, affiliate) in record.affiliations.iter().enumerate() {
        let base = format!("/affiliations/{index}");
        let seat = reader.country(affiliate.country.as_ref(), || base.clone() + "/country");
        affiliations.push((seat, read_issuers(&affiliate.identifiers, &base, &mut reader)));
    }
    let mut flags = Vec::new();
    for (index, vessel) in record.vessels.iter().enumerate() {
        flags.push(reader.flag(vessel.flag.as_ref(), || format!("/vessels/{index}/flag")).0);
    }
    let mut activities = Vec::new();
    for (index, activity) in record.activities.iter().enumerate() {
        for (number, text) in activity.countries.iter().enumerate() {
            let pointer = || format!("/activities/{index}/countries/{number}");
            if reader.country(Some(text), pointer).is_dprk() {
                activities.push((index, number));
            }
        }
    }
    let documents = read_documents(&record.documents, &mut reader);
    let faults = reader.faults.into_vec();
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(CompanyFacts { country, issuers, people, affiliations, flags, activities, documents })
}

fn read_issuers(
    identifiers: &[Identifier],
    base: &str,
    reader: &mut CountryReader<'_>,
) -> Vec<StatedCountry> {
    let mut issuers = Vec::with_capacity(identifiers.len());
    for (index, identifier) in identifiers.iter().enumerate() {
        let pointer = || format!("{base}/identifiers/{index}/country");
        issuers.push(reader.country(identifier.country.as_ref(), pointer));
    }
    issuers
}
