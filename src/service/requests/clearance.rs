//! What is sent to clear a party of being a listed one, and to withdraw that.

use assay_core::input::{Fault, FaultCode, Faults, ReadError, read, stated};
use assay_core::objects;
use assay_core::record::check_date;
use assay_core::text::fold;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;
use utoipa::ToSchema;

/// A party that is not a listed one, as a person judged it.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default, remote = "Self")]
#[schema(example = json!({"party": {"name": "Korea Kumsan Trading Corp.", "country": "KR"},
    "designation": "un-1718:KPe.044", "reason": "A dealer in Busan with another registration",
    "author": "J. Lee, compliance", "expires_on": "2027-11-24"}))]
pub struct ClearanceRequest {
    /// Who is cleared.
    #[schema(required = true)]
    pub party: Option<ClearedParty>,
    /// The entry that the party is not: list and reference number.
    #[schema(required = true)]
    pub designation: Option<String>,
    /// Why the party is another.
    #[schema(required = true)]
    pub reason: Option<String>,
    /// Who judged.
    #[schema(required = true)]
    pub author: Option<String>,
    /// The last day on which the clearance holds; it does not expire unless given.
    #[schema(value_type = Option<String>, format = Date)]
    pub expires_on: Option<String>,
}

/// A party, as records state it.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default, remote = "Self")]
#[schema(example = json!({"name": "Korea Kumsan Trading Corp.", "country": "KR"}))]
pub struct ClearedParty {
    /// The name, whole, as records state it.
    #[schema(required = true)]
    pub name: Option<String>,
    /// Country or nationality. A record that states another is not cleared.
    pub country: Option<String>,
    /// Birth date of a person. A record that states another is not cleared.
    #[schema(value_type = Option<String>, format = Date)]
    pub birth_date: Option<String>,
}

/// The end of a clearance.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default, remote = "Self")]
#[schema(example = json!({"reason": "The registration was forged", "author": "J. Lee, compliance"}))]
pub struct WithdrawalRequest {
    /// Why the clearance ends.
    #[schema(required = true)]
    pub reason: Option<String>,
    /// Who withdraws it.
    #[schema(required = true)]
    pub author: Option<String>,
}

objects!(ClearanceRequest, ClearedParty, WithdrawalRequest);

impl ClearanceRequest {
    /// Reads a request and checks it whole; `further` tells what only the lists and the day can.
    pub fn read(
        bytes: &[u8],
        further: impl FnOnce(&Self) -> Vec<Fault>,
    ) -> Result<Self, ReadError> {
        let mut reading = read::<Self>(bytes)?;
        reading.check(|request| [request.faults(), further(request)].concat());
        reading.finish(|_| Vec::new())
    }

    fn faults(&self) -> Vec<Fault> {
        let mut faults = Faults::default();
        match &self.party {
            None => faults.require(false, || "/party".to_owned()),
            Some(party) => {
                let name = stated(party.name.as_ref());
                text(name, "/party/name", &mut faults);
                if name.is_some_and(|name| fold(name).is_empty()) {
                    let detail = "a name with letters or digits";
                    faults.add("/party/name", FaultCode::InvalidText, detail);
                }
                let pointer = || "/party/birth_date".to_owned();
                check_date(party.birth_date.as_ref(), pointer, &mut faults);
            }
        }
        text(stated(self.designation.as_ref()), "/designation", &mut faults);
        text(stated(self.reason.as_ref()), "/reason", &mut faults);
        text(stated(self.author.as_ref()), "/author", &mut faults);
        check_date(self.expires_on.as_ref(), || "/expires_on".to_owned(), &mut faults);
        faults.into_vec()
    }
}

impl WithdrawalRequest {
    /// Reads a request and checks it whole.
    pub fn read(bytes: &[u8]) -> Result<Self, ReadError> {
        let mut reading = read::<Self>(bytes)?;
        reading.check(Self::faults);
        reading.finish(|_| Vec::new())
    }

    fn faults(&self) -> Vec<Fault> {
        let mut faults = Faults::default();
        text(stated(self.reason.as_ref()), "/reason", &mut faults);
        text(stated(self.author.as_ref()), "/author", &mut faults);
        faults.into_vec()
    }
}

/// A text that must be given, and that every store can keep.
fn text(given: Option<&str>, pointer: &str, faults: &mut Faults) {
    faults.require(given.is_some(), || pointer.to_owned());
    if given.is_some_and(|text| text.contains('\0')) {
        faults.add(pointer, FaultCode::InvalidText, "a text without zero characters");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(json: &str) -> Vec<String> {
        match ClearanceRequest::read(json.as_bytes(), |_| Vec::new()) {
            Err(ReadError::Faults(faults)) => {
                faults.into_iter().map(|fault| fault.pointer).collect()
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_fault_is_named_in_one_answer() {
        assert_eq!(faults("{}"), ["/party", "/designation", "/reason", "/author"]);
        let json = r#"{"party": {"name": "--", "born": "x", "birth_date": "1960"}, "designation": "a:b",
            "reason": " ", "author": "a\u0000b", "expires_on": "soon"}"#;
        let expected = [
            "/party/born",
            "/party/name",
            "/party/birth_date",
            "/reason",
            "/author",
            "/expires_on",
        ];
        assert_eq!(faults(json), expected);
    }

    #[test]
    fn a_withdrawal_says_who_and_why() {
        assert!(WithdrawalRequest::read(br#"{"reason": "r", "author": "a"}"#).is_ok());
        assert!(WithdrawalRequest::read(br#"{"reason": "r"}"#).is_err());
        assert!(WithdrawalRequest::read(br#"{"reason": "r", "author": "a", "by": "b"}"#).is_err());
    }
}
