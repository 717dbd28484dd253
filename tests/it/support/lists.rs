//! List files as their keepers publish them, made up for the tests.

use std::fmt::Write as _;

use super::app::TestApp;
use super::client::Answer;

/// An entity of a list, by reference number, name, regime and day of listing.
pub(crate) type Entry<'t> = (&'t str, &'t str, &'t str, &'t str);

/// A consolidated list of the UN with these entities, published on a day.
pub(crate) fn un_xml(day: &str, entries: &[Entry<'_>]) -> Vec<u8> {
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <CONSOLIDATED_LIST dateGenerated=\"{day}T00:00:00.000Z\">\n<INDIVIDUALS></INDIVIDUALS>\n<ENTITIES>\n"
    );
    for (number, (id, name, regime, listed_on)) in entries.iter().enumerate() {
        writeln!(
            text,
            "<ENTITY><DATAID>{number}</DATAID><VERSIONNUM>1</VERSIONNUM><FIRST_NAME>{name}</FIRST_NAME>\
             <UN_LIST_TYPE>{regime}</UN_LIST_TYPE><REFERENCE_NUMBER>{id}</REFERENCE_NUMBER>\
             <LISTED_ON>{listed_on}</LISTED_ON></ENTITY>"
        )
        .unwrap();
    }
    text.push_str("</ENTITIES>\n</CONSOLIDATED_LIST>\n");
    text.into_bytes()
}

/// Companies in the form of FollowTheMoney, one a line, by id and name.
pub(crate) fn ftm(companies: &[(&str, &str)]) -> Vec<u8> {
    let line = |(id, name): &(&str, &str)| {
        let entity =
            serde_json::json!({"id": id, "schema": "Company", "properties": {"name": [name]}});
        format!("{entity}\n")
    };
    companies.iter().map(line).collect::<String>().into_bytes()
}

/// Firms with running numbers, of a regime that is not the DPRK's.
pub(crate) fn firms(numbers: std::ops::Range<usize>) -> Vec<(String, String)> {
    numbers.map(|number| (format!("XXe.{number:03}"), format!("Vostok Firm {number:03}"))).collect()
}

/// A list of such firms, published on a day.
pub(crate) fn firms_xml(day: &str, numbers: std::ops::Range<usize>) -> Vec<u8> {
    let firms = firms(numbers);
    let entries: Vec<Entry<'_>> = firms
        .iter()
        .map(|(id, name)| (id.as_str(), name.as_str(), "Testland", "2015-03-02"))
        .collect();
    un_xml(day, &entries)
}

/// The digest of a file.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    assay_core::digest::sha256([bytes])
}

impl TestApp {
    /// Loads the UN's XML as a version of a list.
    pub(crate) fn put_xml(&self, path: &str, file: &[u8]) -> Answer {
        self.send("PUT", path, &[("Content-Type", "application/xml")], file)
    }

    /// Loads FollowTheMoney entities as a version of a list.
    pub(crate) fn put_ftm(&self, path: &str, file: &[u8]) -> Answer {
        self.send("PUT", path, &[("Content-Type", "application/x-ndjson")], file)
    }
}
