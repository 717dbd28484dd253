//! A company as the judgement reads it: every country and address settled once.

use super::reading::{CountryReader, read_documents};
use super::{Contacts, DocumentFacts, Fact, Text};
use crate::input::Fault;
use crate::judgement::{Member, Pointer, at};
use crate::record::{Affiliation, Company, CompanyVessel, Person};
use crate::rulebook::{Rulebook, StatedCountry, StatedPlace};

/// A company, read.
pub(crate) struct CompanyFacts<'a> {
    pub(crate) record: &'a Company,
    pub(crate) name: Option<Text<'a>>,
    pub(crate) country: Fact<'a, StatedCountry>,
    pub(crate) issuers: Vec<Fact<'a, StatedCountry>>,
    pub(crate) addresses: Vec<Fact<'a, StatedPlace<'a>>>,
    pub(crate) people: Vec<PersonFacts<'a>>,
    pub(crate) affiliations: Vec<AffiliateFacts<'a>>,
    pub(crate) vessels: Vec<OwnVessel<'a>>,
    /// The countries of its activities, one after the other.
    pub(crate) business: Vec<Fact<'a, StatedCountry>>,
    pub(crate) documents: Vec<DocumentFacts<'a>>,
}

/// Somebody who owns, runs or works for the company.
pub(crate) struct PersonFacts<'a> {
    pub(crate) record: &'a Person,
    pub(crate) pointer: Pointer,
    pub(crate) name: Option<Text<'a>>,
    pub(crate) nationality: Fact<'a, StatedCountry>,
    pub(crate) issuers: Vec<Fact<'a, StatedCountry>>,
}

/// A company tied to this one.
pub(crate) struct AffiliateFacts<'a> {
    pub(crate) record: &'a Affiliation,
    pub(crate) pointer: Pointer,
    pub(crate) name: Option<Text<'a>>,
    pub(crate) country: Fact<'a, StatedCountry>,
    pub(crate) issuers: Vec<Fact<'a, StatedCountry>>,
}

/// A ship of the company.
pub(crate) struct OwnVessel<'a> {
    pub(crate) record: &'a CompanyVessel,
    pub(crate) pointer: Pointer,
    pub(crate) flag: Fact<'a, StatedCountry>,
}

impl<'a> CompanyFacts<'a> {
    /// Reads a company, or reports every country that cannot be read.
    pub(crate) fn read(record: &'a Company, rulebook: &'a Rulebook) -> Result<Self, Vec<Fault>> {
        let mut reader = CountryReader::new(rulebook);
        let country = reader.country(record.country.as_ref(), at(Member::Country));
        let issuers = reader.issuers(&record.identifiers, Pointer::ROOT);
        let people = read_people(record, &mut reader);
        let affiliations = read_affiliations(record, &mut reader);
        let mut vessels = Vec::new();
        for (index, vessel) in record.vessels.iter().enumerate() {
            let pointer = at(Member::Vessels).nth(index);
            let (flag, _) = reader.flag(vessel.flag.as_ref(), pointer.to(Member::Flag));
            vessels.push(OwnVessel { record: vessel, pointer, flag });
        }
        let mut business = Vec::new();
        for (index, activity) in record.activities.iter().enumerate() {
            let countries = at(Member::Activities).nth(index).to(Member::Countries);
            for (number, text) in activity.countries.iter().enumerate() {
                business.push(reader.country(Some(text), countries.nth(number)));
            }
        }
        let documents = read_documents(&record.documents, &mut reader);
        let addresses = record.addresses.iter().enumerate();
        let addresses = addresses
            .map(|(index, text)| reader.place(Some(text), at(Member::Addresses).nth(index)))
            .collect();
        let faults = reader.faults.into_vec();
        if !faults.is_empty() {
            return Err(faults);
        }
        let name = Text::of(record.name.as_ref(), at(Member::Name));
        Ok(Self {
            record,
            name,
            country,
            issuers,
            addresses,
            people,
            affiliations,
            vessels,
            business,
            documents,
        })
    }

    /// Its numbers, and the ways to reach it.
    pub(crate) fn contacts(&self) -> Contacts<'a> {
        let Company { identifiers, phones, emails, websites, .. } = self.record;
        Contacts { pointer: Pointer::ROOT, identifiers, phones, emails, websites }
    }
}

fn read_people<'a>(record: &'a Company, reader: &mut CountryReader<'a>) -> Vec<PersonFacts<'a>> {
    let mut people = Vec::new();
    for (index, person) in record.people.iter().enumerate() {
        let pointer = at(Member::People).nth(index);
        people.push(PersonFacts {
            record: person,
            pointer,
            name: Text::of(person.name.as_ref(), pointer.to(Member::Name)),
            nationality: reader
                .country(person.nationality.as_ref(), pointer.to(Member::Nationality)),
            issuers: reader.issuers(&person.identifiers, pointer),
        });
    }
    people
}

fn read_affiliations<'a>(
    record: &'a Company,
    reader: &mut CountryReader<'a>,
) -> Vec<AffiliateFacts<'a>> {
    let mut affiliations = Vec::new();
    for (index, affiliate) in record.affiliations.iter().enumerate() {
        let pointer = at(Member::Affiliations).nth(index);
        affiliations.push(AffiliateFacts {
            record: affiliate,
            pointer,
            name: Text::of(affiliate.name.as_ref(), pointer.to(Member::Name)),
            country: reader.country(affiliate.country.as_ref(), pointer.to(Member::Country)),
            issuers: reader.issuers(&affiliate.identifiers, pointer),
        });
    }
    affiliations
}
