//! Law that is not the UN's: rules of single States and of the EU, told to the reader as notices.
//!
//! A rule says whom it binds, which goods it names, which tie to the DPRK it asks for, and when. It
//! decides nothing by itself.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::{Confidence, CountryCode, RulebookError, Span, hs_scope, source};
use crate::text::{Phrases, fold};

/// One rule of an authority other than the UN.
#[skip_serializing_none]
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(example = json!({"id": "us-caatsa-321", "authority": "United States",
    "title": "Goods made by DPRK nationals anywhere", "explanation": "…", "citation": "22 U.S.C. 9241a",
    "url": "https://uscode.house.gov/", "source": "…", "confidence": "confirmed", "from": "2017-08-02",
    "period_confidence": "confirmed", "direction": "from_dprk", "reach": "members"})))]
pub struct OtherLaw {
    /// Permanent id, `us-caatsa-321`; begins with the authority's.
    pub id: String,
    /// Whose law it is.
    pub authority: String,
    /// Title in a few words.
    pub title: String,
    /// What it says, in one sentence.
    pub explanation: String,
    /// Where it stands in the law.
    pub citation: String,
    /// Where it can be read.
    pub url: String,
    /// What this entry rests on.
    pub source: String,
    /// Whether what it says was read in its source or is recalled.
    pub confidence: Confidence,
    /// First day.
    pub from: NaiveDate,
    /// Last day; absent while it is open.
    pub until: Option<NaiveDate>,
    /// Whether its days were read in a source or are recalled.
    pub period_confidence: Confidence,
    /// Which way the goods go.
    pub direction: Direction,
    /// Whom it is told to.
    pub reach: Reach,
    /// Ties to the DPRK, one of which must exist; goods that go to the DPRK need none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ties: Vec<Tie>,
    /// The commodities, by id.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub commodities: Vec<String>,
    /// Goods by HS code; no goods at all named means every kind.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hs: Vec<String>,
    /// HS codes of which a part is meant.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub hs_part: Vec<String>,
    /// Ties of a company that it speaks of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub company: Vec<CompanyTie>,
    /// Told once a record, not once a line of goods.
    pub once_a_record: bool,
    /// What else a reader should know.
    pub note: Option<String>,
    /// Words for the goods, for lines without an HS code.
    #[serde(skip)]
    words: Phrases,
    /// Where it binds.
    #[serde(skip)]
    members: Vec<Member>,
    /// Cases that a lawyer can read, run as tests.
    #[serde(skip)]
    pub cases: Vec<OtherLawCase>,
}

/// Which way goods go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schema(example = "from_dprk"))]
pub enum Direction {
    /// Out of the DPRK, or from its nationals.
    FromDprk,
    /// To the DPRK.
    ToDprk,
    /// Either way.
    Either,
}

/// Whom a rule is told to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schema(example = "members"))]
pub enum Reach {
    /// Where the record leads to a country that the authority's law binds.
    Members,
    /// Wherever the goods go.
    Anywhere,
}

/// Ties between goods and the DPRK that rules ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schema(example = "origin"))]
pub enum Tie {
    /// They originate there.
    Origin,
    /// They originate there or left its territory.
    Territory,
    /// A DPRK person or body supplies them.
    Nationals,
    /// A DPRK person or body makes them.
    Makers,
    /// They travel on its ships or aircraft.
    Flag,
}

/// Ties between a company and the DPRK that rules ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schema(example = "workers"))]
pub enum CompanyTie {
    /// It is of the DPRK, or deals with it.
    Trade,
    /// It shares ownership with a DPRK person or body.
    JointVenture,
    /// DPRK nationals work for it.
    Workers,
}

/// A country where an authority's law binds, and since and until when.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Member {
    country: String,
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
}

/// A case in the authority's own file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherLawCase {
    /// What the case shows.
    pub name: String,
    /// The day.
    pub on: NaiveDate,
    /// The commodity.
    pub commodity: Option<String>,
    /// Or the HS code.
    pub hs: Option<String>,
    /// Or the description, where there is no code.
    pub description: Option<String>,
    /// The ties that exist.
    #[serde(default)]
    pub ties: Vec<Tie>,
    /// Whether the goods go to the DPRK.
    #[serde(default)]
    pub to_dprk: bool,
    /// The country the record leads to, or comes from where the goods go to the DPRK.
    pub country: Option<String>,
    /// Whether the rule is told.
    pub fires: bool,
}

/// How a line's goods stand in a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GoodsNamed {
    /// The rule speaks of every kind of goods.
    Every,
    /// By a commodity, with its id.
    Commodity(String),
    /// By HS code, with the scope it stands in and whether a part of that is meant.
    Hs(String, bool),
    /// By a word of the description.
    Word(String),
}

impl OtherLaw {
    /// Whether it is in force on some day of the span, as far as was known.
    pub fn applies_in(&self, span: Span) -> bool {
        let last = self.until.filter(|last| *last < span.known_by);
        self.from <= span.known_by
            && self.from <= span.until
            && last.is_none_or(|last| last >= span.from)
    }

    /// Whether it binds in a country on some day of the span.
    pub fn binds_in(&self, country: CountryCode, span: Span) -> bool {
        self.members.iter().any(|member| {
            member.country == country.as_str()
                && member.from.is_none_or(|day| day <= span.until)
                && member.until.is_none_or(|day| day >= span.from)
        })
    }

    /// How it names goods of these commodities, this code and this folded description, if it does. Where
    /// it has codes of its own, the goods' code decides; words count where there is no code.
    pub fn names(
        &self,
        commodities: &[&str],
        digits: Option<&str>,
        description: &str,
    ) -> Option<GoodsNamed> {
        if self.names_every_kind() {
            return Some(GoodsNamed::Every);
        }
        let by_code = !self.hs.is_empty() || !self.hs_part.is_empty();
        if let Some(digits) = digits.filter(|_| by_code) {
            return [(&self.hs, false), (&self.hs_part, true)].into_iter().find_map(
                |(scopes, part)| {
                    let scope = scopes.iter().find(|scope| hs_scope::covers(scope, digits))?;
                    Some(GoodsNamed::Hs(scope.clone(), part))
                },
            );
        }
        let listed = |id: &&&str| self.commodities.iter().any(|known| known == **id);
        if let Some(id) = commodities.iter().find(listed) {
            return Some(GoodsNamed::Commodity((*id).to_owned()));
        }
        let word = self.words.find(description).next().filter(|_| digits.is_none())?;
        Some(GoodsNamed::Word(word.text.to_owned()))
    }

    /// Whether it speaks of goods of every kind.
    pub fn names_every_kind(&self) -> bool {
        self.commodities.is_empty() && self.hs.is_empty() && self.hs_part.is_empty()
    }

    /// Whether a case comes out as told.
    pub(super) fn is_told_in(&self, case: &OtherLawCase) -> bool {
        let span = Span { from: case.on, until: case.on, known_by: case.on };
        let description = case.description.as_deref().map(fold).unwrap_or_default();
        let commodities: Vec<&str> = case.commodity.iter().map(String::as_str).collect();
        let country = case.country.as_deref().and_then(CountryCode::new);
        let outward = case.ties.iter().any(|tie| self.ties.contains(tie));
        let tied = (self.direction != Direction::ToDprk && outward)
            || (self.direction != Direction::FromDprk && case.to_dprk);
        self.applies_in(span)
            && tied
            && (self.reach == Reach::Anywhere || country.is_some_and(|c| self.binds_in(c, span)))
            && self.names(&commodities, case.hs.as_deref(), &description).is_some()
    }

    /// The countries it binds in, as written.
    pub(super) fn member_codes(&self) -> impl Iterator<Item = &str> {
        self.members.iter().map(|member| member.country.as_str())
    }
}

/// A file of `data/other_law/`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OtherLawFile {
    authority: Authority,
    rule: Vec<RuleEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Authority {
    id: String,
    name: String,
    members: Vec<Member>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleEntry {
    id: String,
    title: String,
    explanation: String,
    citation: String,
    url: String,
    source: String,
    confidence: Confidence,
    from: NaiveDate,
    until: Option<NaiveDate>,
    period_confidence: Confidence,
    direction: Direction,
    reach: Reach,
    #[serde(default)]
    ties: Vec<Tie>,
    #[serde(default)]
    commodities: Vec<String>,
    #[serde(default)]
    hs: Vec<String>,
    #[serde(default)]
    hs_part: Vec<String>,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    company: Vec<CompanyTie>,
    #[serde(default)]
    once_a_record: bool,
    note: Option<String>,
    #[serde(default)]
    case: Vec<OtherLawCase>,
}

/// Reads every file of other law, in the order of their paths.
pub(super) fn read(files: &[source::SourceFile]) -> Result<Vec<OtherLaw>, RulebookError> {
    let mut rules = Vec::new();
    for file in files.iter().filter(|file| file.path.starts_with("other_law/")) {
        let OtherLawFile { authority, rule } = source::read_toml(file)?;
        for entry in rule {
            if !entry.id.starts_with(&format!("{}-", authority.id)) {
                let problem = format!("the id {} does not begin with {}-", entry.id, authority.id);
                return Err(RulebookError::File { file: file.path.clone(), problem });
            }
            rules.push(entry.into_rule(&authority)?);
        }
    }
    Ok(rules)
}

impl RuleEntry {
    fn into_rule(self, authority: &Authority) -> Result<OtherLaw, RulebookError> {
        let folded: Vec<String> = self.words.iter().map(|word| fold(word)).collect();
        let words = Phrases::new(folded.iter().map(String::as_str)).map_err(|error| {
            RulebookError::File { file: self.id.clone(), problem: error.to_string() }
        })?;
        Ok(OtherLaw {
            id: self.id,
            authority: authority.name.clone(),
            title: self.title,
            explanation: self.explanation,
            citation: self.citation,
            url: self.url,
            source: self.source,
            confidence: self.confidence,
            from: self.from,
            until: self.until,
            period_confidence: self.period_confidence,
            direction: self.direction,
            reach: self.reach,
            ties: self.ties,
            commodities: self.commodities,
            hs: self.hs,
            hs_part: self.hs_part,
            company: self.company,
            once_a_record: self.once_a_record,
            note: self.note,
            words,
            members: authority.members.clone(),
            cases: self.case,
        })
    }
}
