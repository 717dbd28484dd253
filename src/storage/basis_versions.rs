//! What screenings were judged by: each version of a rulebook and of a list, kept whole and for ever, so
//! that a judgement can be repeated.

use chrono::{DateTime, Utc};
use diesel::insert_into;
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};

use super::StoreError;
use super::connection::AnyConnection;
use super::schema::basis_versions;
use super::screenings::stored_instant;

/// A rulebook, a policy or a list as it was; its digest stands for its content.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = basis_versions)]
pub struct BasisVersion {
    /// Whose it is.
    pub organisation: String,
    /// The digest of its content.
    pub digest: String,
    /// `rulebook`, `policy` or `watchlist`.
    pub kind: String,
    /// Which rulebook, policy or list.
    pub name: String,
    /// The version it gives itself.
    pub version: String,
    /// The whole of it.
    pub content: String,
}

/// Keeps a version unless it is kept already.
pub(super) fn keep(
    connection: &mut AnyConnection,
    version: &BasisVersion,
    stored_at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let kept: Option<String> = basis_versions::table
        .find((&version.organisation, &version.digest))
        .select(basis_versions::digest)
        .first(connection)
        .optional()?;
    if kept.is_some() {
        return Ok(());
    }
    let inserted = insert_into(basis_versions::table)
        .values((
            basis_versions::organisation.eq(&version.organisation),
            basis_versions::digest.eq(&version.digest),
            basis_versions::kind.eq(&version.kind),
            basis_versions::name.eq(&version.name),
            basis_versions::version.eq(&version.version),
            basis_versions::content.eq(&version.content),
            basis_versions::stored_at.eq(stored_instant(stored_at)),
        ))
        .execute(connection);
    match inserted {
        // Another was faster; the same digest is the same content.
        Ok(_) | Err(Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

pub(super) fn find(
    connection: &mut AnyConnection,
    organisation: &str,
    digest: &str,
) -> Result<Option<BasisVersion>, StoreError> {
    Ok(basis_versions::table
        .find((organisation, digest))
        .select(BasisVersion::as_select())
        .first(connection)
        .optional()?)
}
