//! What is told about clearances. The types are the wire format.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::service::{ServiceError, instant};
use crate::storage::{ClearanceRow, StoreError};

/// A party that a person judged not to be a listed one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(example = json!({"id": "019b0f5e-7c1a-7000-8000-000000000001",
    "party": {"name": "Korea Kumsan Trading Corp.", "country": "KR", "birth_date": null},
    "designation": {"id": "un-1718:KPe.044", "name": "…"}, "reason": "A dealer in Busan with another registration",
    "author": "J. Lee, compliance", "created_at": "2026-11-24T08:00:00Z", "expires_on": "2027-11-24",
    "list": {"id": "un-1718", "version": "2026-05-08", "digest": "sha256…"}, "state": "active", "withdrawal": null}))]
pub struct ClearanceReport {
    /// UUIDv7.
    pub id: Uuid,
    /// Who is cleared.
    pub party: ClearanceParty,
    /// The entry that the party is not.
    pub designation: ClearedDesignation,
    /// Why the party is another.
    pub reason: String,
    /// Who judged.
    pub author: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: String,
    /// The last day on which it holds; null where it does not expire.
    pub expires_on: Option<NaiveDate>,
    /// The list as it was judged on.
    pub list: ClearedOnList,
    /// Whether it stands.
    pub state: ClearanceState,
    /// Its end, where it was withdrawn.
    pub withdrawal: Option<WithdrawalReport>,
    /// The instant of `created_at`, for cursors.
    #[serde(skip)]
    pub made_at: DateTime<Utc>,
}

/// A cleared party. Records that state another country or birth date are not cleared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(example = json!({"name": "Korea Kumsan Trading Corp.", "country": "KR", "birth_date": null}))]
pub struct ClearanceParty {
    /// The name, as it was given.
    pub name: String,
    /// Country or nationality, alpha-2.
    pub country: Option<String>,
    /// Birth date.
    pub birth_date: Option<NaiveDate>,
}

/// The entry that a party is not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(example = json!({"id": "un-1718:KPe.001", "name": "…"}))]
pub struct ClearedDesignation {
    /// List and reference number.
    pub id: String,
    /// Name as it was listed when the party was cleared.
    pub name: String,
}

/// A list as it was when a party was cleared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(example = json!({"id": "un-1718", "version": "2026-05-08", "digest": "sha256…"}))]
pub struct ClearedOnList {
    /// Its id.
    pub id: String,
    /// Its newest version.
    pub version: String,
    /// Its digest.
    pub digest: String,
}

/// The end of a clearance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(example = json!({"reason": "The registration was forged", "author": "J. Lee, compliance",
    "withdrawn_at": "2026-11-25T08:00:00Z"}))]
pub struct WithdrawalReport {
    /// Why.
    pub reason: String,
    /// Who withdrew it.
    pub author: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub withdrawn_at: String,
}

/// Whether a clearance stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "active")]
pub enum ClearanceState {
    /// It keeps matches quiet.
    Active,
    /// Its last day is over.
    Expired,
    /// The entry has changed since, or is not in use any more: judge anew.
    Reopened,
    /// It was withdrawn.
    Withdrawn,
}

impl ClearanceState {
    /// The state of a word.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "active" => Some(Self::Active),
            "expired" => Some(Self::Expired),
            "reopened" => Some(Self::Reopened),
            "withdrawn" => Some(Self::Withdrawn),
            _ => None,
        }
    }
}

/// A page of clearances, newest first.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({"items": [], "next_cursor": null}))]
pub struct ClearanceList {
    /// The clearances.
    pub items: Vec<ClearanceReport>,
    /// Cursor of the next page; null on the last.
    pub next_cursor: Option<String>,
}

impl ClearanceReport {
    pub(super) fn of(row: ClearanceRow, state: ClearanceState) -> Result<Self, ServiceError> {
        let party = party_of(&row)?;
        let ClearanceRow { id, judged, created_at, withdrawal } = row;
        Ok(Self {
            id,
            party,
            designation: ClearedDesignation {
                id: judged.designation,
                name: judged.designation_name,
            },
            reason: judged.reason,
            author: judged.author,
            created_at: instant(created_at),
            expires_on: judged.expires_on,
            list: ClearedOnList {
                id: judged.list_id,
                version: judged.list_version,
                digest: judged.list_digest,
            },
            state,
            withdrawal: withdrawal.map(|end| WithdrawalReport {
                reason: end.reason,
                author: end.author,
                withdrawn_at: instant(end.at),
            }),
            made_at: created_at,
        })
    }
}

/// The party of a row.
pub(super) fn party_of(row: &ClearanceRow) -> Result<ClearanceParty, ServiceError> {
    let corrupt = |_| StoreError::Corrupt { table: "clearances", column: "party" };
    Ok(serde_json::from_str(&row.judged.party).map_err(corrupt)?)
}
