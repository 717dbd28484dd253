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
    ("ties", &["facts"]),
    ("listed", &["facts", "ties"]),
    ("law", &["facts", "ties"]),
    ("origin", &["facts", "ties", "listed", "law"]),
    ("answer", &["facts", "law", "origin"]),
    ("company", &["facts", "ties", "listed", "law", "origin", "answer"]),
    (TOP, &["facts", "ties", "listed", "law", "origin", "answer", "company"]),
];

/// The room of a file; none where it stands elsewhere.
fn room(path: &str) -> Option<String> {
    let inside = path.strip_prefix(SCREENING)?;
    Some(inside.split_once('/').map_or(TOP, |(folder, _)| folder).to_owned())
}

/// What breaks the order of the rooms.
pub(super) fn misplaced(sources: &[Source], table: Table<'_>) -> Vec<String> {
    let inside = |arrow: &Arrow| room(&arrow.from).is_some() && room(&arrow.to).is_some();
    let arrows: BTreeSet<Arrow> = arrows(sources).into_iter().filter(inside).collect();
    let mut wrong = wrong_rows(table);
    wrong.extend(not_allowed(&arrows, room, table));
    wrong.extend(circles(&arrows, room));
    wrong
}

#[test]
fn arrows_between_the_rooms_of_screening_point_down() {
    let sources = sources();
    let inside = |arrow: &Arrow| room(&arrow.from).is_some() && room(&arrow.to).is_some();
    let seen = arrows(&sources).into_iter().filter(inside).count();
    assert!(seen >= 100, "only {seen} arrows were read");
    assert_kept(&misplaced(&sources, ROOMS));
}
