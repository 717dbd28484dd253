//! Descriptions, and what they mean.

use super::meaning::{Meaning, standing};
use crate::rulebook::{Rulebook, Standing};

/// What a description means, `-` for nothing.
fn read(text: &str) -> String {
    let rulebook = Rulebook::built_in().unwrap();
    let named = Meaning::of(text, &rulebook).named;
    let ids: Vec<&str> =
        named.iter().map(|named| rulebook.commodities[named.sense.commodity].id.as_str()).collect();
    if ids.is_empty() { "-".to_owned() } else { ids.join(" ") }
}

#[test]
fn words_count_where_they_name_the_goods() {
    for (text, means) in [
        ("Anthracite, washed", "coal"),
        ("Mongolian coking coal", "coal"),
        ("COAL, 50000 MT", "coal"),
        ("Copper cathodes; zinc ingots", "copper zinc"),
        ("Bars of copper", "copper"),
        ("Zinc and copper powder", "copper zinc"),
        ("Concentrate containing gold", "gold"),
        ("Copper concentrate, gold 5 g/t", "copper"),
        ("Insulated copper cable", "copper electrical_equipment"),
        ("Pump, stainless steel", "machinery"),
        ("Wooden statue", "statues wood"),
        ("Kupfererzkonzentrat", "copper"),
        ("無煙煤", "coal"),
        ("медной руды", "copper"),
        ("النحاس خام", "copper"),
        ("lingots d'or", "gold"),
    ] {
        assert_eq!(read(text), means, "{text}");
    }
}

#[test]
fn words_that_hide_a_metal_or_mineral_name_none() {
    for (text, means) in [
        ("gold medal", "-"),
        ("copper-coloured paint", "-"),
        ("lead singer", "-"),
        ("silver screen", "-"),
        ("coal-free firelighters", "-"),
        ("coal-fired boiler", "machinery"),
        ("Apples packed in iron drums", "food_agricultural"),
        ("Book on coal mining", "-"),
        ("Zinc; oxide", "-"),
        ("金融", "-"),
        ("铁路", "-"),
        ("银行", "-"),
        ("금융", "-"),
        ("은행", "-"),
        ("медицина", "-"),
        ("железная дорога", "-"),
        ("Eisbergsalat", "food_agricultural"),
        ("pain ou croissant or beurre", "-"),
        ("touro", "-"),
    ] {
        assert_eq!(read(text), means, "{text}");
    }
}

#[test]
fn a_metal_alone_is_the_word_of_the_resolution_and_in_a_form_its_goods() {
    let rulebook = Rulebook::built_in().unwrap();
    let strictest = |text: &str| {
        let named = Meaning::of(text, &rulebook).named;
        named.iter().map(|named| standing(named.sense, &rulebook)).max()
    };
    assert_eq!(strictest("Iron"), Some(Standing::Violation));
    assert_eq!(strictest("Iron bars"), Some(Standing::Suspicion));
    assert_eq!(strictest("Pig iron"), Some(Standing::Violation));
}
