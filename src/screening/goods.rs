//! What the goods of a line are: the commodities that measures name, by HS code and by description.

use super::facts::ItemFacts;
use super::finding::Evidence;
use crate::record::stated;
use crate::rulebook::{Commodity, CommodityClass, LinePart, Reading, Rulebook, Standing, Weight};
use crate::text::{fold, tokens};

/// Words up to which a description is taken at its word though the word is not unmistakable.
const SHORT_DESCRIPTION: usize = 3;

/// The goods of one line.
pub(super) struct Goods<'r> {
    /// The commodities they may belong to.
    pub(super) scopes: Vec<Scope<'r>>,
    /// Whether they are arms.
    pub(super) arms: Option<Evidence>,
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
}

impl Goods<'_> {
    /// Reads one line of a shipment.
    pub(super) fn read<'r>(
        item: &ItemFacts<'_>,
        index: usize,
        rulebook: &'r Rulebook,
    ) -> Goods<'r> {
        let description = stated(item.record.description.as_ref()).map(fold).unwrap_or_default();
        let mut reader = Reader { index, rulebook, description: &description, item };
        let mut goods = Goods {
            scopes: Vec::new(),
            arms: reader.arms(),
            undecidable: None,
            disagreement: None,
        };
        if item.hs.is_some() {
            reader.by_code(&mut goods);
            reader.by_words_beside_code(&mut goods);
        } else {
            reader.by_words(&mut goods);
        }
        if goods.arms.is_some() {
            goods.undecidable = None;
        }
        goods
    }

    /// Whether origin must be known: minerals, metals and seafood.
    pub(super) fn class_needs_origin(&self) -> bool {
        self.undecidable.is_some()
            || self.scopes.iter().any(|scope| scope.commodity.class.needs_origin())
    }
}

struct Reader<'r, 'a> {
    index: usize,
    rulebook: &'r Rulebook,
    description: &'a str,
    item: &'a ItemFacts<'a>,
}

impl<'r> Reader<'r, '_> {
    fn evidence(&self, member: &str, value: &str, weight: Weight, detail: String) -> Evidence {
        Evidence {
            kind: if member == "hs_code" { "hs_code" } else { "description" },
            pointer: format!("/items/{}/{member}", self.index),
            value: value.to_owned(),
            weight,
            detail,
        }
    }

    fn arms(&self) -> Option<Evidence> {
        let hs = self.item.hs.as_ref();
        let listed = |digits: &str| {
            self.rulebook
                .measures
                .iter()
                .filter(|measure| measure.kind == crate::rulebook::MeasureKind::Arms)
                .any(|measure| measure.periods.iter().any(|period| period.covers_hs(digits)))
        };
        if let Some(code) = hs.filter(|code| listed(code.digits())) {
            let detail = format!("HS {} stands in the chapter of arms", code.international());
            return Some(self.evidence("hs_code", code.digits(), Weight::Decisive, detail));
        }
        let padded = format!(" {} ", self.description);
        let word = self.rulebook.signals.arms.words.iter().find(|word| {
            padded.contains(&format!(" {word} "))
                || (!word.is_ascii() && padded.contains(word.as_str()))
        })?;
        let detail = format!("The description names arms: {word}");
        Some(self.evidence("description", word, Weight::Decisive, detail))
    }

    fn by_code(&mut self, goods: &mut Goods<'r>) {
        let Some(code) = &self.item.hs else { return };
        if !code.names_goods() {
            goods.undecidable = Some(format!("HS {code} lies outside the chapters of goods"));
            return;
        }
        let digits = code.international();
        let mut inside = Vec::new();
        for commodity in &self.rulebook.commodities {
            if let Some(line) = commodity.line(digits) {
                goods.scopes.push(self.scope_of_line(commodity, line));
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

    fn scope_of_line(&self, commodity: &'r Commodity, line: &crate::rulebook::HsLine) -> Scope<'r> {
        let code = self.item.hs.as_ref().map_or("", |code| code.digits());
        let term = commodity.term(self.description);
        let confirmed = line.part == LinePart::Full || term.is_some();
        let standing = if confirmed { line.standing } else { Standing::Suspicion };
        let mut detail = format!("HS {} is {}", line.hs, commodity.name.to_lowercase());
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
        let weight = weight_of(standing);
        let mut evidence = vec![self.evidence("hs_code", code, weight, detail)];
        if let Some(Reading::Plain(word) | Reading::Loose(word)) = term {
            let detail = format!("The description names {}", commodity.name.to_lowercase());
            evidence.push(self.evidence("description", word, weight, detail));
        }
        Scope { commodity, standing, evidence }
    }

    /// A description that names minerals, metals or seafood under a code of other goods: the stricter
    /// plain reading counts, and the difference is reported.
    fn by_words_beside_code(&mut self, goods: &mut Goods<'r>) {
        for commodity in &self.rulebook.commodities {
            let known = goods.scopes.iter().any(|scope| scope.commodity.id == commodity.id);
            if known || commodity.class == CommodityClass::Other {
                continue;
            }
            let Some(Reading::Plain(word)) = commodity.term(self.description) else { continue };
            let detail = format!("The description names {}", commodity.name.to_lowercase());
            let evidence = self.evidence("description", word, Weight::Decisive, detail);
            if goods.undecidable.is_none() {
                goods.disagreement = Some(evidence.clone());
            }
            let standing = Standing::Violation;
            goods.scopes.push(Scope { commodity, standing, evidence: vec![evidence] });
        }
        if !goods.scopes.is_empty() {
            goods.undecidable = None;
        }
    }

    fn by_words(&mut self, goods: &mut Goods<'r>) {
        let words = tokens(self.description).count();
        for commodity in &self.rulebook.commodities {
            let (word, standing) = match commodity.term(self.description) {
                Some(Reading::Plain(word)) => (word, Standing::Violation),
                Some(Reading::Loose(word)) if words <= SHORT_DESCRIPTION => {
                    (word, Standing::Suspicion)
                }
                _ => continue,
            };
            let detail = format!("The description names {}", commodity.name.to_lowercase());
            let evidence = vec![self.evidence("description", word, weight_of(standing), detail)];
            goods.scopes.push(Scope { commodity, standing, evidence });
        }
        if goods.scopes.is_empty() && self.names_no_goods() {
            goods.undecidable = Some(
                "the description names no goods, or banned and unbanned goods alike; an HS code of six \
                 digits tells them apart"
                    .to_owned(),
            );
        }
    }

    fn names_no_goods(&self) -> bool {
        let vague = &self.rulebook.signals.undecidable.words;
        tokens(self.description).all(|token| {
            !token.chars().any(char::is_alphabetic) || vague.iter().any(|word| word == token)
        })
    }
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
