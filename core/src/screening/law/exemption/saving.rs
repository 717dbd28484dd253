//! What is let be of ventures and workers: savings of the measures that hold a record without deciding
//! it. Every saving is listed with its conditions; the finding stays a suspicion.

use ConditionStatus::{Met, Unknown, Unmet};
use chrono::NaiveDate;

use super::need::{self, Place};
use super::{known, status_of};
use crate::judgement::{ConditionResult, ConditionStatus, ExemptionResult};
use crate::record::DocumentType;
use crate::rulebook::{Condition, ConditionId, CountryCode, Rule};
use crate::screening::facts::DocumentFacts;
use crate::text::{fold, is_unspaced};

/// What a record says of a venture or a worker.
pub(crate) struct Venture<'c> {
    /// The papers of the record.
    pub(crate) documents: &'c [DocumentFacts<'c>],
    /// The last day judged.
    pub(crate) day: NaiveDate,
    /// The day of loading, where there is one.
    pub(crate) loading: Option<NaiveDate>,
    /// The country of the side that is not the DPRK's.
    pub(crate) partner: Option<CountryCode>,
    /// Names and activities.
    pub(crate) texts: Vec<&'c str>,
    /// Whether each line is coal, and its origin; none for a record without goods.
    pub(crate) goods: Vec<(bool, Option<CountryCode>)>,
}

/// Every saving of the rule, with its conditions.
pub(crate) fn weigh(venture: &Venture<'_>, rule: Rule<'_>) -> Vec<ExemptionResult> {
    let place = Place { loading: venture.loading, ..Place::default() };
    rule.exemptions()
        .map(|exemption| {
            let conditions: Vec<ConditionResult> = exemption
                .condition
                .iter()
                .map(|condition| need::result(condition, venture.status(condition), place))
                .collect();
            ExemptionResult { id: exemption.id, status: status_of(&conditions), conditions }
        })
        .collect()
}

impl Venture<'_> {
    fn status(&self, condition: &Condition) -> ConditionStatus {
        match condition.id {
            ConditionId::ApprovedInAdvance => match self.dated(DocumentType::CommitteeApproval) {
                Some(date) if date < self.loading.unwrap_or(self.day) => Met,
                Some(_) => Unmet,
                None => Unknown,
            },
            ConditionId::PartnerFrom => match self.partner.filter(|c| *c != CountryCode::KP) {
                Some(country) => known(condition.countries.contains(&country.to_string())),
                None => Unknown,
            },
            ConditionId::ProjectNamed if self.names(&condition.words) => Met,
            ConditionId::CoalOf => self.coal_of(&condition.countries),
            ConditionId::ExistedBefore => {
                match (self.dated(DocumentType::Contract), condition.date) {
                    (Some(date), Some(day)) if date < day => Met,
                    _ => Unknown,
                }
            }
            // Until its last day the end is not yet due.
            ConditionId::EndedBy if condition.date.is_some_and(|last| self.day > last) => Unmet,
            _ => Unknown,
        }
    }

    /// The earliest day a paper of a kind bears.
    fn dated(&self, kind: DocumentType) -> Option<NaiveDate> {
        let papers = self.documents.iter().filter(|paper| paper.kind == Some(kind));
        papers.filter_map(|paper| paper.date).min()
    }

    /// Whether a name or an activity holds one of the words.
    fn names(&self, words: &[String]) -> bool {
        self.texts.iter().any(|text| {
            let folded = format!(" {} ", fold(text));
            words.iter().any(|word| {
                let word = fold(word);
                if is_unspaced(&word) {
                    folded.contains(&word)
                } else {
                    folded.contains(&format!(" {word} "))
                }
            })
        })
    }

    /// Whether every line is coal of one of the countries.
    fn coal_of(&self, countries: &[String]) -> ConditionStatus {
        let is_other = |origin: CountryCode| !countries.contains(&origin.to_string());
        if self.goods.is_empty() {
            Unknown
        } else if self.goods.iter().any(|(coal, origin)| !coal || origin.is_some_and(is_other)) {
            Unmet
        } else {
            self.goods
                .iter()
                .map(|(_, origin)| origin)
                .find(|o| o.is_none())
                .map_or(Met, |_| Unknown)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screening::testing::{day, rulebook};

    fn condition(id: ConditionId) -> Condition {
        let all = rulebook().measures.iter().flat_map(|measure| &measure.exemptions);
        all.flat_map(|one| &one.condition).find(|one| one.id == id).unwrap().clone()
    }

    fn venture() -> Venture<'static> {
        Venture {
            documents: &[],
            day: day("2018-05-10"),
            loading: None,
            partner: None,
            texts: Vec::new(),
            goods: Vec::new(),
        }
    }

    #[test]
    fn coal_is_of_a_country_where_every_line_is() {
        let country = CountryCode::new;
        for (goods, expected) in [
            (vec![], Unknown),
            (vec![(true, country("RU"))], Met),
            (vec![(true, country("RU")), (true, None)], Unknown),
            (vec![(true, country("CN"))], Unmet),
            (vec![(false, country("RU"))], Unmet),
            (vec![(true, country("RU")), (false, None)], Unmet),
        ] {
            let venture = Venture { goods: goods.clone(), ..venture() };
            assert_eq!(venture.coal_of(&["RU".to_owned()]), expected, "{goods:?}");
        }
    }

    #[test]
    fn a_project_is_named_by_whole_words() {
        let words = ["khasan".to_owned(), "哈桑".to_owned()];
        for (text, expected) in [
            ("Rajin-Khasan project", true),
            ("Khasanov Trading", false),
            ("罗津哈桑项目", true),
            ("Rajin", false),
        ] {
            let venture = Venture { texts: vec!["A", text], ..venture() };
            assert_eq!(venture.names(&words), expected, "{text}");
        }
    }

    #[test]
    fn an_end_is_due_after_its_last_day_and_the_partner_is_never_the_dprk() {
        let end = condition(ConditionId::EndedBy);
        let last = end.date.unwrap();
        for (on, expected) in [(last, Unknown), (last.succ_opt().unwrap(), Unmet)] {
            assert_eq!(Venture { day: on, ..venture() }.status(&end), expected, "{on}");
        }
        let from = condition(ConditionId::PartnerFrom);
        let named = CountryCode::new(&from.countries[0]);
        for (partner, expected) in [
            (None, Unknown),
            (Some(CountryCode::KP), Unknown),
            (named, Met),
            (CountryCode::new("FJ"), Unmet),
        ] {
            assert_eq!(Venture { partner, ..venture() }.status(&from), expected, "{partner:?}");
        }
    }
}
