//! Entries by name and by number.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::FixedState;

use super::{AliasQuality, Designation, DesignationKind};
use crate::names::{Bearer, Entry, Found, Name, NameIndex, NameRules, Pair, Side, explain};
use crate::record::{IdentifierType, ImoNumber};
use crate::text::squash;

/// Countries whose people bear Korean names.
const KOREAN: [&str; 2] = ["KP", "KR"];

/// Where an entry stands, by name and by number.
#[derive(Debug)]
pub(super) struct Index {
    rules: Arc<NameRules>,
    names: NameIndex,
    numbers: HashMap<u32, usize, FixedState>,
    identifiers: HashMap<(IdentifierType, String), Vec<usize>, FixedState>,
}

impl Index {
    pub(super) fn of(designations: &[Designation], rules: &Arc<NameRules>) -> Self {
        let entries = (0_u32..).zip(designations).flat_map(|(owner, entry)| entries(owner, entry));
        let mut index = Self {
            rules: Arc::clone(rules),
            names: NameIndex::of(entries, rules),
            numbers: HashMap::default(),
            identifiers: HashMap::default(),
        };
        for (number, entry) in designations.iter().enumerate() {
            index.add_numbers(number, entry);
        }
        index
    }

    fn add_numbers(&mut self, index: usize, entry: &Designation) {
        if let Some(imo) = entry.imo.as_deref().and_then(|imo| ImoNumber::parse(imo).valid()) {
            self.numbers.insert(imo, index);
        }
        let documents =
            entry.documents.iter().map(|document| (document.r#type, document.number.as_str()));
        let identifiers = entry.identifiers.iter().filter_map(|identifier| {
            Some((identifier_type(&identifier.r#type)?, identifier.value.as_str()))
        });
        for (kind, value) in documents.chain(identifiers) {
            self.identifiers.entry((kind, squash(value))).or_default().push(index);
        }
    }

    pub(super) fn rules(&self) -> &Arc<NameRules> {
        &self.rules
    }

    pub(super) fn search(&self, forms: &[Name]) -> Vec<Found> {
        self.names.search(forms, &self.rules)
    }

    /// The words of a submitted and of a listed name that are partners.
    pub(super) fn explain(&self, forms: &[Name], found: &Found) -> Vec<Pair> {
        match (forms.get(found.form), self.names.name(found)) {
            (Some(form), Some(listed)) => {
                explain(form, listed, self.names.bearer(found), &self.rules)
            }
            _ => Vec::new(),
        }
    }

    /// Whether the listed name of a find tells its bearer from others by itself.
    pub(super) fn is_distinctive(&self, found: &Found) -> bool {
        self.names.name(found).is_some_and(|name| name.is_distinctive(&self.rules))
    }

    pub(super) fn by_imo(&self, imo: u32) -> Option<usize> {
        self.numbers.get(&imo).copied()
    }

    pub(super) fn by_identifier(&self, kind: IdentifierType, value: &str) -> &[usize] {
        self.identifiers.get(&(kind, squash(value))).map_or(&[], Vec::as_slice)
    }
}

/// The names of an entry, in the order of [`Designation::names`].
fn entries(owner: u32, entry: &Designation) -> impl Iterator<Item = Entry<'_>> {
    let person = entry.kind == DesignationKind::Person;
    let nations = || entry.nationalities.iter().chain(&entry.countries);
    let korean = nations().next().is_none() || nations().any(|one| KOREAN.contains(&one.as_str()));
    (0_u16..).zip(entry.names()).map(move |(ordinal, name)| {
        let weak = usize::from(ordinal) > entry.original_script.len();
        Entry { owner, ordinal, name, bearer: Bearer { person, korean, weak } }
    })
}

/// Whether the list itself calls a name weak.
pub(super) fn is_weak(entry: &Designation, ordinal: u16) -> bool {
    let aliases = usize::from(ordinal).checked_sub(1 + entry.original_script.len());
    let alias = aliases.and_then(|at| entry.aliases.get(at));
    alias.is_some_and(|alias| alias.quality == AliasQuality::Low)
}

/// The forms in which a submitted name is compared.
pub(super) fn forms(name: &str, rules: &NameRules) -> Vec<Name> {
    Name::forms(name, Side::Submitted, rules).into_vec()
}

fn identifier_type(text: &str) -> Option<IdentifierType> {
    Some(match text {
        "imo_company" => IdentifierType::ImoCompany,
        "imo_ship" => IdentifierType::ImoShip,
        "mmsi" => IdentifierType::Mmsi,
        "call_sign" => IdentifierType::CallSign,
        "swift" => IdentifierType::Swift,
        "lei" => IdentifierType::Lei,
        "duns" => IdentifierType::Duns,
        "tax" => IdentifierType::Tax,
        "passport" => IdentifierType::Passport,
        "national_id" => IdentifierType::NationalId,
        "company_registration" | "registration" => IdentifierType::Registration,
        _ => return None,
    })
}
