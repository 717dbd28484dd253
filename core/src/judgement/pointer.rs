//! Where something stands in a record: a JSON pointer (RFC 6901) whose steps are known.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// Declares the members that answers point to, in the order of the alphabet.
macro_rules! members {
    ($($member:ident = $name:literal),+ $(,)?) => {
        /// A member of a record.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "the contract describes each")]
        pub enum Member { $($member),+ }

        impl Member {
            /// The member's name.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$member => $name),+ }
            }

            fn parse(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$member),)+ _ => None }
            }
        }
    };
}

members! {
    Activities = "activities", Address = "address", Addresses = "addresses",
    Affiliations = "affiliations", Aircraft = "aircraft", Aliases = "aliases", Amount = "amount",
    Arrival = "arrival", AsOf = "as_of", At = "at", BillOfLading = "bill_of_lading",
    BirthDate = "birth_date", Built = "built", CallSign = "call_sign", Contract = "contract",
    Counterpart = "counterpart", Countries = "countries", Country = "country",
    CountryOfDestination = "country_of_destination", CountryOfExport = "country_of_export",
    CountryOfOrigin = "country_of_origin", CrewNationalities = "crew_nationalities",
    Currency = "currency", Date = "date", Dates = "dates", Deadweight = "deadweight", Description = "description",
    Documents = "documents", Emails = "emails", Flag = "flag", FormerFlags = "former_flags",
    FormerNames = "former_names", HsCode = "hs_code", Identifiers = "identifiers", Imo = "imo",
    Issuer = "issuer", Items = "items", Loading = "loading", Location = "location",
    Marks = "marks", Method = "method", Mmsi = "mmsi", Name = "name", Nationality = "nationality",
    Number = "number", Operator = "operator", Options = "options", Parties = "parties",
    Payer = "payer", PayerCountry = "payer_country", Payment = "payment", People = "people",
    Phones = "phones", PlaceOfExtraction = "place_of_extraction", Position = "position",
    Producer = "producer", Quantity = "quantity", Registration = "registration",
    StatesOrigin = "states_origin", Transport = "transport", Type = "type", Unit = "unit",
    Unlocode = "unlocode", Until = "until", Value = "value", Vessel = "vessel",
    Vessels = "vessels", Voyage = "voyage", Websites = "websites",
}

/// One step of a pointer. Elements come before members, by their number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// An element of an array.
    Element(u32),
    /// A member of an object.
    Member(Member),
}

/// The deepest place that an answer points to: `/transport/voyage/0/location/unlocode` and one to spare.
const MOST_STEPS: usize = 6;

/// A place in a record. It is written as a JSON pointer, and ordered as a reader counts: `/items/9` before `/items/10`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Pointer {
    steps: [Step; MOST_STEPS],
    length: u8,
}

impl Pointer {
    /// The whole record.
    pub const ROOT: Self = Self { steps: [Step::Element(0); MOST_STEPS], length: 0 };

    /// The steps from the record down.
    pub fn steps(&self) -> &[Step] {
        self.steps.get(..usize::from(self.length)).unwrap_or_default()
    }

    /// A member of what stands here.
    #[must_use]
    pub fn to(self, member: Member) -> Self {
        self.with(Step::Member(member))
    }

    /// An element of the array that stands here.
    #[must_use]
    pub fn nth(self, index: usize) -> Self {
        self.with(Step::Element(u32::try_from(index).unwrap_or(u32::MAX)))
    }

    fn with(mut self, step: Step) -> Self {
        if let Some(next) = self.steps.get_mut(usize::from(self.length)) {
            *next = step;
            self.length += 1;
        }
        self
    }

    /// What holds this; the record holds itself.
    #[must_use]
    pub fn parent(mut self) -> Self {
        self.length = self.length.saturating_sub(1);
        if let Some(last) = self.steps.get_mut(usize::from(self.length)) {
            *last = Step::Element(0);
        }
        self
    }

    /// Whether this stands at a place or below it.
    pub fn is_in(&self, place: &Self) -> bool {
        self.steps().starts_with(place.steps())
    }

    /// Whether it is the whole record.
    pub fn is_root(&self) -> bool {
        self.length == 0
    }

    /// Reads a pointer; none where a member of it is not one that answers point to.
    pub fn parse(text: &str) -> Option<Self> {
        let mut pointer = Self::ROOT;
        let mut steps = text.split('/');
        if !steps.next()?.is_empty() {
            return None;
        }
        for step in steps {
            if usize::from(pointer.length) == MOST_STEPS {
                return None;
            }
            pointer = match step.parse() {
                Ok(index) => pointer.nth(index),
                Err(_) => pointer.to(Member::parse(step)?),
            };
        }
        Some(pointer)
    }
}

/// A member of the record.
pub(crate) fn at(member: Member) -> Pointer {
    Pointer::ROOT.to(member)
}

impl PartialOrd for Pointer {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Pointer {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.steps().cmp(other.steps())
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for step in self.steps() {
            match step {
                Step::Element(index) => write!(formatter, "/{index}")?,
                Step::Member(member) => {
                    formatter.write_str("/")?;
                    formatter.write_str(member.as_str())?;
                }
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Pointer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "\"{self}\"")
    }
}

impl PartialEq<str> for Pointer {
    fn eq(&self, text: &str) -> bool {
        Self::parse(text).as_ref() == Some(self)
    }
}

impl PartialEq<&str> for Pointer {
    fn eq(&self, text: &&str) -> bool {
        self == *text
    }
}

impl Serialize for Pointer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Pointer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text)
            .ok_or_else(|| D::Error::custom(format!("{text} points to no known member")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pointer(text: &str) -> Pointer {
        Pointer::parse(text).unwrap()
    }

    #[test]
    fn a_pointer_is_written_as_it_is_read() {
        for text in ["", "/items", "/items/10/hs_code", "/transport/voyage/0/location/unlocode"] {
            assert_eq!(pointer(text).to_string(), text);
            assert_eq!(serde_json::from_value::<Pointer>(text.into()).unwrap(), pointer(text));
        }
        for wrong in ["items", "/item", "/items/0/colour", "/items/-1", "/items/0/0/0/0/0/0"] {
            assert_eq!(Pointer::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn places_stand_in_the_order_in_which_a_reader_counts() {
        let order = [
            "",
            "/documents/0",
            "/items/0",
            "/items/0/hs_code",
            "/items/9",
            "/items/10",
            "/parties",
        ];
        for pair in order.windows(2) {
            assert!(pointer(pair[0]) < pointer(pair[1]), "{pair:?}");
        }
    }

    #[test]
    fn what_stands_below_a_place_is_in_it() {
        assert!(pointer("/items/1/hs_code").is_in(&pointer("/items/1")));
        assert!(
            pointer("/items/1").is_in(&pointer("/items/1"))
                && pointer("/items/1").is_in(&Pointer::ROOT)
        );
        assert!(!pointer("/items/10").is_in(&pointer("/items/1")));
        assert_eq!(pointer("/parties/3/name").parent(), pointer("/parties/3"));
        assert_eq!(Pointer::ROOT.parent(), Pointer::ROOT);
    }

    #[test]
    fn members_are_declared_in_the_order_of_the_alphabet() {
        assert!(Member::Activities < Member::Address && Member::Voyage < Member::Websites);
        let source = include_str!("pointer.rs");
        let table = source.split("members! {\n").nth(1).unwrap().split('}').next().unwrap();
        let names: Vec<&str> = table.split('"').skip(1).step_by(2).collect();
        assert!(names.len() > 60 && names.is_sorted(), "{names:?}");
    }
}
