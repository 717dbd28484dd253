//! What is sent to be classified: a description, an HS code, or both.

use assay_core::input::{Fault, FaultCode, Faults, ReadError, read, stated};
use assay_core::objects;
use assay_core::record::{check_date, check_hs_code};
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;
use utoipa::ToSchema;

/// A description, an HS code, or both.
#[skip_serializing_none]
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default, remote = "Self")]
#[schema(example = json!({"description": "Anthracite briquettes", "hs_code": "2704.00"}))]
pub struct ClassificationRequest {
    /// What the goods are, in any language.
    pub description: Option<String>,
    /// HS code, 2 to 12 digits, with dots or spaces.
    pub hs_code: Option<String>,
    /// The day whose law is asked for; today unless given.
    #[schema(value_type = Option<String>, format = Date)]
    pub as_of: Option<String>,
}

objects!(ClassificationRequest);

impl ClassificationRequest {
    /// Reads a request and checks it whole.
    pub fn read(bytes: &[u8]) -> Result<Self, ReadError> {
        let mut reading = read::<Self>(bytes)?;
        reading.check(Self::faults);
        reading.finish(|_| Vec::new())
    }

    /// Every fault of content.
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Faults::default();
        if stated(self.description.as_ref()).is_none() && stated(self.hs_code.as_ref()).is_none() {
            let detail = "a classification needs a description or an hs_code";
            faults.add("", FaultCode::Required, detail);
        }
        check_hs_code(self.hs_code.as_ref(), || "/hs_code".to_owned(), &mut faults);
        check_date(self.as_of.as_ref(), || "/as_of".to_owned(), &mut faults);
        faults.into_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_is_named_in_one_answer() {
        let faults = |json: &str| match ClassificationRequest::read(json.as_bytes()) {
            Err(ReadError::Faults(faults)) => {
                faults.into_iter().map(|fault| fault.pointer).collect::<Vec<_>>()
            }
            other => panic!("{other:?}"),
        };
        let json = r#"{"desription": "coal", "hs_code": "27O1", "as_of": "2017-02-30"}"#;
        assert_eq!(faults(json), ["/desription", "/hs_code", "/as_of"]);
        assert_eq!(faults("{}"), [""]);
        assert_eq!(faults(r#"{"description": "  "}"#), [""]);
    }
}
