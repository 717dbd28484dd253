//! Why a finding has its outcome: stable codes, each with what it means.

use serde::{Deserialize, Serialize};

/// Declares the reasons: variant, code and meaning.
macro_rules! reasons {
    ($($reason:ident = $code:literal: $meaning:literal;)+) => {
        /// Why a finding has its outcome. Codes are permanent; further ones may come.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Reason {
            $(#[doc = $meaning] #[serde(rename = $code)] $reason),+
        }

        impl Reason {
            /// Every reason, in the order in which they are documented.
            pub const ALL: &'static [Self] = &[$(Self::$reason),+];

            /// The code used in JSON.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$reason => $code),+ }
            }

            /// What it means, in a sentence.
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$reason => $meaning),+ }
            }
        }
    };
}

reasons! {
    InForce = "in_force": "A measure in force in the governing period forbids it on the facts of the record.";
    ExemptionMayApply = "exemption_may_apply": "A measure forbids it unless an exemption applies, and no condition of that exemption is shown unmet.";
    PolicyTightens = "policy_tightens": "The operator's policy makes it stricter than the rulebook does.";
    OpenLine = "open_line": "The lists that define the ban do not agree whether these goods stand in it.";
    OpenMeasure = "open_measure": "The measure itself leaves the decision to a person.";
    LikelySlip = "likely_slip": "The DPRK stands alone among South Korean facts, which is often a slip of KP for KR.";
    AdoptionDay = "adoption_day": "It happened on the very day on which the rule was adopted.";
    LaterRule = "later_rule": "The day of arrival is not stated, and a stricter rule began soon after loading.";
    OutsideEveryBan = "outside_every_ban": "The goods are tied to the DPRK, and no ban names them in the governing period.";
    GoodsUndecidable = "goods_undecidable": "The goods are tied to the DPRK, and it cannot be told what they are.";
    GoodsDiffer = "goods_differ": "Code and description name different goods.";
    BoundForDprk = "bound_for_dprk": "The goods go to the DPRK, and no rule for exports names them.";
    GoldMoves = "gold_moves": "Gold comes from the DPRK or goes to it.";
    FinanceBehindTrade = "finance_behind_trade": "A bank, an insurer or a letter of credit stands behind trade with the DPRK.";
    TransferWithDprkShip = "transfer_with_dprk_ship": "Goods changed ships at sea with a ship of the DPRK.";
    TransferHidesOrigin = "transfer_hides_origin": "Goods that a ban names changed ships where origins are often hidden.";
    OrdinaryTransfer = "ordinary_transfer": "Goods changed ships at sea, and nothing else speaks for the DPRK.";
    DprkCarrier = "dprk_carrier": "The ship or aircraft is the DPRK's.";
    DprkBystander = "dprk_bystander": "A party in the DPRK takes part without supplying or receiving the goods.";
    DprkCrew = "dprk_crew": "DPRK nationals are among the crew.";
    VentureByName = "venture_by_name": "A name says that its bearer is a joint venture with a DPRK party.";
    DprkCompany = "dprk_company": "The company is of the DPRK.";
    DprkOwner = "dprk_owner": "A DPRK national owns a part of the company.";
    DprkEmployee = "dprk_employee": "A DPRK national works for the company.";
    DprkOfficer = "dprk_officer": "A DPRK national runs or represents the company.";
    SharedOwnership = "shared_ownership": "The company shares ownership with a DPRK body.";
    DprkPartner = "dprk_partner": "The company deals with a DPRK body.";
    DprkBusiness = "dprk_business": "The company does business in or with the DPRK.";
    DprkOriginOnPaper = "dprk_origin_on_paper": "A paper of the company states goods of DPRK origin.";
    SignsHold = "signs_hold": "Signs of a concealed origin are strong enough together to hold the record.";
    SignsAnswered = "signs_answered": "There are signs of a concealed origin, and papers or facts of the record answer them.";
    SignsAlone = "signs_alone": "There are signs of a concealed origin, too weak to hold the record.";
    DatesReversed = "dates_reversed": "Arrival is stated before loading.";
    OriginsDiffer = "origins_differ": "A paper states another origin than was declared.";
    StateTradeSupplies = "state_trade_supplies": "A body of the DPRK's State trade supplies the goods, or is the company or one it is tied to.";
    StateTradeTakesPart = "state_trade_takes_part": "A body of the DPRK's State trade takes part without supplying the goods.";
    ForcedLabourFeared = "forced_labour_feared": "Forced labour is to be feared at a site or a body that the record names.";
    OriginNotStated = "origin_not_stated": "Neither origin, extraction nor loading is stated of goods that must state it.";
    SourceNotStated = "source_not_stated": "Nothing stated says from which country goods that a ban names come.";
    NoUsableName = "no_usable_name": "There is no name that could be compared with a list.";
    AmbiguousCountry = "ambiguous_country": "A country's name may mean the DPRK or another country, and nothing in the record settles it.";
    AmbiguousPlace = "ambiguous_place": "A place's name may mean one in the DPRK or elsewhere, and nothing in the record settles it.";
    SettledElsewhere = "settled_elsewhere": "A name may mean the DPRK, and the rest of the record settles that it does not.";
    AmbiguousAside = "ambiguous_aside": "A name may mean the DPRK, where it says nothing of the supply of the goods.";
    ListsCompared = "lists_compared": "These lists were compared; later listings are not in them.";
    NoList = "no_list": "No list is loaded.";
    ListMissing = "list_missing": "A list is set up and has no version yet.";
    ListTooOld = "list_too_old": "A list is older than it may be.";
    AsOfGiven = "as_of_given": "The record asked to be judged as if on another day.";
    OtherLawSpeaks = "other_law_speaks": "A rule of another authority than the UN speaks of it.";
    ImoNumber = "imo_number": "The ship's IMO number is on the list.";
    RadioIdentity = "radio_identity": "The ship's radio identity is on the list; it may have passed on with the flag.";
    EqualNumber = "equal_number": "An identifying number equals a listed one.";
    WholeName = "whole_name": "The whole name is on the list.";
    WholeNameAgrees = "whole_name_agrees": "The whole name is on the list, and country, address or another way to reach it agrees.";
    BirthDateAgrees = "birth_date_agrees": "The whole name is on the list, and the birth date agrees.";
    PostAgrees = "post_agrees": "The whole name is on the list, and nationality and post agree.";
    WholeNameElsewhere = "whole_name_elsewhere": "The whole name is on the list, and the country is another.";
    WholeNameAlone = "whole_name_alone": "The whole name is on the list, and no second fact decides.";
    WholeNameOtherNumber = "whole_name_other_number": "The whole name is on the list, and the IMO number is another valid one.";
    WholeNameOtherBirth = "whole_name_other_birth": "The whole name is on the list, and the birth date is another.";
    WholeNameOtherNationality = "whole_name_other_nationality": "The name as listed, with another nationality.";
    SpellingOtherNationality = "spelling_other_nationality": "The name in another spelling, with another nationality.";
    OtherSpelling = "other_spelling": "The name is a listed one in another spelling or script.";
    WeakName = "weak_name": "A short or weak name is on the list, and nothing else agrees.";
    ShipNameTied = "ship_name_tied": "The ship's whole name is on the list, no valid IMO number speaks against it, and the voyage or its goods are tied to the DPRK.";
    ShipName = "ship_name": "The ship's whole name is on the list, without her IMO number.";
    NearName = "near_name": "The name is near to a listed one.";
    NearNameWords = "near_name_words": "The name is near to a listed one, and its distinctive words are equal.";
    NearNameElsewhere = "near_name_elsewhere": "The name is near to a listed one, and the country is another.";
    NearNameAgrees = "near_name_agrees": "The name is near to a listed one, and the birth date agrees.";
    NearNameOtherBirth = "near_name_other_birth": "The name is near to a listed one, and the birth date is another.";
    NearNameOtherNationality = "near_name_other_nationality": "The name is near to a listed one, and the nationality is another.";
    NearNameOtherNumber = "near_name_other_number": "The name is near to a listed one, and the IMO number is another valid one.";
    NearShipName = "near_ship_name": "The ship's name is near to a listed one, without an IMO number.";
    OrderHolds = "order_holds": "What the list orders for the ship holds a record and does not forbid a carriage.";
    ListedLater = "listed_later": "The listing came after the governing period; payment and new dealings are frozen now.";
    ListHolds = "list_holds": "The list is not the UN's, and its matches hold a record at most.";
    ListNotifies = "list_notifies": "The operator set this list to notify.";
    TieHolds = "tie_holds": "Who is matched is only tied to the company, and such a tie holds a record at most.";
    TieTold = "tie_told": "Who is matched is tied to the company too weakly to hold a record.";
    SharesDecide = "shares_decide": "Listed parties hold as much of the company as makes it theirs.";
    SharesHold = "shares_hold": "Listed parties hold a part of the company.";
    Cleared = "cleared": "A person judged that this is not the listed one.";
}

impl std::fmt::Display for Reason {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.as_str())
    }
}

#[cfg(feature = "schema")]
mod schema {
    use utoipa::openapi::schema::{ObjectBuilder, Type};
    use utoipa::openapi::{RefOr, Schema};
    use utoipa::{PartialSchema, ToSchema};

    use super::Reason;

    /// A word for programs, each with its meaning in the description.
    impl PartialSchema for Reason {
        fn schema() -> RefOr<Schema> {
            let meanings = Reason::ALL.iter();
            let meanings = meanings.map(|reason| format!("- `{reason}`: {}", reason.meaning()));
            let lines: Vec<String> = meanings.collect();
            let description = format!(
                "Why a finding has its outcome. Codes are permanent; further ones may come.\n\n{}",
                lines.join("\n")
            );
            let codes = Reason::ALL.iter().map(|reason| reason.as_str());
            ObjectBuilder::new()
                .schema_type(Type::String)
                .enum_values(Some(codes))
                .description(Some(description))
                .examples(["in_force"])
                .into()
        }
    }

    impl ToSchema for Reason {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_one_code_with_one_meaning() {
        let mut codes: Vec<&str> = Reason::ALL.iter().map(|reason| reason.as_str()).collect();
        let mut meanings: Vec<&str> = Reason::ALL.iter().map(|reason| reason.meaning()).collect();
        for list in [&mut codes, &mut meanings] {
            list.sort_unstable();
            assert!(list.windows(2).all(|pair| pair[0] != pair[1]), "{list:?}");
        }
        for reason in Reason::ALL {
            assert_eq!(serde_json::to_value(reason).unwrap(), reason.as_str());
        }
    }
}
