//! What an operator tightens: notices of other law that hold or block a record, and HS lines whose
//! suspicion becomes a violation. It never loosens; whatever is unknown, idle or milder is refused.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::digest::sha256;
use crate::rulebook::Rulebook;

/// The operator's policy, checked against the rulebook it is used with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    other_law: BTreeMap<String, Tightening>,
    standing: BTreeSet<String>,
    watchlists: BTreeMap<String, ListUse>,
    content: String,
    digest: String,
}

/// What a notice becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tightening {
    /// A suspicion: the record is held.
    Review,
    /// A violation: the record is blocked.
    Violation,
}

impl Tightening {
    /// Its word in a policy.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Review => "review",
            Self::Violation => "violation",
        }
    }
}

/// What the matches of a list that is not the UN's can make.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ListUse {
    /// A violation, where the match is certain: the record is blocked.
    Block,
    /// A suspicion: the record is held.
    #[default]
    Review,
    /// A notice.
    Notify,
}

impl ListUse {
    const ALL: [Self; 3] = [Self::Block, Self::Review, Self::Notify];

    /// Its word in a policy.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Block => "block",
            Self::Review => "review",
            Self::Notify => "notify",
        }
    }
}

/// Why a policy cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PolicyError {
    /// It is no TOML, or no JSON.
    #[error("it does not read: {0}")]
    Unreadable(String),
    /// It says what it may not.
    #[error("{}", .0.join("; "))]
    Faults(Vec<String>),
}

impl Default for Policy {
    /// Nothing tightened.
    fn default() -> Self {
        Self::of(BTreeMap::new(), BTreeSet::new(), BTreeMap::new())
    }
}

impl Policy {
    /// Reads a policy as an operator writes it, in TOML.
    pub fn from_toml(text: &str, rulebook: &Rulebook) -> Result<Self, PolicyError> {
        let tree: Value =
            toml::from_str(text).map_err(|error| PolicyError::Unreadable(error.to_string()))?;
        Self::from_tree(&tree, rulebook)
    }

    /// Reads a policy as it is kept, in JSON.
    pub fn from_content(text: &str, rulebook: &Rulebook) -> Result<Self, PolicyError> {
        let tree: Value = serde_json::from_str(text)
            .map_err(|error| PolicyError::Unreadable(error.to_string()))?;
        Self::from_tree(&tree, rulebook)
    }

    /// Its canonical JSON: keys in order, no spaces, empty sections left out. The digest is of this.
    pub fn content(&self) -> &str {
        &self.content
    }

    /// Digest of its content, `sha256…`.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// What a notice of a rule of other law becomes, by the pattern that says most of its id.
    pub fn other_law(&self, id: &str) -> Option<Tightening> {
        self.other_law
            .iter()
            .filter(|(pattern, _)| matches(pattern, id))
            .max_by_key(|(pattern, _)| (!pattern.ends_with('*'), pattern.len()))
            .map(|(_, tightening)| *tightening)
    }

    /// Whether the suspicion of an HS line of a commodity becomes a violation.
    pub fn makes_violation(&self, commodity: &str, line: &str) -> bool {
        self.standing.contains(&format!("{commodity}.{line}"))
    }

    /// What the matches of a list can make that is not the UN's; the UN's lists are never named here.
    pub fn list_use(&self, list: &str) -> ListUse {
        self.watchlists.get(list).copied().unwrap_or_default()
    }

    fn of(
        other_law: BTreeMap<String, Tightening>,
        standing: BTreeSet<String>,
        watchlists: BTreeMap<String, ListUse>,
    ) -> Self {
        let mut tree = Map::new();
        let mut section = |name: &str, entries: Map<String, Value>| {
            if !entries.is_empty() {
                tree.insert(name.to_owned(), Value::Object(entries));
            }
        };
        let entry = |key: &str, word: &str| (key.to_owned(), Value::String(word.to_owned()));
        section("other_law", other_law.iter().map(|(key, to)| entry(key, to.as_str())).collect());
        let violation = Tightening::Violation.as_str();
        section("standing", standing.iter().map(|key| entry(key, violation)).collect());
        section("watchlists", watchlists.iter().map(|(key, to)| entry(key, to.as_str())).collect());
        let content = Value::Object(tree).to_string();
        let digest = sha256([content.as_bytes()]);
        Self { other_law, standing, watchlists, content, digest }
    }

    fn from_tree(tree: &Value, rulebook: &Rulebook) -> Result<Self, PolicyError> {
        let mut reader = Reader { rulebook, faults: Vec::new() };
        let (mut other_law, mut standing) = (BTreeMap::new(), BTreeSet::new());
        let mut watchlists = BTreeMap::new();
        for (section, entries) in tree.as_object().into_iter().flatten() {
            let Some(entries) = entries.as_object() else {
                reader.fault(format!("{section}: a section is meant, [{section}]"));
                continue;
            };
            for (key, value) in entries {
                match section.as_str() {
                    "other_law" => {
                        other_law.extend(reader.other_law(key, value).map(|to| (key.clone(), to)));
                    }
                    "standing" => standing.extend(reader.standing(key, value)),
                    "watchlists" => {
                        watchlists.extend(reader.list_use(key, value).map(|to| (key.clone(), to)));
                    }
                    _ => {}
                }
            }
            if !matches!(section.as_str(), "other_law" | "standing" | "watchlists") {
                let known = "[other_law], [standing] and [watchlists]";
                reader.fault(format!("[{section}]: the sections are {known}"));
            }
        }
        if reader.faults.is_empty() {
            Ok(Self::of(other_law, standing, watchlists))
        } else {
            Err(PolicyError::Faults(reader.faults))
        }
    }
}

/// Whether an id is meant by a pattern: an id itself, the beginning of one with `*`, or `*`.
fn matches(pattern: &str, id: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => id.starts_with(start),
        None => pattern == id,
    }
}

struct Reader<'r> {
    rulebook: &'r Rulebook,
    faults: Vec<String>,
}

impl Reader<'_> {
    fn fault(&mut self, text: String) {
        self.faults.push(text);
    }

    fn other_law(&mut self, pattern: &str, value: &Value) -> Option<Tightening> {
        let place = format!("other_law.\"{pattern}\"");
        let mut rules = self.rulebook.other_law.iter();
        if !rules.any(|rule| matches(pattern, &rule.id)) {
            self.fault(format!("{place}: no rule of other law has this id; see GET /v1/rulebook"));
        }
        match value.as_str() {
            Some("review") => Some(Tightening::Review),
            Some("violation") => Some(Tightening::Violation),
            _ => {
                let may = "\"review\" or \"violation\"; a policy never loosens";
                self.fault(format!("{place}: {value} is not {may}"));
                None
            }
        }
    }

    /// A list may be loaded later, so that any id but those of the UN's own lists is taken.
    fn list_use(&mut self, id: &str, value: &Value) -> Option<ListUse> {
        let place = format!("watchlists.\"{id}\"");
        if id.starts_with("un-") {
            self.fault(format!("{place}: the UN's lists always count in full"));
        }
        let known = ListUse::ALL.into_iter().find(|one| value.as_str() == Some(one.as_str()));
        if known.is_none() {
            self.fault(format!("{place}: {value} is not \"block\", \"review\" or \"notify\""));
        }
        known
    }

    fn standing(&mut self, key: &str, value: &Value) -> Option<String> {
        let place = format!("standing.\"{key}\"");
        let parts = key.split_once('.');
        let commodity = parts.and_then(|(id, _)| self.rulebook.commodity(id));
        match (parts, commodity) {
            (None, _) => self.fault(format!("{place}: a commodity and its HS line are meant")),
            (_, None) => {
                self.fault(format!("{place}: no commodity has this id; see GET /v1/commodities"));
            }
            (Some((_, hs)), Some(commodity)) => {
                if commodity.lines.iter().all(|line| line.hs != hs) {
                    let lines: Vec<&str> =
                        commodity.lines.iter().map(|line| line.hs.as_str()).collect();
                    let known = lines.join(", ");
                    self.fault(format!("{place}: the HS lines of {} are {known}", commodity.id));
                }
            }
        }
        if value.as_str() == Some("violation") {
            return Some(key.to_owned());
        }
        self.fault(format!("{place}: {value} is not \"violation\"; a policy never loosens"));
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Policy, String> {
        let rulebook = Rulebook::built_in().unwrap();
        Policy::from_toml(text, &rulebook).map_err(|error| error.to_string())
    }

    #[test]
    fn the_empty_policy_is_the_digest_of_an_empty_object() {
        let empty = Policy::default();
        assert_eq!((empty.content(), empty.digest()), ("{}", sha256([&b"{}"[..]]).as_str()));
        for text in ["", "# nothing\n", "[other_law]\n", "[standing]\n[other_law]\n"] {
            assert_eq!(read(text).unwrap(), empty, "{text:?}");
        }
    }

    #[test]
    fn the_digest_is_of_what_is_said_and_not_of_how_it_is_written() {
        let one = "[standing]\n\"coal.2704\" = \"violation\"\n[other_law]\n\"us-*\" = \"review\"\n\"*\" = \"review\"";
        let two = "other_law.\"*\" = \"review\" # all\nother_law.us-caatsa-321 = \"review\"\n";
        let policy = read(one).unwrap();
        let content = "{\"other_law\":{\"*\":\"review\",\"us-*\":\"review\"},\"standing\":{\"coal.2704\":\"violation\"}}";
        assert_eq!(policy.content(), content);
        let turned = "[other_law]\n\"*\" = 'review'\n\"us-*\" = \"review\"\n\n[standing]\n\"coal.2704\" = \"violation\"\n";
        assert_eq!(read(turned).unwrap().digest(), policy.digest());
        assert_ne!(read(two).unwrap().digest(), policy.digest());
        let rulebook = Rulebook::built_in().unwrap();
        assert_eq!(Policy::from_content(content, &rulebook).unwrap(), policy);
    }

    #[test]
    fn the_pattern_that_says_most_decides() {
        let text =
            "[other_law]\n\"*\" = \"review\"\n\"us-*\" = \"violation\"\nus-eo-13810 = \"review\"\n";
        let policy = read(text).unwrap();
        assert_eq!(policy.other_law("eu-2017-1509-13"), Some(Tightening::Review));
        assert_eq!(policy.other_law("us-caatsa-321"), Some(Tightening::Violation));
        assert_eq!(policy.other_law("us-eo-13810"), Some(Tightening::Review));
        assert_eq!(Policy::default().other_law("us-eo-13810"), None);
    }

    #[test]
    fn what_a_list_does_is_said_and_kept() {
        let policy = read("[watchlists]\nours = \"block\"\ntheirs = \"notify\"\n").unwrap();
        let uses = ["ours", "theirs", "another"].map(|list| policy.list_use(list));
        assert_eq!(uses, [ListUse::Block, ListUse::Notify, ListUse::Review]);
        let rulebook = Rulebook::built_in().unwrap();
        assert_eq!(Policy::from_content(policy.content(), &rulebook).unwrap(), policy);
        let problem = read("[watchlists]\nun-1718 = \"notify\"\nours = \"clear\"\n").unwrap_err();
        assert!(problem.contains("un-1718") && problem.contains("\"clear\" is not"), "{problem}");
    }

    #[test]
    fn every_fault_is_named_at_once() {
        let text = "[other_law]\nus-caatsa-322 = \"review\"\nus-eo-13570 = \"notice\"\n\"xx-*\" = 3\n\
                    [standing]\n\"coal.2799\" = \"violation\"\n\"cola.2704\" = \"violation\"\n\
                    \"coal.2703\" = \"suspicion\"\ncoal = \"violation\"\n[verdict]\nclear = \"always\"\n";
        let problem = read(text).unwrap_err();
        for part in [
            "\"us-caatsa-322\": no rule",
            "\"us-eo-13570\": \"notice\" is not",
            "\"xx-*\": no rule",
            "\"xx-*\": 3 is not",
            "\"coal.2799\": the HS lines of coal are 2701",
            "\"cola.2704\": no commodity",
            "\"coal.2703\": \"suspicion\" is not",
            "\"coal\": a commodity and its HS line",
            "[verdict]",
        ] {
            assert!(problem.contains(part), "{part} in {problem}");
        }
    }

    #[test]
    fn what_is_no_table_is_refused() {
        assert!(read("other_law = \"review\"").unwrap_err().contains("section"));
        assert!(read("[other_law").is_err());
        assert!(read("[other_law]\n\"*\" = \"review\"\n\"*\" = \"review\"").is_err());
        assert!(Policy::from_content("[", &Rulebook::built_in().unwrap()).is_err());
    }
}
