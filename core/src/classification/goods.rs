//! What goods are: the commodities that measures name, by HS code and by description, and whether the
//! two agree.

use chrono::NaiveDate;

use super::Input;
use super::meaning::{Meaning, Named, standing};
use crate::judgement::{Evidence, Member};
use crate::record::HsCode;
use crate::rulebook::{
    Commodity, EvidenceKind, HsLine, Level, LinePart, MeasureKind, Rulebook, Standing, Weight,
};
use crate::text::fold;

/// The goods of one line.
#[derive(Debug)]
pub struct Goods<'r> {
    /// The commodities they may belong to.
    pub scopes: Vec<Scope<'r>>,
    /// Whether they are arms, and how surely.
    pub arms: Option<(Standing, Evidence)>,
    /// Why it cannot be told what they are.
    pub undecidable: Option<String>,
    /// Where code and description name different goods: how near the two are, as evidence.
    pub mismatch: Option<Evidence>,
    /// Whether code and description agree.
    pub agreement: super::Agreement,
}

/// A commodity the goods may belong to.
#[derive(Debug)]
pub struct Scope<'r> {
    /// The commodity.
    pub commodity: &'r Commodity,
    /// What a decisive nexus makes of it.
    pub standing: Standing,
    /// What names it.
    pub evidence: Vec<Evidence>,
    /// Named by the description alone, under a code of other goods: it counts with a nexus only.
    pub beside_code: bool,
    /// Which of code and description names it.
    pub source: super::Source,
    /// How sure the naming is, 0 to 1; it decides nothing.
    pub confidence: f64,
}

impl<'r> Goods<'r> {
    /// Reads a description and a code.
    pub fn read(input: &Input<'_>, rulebook: &'r Rulebook) -> Self {
        let meaning = input.description.map(|text| Meaning::of(text, rulebook));
        let reader = Reader { input, rulebook, meaning };
        let mut goods = Self {
            scopes: Vec::new(),
            arms: reader.arms(),
            undecidable: None,
            mismatch: None,
            agreement: super::Agreement::OneSided,
        };
        match input.code {
            Some(code) => {
                reader.by_code(code, &mut goods);
                reader.by_words_beside_code(code, &mut goods);
                goods.agreement = reader.agreement(&goods);
            }
            None => reader.by_words(&mut goods),
        }
        if goods.arms.is_some() {
            goods.undecidable = None;
        }
        goods
    }

    /// The commodities that count whether or not there is a nexus.
    pub fn firm_scopes(&self) -> impl Iterator<Item = &Scope<'r>> {
        self.scopes.iter().filter(|scope| !scope.beside_code)
    }

    /// Whether origin must be known: minerals, metals and seafood.
    pub fn needs_origin(&self) -> bool {
        self.undecidable.is_some()
            || self.firm_scopes().any(|scope| scope.commodity.class.needs_origin())
    }
}

struct Reader<'r, 'a> {
    input: &'a Input<'a>,
    rulebook: &'r Rulebook,
    meaning: Option<Meaning>,
}

impl<'r> Reader<'r, '_> {
    fn word(&self, word: &str, weight: Weight, detail: String) -> Evidence {
        self.described(EvidenceKind::Description, word, weight, detail)
    }

    fn described(
        &self,
        kind: EvidenceKind,
        word: &str,
        weight: Weight,
        detail: String,
    ) -> Evidence {
        let pointer = self.input.pointer.to(Member::Description);
        Evidence { kind, pointer, value: word.to_owned(), weight, detail }
    }

    fn digits(&self, weight: Weight, detail: String) -> Evidence {
        let pointer = self.input.pointer.to(Member::HsCode);
        let value = self.input.code.map_or("", HsCode::digits).to_owned();
        Evidence { kind: EvidenceKind::HsCode, pointer, value, weight, detail }
    }

    fn named(&self) -> &[Named] {
        self.meaning.as_ref().map_or(&[], |meaning| meaning.named.as_slice())
    }

    fn commodity(&self, named: &Named) -> Option<&'r Commodity> {
        self.rulebook.commodities.get(named.sense.commodity)
    }

    /// How the description names a commodity.
    fn named_as(&self, commodity: &Commodity) -> Option<&Named> {
        self.named()
            .iter()
            .find(|named| self.commodity(named).is_some_and(|known| known.id == commodity.id))
    }

    /// Arms by the chapter of the code; by words where there is no code, and as a doubt beside one.
    fn arms(&self) -> Option<(Standing, Evidence)> {
        let mut measures =
            self.rulebook.measures.iter().filter(|measure| measure.kind == MeasureKind::Arms);
        if let Some(code) = self.input.code
            && measures.any(|measure| measure.periods.iter().any(|p| p.covers_hs(code.digits())))
        {
            let detail = format!("HS {} stands in the chapter of arms", code.international());
            return Some((Standing::Violation, self.digits(Weight::Decisive, detail)));
        }
        let text = &self.meaning.as_ref()?.text;
        let word = self.rulebook.signals.arms.words.find(text).next()?.text;
        let standing =
            if self.input.code.is_some() { Standing::Suspicion } else { Standing::Violation };
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
                if self.named_as(commodity).is_some() || !self.is_other_part(line) {
                    let scope = self.scope_of_line(commodity, line, &mut goods.mismatch);
                    goods.scopes.push(scope);
                }
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

    /// Whether the description names the part of a line that is not meant.
    fn is_other_part(&self, line: &HsLine) -> bool {
        line.part == LinePart::Ex
            && self.input.description.is_some_and(|text| line.excludes(&fold(text)))
    }

    /// A commodity by its HS line. A part of a line is confirmed by the description; a line that is
    /// an open question gives way to a description that names the commodity plainly.
    fn scope_of_line(
        &self,
        commodity: &'r Commodity,
        line: &HsLine,
        mismatch: &mut Option<Evidence>,
    ) -> Scope<'r> {
        let name = commodity.name.to_lowercase();
        let named = self.named_as(commodity);
        let confirmed = line.part == LinePart::Full || named.is_some();
        let stricter = named.filter(|named| {
            line.standing == Standing::Suspicion
                && named.sense.level > Level::Bare
                && standing(named.sense, self.rulebook) == Standing::Violation
                && commodity.lines.get(named.sense.line) != Some(line)
        });
        let by_line = if confirmed { line.standing } else { Standing::Suspicion };
        let result = if stricter.is_some() { Standing::Violation } else { by_line };
        let mut evidence =
            vec![self.digits(weight_of(by_line), self.detail(line, &name, confirmed))];
        if let Some(named) = named {
            let detail = format!("The description names {name}");
            evidence.push(self.word(&named.words, weight_of(result), detail));
        }
        if let Some(named) = stricter {
            *mismatch = self.mismatch_of(named);
        }
        let rates = &self.rulebook.signals.classification;
        let confidence = match (line.part, named.is_some()) {
            (_, true) => rates.code_and_words,
            (LinePart::Full, false) => rates.whole_line,
            (LinePart::Ex, false) => rates.part_of_line,
        };
        let source = if named.is_some() { super::Source::Both } else { super::Source::HsCode };
        Scope { commodity, standing: result, evidence, beside_code: false, source, confidence }
    }

    fn detail(&self, line: &HsLine, name: &str, confirmed: bool) -> String {
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
        if let Some(edition) = self.input.day.and_then(|day| line.other_edition(day)) {
            detail += &format!(". {edition}");
        }
        detail
    }

    /// A description that names goods of another commodity than the code: the stricter plain reading
    /// counts where the goods are tied to the DPRK, and the difference is reported.
    fn by_words_beside_code(&self, code: &HsCode, goods: &mut Goods<'r>) {
        let undecidable = goods.undecidable.is_some();
        for named in self.named() {
            let Some(commodity) = self.commodity(named) else { continue };
            let known = goods.scopes.iter().any(|scope| scope.commodity.id == commodity.id);
            let standing = standing(named.sense, self.rulebook);
            let counts = named.sense.level > Level::Bare && standing == Standing::Violation;
            if known || !(counts || undecidable) {
                continue;
            }
            if !undecidable {
                goods.mismatch = stronger(goods.mismatch.take(), self.mismatch_of(named));
            }
            goods.scopes.push(self.scope_of_words(commodity, named, !undecidable));
        }
        if undecidable && goods.firm_scopes().next().is_some() {
            goods.undecidable = None;
        }
        if goods.mismatch.is_none() {
            goods.mismatch = self.called_otherwise(code, goods);
        }
    }

    fn scope_of_words(
        &self,
        commodity: &'r Commodity,
        named: &Named,
        beside_code: bool,
    ) -> Scope<'r> {
        let standing = standing(named.sense, self.rulebook);
        let mut detail = format!("The description names {}", commodity.name.to_lowercase());
        if let Some(line) = commodity.lines.get(named.sense.line) {
            detail += &format!(", goods of HS {}", line.hs);
            if standing == Standing::Suspicion {
                detail += &format!(" ({})", bases(&line.bases));
            }
        }
        let evidence = vec![self.word(&named.words, weight_of(standing), detail)];
        let rates = &self.rulebook.signals.classification;
        let confidence = match named.sense.level {
            Level::Plain => rates.plain_words,
            Level::Head | Level::First => rates.head_words,
            Level::Bare => rates.bare_words,
        };
        let source = super::Source::Description;
        Scope { commodity, standing, evidence, beside_code, source, confidence }
    }

    /// How near the code is to goods that the description names: the nearer, the likelier a disguise.
    fn mismatch_of(&self, named: &Named) -> Option<Evidence> {
        let line = self.commodity(named)?.lines.get(named.sense.line)?;
        let digits = self.input.code?.international();
        let disguise = self.rulebook.signals.disguise.iter().find(|disguise| {
            digits.starts_with(&disguise.declared) && line.hs.starts_with(&disguise.goods)
        });
        let chapter = digits.get(..2) == line.hs.get(..2);
        let signals = &self.rulebook.signals.signal;
        let (kind, signal, detail) = match (disguise, chapter) {
            (Some(known), _) => (
                EvidenceKind::MisdeclaredDisguise,
                &signals.misdeclared_disguise,
                known.what.clone(),
            ),
            (None, true) => (
                EvidenceKind::MisdeclaredNear,
                &signals.misdeclared_near,
                signals.misdeclared_near.summary.clone(),
            ),
            (None, false) => (
                EvidenceKind::MisdeclaredFar,
                &signals.misdeclared_far,
                signals.misdeclared_far.summary.clone(),
            ),
        };
        let detail = format!("{detail}: HS {digits} against goods of HS {}", line.hs);
        Some(self.described(kind, &named.words, signal.weight, detail))
    }

    /// A code of minerals or metals over a description that begins with something else.
    fn called_otherwise(&self, code: &HsCode, goods: &Goods<'_>) -> Option<Evidence> {
        let subject = self.meaning.as_ref()?.subject.as_ref()?;
        let material = goods
            .scopes
            .iter()
            .any(|scope| scope.source == super::Source::HsCode && scope.commodity.is_material());
        let signal = &self.rulebook.signals.signal.misdeclared_name;
        let detail = format!("{}: HS {code}", signal.summary);
        material
            .then(|| self.described(EvidenceKind::MisdeclaredName, subject, signal.weight, detail))
    }

    fn by_words(&self, goods: &mut Goods<'r>) {
        for named in self.named() {
            if let Some(commodity) = self.commodity(named) {
                goods.scopes.push(self.scope_of_words(commodity, named, false));
            }
        }
        if goods.scopes.is_empty() && self.meaning.as_ref().is_none_or(|meaning| meaning.vague) {
            goods.undecidable = Some(
                "the description names no goods, or banned and unbanned goods alike; an HS code of six \
                 digits tells them apart"
                    .to_owned(),
            );
        }
    }

    fn agreement(&self, goods: &Goods<'_>) -> super::Agreement {
        if goods.mismatch.is_some() {
            return super::Agreement::Disagree;
        }
        let both = goods.scopes.iter().any(|scope| scope.source == super::Source::Both);
        let neither = goods.scopes.is_empty()
            && goods.undecidable.is_none()
            && self.meaning.as_ref().is_some_and(|meaning| !meaning.vague);
        if both || neither { super::Agreement::Agree } else { super::Agreement::OneSided }
    }
}

fn stronger(known: Option<Evidence>, new: Option<Evidence>) -> Option<Evidence> {
    match (known, new) {
        (Some(known), Some(new)) if new.weight > known.weight => Some(new),
        (Some(known), _) => Some(known),
        (None, new) => new,
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

/// The law of a day for goods: what a decisive nexus makes of them then.
pub(super) fn standing_on(scope: &Scope<'_>, rulebook: &Rulebook, day: NaiveDate) -> Standing {
    let span = crate::rulebook::Span { from: day, until: day, known_by: day };
    let strictest = rulebook
        .bans(&scope.commodity.id)
        .filter(|rule| rule.applies_in(span))
        .map(|rule| rule.period.outcome)
        .max();
    strictest.map_or(Standing::Suspicion, |outcome| outcome.min(scope.standing))
}
