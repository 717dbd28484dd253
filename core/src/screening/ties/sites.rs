//! Mines, smelters, works and camps of the DPRK that a record names: as the place of extraction or the maker they
//! decide, anywhere else they are a sign; and what is to be feared of the labour there.

use std::borrow::Cow;

use crate::input::stated;
use crate::judgement::{Evidence, fact};
use crate::record::{DocumentType, Role};
use crate::rulebook::{CountryCode, GoodsSet, Rulebook, Site};
use crate::screening::facts::{ItemFacts, ShipmentFacts};
use crate::text::fold;

/// What a text of the record says in its place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// It says where the goods were extracted, or who made them.
    Maker,
    /// It stands in another member.
    Passing,
}

/// Where a text stands; written out for the few that name a site.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place<'a> {
    At(&'a str),
    Member(&'static str, usize, &'static str),
}

impl Place<'_> {
    pub(crate) fn pointer(self) -> String {
        match self {
            Self::At(pointer) => pointer.to_owned(),
            Self::Member(section, index, member) => format!("/{section}/{index}/{member}"),
        }
    }
}

/// A text that may name a site.
pub(crate) struct Text<'a> {
    pub(crate) place: Place<'a>,
    pub(crate) value: &'a str,
    folded: Cow<'a, str>,
    standing: Standing,
    goods: GoodsSet,
}

/// The site that was the place of extraction of a line, for certain.
pub(crate) fn extraction(
    named: &[Named<'_, '_>],
    item: &ItemFacts<'_>,
    index: usize,
    rulebook: &Rulebook,
) -> Option<Evidence> {
    let here = Place::Member("items", index, "place_of_extraction");
    let mut told = named.iter().filter(|(text, _)| text.place == here);
    let (text, site) = told.find(|(_, site)| is_certain_of(site, item))?;
    if item.extraction.is_dprk() {
        return None;
    }
    let signal = &rulebook.origin.signs.site_extraction;
    Some(fact("site_extraction", signal, text.place.pointer(), text.value, &site.name))
}

/// The site that made a line, for certain: by its producer, a party that makes the goods, or the mine's own paper.
pub(crate) fn producer(
    named: &[Named<'_, '_>],
    item: &ItemFacts<'_>,
    index: usize,
    rulebook: &Rulebook,
) -> Option<Evidence> {
    let own = Place::Member("items", index, "producer");
    let mut makers = named.iter().filter(|(text, _)| {
        let of_all = matches!(text.place, Place::Member("parties" | "documents", ..));
        text.standing == Standing::Maker && (text.place == own || of_all)
    });
    let (text, site) = makers.find(|(_, site)| is_certain_of(site, item))?;
    let signal = &rulebook.origin.signs.site_producer;
    Some(fact("site_producer", signal, text.place.pointer(), text.value, &site.name))
}

/// Whether a site is known without doubt and yields the goods of a line.
fn is_certain_of(site: &Site, item: &ItemFacts<'_>) -> bool {
    site.is_certain() && site.yields(item.kinds)
}

/// Whether a text names another country itself, so that the name is only shared.
pub(crate) fn is_elsewhere(text: &str, rulebook: &Rulebook) -> bool {
    let place = rulebook.gazetteer.read_text(Some(text), &rulebook.countries);
    place.country.known().is_some_and(|country| country != CountryCode::KP)
}

/// Sites named without deciding: pointer, text and site of each.
pub(crate) fn in_passing<'r>(named: &[Named<'_, 'r>]) -> Vec<(String, String, &'r Site)> {
    named
        .iter()
        .filter(|(text, site)| {
            let decides =
                text.standing == Standing::Maker && site.is_certain() && site.yields(text.goods);
            !decides
        })
        .map(|(text, site)| (text.place.pointer(), text.value.to_owned(), *site))
        .collect()
}

/// A text with the site that it names.
pub(crate) type Named<'a, 'r> = (Text<'a>, &'r Site);

/// Every site that a shipment names, and where.
pub(crate) fn named<'a, 'r>(
    facts: &'a ShipmentFacts<'_>,
    rulebook: &'r Rulebook,
) -> Vec<Named<'a, 'r>> {
    texts(facts)
        .into_iter()
        .filter_map(|text| {
            let site = match text.standing {
                Standing::Maker => {
                    let named = rulebook.origin.sites.of_folded(text.value, &text.folded)?;
                    (!is_elsewhere(text.value, rulebook)).then_some(named.site)
                }
                Standing::Passing => in_text(text.value, &text.folded, rulebook),
            }?;
            Some((text, site))
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
fn texts<'c>(facts: &'c ShipmentFacts<'_>) -> Vec<Text<'c>> {
    let all = facts.kinds();
    let mut texts = Vec::new();
    let mut add = |place, value: Option<&'c str>, standing, goods| {
        let folded = |value: &'c str| Cow::Owned(fold(value));
        let text = |value| Text { place, value, folded: folded(value), standing, goods };
        texts.extend(value.map(text));
    };
    for (index, item) in facts.items.iter().enumerate() {
        let place = |member| Place::Member("items", index, member);
        let record = item.record;
        let extraction = stated(record.place_of_extraction.as_ref());
        add(place("place_of_extraction"), extraction, Standing::Maker, item.kinds);
        let producer = stated(record.producer.as_ref());
        add(place("producer"), producer, Standing::Maker, item.kinds);
    }
    for (index, party) in facts.parties.iter().enumerate() {
        let place = |member| Place::Member("parties", index, member);
        let makes = matches!(party.role, Role::Producer | Role::Manufacturer);
        let standing = if makes { Standing::Maker } else { Standing::Passing };
        add(place("name"), stated(party.record.name.as_ref()), standing, all);
        let address = stated(party.record.address.as_ref());
        add(place("address"), address, Standing::Passing, all);
    }
    for (index, paper) in facts.record.documents.iter().enumerate() {
        let mine = paper.r#type == Some(DocumentType::MineCertificate);
        let standing = if mine { Standing::Maker } else { Standing::Passing };
        let issuer = stated(paper.issuer.as_ref());
        add(Place::Member("documents", index, "issuer"), issuer, standing, all);
    }
    let described = facts.items.iter().flat_map(|item| {
        item.texts.iter().map(|text| Text {
            place: Place::At(&text.pointer),
            value: text.text,
            folded: Cow::Borrowed(&text.folded),
            standing: Standing::Passing,
            goods: item.kinds,
        })
    });
    texts.extend(described);
    texts
}
