//! From a match to its finding: what a list's authority, its regime and the operator's policy make of it.

use chrono::NaiveDate;

use super::subject::Days;
use crate::Reference;
use crate::judgement::{
    Corroboration, DesignationReference, Evidence, Finding, Match, MatchedName, MeasureReference,
    Outcome, Pointer, Reason, Script, TokenMatch,
};
use crate::names::Name;
use crate::policy::ListUse;
use crate::rulebook::{EvidenceKind, FindingKind, MeasureKind, Span, Weight};
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
    pub(crate) pointer: Pointer,
    pub(crate) watchlist: &'m Watchlist,
    pub(crate) designation: &'m Designation,
    pub(crate) kind: FindingKind,
    /// What the match would make on a list of the UN.
    pub(crate) outcome: Outcome,
    pub(crate) reason: Reason,
    /// What keeps it from making more, where something does.
    pub(crate) limit: Option<Reason>,
    pub(crate) name: Option<NameMet<'m>>,
    pub(crate) corroboration: Vec<Corroboration>,
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
        let (outcome, reason) = self.outcome_on(reference, days);
        let kind = match self.watchlist.authority {
            Authority::Un => self.kind,
            Authority::Other => FindingKind::OtherLaw,
            Authority::House => FindingKind::HouseList,
        };
        let explanation = self.explanation(outcome);
        let designation = designation_reference(self.watchlist, self.designation);
        let mut finding = Finding::new(kind, (outcome, reason), self.pointer, explanation);
        finding.designation = Some(designation.clone());
        finding.measure = measure.or_else(|| self.measure(reference));
        finding.evidence = vec![self.evidence(outcome, reference)];
        let score = self.name.as_ref().map_or(1000, |name| name.hit.likeness.score);
        let matched = Match {
            pointer: self.pointer,
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
        let kind = match self.kind {
            FindingKind::DesignatedVessel => EvidenceKind::ListedVessel,
            _ => EvidenceKind::ListedParty,
        };
        let value = self.name.as_ref().map_or("", |name| name.submitted);
        let why = because(self.reason);
        let mut evidence = Evidence::of(kind, reference.rulebook, self.pointer, value, why);
        evidence.weight = weight_of(outcome);
        evidence
    }

    /// What the match makes by its day and by its list, and why. Lists of the UN alone make violations, unless the
    /// operator set another list to block.
    fn outcome_on(&self, reference: &Reference<'_>, days: Days) -> (Outcome, Reason) {
        let later = is_later(self.designation, days);
        let (outcome, reason) = match (self.outcome, self.limit) {
            // What it would have made, or been ordered, at the time is cut off by the day alone.
            (Outcome::Violation, _) | (_, Some(Reason::OrderHolds)) if later => {
                (self.outcome.min(Outcome::Suspicion), Reason::ListedLater)
            }
            (outcome, limit) => (outcome, limit.unwrap_or(self.reason)),
        };
        if self.watchlist.authority == Authority::Un {
            return (outcome, reason);
        }
        let most = match reference.policy.list_use(&self.watchlist.id) {
            ListUse::Block => return (outcome, reason),
            ListUse::Review => (Outcome::Suspicion, Reason::ListHolds),
            ListUse::Notify => (Outcome::Notice, Reason::ListNotifies),
        };
        if outcome > most.0 { most } else { (outcome, reason) }
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
        format!(
            "{} ({}) is on {list}{}: {}.{what}",
            entry.name,
            entry.id,
            since(entry),
            because(self.reason)
        )
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

/// Why a match is one, in words.
fn because(reason: Reason) -> &'static str {
    match reason {
        Reason::ImoNumber => "her IMO number is on the list",
        Reason::RadioIdentity => "her radio identity is on the list",
        Reason::EqualNumber => "an equal identifying number",
        Reason::WholeName => "its whole name",
        Reason::WholeNameAgrees => "its whole name, and its country or address agrees",
        Reason::WholeNameElsewhere => "its whole name, in another country than the list states",
        Reason::WholeNameAlone => "the whole name, with no second fact that decides",
        Reason::WholeNameOtherNumber => "an equal name, and another valid IMO number",
        Reason::WholeNameOtherBirth => "an equal name, and another birth date",
        Reason::WholeNameOtherNationality => "the name as listed, with another nationality",
        Reason::BirthDateAgrees => "the whole name, and the birth date agrees",
        Reason::PostAgrees => "the whole name, nationality and post agree",
        Reason::SpellingOtherNationality => {
            "a name equal in another spelling, with another nationality"
        }
        Reason::OtherSpelling => "its name in another spelling or script",
        Reason::WeakName => "a short or weak name, with nothing else that agrees",
        Reason::ShipNameTied => {
            "her whole name, no valid IMO number against it, and a tie to the DPRK"
        }
        Reason::ShipName => "her name without her IMO number",
        Reason::NearShipName => "a near name, without an IMO number",
        Reason::NearNameWords => "a near name, whose distinctive words are equal",
        Reason::NearNameElsewhere => "a near name, in another country than the list states",
        Reason::NearNameAgrees => "a near name, and the birth date agrees",
        Reason::NearNameOtherBirth => "a near name, and another birth date",
        Reason::NearNameOtherNationality => "a near name, with another nationality",
        Reason::NearNameOtherNumber => "a near name, and another valid IMO number",
        _ => "a near name",
    }
}

/// Whether an entry was listed after the governing period: it freezes payment and new dealings now, and holds a record.
fn is_later(designation: &Designation, days: Days) -> bool {
    designation.listed_on.is_some_and(|listed| listed > days.until)
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

fn script_of(text: &str) -> Script {
    match text.chars().find(|character| character.is_alphabetic()) {
        Some('가'..='힣' | '\u{1100}'..='\u{11ff}') => Script::Hangul,
        Some('\u{3040}'..='\u{30ff}') => Script::Kana,
        Some('\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}') => Script::Han,
        Some('\u{400}'..='\u{52f}') => Script::Cyrillic,
        Some('\u{600}'..='\u{6ff}') => Script::Arabic,
        _ => Script::Latin,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::screening::testing::{days_after, goods, knowledge, outcome, with};

    #[test]
    fn a_listing_after_the_governing_period_holds_and_on_its_last_day_blocks() {
        let entry = knowledge().list("un-1718").unwrap().find_id("KPe.001").unwrap();
        let listed = entry.listed_on.unwrap();
        for (days, expected) in [
            (-1, (Outcome::Suspicion, Reason::ListedLater)),
            (0, (Outcome::Violation, Reason::WholeName)),
            (1, (Outcome::Violation, Reason::WholeName)),
        ] {
            let moved = days_after(listed, days).to_string();
            let party = json!([{"role": "agent", "name": entry.name}]);
            let record = with(&goods("940161", &moved), &[("/parties", party)]);
            assert_eq!(outcome(&record, FindingKind::DesignatedParty), Some(expected), "{days}");
        }
    }

    #[test]
    fn what_a_match_makes_is_what_it_weighs() {
        for (outcome, weight) in [
            (Outcome::Violation, Weight::Decisive),
            (Outcome::Exemption, Weight::Strong),
            (Outcome::Suspicion, Weight::Strong),
            (Outcome::Notice, Weight::Weak),
        ] {
            assert_eq!(weight_of(outcome), weight);
        }
    }

    #[test]
    fn the_script_of_a_name_is_that_of_its_first_letter() {
        for (name, script) in [
            ("조선", Script::Hangul),
            ("朝鮮", Script::Han),
            ("コリア", Script::Kana),
            ("Корея", Script::Cyrillic),
            ("كوريا", Script::Arabic),
            ("12 조선", Script::Hangul),
            ("12", Script::Latin),
            ("Chosun 조선", Script::Latin),
        ] {
            assert_eq!(script_of(name), script, "{name}");
        }
    }
}
