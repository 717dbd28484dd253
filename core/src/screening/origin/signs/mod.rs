//! The signs of a concealed origin that a shipment shows, each with its weight and family.

mod papers;
mod parties;
mod places;
mod price;
mod route;
mod ship;

use crate::Reference;
use crate::classification::Goods;
use crate::judgement::{Evidence, Pointer};
use crate::rulebook::{CountryCode, EvidenceKind, GoodsSet, Origin, Rulebook, Signal};
use crate::screening::facts::{Fact, ItemFacts, PartyFacts, ShipmentFacts};
use crate::screening::ties::sites::Named;

pub(crate) use parties::of_address;

/// Signs of one kind that are told: a record with hundreds of them must not be answered with hundreds.
const MOST_OF_A_KIND: usize = 10;

/// A sign: its evidence, and what the rulebook says of its kind.
pub(crate) struct Sign<'r> {
    pub(crate) evidence: Evidence,
    pub(crate) signal: &'r Signal,
}

/// Every sign of the record. Those that speak of goods in the scope of a ban alone are left out of any other.
pub(crate) fn of<'a, 'r>(
    facts: &ShipmentFacts<'a>,
    goods: &[Goods<'_>],
    in_scope: bool,
    sites: &[Named<'a, 'r>],
    reference: &Reference<'r>,
) -> Vec<Sign<'r>> {
    let rulebook = reference.rulebook;
    let mut signs =
        Collector { facts, goods, in_scope, sites, rulebook, reference, signs: Vec::new() };
    signs.places();
    signs.route();
    signs.ship();
    signs.parties();
    signs.papers();
    signs.price();
    signs.signs
}

/// Looks at a shipment and takes down what it sees.
struct Collector<'c, 'a, 'r> {
    facts: &'c ShipmentFacts<'a>,
    goods: &'c [Goods<'c>],
    in_scope: bool,
    sites: &'c [Named<'a, 'r>],
    rulebook: &'r Rulebook,
    reference: &'c Reference<'r>,
    signs: Vec<Sign<'r>>,
}

impl<'c, 'a, 'r> Collector<'c, 'a, 'r> {
    fn origin(&self) -> &'r Origin {
        &self.rulebook.origin
    }

    /// Takes down a sign.
    fn note(&mut self, kind: EvidenceKind, pointer: Pointer, value: &str, more: &str) {
        let known = self.signs.iter().filter(|sign| sign.evidence.kind == kind).count();
        let signal = self.rulebook.signal(kind);
        if known < MOST_OF_A_KIND && (self.in_scope || !signal.only_in_scope) {
            let evidence = Evidence::of(kind, self.rulebook, pointer, value, more);
            self.signs.push(Sign { evidence, signal });
        }
    }

    /// Takes down a sign that a stated fact shows.
    fn note_stated<T>(&mut self, kind: EvidenceKind, stated: &Fact<'_, T>, more: &str) {
        self.note(kind, stated.pointer, stated.text, more);
    }

    /// The year whose tables are asked.
    fn year(&self) -> i32 {
        use chrono::Datelike as _;
        self.facts.period.governing.until.year()
    }

    /// All kinds of goods of the shipment.
    fn kinds(&self) -> GoodsSet {
        self.facts.kinds()
    }

    fn items(&self) -> impl Iterator<Item = (usize, &'c ItemFacts<'a>)> + use<'c, 'a> {
        self.facts.items.iter().enumerate()
    }

    /// The declared origins that are known, of the lines and of the whole.
    fn origins(&self) -> impl Iterator<Item = CountryCode> {
        let facts = self.facts;
        facts.items.iter().filter_map(|item| facts.declared_origin(item).known())
    }

    /// Whether some line declares this origin.
    fn declares(&self, country: CountryCode) -> bool {
        self.origins().any(|origin| origin == country)
    }

    /// Whether one of the lines is in the scope of a ban, or cannot be told from such goods.
    fn speaks_of_bans(&self, index: usize) -> bool {
        self.goods.get(index).is_some_and(|goods| {
            goods.undecidable.is_some() || goods.firm_scopes().next().is_some()
        })
    }

    fn suppliers(&self) -> impl Iterator<Item = (usize, &'c PartyFacts<'a>)> + use<'c, 'a> {
        let facts = self.facts;
        facts.suppliers()
    }
}
