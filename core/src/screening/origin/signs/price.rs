//! Signs of price and payment.

use super::Collector;
use crate::input::stated;
use crate::judgement::{Member, at};
use crate::record::{PaymentMethod, Role};
use crate::rulebook::EvidenceKind;
use crate::screening::facts::ItemFacts;

impl Collector<'_, '_, '_> {
    pub(crate) fn price(&mut self) {
        for (_, item) in self.items() {
            self.unit_price(item);
        }
        self.payment();
    }

    /// A quantity in tonnes, where its unit is one of mass.
    pub(crate) fn tonnes(&self, item: &ItemFacts<'_>) -> Option<f64> {
        let quantity = item.record.quantity.as_ref()?;
        self.origin().prices.tonnes(quantity.value?, stated(quantity.unit.as_ref())?)
    }

    fn unit_price(&mut self, item: &ItemFacts<'_>) {
        let Some(value) = &item.record.value else { return };
        let Some(amount) = value.amount else { return };
        let prices = &self.origin().prices;
        let pointer = item.pointer.to(Member::Value).to(Member::Amount);
        if amount <= 0.0 {
            self.note(EvidenceKind::NoValue, pointer, &amount.to_string(), "");
            return;
        }
        let dollars = stated(value.currency.as_ref())
            .and_then(|currency| prices.dollars(amount, currency, self.year()));
        let tonnes = self.tonnes(item).filter(|tonnes| *tonnes > 0.0);
        let range = prices.of(item.kinds, &self.origin().goods, self.year());
        let (Some(dollars), Some(tonnes), Some(range)) = (dollars, tonnes, range) else { return };
        let price = dollars / tonnes;
        let more = || {
            format!(
                "about {price:.0} USD a tonne; the index stood near {:.0}, from {:.0} to {:.0} ({})",
                range.index, range.low, range.high, range.basis
            )
        };
        let under_index = price < range.index * self.origin().limits.part_of_index;
        let under_range = price < range.low;
        if under_index && (under_range || !range.coarse) {
            self.note(EvidenceKind::LowPrice, pointer, &amount.to_string(), &more());
        } else if under_index || under_range {
            self.note(EvidenceKind::PriceUnderIndex, pointer, &amount.to_string(), &more());
        }
    }

    fn payment(&mut self) {
        let Some(payment) = &self.facts.record.payment else { return };
        if let Some(method @ (PaymentMethod::Barter | PaymentMethod::None)) = payment.method {
            let word = if method == PaymentMethod::Barter { "barter" } else { "none" };
            self.note(
                EvidenceKind::NoPaymentTrail,
                at(Member::Payment).to(Member::Method),
                word,
                "",
            );
        }
        let Some(country) = self.facts.payer_country.known() else { return };
        let takes_part = |role: Role| {
            role.receives_goods()
                || role.is_supply_side()
                || matches!(role, Role::Buyer | Role::NotifyParty | Role::Bank)
        };
        let mut at_home =
            self.facts.parties.iter().filter(|party| takes_part(party.role)).peekable();
        if at_home.peek().is_some()
            && !at_home.any(|party| party.country.known() == Some(country))
            && self.facts.destination.known() != Some(country)
        {
            let pointer = self.facts.payer_country.pointer;
            self.note(EvidenceKind::ThirdPartyPayer, pointer, country.as_str(), "");
        }
    }
}
