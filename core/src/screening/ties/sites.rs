//! Mines, smelters, works and camps of the DPRK that a record names: as the place of extraction or the maker they
//! decide, anywhere else they are a sign.

use std::borrow::Cow;

use crate::judgement::Evidence;
use crate::record::{DocumentType, Role};
use crate::rulebook::{CountryCode, EvidenceKind, GoodsSet, Rulebook, Site};
use crate::screening::facts::{ItemFacts, ShipmentFacts, Text};
use crate::text::fold;

/// What a text of the record says in its place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    /// Where the goods of a line were extracted.
    Extraction,
    /// Who made the goods of a line.
    Maker,
    /// Who made all goods.
    MakerOfAll,
    /// Nothing of the kind.
    Passing,
}

/// A text that may name a site.
struct SiteText<'a> {
    stated: Text<'a>,
    folded: Cow<'a, str>,
    says: Says,
    /// The goods it speaks of.
    goods: GoodsSet,
}

/// A text with the site that it names.
pub(crate) struct Named<'a, 'r> {
    pub(crate) stated: Text<'a>,
    pub(crate) site: &'r Site,
    says: Says,
    goods: GoodsSet,
}

/// The site that was the place of extraction of a line, for certain.
pub(crate) fn extraction(
    named: &[Named<'_, '_>],
    item: &ItemFacts<'_>,
    rulebook: &Rulebook,
) -> Option<Evidence> {
    let here = |named: &&Named<'_, '_>| named.stated.pointer == item.extraction.pointer;
    let named = named.iter().filter(here).find(|named| named.is_certain_of(item))?;
    let kind = EvidenceKind::SiteExtraction;
    let told = || named.stated.evidence(kind, rulebook, &named.site.name);
    (!item.extraction.is_dprk()).then(told)
}

/// The site that made a line, for certain: by its producer, a party that makes the goods, or the mine's own paper.
pub(crate) fn producer(
    named: &[Named<'_, '_>],
    item: &ItemFacts<'_>,
    rulebook: &Rulebook,
) -> Option<Evidence> {
    let makes = |named: &&Named<'_, '_>| match named.says {
        Says::MakerOfAll => true,
        Says::Maker => named.stated.pointer.is_in(&item.pointer),
        Says::Extraction | Says::Passing => false,
    };
    let named = named.iter().filter(makes).find(|named| named.is_certain_of(item))?;
    Some(named.stated.evidence(EvidenceKind::SiteProducer, rulebook, &named.site.name))
}

impl Named<'_, '_> {
    /// Whether the site is known without doubt and yields the goods of a line.
    fn is_certain_of(&self, item: &ItemFacts<'_>) -> bool {
        self.site.is_certain() && self.site.yields(item.kinds)
    }

    /// Whether it says of goods that the site yields where they come from, so that it is a tie and no sign.
    fn decides(&self) -> bool {
        self.says != Says::Passing && self.site.is_certain() && self.site.yields(self.goods)
    }
}

/// Whether a text names another country itself, so that the name is only shared.
pub(crate) fn is_elsewhere(text: &str, rulebook: &Rulebook) -> bool {
    let place = rulebook.gazetteer.read_text(Some(text), &rulebook.countries);
    place.country.known().is_some_and(|country| country != CountryCode::KP)
}

/// Sites named without deciding.
pub(crate) fn in_passing<'n, 'a, 'r>(
    named: &'n [Named<'a, 'r>],
) -> impl Iterator<Item = &'n Named<'a, 'r>> {
    named.iter().filter(|named| !named.decides())
}

/// Every site that a shipment names, and where.
pub(crate) fn named<'a, 'r>(
    facts: &'a ShipmentFacts<'a>,
    rulebook: &'r Rulebook,
) -> Vec<Named<'a, 'r>> {
    let site_of = |text: &SiteText<'_>| {
        let value = text.stated.text;
        if text.says == Says::Passing {
            return in_text(value, &text.folded, rulebook);
        }
        let named = rulebook.origin.sites.of_folded(value, &text.folded)?;
        (!is_elsewhere(value, rulebook)).then_some(named.site)
    };
    let texts = texts(facts).into_iter();
    texts
        .filter_map(|text| {
            let site = site_of(&text)?;
            let SiteText { stated, says, goods, .. } = text;
            Some(Named { stated, site, says, goods })
        })
        .collect()
}

/// The site that a text names in passing, unless it denies something or names another country itself.
pub(crate) fn in_text<'r>(text: &str, folded: &str, rulebook: &'r Rulebook) -> Option<&'r Site> {
    let site = rulebook.origin.sites.in_text(folded)?;
    let denied = rulebook.signals.dprk_words.negations.stand_in(folded);
    (!denied && !is_elsewhere(text, rulebook)).then_some(site)
}

/// Every text that may name a site.
fn texts<'a>(facts: &'a ShipmentFacts<'a>) -> Vec<SiteText<'a>> {
    let all = facts.kinds();
    let mut texts = Vec::new();
    let mut add = |stated: Option<Text<'a>>, folded: Option<&'a str>, says, goods| {
        texts.extend(stated.map(|stated| {
            let folded = folded.map_or_else(|| Cow::Owned(fold(stated.text)), Cow::Borrowed);
            SiteText { stated, folded, says, goods }
        }));
    };
    for item in &facts.items {
        add(item.extraction.stated(), None, Says::Extraction, item.kinds);
        add(item.producer, None, Says::Maker, item.kinds);
    }
    for party in &facts.parties {
        let makes = matches!(party.role, Role::Producer | Role::Manufacturer);
        let says = if makes { Says::MakerOfAll } else { Says::Passing };
        add(party.name, Some(&party.folded_name), says, all);
        add(party.address.stated(), Some(&party.folded_address), Says::Passing, all);
    }
    for paper in &facts.documents {
        let mine = paper.kind == Some(DocumentType::MineCertificate);
        add(paper.issuer, None, if mine { Says::MakerOfAll } else { Says::Passing }, all);
    }
    let described = facts.items.iter().flat_map(|item| {
        item.texts.iter().map(|text| SiteText {
            stated: Text { value: (), text: text.text, pointer: text.pointer },
            folded: Cow::Borrowed(text.value.as_str()),
            says: Says::Passing,
            goods: item.kinds,
        })
    });
    texts.extend(described);
    texts
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::judgement::EvidenceKind::{SiteExtraction, SiteProducer};
    use crate::screening::testing::{goods, rulebook, shipment, with};

    /// What the first line's ties say of sites, and how many are named without deciding.
    fn told(hs_code: &str, changes: &[(&str, Value)]) -> (Vec<EvidenceKind>, usize) {
        let record = with(&goods(hs_code, "2018-05-10"), changes);
        shipment(&record, |facts| {
            let named = named(facts, rulebook());
            let item = &facts.items[0];
            let ties = [extraction(&named, item, rulebook()), producer(&named, item, rulebook())];
            let kinds = ties.into_iter().flatten().map(|tie| tie.kind).collect();
            (kinds, in_passing(&named).count())
        })
    }

    /// A site that is known without doubt, and the code of goods that it yields.
    const MINE: &str = "Komdok Mine";
    const ITS_ORE: &str = "260800";

    #[test]
    fn a_site_decides_as_the_mine_or_the_maker_of_goods_that_it_yields() {
        let known = rulebook().origin.sites.in_text(&fold(MINE)).unwrap();
        assert!(known.is_certain());
        let party = |role: &str| ("/parties", json!([{"role": role, "name": MINE}]));
        let paper = |kind: &str| ("/documents", json!([{"type": kind, "issuer": MINE}]));
        let mine = |text: &str| ("/items/0/place_of_extraction", json!(text));
        for (name, hs_code, change, ties, passing) in [
            ("mine", ITS_ORE, mine(MINE), vec![SiteExtraction], 0),
            ("mine of other goods", "270111", mine(MINE), vec![], 1),
            ("mine elsewhere of the name", ITS_ORE, mine("Komdok Mine, Australia"), vec![], 0),
            (
                "maker of the line",
                ITS_ORE,
                ("/items/0/producer", json!(MINE)),
                vec![SiteProducer],
                0,
            ),
            ("maker", ITS_ORE, party("producer"), vec![SiteProducer], 0),
            ("seller", ITS_ORE, party("seller"), vec![], 1),
            ("its own paper", ITS_ORE, paper("mine_certificate"), vec![SiteProducer], 0),
            ("an invoice", ITS_ORE, paper("invoice"), vec![], 1),
            ("goods", ITS_ORE, ("/items/0/description", json!("Ore of Komdok Mine")), vec![], 1),
            (
                "goods that deny it",
                ITS_ORE,
                ("/items/0/description", json!("Ore not from Komdok Mine")),
                vec![],
                0,
            ),
        ] {
            assert_eq!(told(hs_code, &[change]), (ties, passing), "{name}");
        }
    }
}
