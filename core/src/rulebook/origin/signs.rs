//! The closed sets of signs of a concealed origin, and of what answers them. Weights and families are the table's.

use serde::{Deserialize, Serialize};

use crate::rulebook::Signal;
use crate::rulebook::signal::signals;

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

signals! {
    /// Every sign of a concealed origin that the tables of this folder bring; the file must have exactly these.
    OriginSigns {
        site_extraction, site_producer, site_named, place_in_goods, place_in_name,
        reload_port, reload_port_without_hinterland, implausible_origin, implausible_city_state, not_among_producers,
        beyond_mine_output,
        border_trade, border_trade_other, exporter_destination, impossible_voyage, loaded_at_sea, loaded_at_anchorage,
        barge_from_sea, ais_gap, ais_gap_at_loading, ais_gap_elsewhere,
        mmsi_against_flag, mmsi_of_former_flag, call_sign_against_flag, number_against_age, flag_hopping, risky_flag,
        renamed, own_counterpart,
        border_seller, listed_address, linked_address, care_of_address, unnamed_mine, gold_refiner_unnamed, gold_hub,
        certificate_late, certificate_issuer_elsewhere, certificate_by_party, certificate_against_port, bill_of_lading_date, items_of_other_origin,
        commingled, label_left_off, voyage_order,
        low_price, price_under_index, no_payment_trail, no_value, third_party_payer,
        state_trade_body,
    }
}

signals! {
    /// Every fact that answers signs; the file must have exactly these.
    Exculpations {
        mine_certificate, port_hinterland, rail_waybill, full_papers, assay_certificate, export_declaration,
    }
}
