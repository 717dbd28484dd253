//! Parties of the DPRK that neither supply nor receive the goods: a tie outside the bans.

use crate::judgement::{Evidence, Finding, Member, Outcome, Pointer, Reason, at};
use crate::rulebook::{EvidenceKind, FindingKind, MeasureKind, Rulebook};
use crate::screening::facts::{ShipmentFacts, names};
use crate::screening::ties::party::names_the_dprk;

/// DPRK parties that neither supply nor receive the goods, and a payer there: a tie outside the bans.
pub(crate) fn others_in_dprk(
    facts: &ShipmentFacts<'_>,
    of_parties: &[Vec<Evidence>],
    rulebook: &Rulebook,
) -> Vec<Finding> {
    let kind = EvidenceKind::DprkParty;
    let mut ties: Vec<(Pointer, Vec<Evidence>)> = Vec::new();
    for (party, found) in facts.parties.iter().zip(of_parties) {
        if party.role.is_supply_side() || party.role.receives_goods() {
            continue;
        }
        let found = found.iter().cloned().map(|tie| {
            let national = tie.kind == EvidenceKind::PartyNationality;
            tie.read_as(if national { EvidenceKind::DprkNational } else { kind }, rulebook)
        });
        ties.push((party.pointer, found.collect()));
    }
    if facts.payer_country.is_dprk() {
        let evidence = facts.payer_country.evidence(kind, rulebook, "");
        ties.push((at(Member::Payment), vec![evidence]));
    }
    let named = names::bystanders(facts).filter(|name| names_the_dprk(name.text, rulebook));
    ties.extend(named.map(|name| (name.pointer, vec![name.evidence(kind, rulebook, "")])));
    let rule = rulebook.in_force(MeasureKind::TradeSupport, facts.period.span);
    let explanation = "A party of this shipment is in the DPRK, though it does not supply the goods: \
                       hold until its part is explained.";
    let (kind, outcome) = (FindingKind::DprkNexus, (Outcome::Suspicion, Reason::DprkBystander));
    ties.into_iter()
        .filter(|(_, evidence)| !evidence.is_empty())
        .map(|(pointer, evidence)| {
            Finding::new(kind, outcome, pointer, explanation).with(evidence).under(rule)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::judgement::{FindingKind, Outcome, Reason};
    use crate::screening::testing::{chairs, judged, with};

    #[test]
    fn parties_of_the_dprk_that_neither_supply_nor_receive_are_held_where_they_stand() {
        let party = |role: &str, country: &str| {
            ("/parties", json!([{"role": role, "name": "Ponghwa", "country": country}]))
        };
        for (name, change, pointer) in [
            ("agent", party("agent", "KP"), Some("/parties/0")),
            ("bank", party("bank", "KP"), Some("/parties/0")),
            ("agent of the South", party("agent", "KR"), None),
            // Suppliers are a tie of the goods, receivers an export.
            ("seller", party("seller", "KP"), None),
            ("consignee", party("consignee", "KP"), None),
            ("payer", ("/payment", json!({"payer_country": "KP"})), Some("/payment")),
            (
                "issuer of a paper",
                (
                    "/documents",
                    json!([{"type": "invoice", "issuer": "Chamber of Commerce of the DPRK"}]),
                ),
                Some("/documents/0/issuer"),
            ),
        ] {
            let judgement = judged(&with(&chairs(), &[change]));
            let mut found =
                judgement.findings.iter().filter(|one| one.reason == Reason::DprkBystander);
            let told = found.next().map(|one| (one.kind, one.outcome, one.pointer.to_string()));
            let expected =
                pointer.map(|at| (FindingKind::DprkNexus, Outcome::Suspicion, at.to_owned()));
            assert_eq!(told, expected, "{name}");
        }
    }
}
