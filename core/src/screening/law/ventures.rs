//! Suppliers that their own names make joint ventures with DPRK parties, and what is let be of them.

use super::exemption::saving::{self, Venture};
use crate::classification::Goods;
use crate::input::stated;
use crate::judgement::{Evidence, Finding, FindingKind, Outcome, fact};
use crate::rulebook::{CountryCode, MeasureKind, Rulebook, StatedCountry};
use crate::screening::facts::ShipmentFacts;
use crate::screening::facts::names::names_at;
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
    let named = suppliers(facts, rulebook).into_iter().map(|(pointer, name, partner)| {
        let signal = &rulebook.signals.signal.joint_venture_name;
        let parent = pointer.rsplit_once('/').map_or("", |(parent, _)| parent).to_owned();
        let evidence: Evidence = fact("joint_venture_name", signal, pointer, name, "");
        let mut finding =
            Finding::new(FindingKind::JointVenture, Outcome::Suspicion, parent, explanation);
        finding.exemptions = saving::weigh(&of_shipment(facts, goods, partner, vec![name]), rule);
        finding.with(vec![evidence]).under(Some(rule))
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
        !goods.scopes.is_empty() && goods.scopes.iter().all(|scope| scope.commodity.id == "coal")
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

/// Names that say joint venture of suppliers that are the DPRK's by country or by name, with pointer
/// and country.
fn suppliers<'a>(
    facts: &ShipmentFacts<'a>,
    rulebook: &Rulebook,
) -> Vec<(String, &'a str, Option<CountryCode>)> {
    let mut found = Vec::new();
    for (index, party) in facts.suppliers() {
        let record = party.record;
        let mut names =
            names_at(&format!("/parties/{index}"), record.name.as_ref(), &record.aliases);
        let country = if party.nationality.is_dprk() { party.nationality } else { party.country };
        let venture = names.find(|(_, name)| is_dprk_venture(name, country, rulebook));
        found.extend(venture.map(|(pointer, name)| (pointer, name, party.country.known())));
    }
    for (index, item) in facts.items.iter().enumerate() {
        let producer = stated(item.record.producer.as_ref());
        if let Some(name) =
            producer.filter(|name| is_dprk_venture(name, StatedCountry::Absent, rulebook))
        {
            found.push((format!("/items/{index}/producer"), name, None));
        }
    }
    found
}
