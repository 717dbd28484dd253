//! What the facts of a record weigh, and how weights become outcomes.

use foldhash::fast::FixedState;
use serde::{Deserialize, Serialize};

use super::{Confidence, EvidenceKind, Signals, Weight};
use crate::record::{PaymentMethod, Role};
use crate::text::Phrases;

/// The whole table of `signals.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignalTable {
    /// Version of the rulebook.
    pub version: String,
    /// How weights become outcomes.
    pub rules: Rules,
    /// Limits in days and percent.
    pub parameters: Parameters,
    /// The signals, by their kind of evidence.
    pub signal: Signals,
    /// How sure a naming of goods is.
    pub classification: Classification,
    /// Codes under which goods are known to be passed off.
    pub disguise: Vec<Disguise>,
    /// Words that name no goods, or banned and unbanned goods alike.
    pub undecidable: WordSet,
    /// Words that say "of the DPRK".
    pub dprk_words: DprkWords,
    /// Words for spare parts of civil aircraft.
    pub civil_aircraft: Words,
    /// Words before a ship's name.
    pub ship_prefixes: WordList,
    /// Words for arms.
    pub arms: Words,
    /// Words for a joint venture.
    pub joint_venture: JointVentureWords,
    /// Words that say that the goods bear no label of origin.
    pub label_left_off: Words,
    /// Words that say that goods of several origins lie in one lot.
    pub commingled: Words,
    /// Who and what finances a trade.
    pub trade_finance: TradeFinance,
    /// Numbers that order a work queue.
    pub risk_score: RiskScore,
    /// What to do next, by code.
    pub next_steps: NextSteps,
}

/// How weights become outcomes.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schema(example = json!({"strong_facts_that_hold": 1, "moderate_families_that_hold": 2,
    "bases_that_decide": ["un_text", "un_words"], "bases_that_count": ["eu_annex", "china_list"],
    "lists_that_decide": 2})))]
pub struct Rules {
    /// How many strong facts hold a record.
    pub strong_facts_that_hold: usize,
    /// Moderate facts of how many families hold a record.
    pub moderate_families_that_hold: usize,
    /// Bases of an HS line, one of which makes it a violation.
    pub bases_that_decide: Vec<String>,
    /// Bases that count towards the number of lists.
    pub bases_that_count: Vec<String>,
    /// How many lists make a violation.
    pub lists_that_decide: usize,
}

/// Limits in days and percent.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schema(example = json!({"port_call_days": 30, "later_rule_days": 60,
    "ownership_violation_percent": 50.0, "ownership_suspicion_percent": 25.0, "example_origin": "AU", "coordinates_km": 8.0,
    "border_ports": ["sinuiju"], "rajin_port": "rajin", "rajin_route": ["rajin"]})))]
pub struct Parameters {
    /// Days before loading within which a DPRK port call is strong.
    pub port_call_days: i64,
    /// Days after loading within which a stricter rule is looked at.
    pub later_rule_days: i64,
    /// Percent of shares in listed hands that make a violation.
    pub ownership_violation_percent: f64,
    /// Percent of shares in listed hands that make a suspicion.
    pub ownership_suspicion_percent: f64,
    /// Country named in the example of a missing origin.
    pub example_origin: String,
    /// Kilometres within which a position is in a DPRK port.
    pub coordinates_km: f64,
    /// Ports across a river from another country, by id: a position there decides nothing.
    pub border_ports: Vec<String>,
    /// The port that foreign coal may leave through, by id.
    pub rajin_port: String,
    /// Places on the way of transit coal to the pier of Rajin, by id.
    pub rajin_route: Vec<String>,
}

/// How sure a naming of goods is, 0 to 1, by what names them. It decides nothing.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schema(example = json!({"code_and_words": 1.0, "whole_line": 0.98, "part_of_line": 0.5, "plain_words": 0.95,
    "head_words": 0.85, "bare_words": 0.75})))]
pub struct Classification {
    /// Code and description name it.
    pub code_and_words: f64,
    /// The code lies in a line that is meant whole.
    pub whole_line: f64,
    /// The code lies in a line that is meant in part, and the description does not say which.
    pub part_of_line: f64,
    /// Words that can mean nothing else.
    pub plain_words: f64,
    /// Words that stand where the thing is named.
    pub head_words: f64,
    /// Words shared with everyday language, alone or beside a form.
    pub bare_words: f64,
}

/// A code under which goods are known to be passed off.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schema(example = json!({"declared": "2704", "goods": "2701", "what": "Coal under the code of coke", "source": "…"})))]
pub struct Disguise {
    /// Beginning of the declared code.
    pub declared: String,
    /// Beginning of the HS line of the goods that the description names.
    pub goods: String,
    /// What it looks like.
    pub what: String,
    /// Where it is known from.
    pub source: String,
}

/// One kind of evidence: its weight and where the weight comes from.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schema(example = json!({"weight": "decisive", "family": "place",
    "summary": "The goods were loaded in a DPRK port", "source": "the commodity paragraphs",
    "confidence": "confirmed"})))]
pub struct Signal {
    /// Its weight.
    pub weight: Weight,
    /// Facts of one family count once.
    pub family: Family,
    /// What it means, in a sentence.
    pub summary: String,
    /// Where the weight comes from.
    pub source: String,
    /// Whether the source was read or is recalled.
    pub confidence: Confidence,
    /// Whether it says something only of goods that a ban in force names.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub only_in_scope: bool,
    /// What it weighs where any other sign stands beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beside_another: Option<Weight>,
    /// The signs of its own family that it answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<EvidenceKind>,
}

/// What facts of one kind have in common. Facts of one family count once, and one fact feeds one family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schema(example = "place"))]
#[expect(missing_docs, reason = "the words say it")]
pub enum Family {
    Destination,
    Goods,
    Jurisdiction,
    Origin,
    Paper,
    Party,
    Place,
    Price,
    Route,
    Ship,
}

/// Words that say "of the DPRK", folded.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DprkWords {
    /// Forms that its own bodies use.
    #[serde(deserialize_with = "phrases")]
    pub official: Phrases,
    /// Forms that also stand in the names of those who only write or work about it.
    #[serde(deserialize_with = "phrases")]
    pub common: Phrases,
    /// Words near which a form denies what it names.
    #[serde(deserialize_with = "phrases")]
    pub negations: Phrases,
}

/// A list of folded words, ready to be looked for.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// The words.
    #[serde(deserialize_with = "phrases")]
    pub words: Phrases,
}

/// Words for a joint venture, folded.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JointVentureWords {
    /// The words.
    #[serde(deserialize_with = "phrases")]
    pub words: Phrases,
    /// What the DPRK calls itself in the names of its ventures; South Korean firms bear it too.
    #[serde(deserialize_with = "phrases")]
    pub own_names: Phrases,
}

/// A set of folded words, each asked for whole.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordSet {
    /// The words.
    pub words: std::collections::HashSet<String, FixedState>,
}

/// A list of folded words in their order.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordList {
    /// The words.
    pub words: Vec<String>,
}

/// Reads a list of words into a set that is looked for in one pass.
fn phrases<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Phrases, D::Error> {
    let words = Vec::<String>::deserialize(deserializer)?;
    Phrases::new(words.iter().map(String::as_str)).map_err(serde::de::Error::custom)
}

/// Who and what finances a trade.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TradeFinance {
    /// Ways of payment by which a bank stands in for the buyer.
    pub methods: Vec<PaymentMethod>,
    /// Parties that finance or insure.
    pub roles: Vec<Role>,
}

/// Numbers that order a work queue.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskScore {
    /// Least score of a record with a violation.
    pub violation: i32,
    /// Least score of a record with an exemption to confirm.
    pub exemption: i32,
    /// Least score of a record with a suspicion.
    pub suspicion: i32,
    /// Least score of a record with a notice.
    pub notice: i32,
    /// Added for each further finding of the same outcome.
    pub step: i32,
}

/// Declares the closed set of next steps that no duty brings: their sentences by code.
macro_rules! next_steps {
    ($($name:ident),+ $(,)?) => {
        /// What to do next, by code; the table must have exactly these.
        #[derive(Debug, Clone, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct NextSteps { $($name: String),+ }

        impl NextSteps {
            /// The sentence of a code.
            pub fn get(&self, code: &str) -> Option<&str> {
                match code {
                    $(stringify!($name) => Some(&self.$name),)+
                    _ => None,
                }
            }
        }
    };
}

next_steps! {
    stop_and_report, freeze_assets, hold_for_decision, confirm_exemption, verify_party, prove_origin,
    provide_facts, obtain_paper, supply_fact, settle_conflict, check_export_control, release,
}
