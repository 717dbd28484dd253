//! What the goods of a line are: the commodities that measures name, by HS code and by description.

use super::facts::ItemFacts;
use super::finding::Evidence;
use crate::record::{HsCode, stated};
use crate::rulebook::{
    Commodity, HsLine, LinePart, MeasureKind, Named, Rulebook, Standing, Weight,
};
use crate::text::{fold, tokens};

/// Words up to which a description is taken at its word though the word is not unmistakable.
const SHORT_DESCRIPTION: usize = 3;

/// The goods of one line.
pub(super) struct Goods<'r> {
    /// The commodities they may belong to.
    pub(super) scopes: Vec<Scope<'r>>,
    /// Whether they are arms, and how surely.
    pub(super) arms: Option<(Standing, Evidence)>,
    /// Why it cannot be told what they are.
    pub(super) undecidable: Option<String>,
    /// A commodity that the description names and the code does not.
    pub(super) disagreement: Option<Evidence>,
}

/// A commodity the goods may belong to.
pub(super) struct Scope<'r> {
    pub(super) commodity: &'r Commodity,
    pub(super) standing: Standing,
    pub(super) evidence: Vec<Evidence>,
    /// Named by the description alone, under a code of other goods: it counts with a nexus only.
    pub(super) beside_code: bool,
}

impl<'r> Goods<'r> {
    /// Reads one line of a shipment.
    pub(super) fn read(item: &ItemFacts<'_>, index: usize, rulebook: &'r Rulebook) -> Self {
        let description = stated(item.record.description.as_ref()).map(fold).unwrap_or_default();
        let mut named = rulebook.lexicon.find(&description);
        named.sort_unstable_by_key(|(commodity, _)| *commodity);
        let reader =
            Reader { index, rulebook, description: &description, named, code: item.hs.as_ref() };
        let mut goods =
            Self { scopes: Vec::new(), arms: reader.arms(), undecidable: None, disagreement: None };
        match reader.code {
            Some(code) => {
                reader.by_code(code, &mut goods);
                reader.by_words_beside_code(&mut goods);
            }
            None => reader.by_words(&mut goods),
        }
        if goods.arms.is_some() {
            goods.undecidable = None;
        }
        goods
    }

    /// The commodities that count whether or not there is a nexus.
    pub(super) fn firm_scopes(&self) -> impl Iterator<Item = &Scope<'r>> {
        self.scopes.iter().filter(|scope| !scope.beside_code)
    }

    /// Whether origin must be known: minerals, metals and seafood.
    pub(super) fn needs_origin(&self) -> bool {
        self.undecidable.is_some()
            || self.firm_scopes().any(|scope| scope.commodity.class.needs_origin())
    }
}

struct Reader<'r, 'a> {
    index: usize,
    rulebook: &'r Rulebook,
    description: &'a str,
    named: Vec<(usize, Named<'a>)>,
    code: Option<&'a HsCode>,
}

impl<'r> Reader<'r, '_> {
    fn word(&self, word: &str, weight: Weight, detail: String) -> Evidence {
        let pointer = format!("/items/{}/description", self.index);
        Evidence { kind: "description", pointer, value: word.to_owned(), weight, detail }
    }

    fn digits(&self, weight: Weight, detail: String) -> Evidence {
        let pointer = format!("/items/{}/hs_code", self.index);
        let value = self.code.map_or("", HsCode::digits).to_owned();
        Evidence { kind: "hs_code", pointer, value, weight, detail }
    }

    /// The word by which the description names a commodity.
    fn named(&self, commodity: &Commodity) -> Option<Named<'_>> {
        let is_it = |index: &usize| {
            self.rulebook.commodities.get(*index).is_some_and(|known| known.id == commodity.id)
        };
        self.named.iter().find(|(index, _)| is_it(index)).map(|(_, named)| *named)
    }

    /// Arms by the chapter of the code; by words where there is no code, and as a doubt beside one.
    fn arms(&self) -> Option<(Standing, Evidence)> {
        let mut measures =
            self.rulebook.measures.iter().filter(|measure| measure.kind == MeasureKind::Arms);
        if let Some(code) = self.code
            && measures.any(|measure| measure.periods.iter().any(|p| p.covers_hs(code.digits())))
        {
            let detail = format!("HS {} stands in the chapter of arms", code.international());
            return Some((Standing::Violation, self.digits(Weight::Decisive, detail)));
        }
        let word = self.rulebook.signals.arms.words.find(self.description).next()?.text;
        let standing = if self.code.is_some() { Standing::Suspicion } else { Standing::Violation };
        let detail = format!("The description names arms: {word}");
        Some((standing, self.word(word, weight_of(standing), detail)))
    }

    fn by_code(&self, code: &HsCode, goods: &mut Goods<'r>) {
        if !code.names_goods() {
            goods.undecidable = Some(format!("HS {code} lies outside the chapters of goods"));
            return;
        }
        let digits = code.international();
        let mut inside = Vec::new();
        for commodity in &self.rulebook.commodities {
            if let Some(line) = commodity.line(digits) {
                goods.scopes.push(self.scope_of_line(commodity, line, &mut goods.disagreement));
            } else if commodity.lines.iter().any(|line| line.lies_inside(digits)) {
                inside.push(commodity.name.as_str());
            }
        }
        if goods.scopes.is_empty() && !inside.is_empty() {
            goods.undecidable = Some(format!(
                "HS {code} covers goods that are banned ({}) and goods that are not; six digits tell them apart",
                inside.join(", ")
            ));
        }
    }

    /// A commodity by its HS line. A part of a line is confirmed by the description; a line that is
    /// an open question gives way to a description that names the commodity plainly.
    fn scope_of_line(
        &self,
        commodity: &'r Commodity,
        line: &HsLine,
        disagreement: &mut Option<Evidence>,
    ) -> Scope<'r> {
        let name = commodity.name.to_lowercase();
        let named = self.named(commodity);
        let confirmed = line.part == LinePart::Full || named.is_some();
        let stricter = named.filter(|named| {
            named.plain && line.part == LinePart::Full && line.standing == Standing::Suspicion
        });
        let by_line = if confirmed { line.standing } else { Standing::Suspicion };
        let standing = if stricter.is_some() { Standing::Violation } else { by_line };
        let mut detail = format!("HS {} is {name}", line.hs);
        if let Some(open) = &line.open {
            detail += &format!("; open: {open}");
        } else if !confirmed {
            detail += " in part only, and the description does not say which part";
        } else if line.standing == Standing::Suspicion {
            detail += " by one list alone";
        }
        detail += &format!(" ({})", bases(&line.bases));
        if let Some(note) = &line.note {
            detail += &format!(". {note}");
        }
        let mut evidence = vec![self.digits(weight_of(by_line), detail)];
        if let Some(named) = named {
            let detail = format!("The description names {name}");
            evidence.push(self.word(named.word, weight_of(standing), detail));
        }
        if stricter.is_some() {
            *disagreement = evidence.last().cloned();
        }
        Scope { commodity, standing, evidence, beside_code: false }
    }

    /// A description that plainly names goods of another commodity than the code: the stricter plain
    /// reading counts where the goods are tied to the DPRK, and the difference is reported.
    fn by_words_beside_code(&self, goods: &mut Goods<'r>) {
        let undecidable = goods.undecidable.is_some();
        for (index, named) in &self.named {
            let Some(commodity) = self.rulebook.commodities.get(*index) else { continue };
            let known = goods.scopes.iter().any(|scope| scope.commodity.id == commodity.id);
            if known || !(named.plain || undecidable) {
                continue;
            }
            let standing = self.standing(commodity, *named);
            let detail = format!("The description names {}", commodity.name.to_lowercase());
            let evidence = self.word(named.word, weight_of(standing), detail);
            if !undecidable {
                goods.disagreement = Some(evidence.clone());
            }
            let beside_code = !undecidable;
            goods.scopes.push(Scope { commodity, standing, evidence: vec![evidence], beside_code });
        }
        if undecidable && goods.firm_scopes().next().is_some() {
            goods.undecidable = None;
        }
    }

    fn by_words(&self, goods: &mut Goods<'r>) {
        let words = tokens(self.description).filter(|word| is_word(word)).count();
        for (index, named) in &self.named {
            let Some(commodity) = self.rulebook.commodities.get(*index) else { continue };
            // A word that may mean something else counts where it leads the text or fills it.
            if !named.plain && words > SHORT_DESCRIPTION && named.start > 0 {
                continue;
            }
            let standing = self.standing(commodity, *named);
            let detail = format!("The description names {}", commodity.name.to_lowercase());
            let evidence = vec![self.word(named.word, weight_of(standing), detail)];
            goods.scopes.push(Scope { commodity, standing, evidence, beside_code: false });
        }
        if goods.scopes.is_empty() && tokens(self.description).all(|word| self.is_vague(word)) {
            goods.undecidable = Some(
                "the description names no goods, or banned and unbanned goods alike; an HS code of six \
                 digits tells them apart"
                    .to_owned(),
            );
        }
    }

    /// A plain word decides; the UN's own word does where the text says nothing else.
    fn standing(&self, commodity: &Commodity, named: Named<'_>) -> Standing {
        let own_word = named.word == fold(&commodity.name);
        let own_word = own_word
            && tokens(self.description)
                .all(|word| self.is_vague(word) || tokens(named.word).any(|own| own == word));
        if named.plain || own_word { Standing::Violation } else { Standing::Suspicion }
    }

    fn is_vague(&self, word: &str) -> bool {
        !is_word(word) || self.rulebook.signals.undecidable.words.contains(word)
    }
}

fn is_word(token: &str) -> bool {
    token.chars().any(char::is_alphabetic)
}

fn weight_of(standing: Standing) -> Weight {
    match standing {
        Standing::Violation => Weight::Decisive,
        Standing::Suspicion => Weight::Moderate,
    }
}

/// The bases of an HS line in words.
fn bases(bases: &[String]) -> String {
    if bases.is_empty() {
        return "in no list read".to_owned();
    }
    let words: Vec<&str> = bases
        .iter()
        .map(|base| match base.as_str() {
            "un_text" => "the code stands in the resolution",
            "un_words" => "plain words of the resolution",
            "eu_annex" => "EU annex",
            "eu_other" => "EU annex VIII or IX",
            "china_list" => "China's list",
            "canada_list" => "Canada's list",
            "panel_list" => "the Panel's table as recalled",
            other => other,
        })
        .collect();
    words.join(", ")
}
