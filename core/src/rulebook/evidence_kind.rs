//! The kinds of evidence: one closed set, made of the rulebook's tables of signals.
//!
//! A kind is named once, here. Its weight, family, sentence and source are the tables'; what notes it is code.

use serde::{Deserialize, Serialize};

use super::{Rulebook, Signal};

/// Declares the kinds of evidence table by table: the variant, and the name in the table and in answers.
macro_rules! evidence_kinds {
    ($(
        $(#[$about:meta])*
        $table:ident { $($kind:ident = $name:ident),+ $(,)? }
    )+) => {
        /// Which signal of the rulebook a piece of evidence is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "schema", schema(example = "load_port"))]
        #[serde(rename_all = "snake_case")]
        #[expect(missing_docs, reason = "each is described in its table")]
        pub enum EvidenceKind { $($($kind),+),+ }

        impl EvidenceKind {
            /// Every kind, in the order of the tables.
            pub const ALL: &'static [Self] = &[$($(Self::$kind),+),+];

            /// The word used in JSON and in the tables.
            pub fn as_str(self) -> &'static str {
                match self { $($(Self::$kind => stringify!($name)),+),+ }
            }
        }

        $(
            $(#[$about])*
            #[derive(Debug, Clone, Deserialize)]
            #[serde(deny_unknown_fields)]
            #[expect(missing_docs, reason = "each is described in the table")]
            pub struct $table { $(pub $name: Signal),+ }
        )+

        impl Rulebook {
            /// What a kind of evidence weighs.
            pub fn signal(&self, kind: EvidenceKind) -> &Signal {
                match kind { $($(EvidenceKind::$kind => &AsRef::<$table>::as_ref(self).$name),+),+ }
            }
        }
    };
}

evidence_kinds! {
    /// Every signal of the judgement but those of a concealed origin; the table must have exactly these.
    Signals {
        HsCode = hs_code, Description = description, DeclaredOrigin = declared_origin,
        DocumentOrigin = document_origin, PlaceOfExtraction = place_of_extraction,
        CountryOfExport = country_of_export, LoadPort = load_port,
        TransshipmentPort = transshipment_port, BorderCrossing = border_crossing,
        PartyCountry = party_country, PartyNationality = party_nationality,
        PartyRegistration = party_registration, PartyAddress = party_address,
        PartyContact = party_contact, PartyName = party_name, DprkProducer = dprk_producer,
        Flag = flag, RadioMark = radio_mark, EarlierLeg = earlier_leg,
        ListedVessel = listed_vessel, ListedVesselRenamed = listed_vessel_renamed,
        ListedParty = listed_party, RecentPortCall = recent_port_call,
        EarlierPortCall = earlier_port_call, LaterPortCall = later_port_call,
        PlaceConflict = place_conflict, NamedInGoods = named_in_goods,
        DprkDocument = dprk_document, SeatConflict = seat_conflict,
        OriginConflict = origin_conflict, MarkAgainstFlag = mark_against_flag,
        Stateless = stateless, FormerFlag = former_flag, ImoCheckDigit = imo_check_digit,
        DprkCrew = dprk_crew, ShipToShip = ship_to_ship, OrdinaryTransfer = ordinary_transfer,
        DprkParty = dprk_party, DprkNational = dprk_national, Destination = destination,
        DateOrder = date_order, JointVentureName = joint_venture_name,
        GoldTransfer = gold_transfer, TradeFinance = trade_finance,
        MisdeclaredDisguise = misdeclared_disguise, MisdeclaredNear = misdeclared_near,
        MisdeclaredFar = misdeclared_far, MisdeclaredName = misdeclared_name,
        Jurisdiction = jurisdiction,
    }
    /// Every sign of a concealed origin that the tables of its folder bring; the file must have exactly these.
    OriginSigns {
        SiteExtraction = site_extraction, SiteProducer = site_producer, SiteNamed = site_named,
        PlaceInGoods = place_in_goods, PlaceInName = place_in_name, ReloadPort = reload_port,
        ReloadPortWithoutHinterland = reload_port_without_hinterland,
        ImplausibleOrigin = implausible_origin, ImplausibleCityState = implausible_city_state,
        NotAmongProducers = not_among_producers, BeyondMineOutput = beyond_mine_output,
        BorderTrade = border_trade, BorderTradeOther = border_trade_other,
        ExporterDestination = exporter_destination, ImpossibleVoyage = impossible_voyage,
        LoadedAtSea = loaded_at_sea, LoadedAtAnchorage = loaded_at_anchorage,
        BargeFromSea = barge_from_sea, AisGap = ais_gap, AisGapAtLoading = ais_gap_at_loading,
        AisGapElsewhere = ais_gap_elsewhere, MmsiAgainstFlag = mmsi_against_flag,
        MmsiOfFormerFlag = mmsi_of_former_flag, CallSignAgainstFlag = call_sign_against_flag,
        NumberAgainstAge = number_against_age, FlagHopping = flag_hopping, RiskyFlag = risky_flag,
        Renamed = renamed, OwnCounterpart = own_counterpart, BorderSeller = border_seller,
        ListedAddress = listed_address, LinkedAddress = linked_address,
        CareOfAddress = care_of_address, UnnamedMine = unnamed_mine,
        GoldRefinerUnnamed = gold_refiner_unnamed, GoldHub = gold_hub,
        CertificateLate = certificate_late,
        CertificateIssuerElsewhere = certificate_issuer_elsewhere,
        CertificateByParty = certificate_by_party,
        CertificateAgainstPort = certificate_against_port, BillOfLadingDate = bill_of_lading_date,
        ItemsOfOtherOrigin = items_of_other_origin, Commingled = commingled,
        LabelLeftOff = label_left_off, VoyageOrder = voyage_order, LowPrice = low_price,
        PriceUnderIndex = price_under_index, NoPaymentTrail = no_payment_trail, NoValue = no_value,
        ThirdPartyPayer = third_party_payer, StateTradeBody = state_trade_body,
    }
    /// Every fact that answers signs; the file must have exactly these.
    Exculpations {
        MineCertificate = mine_certificate, PortHinterland = port_hinterland,
        RailWaybill = rail_waybill, FullPapers = full_papers, AssayCertificate = assay_certificate,
        ExportDeclaration = export_declaration,
    }
}

impl AsRef<Signals> for Rulebook {
    fn as_ref(&self) -> &Signals {
        &self.signals.signal
    }
}

impl AsRef<OriginSigns> for Rulebook {
    fn as_ref(&self) -> &OriginSigns {
        &self.origin.signs
    }
}

impl AsRef<Exculpations> for Rulebook {
    fn as_ref(&self) -> &Exculpations {
        &self.origin.exculpations
    }
}

impl EvidenceKind {
    /// The kind of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|kind| kind.as_str() == name).copied()
    }

    /// Whether it answers signs instead of being one.
    pub fn answers_signs(self) -> bool {
        matches!(
            self,
            Self::MineCertificate
                | Self::PortHinterland
                | Self::RailWaybill
                | Self::FullPapers
                | Self::AssayCertificate
                | Self::ExportDeclaration
        )
    }

    /// Whether it says that code and description name different goods.
    pub fn is_misdeclaration(self) -> bool {
        matches!(
            self,
            Self::MisdeclaredDisguise
                | Self::MisdeclaredNear
                | Self::MisdeclaredFar
                | Self::MisdeclaredName
        )
    }
}

impl std::fmt::Display for EvidenceKind {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_written_as_its_table_names_it() {
        for kind in EvidenceKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
            assert_eq!(EvidenceKind::parse(kind.as_str()), Some(*kind));
        }
    }
}
