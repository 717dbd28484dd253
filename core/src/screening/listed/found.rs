//! From a match to its finding: what a list's authority, its regime and the operator's policy make of it.

use chrono::NaiveDate;

use super::subject::Days;
use crate::Reference;
use crate::judgement::{
    Corroboration, DesignationReference, Evidence, Finding, FindingKind, Match, MatchedName,
    MeasureReference, Outcome, TokenMatch, fact,
};
use crate::names::Name;
use crate::policy::ListUse;
use crate::rulebook::{MeasureKind, Span, Weight};
use crate::watchlist::{Authority, Designation, Hit, Watchlist};

/// The regime whose law the rulebook holds.
const DPRK: &str = "DPRK";
/// Where the UN explains its regimes.
const REGIMES: &str = "https://main.un.org/securitycouncil/en/sanctions/information";

/// A match and the finding that it makes.
pub(crate) struct Found {
    pub(crate) matched: Match,
    pub(crate) finding: Finding,
}

/// An entry that was met, by a name or by a number.
pub(crate) struct Met<'m> {
    pub(crate) pointer: &'m str,
    pub(crate) watchlist: &'m Watchlist,
    pub(crate) designation: &'m Designation,
    pub(crate) kind: FindingKind,
    /// What the match would make on a list of the UN.
    pub(crate) outcome: Outcome,
    pub(crate) name: Option<NameMet<'m>>,
    pub(crate) corroboration: Vec<Corroboration>,
    pub(crate) why: &'static str,
}

/// The name by which an entry was met.
pub(crate) struct NameMet<'m> {
    pub(crate) submitted: &'m str,
    pub(crate) forms: &'m [Name],
    pub(crate) hit: &'m Hit<'m>,
}

/// What a match weighs by what it makes.
pub(crate) fn weight_of(outcome: Outcome) -> Weight {
    match outcome {
        Outcome::Violation => Weight::Decisive,
        Outcome::Suspicion | Outcome::Exemption => Weight::Strong,
        Outcome::Notice => Weight::Weak,
    }
}

impl Met<'_> {
    /// The match with its finding; `measure` is the one that the list orders for a ship.
    pub(crate) fn make(
        self,
        measure: Option<MeasureReference>,
        reference: &Reference<'_>,
        days: Days,
    ) -> Found {
        let outcome =
            self.outcome_by_authority(by_day(self.outcome, self.designation, days), reference);
        let kind = match self.watchlist.authority {
            Authority::Un => self.kind,
            Authority::Other => FindingKind::OtherLaw,
            Authority::House => FindingKind::HouseList,
        };
        let explanation = self.explanation(outcome);
        let designation = designation_reference(self.watchlist, self.designation);
        let mut finding = Finding::new(kind, outcome, self.pointer, explanation);
        finding.designation = Some(designation.clone());
        finding.measure = measure.or_else(|| self.measure(reference));
        finding.evidence = vec![self.evidence(outcome, reference)];
        let score = self.name.as_ref().map_or(1000, |name| name.hit.likeness.score);
        let matched = Match {
            pointer: self.pointer.to_owned(),
            designation,
            outcome,
            score: f64::from(score) / 1000.0,
            matched_name: self.name.as_ref().map(NameMet::matched_name),
            tokens: self.name.as_ref().map(NameMet::tokens).unwrap_or_default(),
            corroboration: self.corroboration,
            cleared_by: None,
        };
        Found { matched, finding }
    }

    /// The match as evidence: it weighs what its outcome says.
    fn evidence(&self, outcome: Outcome, reference: &Reference<'_>) -> Evidence {
        let signals = &reference.rulebook.signals.signal;
        let (kind, signal) = match self.kind {
            FindingKind::DesignatedVessel => ("listed_vessel", &signals.listed_vessel),
            _ => ("listed_party", &signals.listed_party),
        };
        let value = self.name.as_ref().map_or("", |name| name.submitted);
        let mut evidence = fact(kind, signal, self.pointer.to_owned(), value, self.why);
        evidence.weight = weight_of(outcome);
        evidence
    }

    /// Lists of the UN alone make violations, unless the operator set another list to block.
    fn outcome_by_authority(&self, outcome: Outcome, reference: &Reference<'_>) -> Outcome {
        if self.watchlist.authority == Authority::Un {
            return outcome;
        }
        match reference.policy.list_use(&self.watchlist.id) {
            ListUse::Block => outcome,
            ListUse::Review => outcome.min(Outcome::Suspicion),
            ListUse::Notify => Outcome::Notice,
        }
    }

    fn explanation(&self, outcome: Outcome) -> String {
        let entry = self.designation;
        let list = match self.watchlist.authority {
            Authority::Un => "the UN's list".to_owned(),
            Authority::Other => {
                format!("the list \"{}\" of another authority, not UN law", self.watchlist.title)
            }
            Authority::House => format!("the house list \"{}\"", self.watchlist.title),
        };
        let what = match (outcome, self.watchlist.authority, self.kind) {
            (Outcome::Violation, Authority::Un, FindingKind::DesignatedParty) => {
                " Its funds and resources are frozen, and none may be made available to it."
            }
            (Outcome::Violation, Authority::Other | Authority::House, _) => {
                " The operator set this list to block."
            }
            (Outcome::Suspicion, ..) => " A person must confirm or rule out that it is the same.",
            _ => "",
        };
        format!("{} ({}) is on {list}{}: {}.{what}", entry.name, entry.id, since(entry), self.why)
    }

    /// The freeze of the DPRK's regime as the rulebook has it; of another UN regime, its name.
    fn measure(&self, reference: &Reference<'_>) -> Option<MeasureReference> {
        if self.watchlist.authority != Authority::Un {
            return None;
        }
        let regime = self.watchlist.regime_of(self.designation);
        let listed = self.designation.listed_on;
        if regime == DPRK || regime.is_empty() {
            let from = listed.unwrap_or(NaiveDate::MIN);
            let span = Span { from, until: NaiveDate::MAX, known_by: NaiveDate::MAX };
            let rule = reference.rulebook.in_force(MeasureKind::AssetFreeze, span);
            return rule.map(MeasureReference::from);
        }
        Some(MeasureReference {
            id: format!("un-regime-{}", crate::text::fold(regime).replace(' ', "-")),
            resolution: regime.to_owned(),
            paragraph: String::new(),
            title: format!("Designation under the UN's {regime} regime"),
            in_force_from: listed?,
            in_force_until: None,
            url: REGIMES.to_owned(),
        })
    }
}

impl NameMet<'_> {
    fn matched_name(&self) -> MatchedName {
        MatchedName {
            submitted: self.submitted.to_owned(),
            listed: self.hit.listed_name.to_owned(),
            script: script_of(self.hit.listed_name),
        }
    }

    fn tokens(&self) -> Vec<TokenMatch> {
        self.hit.explain(self.forms).into_iter().map(TokenMatch::from).collect()
    }
}

/// Since when an entry is listed, in words; nothing where the list does not say.
pub(crate) fn since(designation: &Designation) -> String {
    designation.listed_on.map(|day| format!(" since {day}")).unwrap_or_default()
}

/// A listing after the governing period freezes payment and new dealings now; it is a suspicion.
pub(crate) fn by_day(outcome: Outcome, designation: &Designation, days: Days) -> Outcome {
    let later = designation.listed_on.is_some_and(|listed| listed > days.until);
    if later { outcome.min(Outcome::Suspicion) } else { outcome }
}

/// List and number of an entry, as answers name it.
fn designation_reference(watchlist: &Watchlist, designation: &Designation) -> DesignationReference {
    DesignationReference {
        id: format!("{}:{}", watchlist.id, designation.id),
        name: designation.name.clone(),
        kind: designation.kind,
        listed_on: designation.listed_on,
    }
}

fn script_of(text: &str) -> &'static str {
    match text.chars().find(|character| character.is_alphabetic()) {
        Some('가'..='힣' | '\u{1100}'..='\u{11ff}') => "hangul",
        Some('\u{3040}'..='\u{30ff}') => "kana",
        Some('\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}') => "han",
        Some('\u{400}'..='\u{52f}') => "cyrillic",
        Some('\u{600}'..='\u{6ff}') => "arabic",
        _ => "latin",
    }
}
