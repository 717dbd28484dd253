//! Suppliers that their own names make joint ventures with DPRK parties, and what is let be of them.

use super::exemption::saving::{self, Venture};
use crate::classification::Goods;
use crate::judgement::{Finding, Outcome, Pointer, Reason};
use crate::rulebook::{
    CommodityRole, CountryCode, EvidenceKind, FindingKind, MeasureKind, Rulebook, StatedCountry,
};
use crate::screening::facts::names::names_at;
use crate::screening::facts::{ShipmentFacts, Text};
use crate::screening::ties::party::names_the_dprk;
use crate::text::fold;

/// One finding for each supplier or producer whose name says joint venture, beside the DPRK.
pub(crate) fn findings(
    facts: &ShipmentFacts<'_>,
    goods: &[Goods<'_>],
    rulebook: &Rulebook,
) -> Vec<Finding> {
    let Some(rule) = rulebook.in_force(MeasureKind::JointVenture, facts.period.span) else {
        return Vec::new();
    };
    let explanation = "A supplier is by its name a joint venture or cooperative entity with a DPRK party, and \
                       such ventures are barred: hold until its owners are known.";
    let (kind, outcome) = (FindingKind::JointVenture, (Outcome::Suspicion, Reason::VentureByName));
    let named = suppliers(facts, rulebook).into_iter().map(|supplier| {
        let Supplier { pointer, name, partner } = supplier;
        let mut finding = Finding::new(kind, outcome, pointer, explanation);
        let venture = of_shipment(facts, goods, partner, vec![name.text]);
        finding.exemptions = saving::weigh(&venture, rule);
        let evidence = vec![name.evidence(EvidenceKind::JointVentureName, rulebook, "")];
        finding.with(evidence).under(Some(rule))
    });
    named.collect()
}

/// Whether a name says joint venture, of a party that is the DPRK's by its country or by its name.
pub(crate) fn is_dprk_venture(name: &str, country: StatedCountry, rulebook: &Rulebook) -> bool {
    let words = &rulebook.signals.joint_venture;
    let folded = fold(name);
    let southern = country == StatedCountry::Known(CountryCode::KR);
    let says_dprk = || {
        names_the_dprk(name, rulebook)
            || rulebook.signals.dprk_words.common.stand_in(&folded)
            || (!southern && words.own_names.stand_in(&folded))
    };
    words.words.stand_in(&folded) && (country.is_dprk() || says_dprk())
}

/// What a shipment says of a venture or of workers.
pub(crate) fn of_shipment<'c>(
    facts: &'c ShipmentFacts<'_>,
    goods: &[Goods<'_>],
    partner: Option<CountryCode>,
    texts: Vec<&'c str>,
) -> Venture<'c> {
    let is_coal = |goods: &Goods<'_>| {
        !goods.scopes.is_empty()
            && goods.scopes.iter().all(|scope| scope.commodity.role == Some(CommodityRole::Coal))
    };
    let lines = facts.items.iter().zip(goods);
    Venture {
        documents: &facts.documents,
        day: facts.period.governing.until,
        loading: facts.period.loading,
        partner,
        texts,
        goods: lines
            .map(|(item, goods)| (is_coal(goods), facts.declared_origin(item).known()))
            .collect(),
    }
}

/// A supplier whose name says joint venture: the party, or the line that names a maker.
struct Supplier<'a> {
    pointer: Pointer,
    name: Text<'a>,
    /// The country of the side that is not the DPRK's.
    partner: Option<CountryCode>,
}

/// Suppliers whose names say joint venture, and that are the DPRK's by country or by name.
fn suppliers<'a>(facts: &ShipmentFacts<'a>, rulebook: &Rulebook) -> Vec<Supplier<'a>> {
    let mut found = Vec::new();
    for (_, party) in facts.suppliers() {
        let record = party.record;
        let mut names = names_at(party.pointer, record.name.as_ref(), &record.aliases);
        let country = if party.nationality.is_dprk() { party.nationality } else { party.country };
        let name = names.find(|name| is_dprk_venture(name.text, *country, rulebook));
        let pointer = |name: &Text<'_>| name.pointer.parent();
        found.extend(name.map(|name| Supplier {
            pointer: pointer(&name),
            name,
            partner: party.country.known(),
        }));
    }
    for item in &facts.items {
        let is_venture =
            |name: &Text<'_>| is_dprk_venture(name.text, StatedCountry::Absent, rulebook);
        let name = item.producer.filter(is_venture);
        found.extend(name.map(|name| Supplier { pointer: item.pointer, name, partner: None }));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screening::testing::rulebook;

    #[test]
    fn a_name_says_joint_venture_and_the_dprk_takes_part() {
        let known =
            |code| CountryCode::new(code).map_or(StatedCountry::Absent, StatedCountry::Known);
        for (name, country, expected) in [
            ("Ponghwa Joint Venture Company", "KP", true),
            ("Ponghwa Company", "KP", false),
            ("Ponghwa Joint Venture Company", "CN", false),
            ("DPRK-China Joint Venture Furniture", "CN", true),
            ("China-Vietnam Joint Venture Furniture", "CN", false),
            // Its own name for the country is also that of firms in the South.
            ("Choson Joint Venture", "CN", true),
            ("Choson Joint Venture", "KR", false),
            ("DPRK Joint Venture", "KR", true),
        ] {
            assert_eq!(
                is_dprk_venture(name, known(country), rulebook()),
                expected,
                "{name} {country}"
            );
        }
    }
}
