//! Every name of a record, with the place it stands in.

use super::{ShipmentFacts, Text};
use crate::judgement::{Member, Pointer, at};

/// A name and its aliases, below a place of the record.
pub(crate) fn names_at<'n>(
    base: Pointer,
    name: Option<&'n String>,
    aliases: &'n [String],
) -> impl Iterator<Item = Text<'n>> + use<'n> {
    let aliases = aliases.iter().enumerate().map(move |(number, alias)| Text {
        value: (),
        text: alias,
        pointer: base.to(Member::Aliases).nth(number),
    });
    Text::of(name, base.to(Member::Name)).into_iter().chain(aliases)
}

/// Makers that a shipment names by line.
pub(crate) fn producers<'f, 'a>(
    facts: &'f ShipmentFacts<'a>,
) -> impl Iterator<Item = Text<'a>> + use<'f, 'a> {
    facts.items.iter().filter_map(|item| item.producer)
}

/// Other names of a shipment that stand outside its parties: issuers of papers, the payer, the aircraft's operator.
pub(crate) fn bystanders<'f, 'a>(
    facts: &'f ShipmentFacts<'a>,
) -> impl Iterator<Item = Text<'a>> + use<'f, 'a> {
    let issuers = facts.documents.iter().filter_map(|paper| paper.issuer);
    let payment = facts.record.payment.as_ref();
    let payer = payment.and_then(|payment| {
        Text::of(payment.payer.as_ref(), at(Member::Payment).to(Member::Payer))
    });
    let operator = facts.aircraft.as_ref().and_then(|aircraft| {
        Text::of(aircraft.record.operator.as_ref(), aircraft.pointer.to(Member::Operator))
    });
    issuers.chain(payer).chain(operator)
}
