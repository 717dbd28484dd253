//! Parties of the DPRK that neither supply nor receive the goods: a tie outside the bans.

use crate::judgement::{Evidence, Finding, FindingKind, Outcome, fact};
use crate::rulebook::{MeasureKind, Rulebook};
use crate::screening::facts::names::other_names;
use crate::screening::facts::{ShipmentFacts, text};
use crate::screening::ties::party::{dprk_ties, names_the_dprk};

/// DPRK parties that neither supply nor receive the goods, and a payer there: a tie outside the bans.
pub(crate) fn others_in_dprk(facts: &ShipmentFacts<'_>, rulebook: &Rulebook) -> Vec<Finding> {
    let signal = &rulebook.signals.signal.dprk_party;
    let national_signal = &rulebook.signals.signal.dprk_national;
    let mut ties: Vec<(String, Vec<Evidence>)> = Vec::new();
    for (index, party) in facts.parties.iter().enumerate() {
        if party.role.is_supply_side() || party.role.receives_goods() {
            continue;
        }
        let base = format!("/parties/{index}");
        let found = dprk_ties(party, &base, rulebook);
        ties.push((base, found));
    }
    if facts.payer_country.is_dprk() {
        let payment = facts.record.payment.as_ref();
        let value = text(payment.and_then(|payment| payment.payer_country.as_ref()));
        let pointer = "/payment/payer_country".to_owned();
        ties.push(("/payment".to_owned(), vec![fact("dprk_party", signal, pointer, value, "")]));
    }
    for (pointer, name) in other_names(facts) {
        if !pointer.ends_with("/producer") && names_the_dprk(name, rulebook) {
            let evidence = fact("dprk_party", signal, pointer.clone(), name, "");
            ties.push((pointer, vec![evidence]));
        }
    }
    let rule = rulebook.in_force(MeasureKind::TradeSupport, facts.period.span);
    ties.into_iter()
        .filter(|(_, evidence)| !evidence.is_empty())
        .map(|(pointer, evidence)| {
            let evidence = evidence
                .into_iter()
                .map(|tie| {
                    let national = tie.kind == "party_nationality";
                    let kind = if national { "dprk_national" } else { "dprk_party" };
                    let signal = if national { national_signal } else { signal };
                    Evidence { kind, weight: signal.weight, detail: signal.summary.clone(), ..tie }
                })
                .collect();
            let explanation = "A party of this shipment is in the DPRK, though it does not supply the goods: \
                               hold until its part is explained.";
            Finding::new(FindingKind::DprkNexus, Outcome::Suspicion, pointer, explanation)
                .with(evidence)
                .under(rule)
        })
        .collect()
}
