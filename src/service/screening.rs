//! A screening: one record judged once, as it is answered, kept and read again.

use assay_core::judgement::Judgement;
use chrono::{DateTime, Utc};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;
use utoipa::ToSchema;
use uuid::Uuid;

use super::ServiceError;
use crate::storage;

/// One record judged once
///
/// The judgement, under the id and instant of this screening.
#[derive(serde::Serialize, ToSchema)]
#[schema(example = json!({"id": "019b0f5e-7c1a-7000-8000-000000000001", "created_at": "2026-11-24T08:00:00Z",
    "stored": true, "kind": "shipment", "reference": "PO-4711", "verdict": "clear", "risk_score": 5}))]
pub struct Screening {
    /// UUIDv7.
    pub id: Uuid,
    /// When the record was judged.
    pub created_at: DateTime<Utc>,
    /// Whether the screening was kept.
    pub stored: bool,
    /// What it was judged to be.
    #[serde(flatten)]
    pub judgement: Judgement,
}

/// A screening as it is kept
///
/// The screening with the record it judged and what people decided about it.
#[derive(serde::Serialize, ToSchema)]
#[schema(example = json!({"id": "019b0f5e-7c1a-7000-8000-000000000001", "created_at": "2026-11-24T08:00:00Z",
    "stored": true, "kind": "shipment", "verdict": "clear", "record": {"items": [{"hs_code": "9401"}]},
    "dispositions": []}))]
pub struct StoredScreening {
    /// UUIDv7.
    id: Uuid,
    /// When the record was judged.
    created_at: DateTime<Utc>,
    /// Whether the screening was kept.
    stored: bool,
    /// What it was judged to be, member by member as it was answered.
    #[serde(flatten)]
    #[schema(value_type = Judgement)]
    judgement: Members,
    /// The record in canonical form.
    #[schema(value_type = Object)]
    record: Box<RawValue>,
    /// What people decided about it, in order.
    #[schema(value_type = Vec<Object>)]
    dispositions: [(); 0],
}

impl TryFrom<storage::StoredScreening> for StoredScreening {
    type Error = ServiceError;

    fn try_from(row: storage::StoredScreening) -> Result<Self, ServiceError> {
        let mut judgement: Members = serde_json::from_str(&row.screening)?;
        judgement.0.retain(|(name, _)| !matches!(name.as_str(), "id" | "created_at" | "stored"));
        Ok(Self {
            id: row.id,
            created_at: row.created_at,
            stored: true,
            judgement,
            record: RawValue::from_string(row.record)?,
            dispositions: [],
        })
    }
}

/// The members of an object in their order, each as it was written.
struct Members(Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'de> Visitor<'de> for InOrder {
            type Value = Members;

            fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = access.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(InOrder)
    }
}

impl Serialize for Members {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            object.serialize_entry(name, value)?;
        }
        object.end()
    }
}
