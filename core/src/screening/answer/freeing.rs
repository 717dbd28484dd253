//! What would free a held record: the paper or fact, where it would go, and an example that is tried.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::missing::gap;
use crate::classification::Goods;
use crate::judgement::{Finding, Match, Member, Missing, Outcome, Pointer, Reason, Verdict, at};
use crate::record::{DocumentType, ImoNumber};
use crate::rulebook::{CountryCode, EvidenceKind, FindingKind, Rulebook};
use crate::screening::facts::{EventFacts, ShipmentFacts};
use crate::screening::law;
use crate::screening::law::scope::in_scope;
use crate::screening::origin::concealment::Concealment;
use crate::screening::origin::exculpation;
use crate::watchlist::DesignationKind;

/// A ship's number for examples, with a right check digit and on no list.
const EXAMPLE_IMO: &str = "9074729";
/// A year of birth for examples, in which no listed person was born.
const EXAMPLE_BIRTH_YEAR: i32 = 2001;

/// What a shipment's judgement found, as far as it says what would free it.
pub(crate) struct Held<'c, 'a> {
    pub(crate) facts: &'c ShipmentFacts<'a>,
    pub(crate) goods: &'c [Goods<'c>],
    pub(crate) findings: &'c [Finding],
    pub(crate) matches: &'c [Match],
    pub(crate) concealment: &'c Concealment,
    pub(crate) rulebook: &'c Rulebook,
}

impl Held<'_, '_> {
    /// Facts and papers, each of which could free the record, with an example to try.
    pub(crate) fn offers(&self) -> Vec<Missing> {
        let mut offers = self.papers();
        offers.extend(self.mine());
        offers.extend(self.refiner());
        offers.extend(self.port_of_loading());
        offers.extend(self.settled_names());
        offers.extend(self.arrival());
        offers.extend(self.contradictions());
        offers.extend(self.ship_number());
        offers.extend(self.birth_dates());
        offers
    }

    fn holds(&self, reason: Reason) -> impl Iterator<Item = &Finding> {
        let held = self.findings.iter().filter(|finding| finding.outcome == Outcome::Suspicion);
        held.filter(move |finding| finding.reason == reason)
    }

    fn offer(&self, pointer: Pointer, why: &str, example: Value) -> Missing {
        let named = in_scope(self.facts, self.goods, self.rulebook);
        let worst = if named { Verdict::Prohibited } else { Verdict::Review };
        Missing { example: Some(example), ..gap(pointer, why, worst) }
    }

    /// Sets of papers that answer every sign that holds the record.
    fn papers(&self) -> Vec<Missing> {
        self.concealment
            .ways
            .iter()
            .filter_map(|way| {
                let papers: Vec<Value> =
                    way.iter().flat_map(|answer| self.paper(*answer)).collect();
                let summaries: Vec<&str> = self
                    .rulebook
                    .all_signals()
                    .filter(|(kind, _)| way.contains(kind))
                    .map(|(_, signal)| signal.summary.as_str())
                    .collect();
                let why = format!(
                    "It would answer the signs that hold the record: {}",
                    summaries.join("; ")
                );
                let (pointer, example) = self.append(papers)?;
                Some(self.offer(pointer, &why, example))
            })
            .collect()
    }

    /// Where papers are added to those that are there, and the fragment that does it.
    fn append(&self, mut papers: Vec<Value>) -> Option<(Pointer, Value)> {
        let known = &self.facts.record.documents;
        match (known.len(), papers.len()) {
            (_, 0) => None,
            (0, _) => Some((at(Member::Documents), Value::Array(papers))),
            (count, 1) => Some((at(Member::Documents).nth(count), papers.pop()?)),
            _ => {
                let mut all = serde_json::to_value(known).ok()?;
                all.as_array_mut()?.append(&mut papers);
                Some((at(Member::Documents), all))
            }
        }
    }

    fn origin(&self) -> Option<CountryCode> {
        self.facts.items.iter().find_map(|item| self.facts.declared_origin(item).known())
    }

    /// Example papers for one answer.
    fn paper(&self, answer: EvidenceKind) -> Vec<Value> {
        let Some(origin) = self.facts.one_origin() else { return Vec::new() };
        let one = |kind: DocumentType, issuer: &str| {
            let origin = origin.as_str();
            let mut paper =
                json!({"type": kind, "issuer": issuer, "country": origin, "states_origin": origin});
            if let (Some(day), Some(paper)) = (self.facts.period.loading, paper.as_object_mut()) {
                paper.insert("date".to_owned(), json!(day.to_string()));
            }
            paper
        };
        let (kind, issuer) = match answer {
            EvidenceKind::MineCertificate => {
                (DocumentType::MineCertificate, "Operator of the mine")
            }
            EvidenceKind::RailWaybill => {
                (DocumentType::RailWaybill, "Railway of the declared origin")
            }
            EvidenceKind::AssayCertificate => {
                (DocumentType::AssayCertificate, "Independent inspection company")
            }
            EvidenceKind::ExportDeclaration => {
                (DocumentType::CustomsDeclaration, "Customs of the declared origin")
            }
            EvidenceKind::FullPapers => {
                let absent = exculpation::absent_full_papers(self.facts);
                return absent.map(|kind| one(kind, "Issuer of the paper")).collect();
            }
            _ => return Vec::new(),
        };
        vec![one(kind, issuer)]
    }

    /// The mine that nobody named.
    fn mine(&self) -> Option<Missing> {
        self.concealment.shows(EvidenceKind::UnnamedMine).then_some(())?;
        let kinds = self.rulebook.origin.goods.sold_by_agents();
        let item = self.facts.items.iter().find(|item| item.kinds.meets(kinds))?;
        let mine = self
            .origin()
            .and_then(|origin| self.rulebook.origin.plausibility.example_mine(item.kinds, origin));
        let why = "The mine says where the goods come from; none is named";
        let example = json!(mine.unwrap_or("name of the mine and its province"));
        Some(self.offer(item.extraction.pointer, why, example))
    }

    /// The refiner that nobody named.
    fn refiner(&self) -> Option<Missing> {
        self.concealment.shows(EvidenceKind::GoldRefinerUnnamed).then_some(())?;
        let gold = self.rulebook.origin.goods.gold();
        let item = self.facts.items.iter().find(|item| item.kinds.meets(gold))?;
        let why = "The refiner says whose gold it is; none is named";
        Some(self.offer(item.pointer.to(Member::Producer), why, json!("name of the refinery")))
    }

    /// The port of loading, where the goods are stated to have come aboard at sea.
    fn port_of_loading(&self) -> Option<Missing> {
        let at_sea = [EvidenceKind::LoadedAtSea, EvidenceKind::BargeFromSea]
            .iter()
            .any(|kind| self.concealment.shows(*kind));
        let event =
            self.facts.loadings().find(|event| event.harbour.is_none()).filter(|_| at_sea)?;
        let kinds = self.facts.kinds();
        let origin = self.origin()?;
        let harbour = self.rulebook.origin.harbours.of_mines(kinds, origin)?;
        let why = "The port of loading says where the goods came from; a stretch of sea is stated";
        let place = json!({"unlocode": harbour.unlocodes.first()?, "name": harbour.name});
        Some(self.offer(event.pointer.to(Member::Location), why, place))
    }

    /// "Korea", settled.
    fn settled_names(&self) -> Vec<Missing> {
        let why = "The name may mean the DPRK or the Republic of Korea: the code settles it";
        let named = self.holds(Reason::AmbiguousCountry);
        let named =
            named.map(|finding| self.offer(finding.pointer, why, json!(CountryCode::KR.as_str())));
        let places = self.holds(Reason::AmbiguousPlace).filter_map(|finding| {
            let here =
                |event: &&EventFacts<'_>| event.pointer.to(Member::Location) == finding.pointer;
            let event = self.facts.events.iter().find(here)?;
            let country = event.place.guard.map(|guard| guard.other.clone())?;
            let why = "The name means places in two countries: the country settles it";
            Some(self.offer(finding.pointer.to(Member::Country), why, json!(country)))
        });
        named.chain(places).collect()
    }

    /// A day of arrival before the stricter rule begins.
    fn arrival(&self) -> Option<Missing> {
        let loading = self.facts.period.loading.filter(|_| self.facts.period.arrival.is_none())?;
        let scopes = self.goods.iter().flat_map(Goods::firm_scopes);
        let later = scopes
            .filter_map(|scope| law::later(self.rulebook, &scope.commodity.id, &self.facts.period));
        let begins = later.map(|rule| rule.period.from).min()?;
        let day = begins.pred_opt().filter(|day| *day >= loading)?;
        let why =
            "A stricter rule began soon after loading: the day of arrival says whether it applies";
        Some(self.offer(at(Member::Dates).to(Member::Arrival), why, json!(day.to_string())))
    }

    /// Papers and dates that contradict the record, corrected.
    fn contradictions(&self) -> Vec<Missing> {
        let why = "Two statements contradict each other: the right one frees the record";
        let arrival = at(Member::Dates).to(Member::Arrival);
        let loading = self.facts.period.loading;
        let dates = self
            .holds(Reason::DatesReversed)
            .filter_map(|_| Some(self.offer(arrival, why, json!(loading?.to_string()))));
        let origins = self.holds(Reason::OriginsDiffer).filter_map(|finding| {
            Some(self.offer(finding.pointer, why, json!(self.origin()?.as_str())))
        });
        dates.chain(origins).collect()
    }

    /// The number of a ship that bears a listed name, or whose number cannot be.
    fn ship_number(&self) -> Option<Missing> {
        let vessel = self.facts.vessel.as_ref()?;
        let named = self.findings.iter().any(|finding| {
            finding.kind == FindingKind::DesignatedVessel
                && finding.outcome == Outcome::Suspicion
                && finding.pointer == vessel.pointer
        });
        let wrong = vessel.imo == Some(ImoNumber::Wrong)
            && self.concealment.shows(EvidenceKind::ImoCheckDigit);
        let asked = (named && vessel.imo.is_none_or(|number| number == ImoNumber::Wrong)) || wrong;
        let why = "The IMO number says which ship it is";
        asked.then(|| self.offer(vessel.pointer.to(Member::Imo), why, json!(EXAMPLE_IMO)))
    }

    /// Dates of birth of people who bear a listed name.
    fn birth_dates(&self) -> Vec<Missing> {
        let people = self.matches.iter().filter(|matched| {
            matched.outcome == Outcome::Suspicion
                && matched.designation.kind == DesignationKind::Person
        });
        people
            .filter_map(|matched| {
                let mut parties = self.facts.parties.iter();
                let party = parties.find(|party| party.pointer == matched.pointer)?;
                party.record.birth_date.is_none().then_some(())?;
                let why = "The date of birth says whether this is the listed person";
                let day = NaiveDate::from_ymd_opt(EXAMPLE_BIRTH_YEAR, 1, 1)?;
                let pointer = party.pointer.to(Member::BirthDate);
                Some(self.offer(pointer, why, json!(day.to_string())))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::judgement::Verdict;
    use crate::screening::testing::{goods, judged, with};

    /// The place, the example and the verdict of what would free a record.
    fn frees(record: &Value) -> Vec<(String, Value, Verdict)> {
        let gaps = judged(record).missing.into_iter();
        let freeing =
            gaps.filter_map(|gap| Some((gap.pointer.to_string(), gap.example?, gap.verdict_then?)));
        freeing.collect()
    }

    #[test]
    fn what_contradicts_the_record_is_freed_by_the_right_statement() {
        let coal = with(&goods("270111", "2018-05-10"), &[("/country_of_origin", json!("AU"))]);
        for (name, change, place, example) in [
            (
                "a day",
                ("/dates/arrival", json!("2018-05-09")),
                "/dates/arrival",
                json!("2018-05-10"),
            ),
            (
                "a paper",
                ("/documents", json!([{"type": "invoice", "states_origin": "ID"}])),
                "/documents/0/states_origin",
                json!("AU"),
            ),
            (
                "a country's name",
                ("/country_of_export", json!("Korea")),
                "/country_of_export",
                json!("KR"),
            ),
            (
                "a ship's name",
                ("/transport", json!({"vessel": {"name": "CHONG BONG", "imo": "9074728"}})),
                "/transport/vessel/imo",
                json!("9074729"),
            ),
        ] {
            let expected = (place.to_owned(), example, Verdict::Clear);
            assert!(frees(&with(&coal, &[change])).contains(&expected), "{name}");
        }
        assert_eq!(frees(&coal), []);
    }

    #[test]
    fn papers_that_answer_every_sign_are_offered_beside_those_that_are_there() {
        let port = json!({"voyage": [{"event": "loading", "location": {"unlocode": "RUKHO"}}]});
        let base = with(
            &goods("270111", "2018-05-10"),
            &[("/country_of_origin", json!("RU")), ("/transport", port)],
        );
        for (papers, place) in
            [(json!([]), "/documents"), (json!([{"type": "invoice"}]), "/documents/1")]
        {
            let record = with(&base, &[("/documents", papers)]);
            let offered = frees(&record);
            let (_, example, then) = offered.iter().find(|(at, ..)| at == place).unwrap();
            let text = example.to_string();
            assert!(text.contains("mine_certificate") || text.contains("rail_waybill"), "{text}");
            assert!(text.contains("2018-05-10") && text.contains("RU"), "{text}");
            assert_eq!(*then, Verdict::Clear);
        }
    }
}
