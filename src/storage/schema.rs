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

diesel::table! {
    /// Lists that were loaded, without their versions.
    watchlists (organisation, id) {
        organisation -> Text,
        id -> Text,
        title -> Text,
        authority -> Text,
        is_default -> Bool,
        created_at -> Timestamp,
    }
}

diesel::table! {
    /// A number that grows with every change to an organisation's lists.
    watchlist_generations (organisation) {
        organisation -> Text,
        generation -> BigInt,
    }
}

diesel::table! {
    /// Versions of lists, each kept whole.
    watchlist_versions (organisation, list_id, digest) {
        organisation -> Text,
        list_id -> Text,
        digest -> Text,
        sequence -> BigInt,
        format -> Text,
        published_on -> Date,
        reasons -> Nullable<Text>,
        content -> Binary,
        size -> BigInt,
        received_at -> Timestamp,
        accepted_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    /// What came of fetching a list, and when that is due again.
    watchlist_refreshes (organisation, list_id) {
        organisation -> Text,
        list_id -> Text,
        due_at -> Timestamp,
        attempted_at -> Nullable<Timestamp>,
        succeeded_at -> Nullable<Timestamp>,
        failures -> Integer,
        error -> Nullable<Text>,
        etag -> Nullable<Text>,
        last_modified -> Nullable<Text>,
    }
}

diesel::table! {
    /// Parties that a person judged not to be a listed one.
    clearances (id) {
        id -> Text,
        organisation -> Text,
        party_key -> Text,
        party -> Text,
        designation -> Text,
        designation_name -> Text,
        entry_digest -> Text,
        list_id -> Text,
        list_version -> Text,
        list_digest -> Text,
        reason -> Text,
        author -> Text,
        created_at -> Timestamp,
        expires_on -> Nullable<Date>,
        withdrawn_at -> Nullable<Timestamp>,
        withdrawn_reason -> Nullable<Text>,
        withdrawn_by -> Nullable<Text>,
    }
}

diesel::joinable!(screening_measures -> screenings (screening_id));
diesel::allow_tables_to_appear_in_same_query!(screenings, screening_measures);
