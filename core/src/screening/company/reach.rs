//! The countries a company's trade leads to: its seat, its customers, its business.

use crate::record::Relation;
use crate::rulebook::{CountryCode, StatedCountry};
use crate::screening::facts::{CompanyFacts, Fact};
use crate::screening::law::other_law::CompanyReach;

/// Every country that the record leads to.
pub(super) fn of<'a>(facts: &CompanyFacts<'a>) -> Vec<CompanyReach<'a>> {
    let mut reach: Vec<CompanyReach<'a>> = Vec::new();
    reach.extend(led_to(&facts.country));
    if !facts.country.is_stated() {
        let seats = facts.addresses.iter();
        reach.extend(seats.filter_map(|address| stop(address.country.known(), address)));
    }
    let customers = facts
        .affiliations
        .iter()
        .filter(|affiliate| affiliate.record.relation == Some(Relation::Customer));
    reach.extend(customers.filter_map(|customer| led_to(&customer.country)));
    reach.extend(facts.business.iter().filter_map(led_to));
    reach
}

fn led_to<'a>(country: &Fact<'a, StatedCountry>) -> Option<CompanyReach<'a>> {
    stop(country.known(), country)
}

fn stop<'a, T>(country: Option<CountryCode>, stated: &Fact<'a, T>) -> Option<CompanyReach<'a>> {
    Some(Fact { value: country?, text: stated.text, pointer: stated.pointer })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::screening::testing::company;

    #[test]
    fn a_company_reaches_its_seat_its_customers_and_its_business() {
        let affiliate =
            |relation: &str| json!([{"relation": relation, "name": "A", "country": "US"}]);
        for (name, record, expected) in [
            ("seat", json!({"name": "A", "country": "DE"}), vec!["DE"]),
            (
                "seat by its address",
                json!({"name": "A", "addresses": ["Hamburg, Germany"]}),
                vec!["DE"],
            ),
            // A stated seat speaks before the addresses.
            (
                "seat and an address elsewhere",
                json!({"name": "A", "country": "FR", "addresses": ["Hamburg, Germany"]}),
                vec!["FR"],
            ),
            ("customer", json!({"name": "A", "affiliations": affiliate("customer")}), vec!["US"]),
            ("supplier", json!({"name": "A", "affiliations": affiliate("supplier")}), vec![]),
            (
                "business",
                json!({"name": "A", "activities": [{"description": "trade", "countries": ["JP", "unknown"]}]}),
                vec!["JP"],
            ),
        ] {
            let found: Vec<String> = company(&record, |facts| {
                super::of(facts).iter().map(|stop| stop.value.to_string()).collect()
            });
            assert_eq!(found, expected, "{name}");
        }
    }
}
