//! Every name of a record, with the place it stands in.

use super::ShipmentFacts;
use crate::input::stated;

/// A name and its aliases, each with its pointer below the base.
pub(crate) fn names_at<'n>(
    base: &str,
    name: Option<&'n String>,
    aliases: &'n [String],
) -> impl Iterator<Item = (String, &'n str)> + use<'n> {
    let base = base.to_owned();
    let name = stated(name).map(|name| (format!("{base}/name"), name));
    let aliases = aliases.iter().enumerate();
    let aliases =
        aliases.map(move |(number, alias)| (format!("{base}/aliases/{number}"), alias.as_str()));
    name.into_iter().chain(aliases)
}

/// Names of a shipment that stand outside its parties.
pub(crate) fn other_names<'a>(facts: &ShipmentFacts<'a>) -> Vec<(String, &'a str)> {
    let mut names = Vec::new();
    for (index, item) in facts.items.iter().enumerate() {
        if let Some(name) = stated(item.record.producer.as_ref()) {
            names.push((format!("/items/{index}/producer"), name));
        }
    }
    for (index, document) in facts.record.documents.iter().enumerate() {
        if let Some(name) = stated(document.issuer.as_ref()) {
            names.push((format!("/documents/{index}/issuer"), name));
        }
    }
    let payer = facts.record.payment.as_ref().and_then(|payment| stated(payment.payer.as_ref()));
    names.extend(payer.map(|name| ("/payment/payer".to_owned(), name)));
    let operator = facts.aircraft.as_ref().and_then(|a| stated(a.record.operator.as_ref()));
    names.extend(operator.map(|name| ("/transport/aircraft/operator".to_owned(), name)));
    names
}
