//! Judging a company: itself, those who own and run it, and its ties to the DPRK.
//!
//! The rooms below say who is listed and what a fact is worth; here it is told what a tie to somebody makes of the
//! company.

mod listed;
mod ownership;
mod reach;
mod signs;
mod ties;

use std::borrow::Cow;

use chrono::NaiveDate;

use super::answer::Collected;
use super::answer::missing::gap;
use super::facts::CompanyFacts;
use super::law::other_law;
use super::listed::found::Found;
use super::listed::known_names::KnownNames;
use super::listed::matching;
use super::listed::subject::{Days, Subject};
use super::origin::state_trade;
use super::ties::kp_for_kr::is_south_korean_phone;
use crate::Reference;
use crate::input::Fault;
use crate::judgement::{
    Finding, Governing, Member, Missing, Outcome, Pointer, Reason, Verdict, at,
};
use crate::record::Company;
use crate::rulebook::{CountryCode, FindingKind, MeasureKind, Rule, Span};

/// Judges a company.
pub(super) fn judge(
    record: &Company,
    reference: &Reference<'_>,
    as_of: NaiveDate,
) -> Result<Collected, Vec<Fault>> {
    let facts = CompanyFacts::read(record, reference.rulebook)?;
    let known = known(&facts, reference);
    let judge = Judge { record, facts: &facts, reference, known: &known, as_of };
    let mut findings = Vec::new();
    let mut matches = Vec::new();
    let (own, people, affiliates) = (judge.itself(), judge.people(), judge.affiliates());
    findings.extend(judge.ownership(&people, &affiliates));
    let ties = judge.dprk_ties();
    let reach = reach::of(&facts);
    findings.extend(other_law::of_company(&ties, &reach, judge.span(), reference));
    findings.extend(ties);
    let sites = judge.sites();
    findings.extend(judge.signs(&sites));
    findings.extend(state_trade::of_company(&facts, judge.span(), &known, reference));
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
    if facts.name.is_none_or(|name| !known.look(name.text, reference).is_usable()) {
        let explanation =
            "The company has no usable name, so it could not be compared with any list.";
        let kind = FindingKind::InsufficientInformation;
        let outcome = (Outcome::Suspicion, Reason::NoUsableName);
        findings.push(Finding::new(kind, outcome, at(Member::Name), explanation));
    }
    findings.extend(judge.ambiguities());
    let governing = Governing { from: as_of, until: as_of, basis: Cow::Borrowed("as_of") };
    Ok(Collected { governing, findings, missing: judge.missing(), matches })
}

/// Every name that is compared with lists, looked for.
fn known<'r>(facts: &CompanyFacts<'_>, reference: &Reference<'r>) -> KnownNames<'r> {
    let people = facts.people.iter().filter_map(|person| person.name);
    let affiliates = facts.affiliations.iter().filter_map(|other| other.name);
    let own = facts.name.map(|name| name.text).into_iter();
    let own = own.chain(facts.record.aliases.iter().map(String::as_str));
    KnownNames::of(own.chain(people.chain(affiliates).map(|name| name.text)), reference)
}

struct Judge<'c> {
    record: &'c Company,
    facts: &'c CompanyFacts<'c>,
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
        let names = self.facts.name.map(|name| name.text).into_iter();
        let subject = Subject {
            names: names.chain(record.aliases.iter().map(String::as_str)).collect(),
            country: Some(*self.facts.country),
            addresses: record.addresses.iter().map(String::as_str).collect(),
            phones: &record.phones,
            emails: &record.emails,
            websites: &record.websites,
            identifiers: &record.identifiers,
            issuers: &self.facts.issuers,
            known: Some(self.known),
            ..Subject::at(at(Member::Name))
        };
        matching::find(&subject, self.reference, self.days())
    }

    fn ambiguities(&self) -> Vec<Finding> {
        let facts = self.facts;
        let people = facts.people.iter().map(|person| &person.nationality);
        let affiliates = facts.affiliations.iter().map(|affiliate| &affiliate.country);
        let others = people.chain(affiliates).filter(|country| country.is_korea());
        let south = |country: Option<CountryCode>| country == Some(CountryCode::KR);
        let settled = facts.addresses.iter().any(|address| south(address.country.known()))
            || self.record.phones.iter().any(|phone| is_south_korean_phone(phone));
        let finding = |pointer: Pointer, outcome: (Outcome, Reason)| {
            let explanation = "\"Korea\" may be the DPRK or the Republic of Korea.";
            Finding::new(FindingKind::InsufficientInformation, outcome, pointer, explanation)
        };
        let seat = if settled {
            (Outcome::Notice, Reason::SettledElsewhere)
        } else {
            (Outcome::Suspicion, Reason::AmbiguousCountry)
        };
        let own = facts.country.is_korea().then(|| finding(facts.country.pointer, seat));
        let aside = (Outcome::Notice, Reason::AmbiguousAside);
        own.into_iter().chain(others.map(|country| finding(country.pointer, aside))).collect()
    }

    fn missing(&self) -> Vec<Missing> {
        let asked = [
            (
                self.facts.country.is_stated(),
                at(Member::Country),
                "The seat says whether the company is of the DPRK",
            ),
            (
                !self.record.people.is_empty(),
                at(Member::People),
                "Owners and directors may be listed",
            ),
            (
                !self.record.affiliations.is_empty(),
                at(Member::Affiliations),
                "Parents and shareholders may be listed",
            ),
        ];
        let absent = asked.into_iter().filter(|(given, ..)| !given);
        absent.map(|(_, pointer, why)| gap(pointer, why, Verdict::Prohibited)).collect()
    }
}
