//! Kinds of goods as trade and mines know them, finer than the commodities of the bans: anthracite, not coal.

use serde::Deserialize;

use super::fault;
use crate::record::HsCode;
use crate::rulebook::{CountryCode, RulebookError};
use crate::text::{Found, OwnedPhrases, Phrases};

/// A set of kinds of goods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GoodsSet(u64);

impl GoodsSet {
    /// Whether the two sets share a kind.
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether no kind is in it.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Both sets in one.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The kinds of this set that are not in the other.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

/// One kind of goods.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoodsKind {
    /// Permanent id.
    pub id: String,
    /// Name in a sentence.
    pub name: String,
    /// Beginnings of HS codes.
    pub hs: Vec<String>,
    /// Folded words that mean it and nothing else.
    #[serde(default)]
    pub words: Vec<String>,
    /// Phrases inside which such a word does not count: "anthracite grey" is a colour.
    #[serde(default)]
    pub not_words: Vec<String>,
    /// The kind it is a grade of.
    #[serde(default)]
    pub parent: Option<String>,
    /// Whether it is shipped by the thousand tonnes.
    #[serde(default)]
    pub bulk: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GoodsFile {
    smuggled_by_land: Vec<String>,
    sold_by_agents: Vec<String>,
    agents_countries: Vec<String>,
    unrefined: Vec<String>,
    goods: Vec<GoodsKind>,
}

/// Every kind of goods.
#[derive(Debug)]
pub struct GoodsKinds {
    kinds: Vec<GoodsKind>,
    words: OwnedPhrases,
    not_words: Phrases,
    bulk: GoodsSet,
    smuggled: GoodsSet,
    sold_by_agents: GoodsSet,
    agents_countries: Vec<CountryCode>,
    gold: GoodsSet,
}

/// Chapters of the Harmonized System where words may speak beside a code: minerals, what they pass for, precious and
/// base metals. Under any other code the words name what a thing is made of.
const CHAPTERS_OF_MINERALS: [&str; 17] = [
    "03", "25", "26", "27", "28", "38", "68", "69", "71", "72", "74", "75", "76", "78", "79", "80",
    "81",
];

impl GoodsKinds {
    pub(super) fn read(file: GoodsFile) -> Result<Self, RulebookError> {
        let kinds = file.goods;
        if kinds.len() > 64 {
            return Err(fault("goods", "there are more than 64 kinds of goods"));
        }
        let words = kinds.iter().enumerate();
        let words =
            words.flat_map(|(index, kind)| kind.words.iter().map(move |word| (index, word)));
        let words = OwnedPhrases::new(words).map_err(|error| fault("goods", error))?;
        let not_words = kinds.iter().flat_map(|kind| kind.not_words.iter().map(String::as_str));
        let not_words = Phrases::new(not_words).map_err(|error| fault("goods", error))?;
        let codes = file.agents_countries.iter().filter_map(|code| CountryCode::new(code));
        let none = GoodsSet::default();
        let mut all = Self {
            kinds,
            words,
            not_words,
            bulk: none,
            smuggled: none,
            sold_by_agents: none,
            agents_countries: codes.collect(),
            gold: none,
        };
        for (index, kind) in all.kinds.iter().enumerate() {
            let before = all.kinds.get(..index).unwrap_or_default();
            if let Some(parent) = &kind.parent
                && !before.iter().any(|known| known.id == *parent)
            {
                return Err(fault(
                    "goods",
                    format!("{parent} does not stand before its grade {}", kind.id),
                ));
            }
        }
        all.smuggled = all.set(&file.smuggled_by_land, "goods")?;
        all.sold_by_agents = all.set(&file.sold_by_agents, "goods")?;
        all.gold = all.set(&file.unrefined, "goods")?;
        let bulk = all.kinds.iter().filter(|kind| kind.bulk).map(|kind| kind.id.clone());
        all.bulk = all.set(&bulk.collect::<Vec<_>>(), "goods")?;
        Ok(all)
    }

    /// The kinds.
    pub fn kinds(&self) -> &[GoodsKind] {
        &self.kinds
    }

    /// Kinds that are shipped by the thousand tonnes.
    pub fn bulk(&self) -> GoodsSet {
        self.bulk
    }

    /// Kinds that are smuggled out of the DPRK over its land borders.
    pub fn smuggled(&self) -> GoodsSet {
        self.smuggled
    }

    /// Kinds that the DPRK sells through agents in third States.
    pub fn sold_by_agents(&self) -> GoodsSet {
        self.sold_by_agents
    }

    /// Whether such agents have been found in this country.
    pub fn is_agents_country(&self, country: CountryCode) -> bool {
        self.agents_countries.contains(&country)
    }

    /// Gold whose refiner must be named.
    pub fn gold(&self) -> GoodsSet {
        self.gold
    }

    /// A set by the ids of its kinds.
    pub(super) fn set(&self, ids: &[String], file: &str) -> Result<GoodsSet, RulebookError> {
        ids.iter().try_fold(GoodsSet::default(), |set, id| {
            let index = self.kinds.iter().position(|kind| kind.id == *id);
            let index = index.ok_or_else(|| fault(file, format!("{id} is no kind of goods")))?;
            Ok(set.with(Self::one(index)))
        })
    }

    fn one(index: usize) -> GoodsSet {
        GoodsSet(1 << index)
    }

    /// The kind and what it is a grade of.
    fn with_parents(&self, index: usize) -> GoodsSet {
        let parent = self.kinds.get(index).and_then(|kind| kind.parent.as_ref());
        let parent = parent.and_then(|id| self.kinds.iter().position(|kind| kind.id == *id));
        parent
            .map_or_else(GoodsSet::default, |parent| self.with_parents(parent))
            .with(Self::one(index))
    }

    /// The kinds that a code and a folded description name.
    pub fn read_goods(&self, code: Option<&HsCode>, folded: &str) -> GoodsSet {
        let digits = code.map(HsCode::digits);
        let mut set = GoodsSet::default();
        if let Some(digits) = digits {
            for (index, kind) in self.kinds.iter().enumerate() {
                if kind.hs.iter().any(|hs| digits.starts_with(hs.as_str())) {
                    set = set.with(self.with_parents(index));
                }
            }
        }
        let words_speak = digits.is_none_or(|digits| {
            CHAPTERS_OF_MINERALS.iter().any(|chapter| digits.starts_with(chapter))
        });
        if words_speak {
            let other: Vec<_> = self.not_words.find(folded).collect();
            let inside = |found: &Found<'_>| {
                let end = found.start + found.text.len();
                other.iter().any(|other| {
                    other.start <= found.start && end <= other.start + other.text.len()
                })
            };
            for (index, found) in self.words.find(folded) {
                if !inside(&found) {
                    set = set.with(self.with_parents(index));
                }
            }
        }
        set
    }

    /// Whether one kind is a grade of another.
    pub fn is_grade_of(&self, fine: &str, coarse: &str) -> bool {
        let kind = self.kinds.iter().find(|kind| kind.id == fine);
        kind.and_then(|kind| kind.parent.as_deref())
            .is_some_and(|parent| parent == coarse || self.is_grade_of(parent, coarse))
    }

    /// The names of the kinds in a set, the finest grades alone.
    pub fn names(&self, set: GoodsSet) -> String {
        let within = |index: usize| set.meets(Self::one(index));
        let coarse = |kind: &GoodsKind| {
            self.kinds.iter().enumerate().any(|(index, fine)| {
                within(index) && fine.parent.as_deref() == Some(kind.id.as_str())
            })
        };
        let named =
            self.kinds.iter().enumerate().filter(|(index, kind)| within(*index) && !coarse(kind));
        named.map(|(_, kind)| kind.name.as_str()).collect::<Vec<_>>().join(", ")
    }
}
