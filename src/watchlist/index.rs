//! Entries by number and by normalised name.

use std::collections::HashMap;

use super::{Designation, keys};
use crate::record::{IdentifierType, ImoNumber};
use crate::text::squash;

/// Where an entry stands, by name and by number.
#[derive(Debug, Default)]
pub(super) struct Index {
    names: HashMap<String, Vec<(usize, NameKind)>>,
    numbers: HashMap<u32, usize>,
    identifiers: HashMap<(IdentifierType, String), Vec<usize>>,
}

/// One name of a designation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NameKind {
    Primary,
    OriginalScript(usize),
    Alias(usize),
}

impl Index {
    pub(super) fn of(designations: &[Designation]) -> Self {
        let mut index = Self::default();
        for (number, entry) in designations.iter().enumerate() {
            index.add(number, entry);
        }
        index
    }

    fn add(&mut self, index: usize, entry: &Designation) {
        let originals = entry.original_script.iter().enumerate();
        let aliases = entry.aliases.iter().enumerate();
        let names = std::iter::once((entry.name.as_str(), NameKind::Primary))
            .chain(
                originals.map(|(number, name)| (name.as_str(), NameKind::OriginalScript(number))),
            )
            .chain(aliases.map(|(number, alias)| (alias.name.as_str(), NameKind::Alias(number))));
        for (name, kind) in names {
            for key in keys(name) {
                let found = self.names.entry(key).or_default();
                if found.iter().all(|(known, _)| *known != index) {
                    found.push((index, kind));
                }
            }
        }
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

    pub(super) fn by_key(&self, key: &str) -> &[(usize, NameKind)] {
        self.names.get(key).map_or(&[], Vec::as_slice)
    }

    pub(super) fn by_imo(&self, imo: u32) -> Option<usize> {
        self.numbers.get(&imo).copied()
    }

    pub(super) fn by_identifier(&self, kind: IdentifierType, value: &str) -> &[usize] {
        self.identifiers.get(&(kind, squash(value))).map_or(&[], Vec::as_slice)
    }
}

fn identifier_type(text: &str) -> Option<IdentifierType> {
    match text {
        "imo_company" => Some(IdentifierType::ImoCompany),
        "swift" => Some(IdentifierType::Swift),
        "company_registration" => Some(IdentifierType::Registration),
        _ => None,
    }
}
