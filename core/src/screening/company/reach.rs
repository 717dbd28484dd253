//! The countries a company's trade leads to: its seat, its customers, its business.

use super::CompanyFacts;
use crate::input::stated;
use crate::record::{Company, Relation};
use crate::rulebook::{CountryCode, Rulebook};
use crate::screening::law::other_law::CompanyReach;

/// Every country that the record leads to.
pub(super) fn of<'a>(
    record: &'a Company,
    facts: &CompanyFacts,
    rulebook: &Rulebook,
) -> Vec<CompanyReach<'a>> {
    let mut reach = Vec::new();
    let mut add = |country: Option<CountryCode>, pointer: String, value: Option<&'a str>| {
        let stop = country.map(|country| CompanyReach {
            country,
            pointer,
            value: value.unwrap_or_default(),
        });
        reach.extend(stop);
    };
    add(facts.country.known(), "/country".to_owned(), stated(record.country.as_ref()));
    if !facts.country.is_stated() {
        for (index, address) in record.addresses.iter().enumerate() {
            let place = rulebook.gazetteer.read_text(Some(address), &rulebook.countries);
            add(place.country.known(), format!("/addresses/{index}"), Some(address));
        }
    }
    for (index, (affiliate, (seat, _))) in
        record.affiliations.iter().zip(&facts.affiliations).enumerate()
    {
        if affiliate.relation == Some(Relation::Customer) {
            let pointer = format!("/affiliations/{index}/country");
            add(seat.known(), pointer, stated(affiliate.country.as_ref()));
        }
    }
    for (index, activity) in record.activities.iter().enumerate() {
        for (number, country) in activity.countries.iter().enumerate() {
            let known = rulebook.countries.read_text(Some(country)).known();
            add(known, format!("/activities/{index}/countries/{number}"), Some(country));
        }
    }
    reach
}
