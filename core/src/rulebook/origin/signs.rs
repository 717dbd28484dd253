//! The file of signs of a concealed origin and of what answers them, and the limits of the signs.

use serde::{Deserialize, Serialize};

use crate::rulebook::{Exculpations, OriginSigns};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SignFile {
    pub(super) limits: SignLimits,
    pub(super) sign: OriginSigns,
    pub(super) exculpation: Exculpations,
}

/// Limits of the signs.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", schema(example = json!({"gap_hours": 24, "certificate_days": 14, "bill_of_lading_days": 3, "changes": 2,
    "changes_months": 24, "part_of_index": 0.7, "bulk_tonnes": 1000.0, "large_deadweight": 50000.0, "least_leg_miles": 120.0})))]
pub struct SignLimits {
    /// Hours from which an absent AIS signal is a sign.
    pub gap_hours: i64,
    /// Days after loading within which a certificate of origin is ordinary.
    pub certificate_days: i64,
    /// Days before loading by which a bill of lading may be dated.
    pub bill_of_lading_days: i64,
    /// Changes of flag or name that are a sign.
    pub changes: usize,
    /// Months before the goods moved in which they count.
    pub changes_months: u32,
    /// A unit price under this part of the index is a sign.
    pub part_of_index: f64,
    /// Tonnes from which a quantity is one of bulk.
    pub bulk_tonnes: f64,
    /// Deadweight from which a ship is large, in tonnes.
    pub large_deadweight: f64,
    /// Nautical miles of the shortest leg that tells a ship's speed.
    pub least_leg_miles: f64,
}
