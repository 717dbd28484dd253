//! The form of the settings file: TOML, read by the parser that reads the rulebook. Which file, and what
//! stands above it, is said where settings are loaded.

use figment::providers::Format;
use serde::de::DeserializeOwned;

/// TOML as a source of settings. Figment's own would bring a second parser.
pub(super) struct Toml;

impl Format for Toml {
    type Error = toml::de::Error;

    const NAME: &'static str = "TOML";

    fn from_str<T: DeserializeOwned>(text: &str) -> Result<T, Self::Error> {
        toml::from_str(text)
    }
}
