//! The kinds of finding, which typologies name too.

use serde::{Deserialize, Serialize};

/// Kinds of finding. A caller that meets an unknown one goes by its outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", schema(example = "commodity_ban"))]
pub enum FindingKind {
    /// Goods that a measure names, with a nexus.
    CommodityBan,
    /// Arms, with a nexus.
    Arms,
    /// A party is designated.
    DesignatedParty,
    /// A ship is designated.
    DesignatedVessel,
    /// Goods go to the DPRK.
    ExportToDprk,
    /// Goods changed ships at sea.
    ShipToShipTransfer,
    /// A ship or aircraft is the DPRK's.
    DprkVesselOrAircraft,
    /// A tie to the DPRK outside every ban.
    DprkNexus,
    /// A joint venture with DPRK persons.
    JointVenture,
    /// DPRK nationals at work.
    DprkWorkers,
    /// Signs that the origin is concealed.
    ConcealedOrigin,
    /// Facts of the record contradict each other.
    DocumentConflict,
    /// Code and description name different goods.
    MisdeclaredGoods,
    /// Too little was stated to decide.
    InsufficientInformation,
    /// The age of the lists.
    StaleWatchlist,
    /// The record was judged as if on another day.
    AsOfGiven,
    /// Gold goes to or comes from the DPRK.
    GoldTransfer,
    /// A bank or an insurer stands behind trade with the DPRK.
    TradeFinance,
    /// A body of the DPRK's State trade that the UN does not list.
    StateTradeApparatus,
    /// Forced labour is to be feared behind a site or a body.
    ForcedLabour,
    /// Law of an authority other than the UN, or a party on its list.
    OtherLaw,
    /// A party or ship is on a list of the operator's own.
    HouseList,
}
