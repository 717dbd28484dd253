//! Gold as a means of payment, and banks and insurers behind trade with the DPRK.

use super::exemption::saving;
use super::ventures;
use crate::classification::Goods;
use crate::judgement::{Evidence, Finding, Member, Outcome, Pointer, Reason, at};
use crate::rulebook::{EvidenceKind, FindingKind, MeasureKind, Rulebook};
use crate::screening::facts::ShipmentFacts;
use crate::screening::ties::nexus::Nexus;

/// Gold in any form that comes from the DPRK or goes to it: a person looks at the purpose.
pub(crate) fn gold(
    facts: &ShipmentFacts<'_>,
    goods: &[Goods<'_>],
    ties: &[Nexus],
    bound: &[Evidence],
    rulebook: &Rulebook,
) -> Vec<Finding> {
    let Some(rule) = rulebook.in_force(MeasureKind::GoldTransfer, facts.period.span) else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    for ((item, goods), nexus) in facts.items.iter().zip(goods).zip(ties) {
        let scope =
            goods.scopes.iter().find(|scope| rule.period.commodities.contains(&scope.commodity.id));
        let Some(scope) = scope else { continue };
        let ties: Vec<Evidence> = nexus.ties().flat_map(|(_, ties)| ties).cloned().collect();
        if ties.is_empty() && bound.is_empty() {
            continue;
        }
        let named = scope.evidence.first();
        let pointer = named.map_or(item.pointer, |fact| fact.pointer);
        let value = named.map_or("", |fact| fact.value.as_str());
        let mut evidence =
            vec![Evidence::of(EvidenceKind::GoldTransfer, rulebook, pointer, value, "")];
        evidence.extend(ties.into_iter().chain(bound.iter().cloned()));
        let explanation = format!(
            "Gold goes to or comes from the DPRK: {} paragraph {} treats such transfers, by couriers too, like \
             transfers of funds.",
            rule.measure.resolution, rule.measure.paragraph
        );
        let (kind, outcome) = (FindingKind::GoldTransfer, (Outcome::Suspicion, Reason::GoldMoves));
        let mut finding = Finding::new(kind, outcome, item.pointer, explanation);
        finding.commodity = Some(scope.commodity.id.clone());
        findings.push(finding.with(evidence).under(Some(rule)));
    }
    findings
}

/// A letter of credit, a bank or an insurer behind goods that come from the DPRK or go to it.
pub(crate) fn support(
    facts: &ShipmentFacts<'_>,
    goods: &[Goods<'_>],
    ties: &[Nexus],
    bound: &[Evidence],
    rulebook: &Rulebook,
) -> Vec<Finding> {
    let Some(rule) = rulebook.in_force(MeasureKind::TradeSupport, facts.period.span) else {
        return Vec::new();
    };
    let found = ties.iter().any(Nexus::exists) || !bound.is_empty();
    if !found {
        return Vec::new();
    }
    let explanation = format!(
        "A bank or an insurer stands behind trade with the DPRK: {} paragraph {} bars public and private financial \
         support for it, save what the Committee approved in advance.",
        rule.measure.resolution, rule.measure.paragraph
    );
    supporters(facts, rulebook)
        .into_iter()
        .map(|(pointer, member, value)| {
            let evidence =
                Evidence::of(EvidenceKind::TradeFinance, rulebook, pointer.to(member), value, "");
            let kind = FindingKind::TradeFinance;
            let outcome = (Outcome::Suspicion, Reason::FinanceBehindTrade);
            let mut finding = Finding::new(kind, outcome, pointer, explanation.clone());
            let venture = ventures::of_shipment(facts, goods, None, Vec::new());
            finding.exemptions = saving::weigh(&venture, rule);
            finding.with(vec![evidence]).under(Some(rule))
        })
        .collect()
}

/// The way of payment and the parties that the rulebook names.
fn supporters<'f>(
    facts: &'f ShipmentFacts<'_>,
    rulebook: &Rulebook,
) -> Vec<(Pointer, Member, &'f str)> {
    let table = &rulebook.signals.trade_finance;
    let mut found = Vec::new();
    let method = facts.record.payment.as_ref().and_then(|payment| payment.method);
    if let Some(method) = method.filter(|method| table.methods.contains(method)) {
        found.push((at(Member::Payment), Member::Method, method.as_str()));
    }
    for party in &facts.parties {
        if table.roles.contains(&party.role) {
            let name = party.record.name.as_deref().unwrap_or_default();
            found.push((party.pointer, Member::Name, name));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::judgement::{FindingKind, Outcome, Reason};
    use crate::rulebook::MeasureKind;
    use crate::screening::testing::{days_after, goods, outcome, rulebook, with};

    fn first_day(kind: MeasureKind) -> chrono::NaiveDate {
        let measures = rulebook().measures.iter().filter(|measure| measure.kind == kind);
        measures.flat_map(|measure| &measure.periods).map(|period| period.from).min().unwrap()
    }

    #[test]
    fn gold_is_held_where_it_moves_from_or_to_the_dprk_while_the_measure_is_in_force() {
        let begins = first_day(MeasureKind::GoldTransfer);
        let (from, to) =
            (("/country_of_origin", json!("KP")), ("/country_of_destination", json!("KP")));
        let held = Some((Outcome::Suspicion, Reason::GoldMoves));
        for (name, hs_code, tie, days, expected) in [
            ("the day before", "710812", from.clone(), -1, None),
            ("from it", "710812", from.clone(), 0, held),
            ("to it", "710812", to, 0, held),
            ("between others", "710812", ("/country_of_origin", json!("ZA")), 0, None),
            ("no gold", "270111", from, 0, None),
        ] {
            let record = with(&goods(hs_code, &days_after(begins, days).to_string()), &[tie]);
            assert_eq!(outcome(&record, FindingKind::GoldTransfer), expected, "{name}");
        }
    }

    #[test]
    fn a_letter_of_credit_or_a_bank_is_held_behind_trade_with_the_dprk_alone() {
        let begins = first_day(MeasureKind::TradeSupport);
        let credit = ("/payment", json!({"method": "letter_of_credit"}));
        let insurer = ("/parties", json!([{"role": "insurer", "name": "Harbour Mutual"}]));
        let buyer = ("/parties", json!([{"role": "buyer", "name": "Harbour Mutual"}]));
        let of = |country: &str, days, change: (&str, Value)| {
            let record = goods("940161", &days_after(begins, days).to_string());
            let record = with(&record, &[("/country_of_origin", json!(country)), change]);
            outcome(&record, FindingKind::TradeFinance)
        };
        let held = Some((Outcome::Suspicion, Reason::FinanceBehindTrade));
        assert_eq!(of("KP", 0, credit.clone()), held);
        assert_eq!(of("KP", -1, credit.clone()), None);
        assert_eq!(of("CN", 0, credit), None);
        assert_eq!(of("KP", 0, insurer), held);
        assert_eq!(of("KP", 0, buyer), None);
        assert_eq!(of("KP", 0, ("/payment", json!({"method": "barter"}))), None);
    }
}
