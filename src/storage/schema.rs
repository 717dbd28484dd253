//! The tables, as both backends have them. Only portable column types: what is JSON or an enumeration
//! is text here, and times are UTC without a zone.

diesel::table! {
    /// One row a screening, with what was submitted and what was answered.
    screenings (id) {
        id -> Text,
        organisation -> Text,
        kind -> Text,
        reference -> Nullable<Text>,
        verdict -> Text,
        risk_score -> Integer,
        created_at -> Timestamp,
        record -> Text,
        screening -> Text,
    }
}

diesel::table! {
    /// Which measures a screening touched, and when it was made, so that a measure can be listed.
    screening_measures (screening_id, measure_id) {
        screening_id -> Text,
        measure_id -> Text,
        organisation -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    /// Rulebooks and lists as they were when something was judged by them.
    basis_versions (organisation, digest) {
        organisation -> Text,
        digest -> Text,
        kind -> Text,
        name -> Text,
        version -> Text,
        content -> Text,
        stored_at -> Timestamp,
    }
}

diesel::joinable!(screening_measures -> screenings (screening_id));
diesel::allow_tables_to_appear_in_same_query!(screenings, screening_measures);
