//! Free strings by name, which go with a record and are never judged.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserializer, Error, MapAccess, Visitor};

/// Free strings by name: returned with the record, never judged.
pub type Metadata = BTreeMap<String, String>;

/// Reads metadata; a name that stands twice is a fault, as it is for any other member.
pub(super) fn read<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Metadata>, D::Error> {
    struct Entries;

    impl<'de> Visitor<'de> for Entries {
        type Value = Option<Metadata>;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("an object")
        }

        fn visit_none<E>(self) -> Result<Self::Value, E> {
            Ok(None)
        }

        fn visit_some<D: Deserializer<'de>>(
            self,
            deserializer: D,
        ) -> Result<Self::Value, D::Error> {
            deserializer.deserialize_map(self)
        }

        fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
            let mut metadata = Metadata::new();
            while let Some((name, value)) = access.next_entry::<String, String>()? {
                if metadata.contains_key(&name) {
                    return Err(A::Error::custom("a name stands twice"));
                }
                metadata.insert(name, value);
            }
            Ok(Some(metadata))
        }
    }

    deserializer.deserialize_option(Entries)
}
