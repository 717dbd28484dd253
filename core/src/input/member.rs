//! How members are read that `serde` alone would read too strictly or too loosely.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Visitor};

/// By this name the parser is told what a member that numbers things may be.
pub(super) const TEXT_OR_INTEGER: &str = "TextOrInteger";

/// Reads a text, or an integer as its digits: for members that number things.
pub fn text_or_integer<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<String>, D::Error> {
    struct TextOrInteger;

    impl<'de> Visitor<'de> for TextOrInteger {
        type Value = Option<String>;

        fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
            formatter.write_str("a string or an integer")
        }

        fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
            Ok(Some(text.to_owned()))
        }

        fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
            Ok(Some(number.to_string()))
        }

        fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
            Ok(Some(number.to_string()))
        }

        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok(None)
        }

        fn visit_newtype_struct<D: Deserializer<'de>>(
            self,
            deserializer: D,
        ) -> Result<Self::Value, D::Error> {
            deserializer.deserialize_any(self)
        }
    }

    deserializer.deserialize_newtype_struct(TEXT_OR_INTEGER, TextOrInteger)
}

/// Reads a list; null is one that is absent.
pub fn list<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}
