//! The rooms of `core/src/screening`: its folders, and on top the files that stand in no folder.

use std::collections::BTreeSet;

use super::assert_kept;
use super::graph::{Arrow, Table, arrows, circles, not_allowed, wrong_rows};
use super::source::{Source, sources};

const SCREENING: &str = "core/src/screening/";

/// The room of files that stand in no folder.
const TOP: &str = "screening";

/// From low to high, each with the rooms it may name. A new folder finds its place here first.
const ROOMS: Table<'_> = &[
    ("facts", &[]),
    ("exemption", &["facts"]),
    ("signs", &["facts"]),
    ("company", &["facts", "exemption", "signs"]),
    (TOP, &["facts", "exemption", "signs", "company"]),
];

/// Arrows that point up and are known to. One that is gone is taken from here, and none is added.
const KNOWN_UPWARD: &[(&str, &str)] =
    &[("facts", TOP), ("exemption", TOP), ("signs", TOP), ("company", TOP)];

/// The room of a file; none where it stands elsewhere.
fn room(path: &str) -> Option<String> {
    let inside = path.strip_prefix(SCREENING)?;
    Some(inside.split_once('/').map_or(TOP, |(folder, _)| folder).to_owned())
}

/// What breaks the order of the rooms, but for what is known to.
pub(super) fn misplaced(
    sources: &[Source],
    table: Table<'_>,
    known: &[(&str, &str)],
) -> Vec<String> {
    let all: BTreeSet<Arrow> = arrows(sources)
        .into_iter()
        .filter(|arrow| room(&arrow.from).is_some() && room(&arrow.to).is_some())
        .collect();
    let is_known = |arrow: &Arrow, (from, to): &(&str, &str)| {
        room(&arrow.from).as_deref() == Some(from) && room(&arrow.to).as_deref() == Some(to)
    };
    let mut wrong = wrong_rows(table);
    for pair in known {
        if !all.iter().any(|arrow| is_known(arrow, pair)) {
            wrong.push(format!("{} no longer names {}: take it from the known", pair.0, pair.1));
        }
    }
    let judged = all.into_iter().filter(|arrow| !known.iter().any(|pair| is_known(arrow, pair)));
    let judged = judged.collect();
    wrong.extend(not_allowed(&judged, room, table));
    wrong.extend(circles(&judged, room));
    wrong
}

#[test]
fn arrows_between_the_rooms_of_screening_point_down() {
    let sources = sources();
    let inside = |arrow: &Arrow| room(&arrow.from).is_some() && room(&arrow.to).is_some();
    let seen = arrows(&sources).into_iter().filter(inside).count();
    assert!(seen >= 100, "only {seen} arrows were read");
    assert_kept(&misplaced(&sources, ROOMS, KNOWN_UPWARD));
}
