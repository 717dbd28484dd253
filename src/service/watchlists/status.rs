//! What lists there are, with their versions, and what differs between two of them.

use std::sync::Arc;

use assay_core::watchlist::{Difference, ListVersion, Watchlist};
use chrono::NaiveDate;

use super::Shelf;
use super::holdings::{Holdings, stored_version};
use super::report::{
    Counts, HeldReasons, ListReport, RefreshReport, VersionDifference, VersionReport, text,
};
use crate::service::{Service, ServiceError};
use crate::storage::VersionRow;

impl Service {
    /// Every list, with what waits for a confirmation and what came of fetching it.
    pub fn watchlists(&self) -> Vec<ListReport> {
        let holdings = self.shelf.holdings();
        let lists = holdings.knowledge.whole.iter();
        lists.map(|list| report(&self.shelf, &holdings, list, self.today())).collect()
    }

    /// One list.
    pub fn watchlist(&self, id: &str) -> Result<ListReport, ServiceError> {
        let holdings = self.shelf.holdings();
        let list = holdings.knowledge.list(id).ok_or(ServiceError::UnknownVersion)?;
        Ok(report(&self.shelf, &holdings, list, self.today()))
    }

    /// The versions of a list, the newest first, those that are held among them.
    pub fn list_versions(&self, id: &str) -> Result<Vec<VersionReport>, ServiceError> {
        let holdings = self.shelf.holdings();
        let list = holdings.knowledge.list(id).ok_or(ServiceError::UnknownVersion)?;
        let accepted = list.versions().iter().map(|version| {
            let row = holdings.version(id, &version.digest);
            version_report(row, &version.digest, version.published_on, Some(version))
        });
        let mut versions: Vec<VersionReport> = accepted.collect();
        versions.extend(held(&holdings, id));
        versions.sort_by(|one, other| other.version.cmp(&one.version));
        Ok(versions)
    }

    /// What differs between two versions of a list, held ones included. Blocks.
    pub fn list_difference(
        &self,
        id: &str,
        from: &str,
        to: &str,
    ) -> Result<VersionDifference, ServiceError> {
        let holdings = self.shelf.holdings();
        let list = holdings.knowledge.list(id).ok_or(ServiceError::UnknownVersion)?;
        let find = |name: &str| -> Result<Arc<ListVersion>, ServiceError> {
            let known = list.versions().iter().rev();
            let mut known =
                known.filter(|one| one.digest == name || one.published_on.to_string() == name);
            if let Some(version) = known.next() {
                return Ok(Arc::clone(version));
            }
            let row = holdings.version(id, name).ok_or(ServiceError::UnknownVersion)?;
            Ok(Arc::new(stored_version(&self.store, &self.shelf.base.rulebook, row)?))
        };
        let (from, to) = (find(from)?, find(to)?);
        Ok(VersionDifference {
            list: id.to_owned(),
            difference: Difference::between(&from, &to, &list.regime),
            from: from.digest.clone(),
            to: to.digest.clone(),
        })
    }
}

fn report(shelf: &Shelf, holdings: &Holdings, list: &Watchlist, today: NaiveDate) -> ListReport {
    let newest = list.versions().last().map(|version| version.published_on);
    let refresh = holdings.refreshes.iter().find(|row| row.list == list.id);
    let checked_on = list.allowance.and_then(|allowance| allowance.checked_on);
    let current = newest.map(|day| checked_on.map_or(day, |checked| checked.max(day)));
    let is_fetched = shelf.rules.lists.get(&list.id).is_some_and(|rule| rule.is_fetched);
    ListReport {
        id: list.id.clone(),
        title: list.title.clone(),
        authority: list.authority,
        default: list.is_default,
        regime: Some(list.regime.clone()).filter(|regime| !regime.is_empty()),
        version: newest.map(|day| day.to_string()),
        digest: list.digest.clone(),
        source: list.source.clone(),
        age_days: current.map(|day| today.signed_duration_since(day).num_days()),
        max_age_days: list.allowance.map(|allowance| allowance.max_days),
        checked_on,
        counts: Counts::of_list(list),
        versions: list.versions().len(),
        held: held(holdings, &list.id).collect(),
        refresh: is_fetched.then(|| {
            refresh.map_or_else(
                || RefreshReport {
                    attempted_at: None,
                    succeeded_at: None,
                    due_at: None,
                    failures: 0,
                    error: None,
                },
                RefreshReport::from,
            )
        }),
    }
}

fn held<'h>(holdings: &'h Holdings, id: &'h str) -> impl Iterator<Item = VersionReport> + 'h {
    let rows = holdings.stock.versions.iter();
    rows.filter(move |row| row.list == id && row.accepted_at.is_none())
        .map(|row| version_report(Some(row), &row.digest, row.published_on, None))
}

fn version_report(
    row: Option<&VersionRow>,
    digest: &str,
    published_on: NaiveDate,
    version: Option<&ListVersion>,
) -> VersionReport {
    let reasons = row.and_then(|row| row.reasons.as_deref());
    let reasons: Option<HeldReasons> = reasons.and_then(|text| serde_json::from_str(text).ok());
    let told = reasons.as_ref().map(|reasons| reasons.counts);
    VersionReport {
        id: digest.to_owned(),
        version: published_on.to_string(),
        digest: digest.to_owned(),
        status: if version.is_some() { "accepted" } else { "held" },
        format: row.map(|row| row.format.clone()),
        counts: version.map(Counts::of_version).or(told).unwrap_or_default(),
        size: row.map(|row| row.size),
        received_at: row.map(|row| text(row.received_at)),
        accepted_at: row.and_then(|row| row.accepted_at).map(text),
        reasons,
    }
}
