//! Small records that every test knows the verdict of.

use serde_json::{Value, json};

/// Coal of the DPRK under the full ban of resolution 2371: prohibited by `unscr-2371-8`.
pub(crate) fn banned_coal(reference: &str) -> Value {
    json!({
        "reference": reference,
        "dates": {"loading": "2017-08-20", "arrival": "2017-09-02"},
        "items": [{"description": "Anthracite in bulk", "hs_code": "2701.11", "country_of_origin": "KP"}],
        "metadata": {"buyer": "Kim", "site": "단천"},
    })
}

/// Chairs of Vietnam: clear.
pub(crate) fn chairs(reference: &str) -> Value {
    json!({
        "reference": reference,
        "country_of_export": "VN",
        "items": [{"description": "Wooden chairs", "hs_code": "940161", "country_of_origin": "VN"}],
    })
}

/// Goods that cannot be told, of unstated origin: review.
pub(crate) fn mineral_powder(reference: &str) -> Value {
    json!({"reference": reference, "items": [{"description": "mineral powder"}]})
}

/// A listed company: prohibited by `unscr-1718-8d`.
pub(crate) fn listed_company(reference: &str) -> Value {
    json!({
        "reference": reference,
        "name": "Korea Mining Development Trading Corporation",
        "country": "KP",
    })
}

/// A smelter of South Korea: clear.
pub(crate) fn smelter(reference: &str) -> Value {
    json!({"reference": reference, "name": "Onsan Smelting Co., Ltd.", "country": "KR"})
}
