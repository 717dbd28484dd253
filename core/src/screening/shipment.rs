//! Judging a shipment: goods and ties of each line, then ship, parties, direction and gaps.

use chrono::NaiveDate;

use super::answer::Collected;
use super::facts::{ItemFacts, ShipmentFacts};
use crate::Reference;
use crate::classification::{Goods, Input};
use crate::input::{Fault, stated};
use crate::judgement::Outcome;
use crate::record::Shipment;
use crate::rulebook::Rulebook;
use crate::screening::answer::freeing::Held;
use crate::screening::answer::missing;
use crate::screening::law::ban::ItemJudge;
use crate::screening::law::other_law::OtherLawJudge;
use crate::screening::law::scope::in_scope;
use crate::screening::law::{
    bystanders, dprk_ship, export_to_dprk, finance, ship_to_ship, ventures,
};
use crate::screening::listed::{parties, vessels};
use crate::screening::origin::concealment::Concealment;
use crate::screening::origin::{forced_labour, state_trade, unstated};
use crate::screening::ties::nexus::Nexus;
use crate::screening::ties::{Ties, either_korea, kp_for_kr, sites};

/// Judges a shipment.
pub(super) fn judge(
    record: &Shipment,
    reference: &Reference<'_>,
    as_of: NaiveDate,
) -> Result<Collected, Vec<Fault>> {
    let rulebook = reference.rulebook;
    let facts = ShipmentFacts::read(record, rulebook, as_of)?;
    let day = facts.period.governing.until;
    let goods: Vec<Goods<'_>> =
        facts.items.iter().map(|item| read_goods(item, day, rulebook)).collect();
    let ties = Ties::of(&facts, rulebook);
    let sites = sites::named(&facts, rulebook);
    let known = parties::known(&facts, reference);
    let listed = parties::of_shipment(&facts, &known, reference, as_of);
    let leads_there = is_tied(&facts, &goods, &ties.goods, rulebook);
    let ships = vessels::of_shipment(&facts, leads_there, reference, as_of);
    let designated =
        listed.iter().chain(&ships).any(|found| found.matched.outcome == Outcome::Violation);
    let slip = kp_for_kr::is_likely(&facts, &ties.parties);

    let mut findings = Vec::new();
    let mut other_law = OtherLawJudge::new(&facts, &ties, reference);
    let mut by_line = Vec::with_capacity(goods.len());
    for (item, goods) in facts.items.iter().zip(&goods) {
        let judge = ItemJudge { facts: &facts, reference, item, goods, designated, slip };
        let nexus = ties.goods.of_item(&facts, item, &sites, rulebook);
        judge.judge(&nexus, &mut findings);
        findings.extend(other_law.of_item(item, goods, &nexus));
        by_line.push(nexus);
    }
    findings.extend(export_to_dprk::findings(&facts, &ties.destination, designated, rulebook));
    findings.extend(finance::gold(&facts, &goods, &by_line, &ties.destination, rulebook));
    findings.extend(finance::support(&facts, &goods, &by_line, &ties.destination, rulebook));
    findings.extend(ventures::findings(&facts, &goods, rulebook));
    findings.extend(ship_to_ship::transfers(&facts, &goods, &ties.goods, rulebook));
    findings.extend(dprk_ship::under_dprk_flag(&facts, &ties.goods, rulebook));
    findings.extend(bystanders::others_in_dprk(&facts, &ties.parties, rulebook));
    let mut concealment = Concealment::of(&facts, &goods, &sites, reference);
    findings.append(&mut concealment.findings);
    findings.extend(state_trade::of_shipment(&facts, &known, reference));
    findings.extend(forced_labour::at_sites(&sites, rulebook));
    findings.extend(either_korea::findings(&facts));
    findings.extend(unstated::findings(&facts, &goods, &known, reference));
    let mut matches = Vec::new();
    for found in listed.into_iter().chain(ships) {
        findings.push(found.finding);
        matches.push(found.matched);
    }
    let mut missing = missing::missing(&facts, &goods, rulebook);
    let held = Held {
        facts: &facts,
        goods: &goods,
        findings: &findings,
        matches: &matches,
        concealment: &concealment,
        rulebook,
    };
    missing::add(&mut missing, held.offers());
    Ok(Collected { governing: facts.period.governing, findings, missing, matches })
}

fn read_goods<'r>(item: &ItemFacts<'_>, day: NaiveDate, rulebook: &'r Rulebook) -> Goods<'r> {
    let description = stated(item.record.description.as_ref());
    let code = item.hs.as_ref();
    Goods::read(&Input { description, code, pointer: item.pointer, day: Some(day) }, rulebook)
}

/// Whether goods or journey are tied to the DPRK, so that a listed ship's name means her.
fn is_tied(
    facts: &ShipmentFacts<'_>,
    goods: &[Goods<'_>],
    nexus: &Nexus,
    rulebook: &Rulebook,
) -> bool {
    nexus.exists()
        || facts.origin.is_dprk()
        || facts.items.iter().any(|item| item.origin.is_dprk() || item.extraction.is_dprk())
        || facts.events.iter().any(|event| event.place.is_dprk())
        || (in_scope(facts, goods, rulebook) && facts.destination.is_dprk())
}
