//! What is loaded: the lists of the program and of the database, put together anew whenever the
//! database says that they changed.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use assay_core::Knowledge;
use assay_core::rulebook::Rulebook;
use assay_core::watchlist::{
    Allowance, Authority, ListFormat, ListIdentity, ListInput, ListVersion, MAX_LIST_BYTES,
    ReadList, Watchlist, read_list,
};
use chrono::NaiveDate;

use super::super::ServiceError;
use super::DEFAULT_ORGANISATION;
use crate::compression::inflate;
use crate::storage::{ListRow, ListStock, RefreshRow, Store, VersionRow};

/// What an operator settled about lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListRules {
    /// The share of a regime and kind, in percent, that a version may lose without being held.
    pub shrink_percent: u8,
    /// Rules of single lists, by id.
    pub lists: BTreeMap<String, ListRule>,
}

/// What an operator settled about one list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListRule {
    /// Days after which it is too old; none where no age is enforced.
    pub max_age_days: Option<i64>,
    /// Whether it is fetched from a source, and so missing while it has no version.
    pub is_fetched: bool,
    /// Who keeps it, where that is settled.
    pub authority: Option<Authority>,
    /// Whether it is used in every screening, where that is settled.
    pub is_default: Option<bool>,
}

impl Default for ListRules {
    fn default() -> Self {
        Self { shrink_percent: 20, lists: BTreeMap::new() }
    }
}

/// Everything that is loaded at one moment.
pub(super) struct Holdings {
    /// What records are judged by.
    pub(super) knowledge: Arc<Knowledge>,
    /// The rows behind the lists.
    pub(super) stock: ListStock,
    /// What came of fetching them.
    pub(super) refreshes: Vec<RefreshRow>,
}

/// Versions that were read, by list and digest, so that each is read once.
pub(super) type Parsed = HashMap<(String, String), Arc<ListVersion>>;

impl Holdings {
    /// What the program brings, before the database was asked.
    pub(super) fn built_in(knowledge: Arc<Knowledge>) -> Self {
        // A generation that no database has, so that the first look finds it changed.
        let stock = ListStock { generation: -1, ..ListStock::default() };
        Self { knowledge, stock, refreshes: Vec::new() }
    }

    /// Whether the database has nothing newer.
    pub(super) fn is_current(&self, generation: i64, refreshes: &[RefreshRow]) -> bool {
        self.stock.generation == generation && self.refreshes == refreshes
    }

    /// Reads what the database has, and puts it beside the lists of the program.
    pub(super) fn load(
        base: &Knowledge,
        store: &Store,
        rules: &ListRules,
        parsed: &mut Parsed,
        before: &Self,
    ) -> Result<Self, ServiceError> {
        let stock = store.list_stock(DEFAULT_ORGANISATION)?;
        let refreshes = store.list_refreshes(DEFAULT_ORGANISATION)?;
        for row in stock.versions.iter().filter(|row| row.accepted_at.is_some()) {
            let key = (row.list.clone(), row.digest.clone());
            if let std::collections::hash_map::Entry::Vacant(place) = parsed.entry(key) {
                place.insert(Arc::new(stored_version(store, &base.rulebook, row)?));
            }
        }
        let whole = identities(base, &stock, rules).into_iter().map(|identity| {
            let versions = versions_of(base, &stock, parsed, &identity.id);
            let allowance = allowance(rules, &refreshes, &identity.id);
            let known = before.knowledge.list(&identity.id).filter(|known| {
                let same = |(one, other): (&Arc<_>, &Arc<_>)| Arc::ptr_eq(one, other);
                known.identity() == identity
                    && known.allowance == allowance
                    && known.versions().len() == versions.len()
                    && in_order(&versions).iter().zip(known.versions()).all(same)
            });
            known.map_or_else(
                || {
                    Arc::new(
                        Watchlist::of(&identity, &versions, &base.rulebook.names)
                            .allowing(allowance),
                    )
                },
                Arc::clone,
            )
        });
        let knowledge = Arc::new(base.with_lists(whole.collect()));
        Ok(Self { knowledge, stock, refreshes })
    }

    /// The row of a version.
    pub(super) fn version(&self, list: &str, digest: &str) -> Option<&VersionRow> {
        self.stock.versions.iter().find(|row| row.list == list && row.digest == digest)
    }

    /// The row of a list.
    pub(super) fn row(&self, list: &str) -> Option<&ListRow> {
        self.stock.lists.iter().find(|row| row.id == list)
    }
}

fn in_order(versions: &[Arc<ListVersion>]) -> Vec<Arc<ListVersion>> {
    let mut ordered = versions.to_vec();
    ordered.sort_by_key(|version| version.published_on);
    ordered
}

/// Every list: those of the program first, then those of the database and of the settings by id.
fn identities(base: &Knowledge, stock: &ListStock, rules: &ListRules) -> Vec<ListIdentity> {
    let built_in = base.whole.iter().map(|list| list.identity());
    let mut further: BTreeMap<&str, ListIdentity> = BTreeMap::new();
    let fetched = rules.lists.iter().filter(|(_, rule)| rule.is_fetched);
    for (id, rule) in fetched {
        let authority = rule.authority.unwrap_or(Authority::House);
        further.insert(id, identity(id, id, authority, rule.is_default.unwrap_or(true)));
    }
    for row in &stock.lists {
        let authority = authority_of(&row.authority);
        further.insert(&row.id, identity(&row.id, &row.title, authority, row.is_default));
    }
    let is_built_in = |id: &str| base.list(id).is_some();
    built_in
        .chain(further.into_iter().filter(|(id, _)| !is_built_in(id)).map(|(_, one)| one))
        .collect()
}

pub(super) fn identity(
    id: &str,
    title: &str,
    authority: Authority,
    is_default: bool,
) -> ListIdentity {
    ListIdentity {
        id: id.to_owned(),
        title: title.to_owned(),
        authority,
        regime: String::new(),
        source: "loaded by the operator".to_owned(),
        is_default,
    }
}

/// The word of a row as an authority. An unknown word is that of a newer release: the strictest reading.
pub(super) fn authority_of(word: &str) -> Authority {
    Authority::parse(word).unwrap_or(Authority::Un)
}

fn versions_of(
    base: &Knowledge,
    stock: &ListStock,
    parsed: &Parsed,
    id: &str,
) -> Vec<Arc<ListVersion>> {
    let built_in = base.list(id).into_iter().flat_map(|list| list.versions());
    let rows = stock.versions.iter().filter(|row| row.list == id && row.accepted_at.is_some());
    let loaded = rows.filter_map(|row| parsed.get(&(row.list.clone(), row.digest.clone())));
    built_in.chain(loaded).map(Arc::clone).collect()
}

fn allowance(rules: &ListRules, refreshes: &[RefreshRow], id: &str) -> Option<Allowance> {
    let max_days = rules.lists.get(id)?.max_age_days?;
    let refresh = refreshes.iter().find(|row| row.list == id);
    let checked_on = refresh.and_then(|row| row.succeeded_at).map(|at| at.date_naive());
    Some(Allowance { max_days, checked_on })
}

/// Reads a file that was kept.
pub(super) fn stored_version(
    store: &Store,
    rulebook: &Rulebook,
    row: &VersionRow,
) -> Result<ListVersion, ServiceError> {
    let unusable =
        || ServiceError::StoredList { list: row.list.clone(), digest: row.digest.clone() };
    let packed = store.list_content(DEFAULT_ORGANISATION, &row.list, &row.digest)?;
    let file = inflate(&packed.ok_or_else(unusable)?, MAX_LIST_BYTES).map_err(|_| unusable())?;
    let format: ListFormat = row.format.parse().map_err(|_| unusable())?;
    let read = read(format, &file, rulebook).map_err(|_| unusable())?;
    Ok(version_of(row.digest.clone(), row.published_on, read))
}

/// Reads a file.
pub(super) fn read(
    format: ListFormat,
    file: &[u8],
    rulebook: &Rulebook,
) -> Result<ReadList, ServiceError> {
    Ok(read_list(format, &ListInput::one(file), &rulebook.countries)?)
}

pub(super) fn version_of(digest: String, published_on: NaiveDate, read: ReadList) -> ListVersion {
    ListVersion::new(digest, published_on, read.designations, read.regimes)
}
