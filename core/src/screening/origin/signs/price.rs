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

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::record::HsCode;
    use crate::screening::testing::{goods, rulebook, shown, with};

    const MOVED: &str = "2018-05-10";

    /// Which sign of price a tonne of anthracite for so many dollars shows.
    fn told(quantity: &Value, value: &Value) -> Option<EvidenceKind> {
        let record = with(
            &goods("270111", MOVED),
            &[
                ("/country_of_origin", json!("CN")),
                ("/items/0/quantity", quantity.clone()),
                ("/items/0/value", value.clone()),
            ],
        );
        let shown = shown(&record);
        let mut kinds =
            [EvidenceKind::NoValue, EvidenceKind::LowPrice, EvidenceKind::PriceUnderIndex]
                .into_iter();
        kinds.find(|kind| shown.contains(kind))
    }

    #[test]
    fn a_price_is_low_under_the_part_of_the_index_that_the_rulebook_names() {
        let origin = &rulebook().origin;
        let code = HsCode::parse("270111").unwrap();
        let range = origin
            .prices
            .of(origin.goods.read_goods(Some(&code), ""), &origin.goods, 2018)
            .unwrap();
        let limit = range.index * origin.limits.part_of_index;
        assert!(!range.coarse && range.low < limit);
        let dollars = |amount: f64| json!({"amount": amount, "currency": "USD"});
        let tonne = json!({"value": 1, "unit": "t"});
        for (name, quantity, value, expected) in [
            ("at the limit", &tonne, dollars(limit), None),
            ("just below", &tonne, dollars(limit - 0.01), Some(EvidenceKind::LowPrice)),
            (
                "ten tonnes at the limit",
                &json!({"value": 10000, "unit": "kg"}),
                dollars(limit * 10.0),
                None,
            ),
            (
                "ten tonnes below",
                &json!({"value": 10000, "unit": "kg"}),
                dollars(limit * 10.0 - 0.1),
                Some(EvidenceKind::LowPrice),
            ),
            ("no quantity of mass", &json!({"value": 1, "unit": "bags"}), dollars(1.0), None),
            ("nothing", &tonne, dollars(0.0), Some(EvidenceKind::NoValue)),
            ("money nobody knows", &tonne, json!({"amount": 1, "currency": "XTS"}), None),
        ] {
            assert_eq!(told(quantity, &value), expected, "{name}");
        }
    }

    #[test]
    fn a_payer_is_a_third_party_where_nobody_who_takes_part_is_at_home_there() {
        let parties = json!([{"role": "seller", "name": "A", "country": "CN"}, {"role": "buyer", "name": "B", "country": "DE"}]);
        for (payer, change, expected) in [
            ("SG", ("/reference", json!("1")), true),
            ("DE", ("/reference", json!("1")), false),
            ("SG", ("/country_of_destination", json!("SG")), false),
            ("SG", ("/parties", json!([])), false),
            ("SG", ("/parties/2", json!({"role": "carrier", "name": "C", "country": "SG"})), true),
            ("SG", ("/parties/2", json!({"role": "bank", "name": "C", "country": "SG"})), false),
        ] {
            let base = with(
                &goods("270111", MOVED),
                &[
                    ("/parties", parties.clone()),
                    ("/country_of_origin", json!("CN")),
                    ("/payment", json!({"payer_country": payer})),
                ],
            );
            let shown = shown(&with(&base, std::slice::from_ref(&change)));
            assert_eq!(
                shown.contains(&EvidenceKind::ThirdPartyPayer),
                expected,
                "{payer} {change:?}"
            );
        }
    }

    #[test]
    fn payment_that_leaves_no_trail_is_a_sign() {
        for (method, expected) in [("barter", true), ("none", true), ("letter_of_credit", false)] {
            let record = with(
                &goods("270111", MOVED),
                &[("/country_of_origin", json!("CN")), ("/payment", json!({"method": method}))],
            );
            assert_eq!(
                shown(&record).contains(&EvidenceKind::NoPaymentTrail),
                expected,
                "{method}"
            );
        }
    }
}
