//! What reading a list file costs.
//!
//! The list is made up, as long as the Security Council's consolidated one: two megabytes.

use std::fmt::Write as _;

use assay_core::rulebook::Rulebook;
use assay_core::watchlist::{ListFormat, ListInput, read_list};
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

fn consolidated_list() -> String {
    let mut list = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><CONSOLIDATED_LIST dateGenerated=\"2026-01-02\"><INDIVIDUALS>",
    );
    for number in 0..1_000 {
        let _ = write!(
            list,
            "<INDIVIDUAL><DATAID>{number}</DATAID><FIRST_NAME>PAK</FIRST_NAME><SECOND_NAME>SO’K {number}</SECOND_NAME>
             <UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>N{number}</REFERENCE_NUMBER>
             <LISTED_ON>2020-02-03</LISTED_ON><COMMENTS1>{}</COMMENTS1>
             <NATIONALITY><VALUE>Democratic People's Republic of Korea</VALUE></NATIONALITY>
             <LAST_DAY_UPDATED><VALUE>2021-01-01</VALUE></LAST_DAY_UPDATED>
             <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Park A; Park B (박석)</ALIAS_NAME></INDIVIDUAL_ALIAS>
             <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>The Clerk</ALIAS_NAME></INDIVIDUAL_ALIAS>
             <INDIVIDUAL_ADDRESS><CITY>Sinuiju</CITY><COUNTRY>DPRK</COUNTRY></INDIVIDUAL_ADDRESS>
             <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1960-05-06</DATE></INDIVIDUAL_DATE_OF_BIRTH>
             <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>PS {number}</NUMBER></INDIVIDUAL_DOCUMENT>
             </INDIVIDUAL>",
            "Made up for measuring. ".repeat(38),
        );
    }
    list.push_str("</INDIVIDUALS></CONSOLIDATED_LIST>");
    list
}

#[divan::bench]
fn read_two_megabytes_of_un_xml(bencher: Bencher) {
    let Ok(rulebook) = Rulebook::built_in() else { return };
    let list = consolidated_list();
    let input = ListInput::one(list.as_bytes());
    bencher.bench(|| {
        read_list(ListFormat::UnXml, black_box(&input), &rulebook.countries)
            .is_ok_and(|read| read.faults.is_empty() && read.designations.len() == 1_000)
    });
}
