//! The law and the reference facts, as data: what it is made of, how it is read, how it is checked.
//!
//! Everything a resolution or a list says lives in `data/`, in files that a lawyer can read beside
//! their source. Code here knows how to find a rule for a commodity and a day, never what it says.

mod change;
pub mod check;
mod commodity;
mod country;
mod distance;
mod duty;
mod evidence_kind;
mod evidence_weight;
mod exemption;
mod finding_kind;
mod gazetteer;
mod hs_scope;
mod limb;
mod measure;
mod origin;
mod other_law;
mod other_law_check;
mod place;
mod place_text;
mod query;
mod signal;
mod source;
mod words;

pub use change::Change;
pub use commodity::{Commodity, CommodityClass, CommodityRole, HsLine, LinePart, Standing};
pub use country::{Countries, CountryCode, StatedCountry};
pub use distance::kilometres_between;
pub use duty::{Duty, DutyScope};
pub use evidence_kind::{EvidenceKind, Exculpations, OriginSigns, Signals};
pub use evidence_weight::Weight;
pub use exemption::{Condition, ConditionId, Deadline, Exemption, MetBy, Refusal, State};
pub use finding_kind::FindingKind;
pub use gazetteer::Gazetteer;
pub use limb::Limb;
pub use measure::{Case, Confidence, Effect, Measure, MeasureKind, Period, Rule, Span};
pub use origin::{
    Addresses, Anchorage, Bodies, Body, GoodsKind, GoodsKinds, GoodsSet, Harbour, Harbours,
    KnownAddress, Likelihood, Origin, Plausibility, PriceRange, Prices, Radio, Sea, Seas,
    ShipTables, SignLimits, Site, SiteNamed, Sites, Typology, TypologyCase,
};
pub use other_law::{CompanyTie, Direction, GoodsNamed, OtherLaw, OtherLawCase, Reach, Tie};
pub use place::{Guard, Place, PlaceKind, StatedPlace};
pub use query::MeasureQuery;
pub use signal::{Family, Parameters, Rules, Signal, SignalTable};
pub use source::SourceFile;
pub use words::{Level, Lexicon, Meaning, Order, Part, Piece, Reading, Sense};

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use foldhash::fast::FixedState;

use crate::digest;
use crate::names::{NameFiles, NameRules};

/// The rulebook, read and indexed.
#[derive(Debug)]
pub struct Rulebook {
    /// All measures, in the order of their resolutions.
    pub measures: Vec<Measure>,
    /// What measures of one kind have in common.
    pub limbs: Vec<Limb>,
    /// All commodities, by id.
    pub commodities: Vec<Commodity>,
    /// The law of other authorities than the UN, by authority.
    pub other_law: Vec<OtherLaw>,
    /// The words of descriptions, in every language.
    pub lexicon: Lexicon,
    /// How names are read and compared.
    pub names: Arc<NameRules>,
    /// Country names and codes.
    pub countries: Countries,
    /// Places in the DPRK, and their look-alikes.
    pub gazetteer: Gazetteer,
    /// What facts weigh.
    pub signals: SignalTable,
    /// What a concealed origin is told by.
    pub origin: Origin,
    /// What each version changed, the newest first.
    pub changes: Vec<Change>,
    /// Claims that no measure knows unless it says so itself.
    pub refusals: Vec<Refusal>,
    /// Version and digest, `2026.11.1+sha256…`.
    pub version: String,
    /// Digest of every file, `sha256…`.
    pub digest: String,
    /// Every file in one text, as kept for replay: JSON, content by path.
    pub content: String,
    measure_by_id: HashMap<String, usize, FixedState>,
    bans: Bans,
}

/// Bans by commodity: the index of the measure and that of its period.
type Bans = HashMap<String, Vec<(usize, usize)>, FixedState>;

/// Why a rulebook cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RulebookError {
    /// A file does not read.
    #[error("{file}: {problem}")]
    File {
        /// The file's path inside the rulebook.
        file: String,
        /// What is wrong with it.
        problem: String,
    },
    /// A file that must be there is not.
    #[error("{0} is missing")]
    Missing(&'static str),
}

impl Rulebook {
    /// The rulebook that is built into the binary, read once in a process.
    pub fn built_in() -> Result<Arc<Self>, RulebookError> {
        static BUILT_IN: Mutex<Option<Arc<Rulebook>>> = Mutex::new(None);
        let mut known = BUILT_IN.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(rulebook) = known.as_ref() {
            return Ok(Arc::clone(rulebook));
        }
        let rulebook = Arc::new(Self::from_files(&Self::built_in_files())?);
        *known = Some(Arc::clone(&rulebook));
        Ok(rulebook)
    }

    /// The files that are built into the binary.
    pub fn built_in_files() -> Vec<SourceFile> {
        source::built_in()
    }

    /// Reads a rulebook from its files.
    pub fn from_files(files: &[SourceFile]) -> Result<Self, RulebookError> {
        let signals: SignalTable = source::toml(files, "signals.toml")?;
        let mut measures = Vec::new();
        for file in files.iter().filter(|file| file.path.starts_with("un/")) {
            let resolution: measure::ResolutionFile = source::read_toml(file)?;
            measures.extend(resolution.into_measures());
        }
        let mut commodities = Vec::new();
        for file in files.iter().filter(|file| file.path.starts_with("commodities/")) {
            let commodity: commodity::CommodityFile = source::read_toml(file)?;
            commodities.push(commodity.into_commodity(&signals.rules));
        }
        let changes: change::ChangeFile = source::toml(files, "changes.toml")?;
        let refusals: exemption::RefusalFile = source::toml(files, "refusals.toml")?;
        let countries = Countries::read(files)?;
        let gazetteer = Gazetteer::read(files, &signals)?;
        let content = content_of(files)?;
        let digest = digest::sha256([content.as_bytes()]);
        let measure_by_id = measures
            .iter()
            .enumerate()
            .map(|(index, measure)| (measure.id.clone(), index))
            .collect();
        let lexicon = Lexicon::read(files, &commodities)?;
        Ok(Self {
            names: Arc::new(name_rules(files, &lexicon)?),
            version: format!("{}+{digest}", signals.version),
            bans: index_bans(&measures),
            lexicon,
            measures,
            limbs: limb::read(files)?,
            other_law: other_law::read(files)?,
            commodities,
            countries,
            gazetteer,
            origin: Origin::read(files)?,
            signals,
            changes: changes.change,
            refusals: refusals.refusal,
            digest,
            content,
            measure_by_id,
        })
    }

    /// The measure with this id.
    pub fn measure(&self, id: &str) -> Option<&Measure> {
        self.measure_by_id.get(id).and_then(|&index| self.measures.get(index))
    }

    /// The commodity with this id.
    pub fn commodity(&self, id: &str) -> Option<&Commodity> {
        self.commodities.iter().find(|commodity| commodity.id == id)
    }

    /// The rule of another authority with this id.
    pub fn other_law(&self, id: &str) -> Option<&OtherLaw> {
        self.other_law.iter().find(|rule| rule.id == id)
    }

    /// The typology with this id.
    pub fn typology(&self, id: &str) -> Option<&Typology> {
        self.origin.typologies.iter().find(|typology| typology.id == id)
    }

    /// What every kind of evidence weighs, in the order of the tables.
    pub fn all_signals(&self) -> impl Iterator<Item = (EvidenceKind, &Signal)> {
        EvidenceKind::ALL.iter().map(|kind| (*kind, self.signal(*kind)))
    }

    /// Every rule of the commodity bans for a commodity, by the day it begins.
    pub fn bans(&self, commodity: &str) -> impl Iterator<Item = Rule<'_>> {
        self.bans.get(commodity).into_iter().flatten().filter_map(|&(measure, period)| {
            let measure = self.measures.get(measure)?;
            Some(Rule { measure, period: measure.periods.get(period)? })
        })
    }

    /// The newest rule of a kind in force on some day of the span.
    pub fn in_force(&self, kind: MeasureKind, span: Span) -> Option<Rule<'_>> {
        self.all_in_force(kind, span).max_by_key(|rule| rule.period.from)
    }

    /// Every rule of a kind in force on some day of the span, in the order of the measures.
    pub fn all_in_force(&self, kind: MeasureKind, span: Span) -> impl Iterator<Item = Rule<'_>> {
        self.measures
            .iter()
            .filter(move |measure| measure.kind == kind)
            .flat_map(|measure| measure.periods.iter().map(move |period| Rule { measure, period }))
            .filter(move |rule| rule.applies_in(span))
    }
}

/// The rules of names, from the files that hold them.
fn name_rules(files: &[SourceFile], lexicon: &Lexicon) -> Result<NameRules, RulebookError> {
    Ok(NameRules::new(NameFiles {
        matching: source::toml(files, "names/matching.toml")?,
        companies: source::toml(files, "names/company_words.toml")?,
        people: source::toml(files, "names/person_words.toml")?,
        korean: source::toml(files, "names/korean.toml")?,
        variants: lexicon.variants().collect(),
    }))
}

fn index_bans(measures: &[Measure]) -> Bans {
    let mut bans = Bans::default();
    let mut rules: Vec<(usize, usize, &Period)> = measures
        .iter()
        .enumerate()
        .filter(|(_, measure)| measure.kind == MeasureKind::CommodityBan)
        .flat_map(|(index, measure)| {
            measure.periods.iter().enumerate().map(move |(number, period)| (index, number, period))
        })
        .collect();
    rules.sort_by_key(|(_, _, period)| period.from);
    for (measure, number, period) in rules {
        for commodity in &period.commodities {
            bans.entry(commodity.clone()).or_default().push((measure, number));
        }
    }
    bans
}

/// All files as one JSON object, content by path in the order of the paths: what the digest is of.
fn content_of(files: &[SourceFile]) -> Result<String, RulebookError> {
    let by_path: std::collections::BTreeMap<&str, &str> =
        files.iter().map(|file| (file.path.as_str(), file.content.as_str())).collect();
    serde_json::to_string(&by_path).map_err(|error| RulebookError::File {
        file: "the whole rulebook".to_owned(),
        problem: error.to_string(),
    })
}
