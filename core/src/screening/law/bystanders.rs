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
