//! Judging a company: itself, those who own and run it, and its ties to the DPRK.

mod facts;
mod listed;
mod ownership;
mod reach;
mod signs;
mod ties;

use chrono::NaiveDate;

use self::facts::CompanyFacts;
use super::answer::Collected;
use crate::Reference;
use crate::input::{Fault, stated};
use crate::judgement::{Finding, FindingKind, Governing, Missing, Outcome, Verdict};
use crate::record::Company;
use crate::rulebook::{MeasureKind, Rule, Span, StatedCountry};
use crate::screening::answer::missing::gap;
use crate::screening::law::other_law;
use crate::screening::listed::found::Found;
use crate::screening::listed::known_names::KnownNames;
use crate::screening::listed::matching;
use crate::screening::listed::subject::{Days, Subject};
use crate::screening::origin::state_trade;
use crate::screening::ties::kp_for_kr::is_south_korean_phone;

/// The countries that no one knows.
pub(super) fn faults(record: &Company, reference: &Reference<'_>) -> Option<Vec<Fault>> {
    facts::read(record, reference).err()
}

/// Judges a company.
pub(super) fn judge(
    record: &Company,
    reference: &Reference<'_>,
    as_of: NaiveDate,
) -> Result<Collected, Vec<Fault>> {
    let facts = facts::read(record, reference)?;
    let known = known(record, reference);
    let judge = Judge { record, facts: &facts, reference, known: &known, as_of };
    let mut findings = Vec::new();
    let mut matches = Vec::new();
    let (own, people, affiliates) = (judge.itself(), judge.people(), judge.affiliates());
    findings.extend(judge.ownership(&people, &affiliates));
    let ties = judge.dprk_ties();
    let reach = reach::of(record, &facts, reference.rulebook);
    findings.extend(other_law::of_company(&ties, &reach, judge.span(), reference));
    findings.extend(ties);
    let sites = judge.sites();
    findings.extend(judge.signs(&sites));
    findings.extend(state_trade::of_company(record, judge.span(), &known, reference));
    findings.extend(judge.forced_labour(&sites));
    for found in own
        .into_iter()
        .chain(people.into_iter().flatten())
        .chain(affiliates.into_iter().flatten())
        .chain(judge.ships())
    {
        findings.push(found.finding);
        matches.push(found.matched);
    }
    if stated(record.name.as_ref()).is_none_or(|name| !known.look(name, reference).is_usable()) {
        let explanation =
            "The company has no usable name, so it could not be compared with any list.";
        let kind = FindingKind::InsufficientInformation;
        findings.push(Finding::new(kind, Outcome::Suspicion, "/name", explanation));
    }
    findings.extend(judge.ambiguities());
    let governing = Governing { from: as_of, until: as_of, basis: "as_of" };
    Ok(Collected { governing, findings, missing: judge.missing(), matches })
}

/// Every name that is compared with lists, looked for.
fn known<'r>(record: &Company, reference: &Reference<'r>) -> KnownNames<'r> {
    let people = record.people.iter().filter_map(|person| stated(person.name.as_ref()));
    let affiliates = record.affiliations.iter().filter_map(|other| stated(other.name.as_ref()));
    let own = stated(record.name.as_ref()).into_iter();
    let own = own.chain(record.aliases.iter().map(String::as_str));
    KnownNames::of(own.chain(people).chain(affiliates), reference)
}

struct Judge<'c> {
    record: &'c Company,
    facts: &'c CompanyFacts,
    reference: &'c Reference<'c>,
    known: &'c KnownNames<'c>,
    as_of: NaiveDate,
}

impl Judge<'_> {
    fn days(&self) -> Days {
        Days { until: self.as_of, as_of: self.as_of }
    }

    fn rule(&self, kind: MeasureKind) -> Option<Rule<'_>> {
        self.reference.rulebook.in_force(kind, self.span())
    }

    /// The day whose law is asked for.
    fn span(&self) -> Span {
        let day = self.as_of;
        Span { from: day, until: day, known_by: day }
    }

    /// The company by its own names and numbers.
    fn itself(&self) -> Vec<Found> {
        let record = self.record;
        let names = stated(record.name.as_ref()).into_iter();
        let subject = Subject {
            pointer: "/name".to_owned(),
            names: names.chain(record.aliases.iter().map(String::as_str)).collect(),
            country: Some(self.facts.country),
            addresses: record.addresses.iter().map(String::as_str).collect(),
            phones: &record.phones,
            emails: &record.emails,
            websites: &record.websites,
            identifiers: &record.identifiers,
            issuers: &self.facts.issuers,
            known: Some(self.known),
            ..Subject::default()
        };
        matching::find(&subject, self.reference, self.days())
    }

    fn ambiguities(&self) -> Vec<Finding> {
        let mut pointers = Vec::new();
        if self.facts.country.is_korea() {
            pointers.push("/country".to_owned());
        }
        for (index, (nationality, _)) in self.facts.people.iter().enumerate() {
            if nationality.is_korea() {
                pointers.push(format!("/people/{index}/nationality"));
            }
        }
        for (index, (seat, _)) in self.facts.affiliations.iter().enumerate() {
            if seat.is_korea() {
                pointers.push(format!("/affiliations/{index}/country"));
            }
        }
        let south = |address: &String| {
            let rulebook = self.reference.rulebook;
            let place = rulebook.gazetteer.read_text(Some(address), &rulebook.countries);
            place.country == StatedCountry::Known(crate::rulebook::CountryCode::KR)
        };
        let settled = self.record.addresses.iter().any(south)
            || self.record.phones.iter().any(|phone| is_south_korean_phone(phone));
        pointers
            .into_iter()
            .map(|pointer| {
                let own = pointer == "/country";
                let outcome = if own && !settled { Outcome::Suspicion } else { Outcome::Notice };
                let explanation = "\"Korea\" may be the DPRK or the Republic of Korea.";
                Finding::new(FindingKind::InsufficientInformation, outcome, pointer, explanation)
            })
            .collect()
    }

    fn missing(&self) -> Vec<Missing> {
        let asked = [
            (
                self.facts.country.is_stated(),
                "/country",
                "The seat says whether the company is of the DPRK",
            ),
            (!self.record.people.is_empty(), "/people", "Owners and directors may be listed"),
            (
                !self.record.affiliations.is_empty(),
                "/affiliations",
                "Parents and shareholders may be listed",
            ),
        ];
        let absent = asked.into_iter().filter(|(given, ..)| !given);
        absent.map(|(_, pointer, why)| gap(pointer, why, Verdict::Prohibited)).collect()
    }
}
