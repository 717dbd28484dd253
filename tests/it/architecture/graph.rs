//! Which file names which, and whether the rooms that the files stand in keep to a table of who may name whom.

use std::collections::{BTreeMap, BTreeSet};

use super::paths::paths;
use super::source::Source;

/// A table, from low to high: each room with those it may name, itself apart.
pub(super) type Table<'t> = &'t [(&'t str, &'t [&'t str])];

/// One file that names another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Arrow {
    pub(super) from: String,
    pub(super) to: String,
}

/// Where modules stand: by package and path of modules.
struct Modules<'s>(BTreeMap<(bool, Vec<&'s str>), &'s Source>);

impl<'s> Modules<'s> {
    fn of(sources: &'s [Source]) -> Self {
        // `main` is a crate of its own that nobody names.
        let named = sources.iter().filter(|source| source.module() != "main");
        Self(named.map(|source| ((source.is_core(), source.modules()), source)).collect())
    }

    fn has(&self, core: bool, modules: &[&str]) -> bool {
        self.0.contains_key(&(core, modules.to_vec()))
    }

    /// The file that a path inside a package leads to: that of its longest part that is a module.
    fn file(&self, core: bool, path: &[&'s str]) -> Option<&'s Source> {
        let lengths = (1..=path.len()).rev();
        let mut files = lengths.map(|length| self.0.get(&(core, path[..length].to_vec())));
        files.find_map(Option::<&&Source>::copied).or_else(|| self.exported(core, path.first()?))
    }

    /// What the root of a package gives on under another's name.
    fn exported(&self, core: bool, name: &str) -> Option<&'s Source> {
        let root = self.0.get(&(core, Vec::new()))?;
        let exports = paths(&root.code());
        let module = exports
            .iter()
            .find(|path| path.len() > 1 && path.last().is_some_and(|last| last == name))?;
        self.0.get(&(core, vec![module.first()?.as_str()])).copied()
    }

    /// The file that a path means where it stands in the source; none where it leads out of both packages.
    fn meant(&self, source: &'s Source, path: &'s [String]) -> Option<&'s Source> {
        let mut place = source.modules();
        let rest: Vec<&str> = path.iter().map(String::as_str).collect();
        let core = source.is_core();
        match *rest.first()? {
            "crate" => self.file(core, &rest[1..]),
            "assay" => self.file(false, &rest[1..]),
            "assay_core" => self.file(true, &rest[1..]),
            "super" => {
                let up = rest.iter().take_while(|step| **step == "super").count();
                place.truncate(place.len().checked_sub(up)?);
                self.file(core, &[&place[..], &rest[up..]].concat())
            }
            "self" => self.file(core, &[&place[..], &rest[1..]].concat()),
            // A module that is declared here, by its name alone.
            first => {
                place.push(first);
                let is_child = rest.len() > 1 && self.has(core, &place);
                if is_child { self.file(core, &[&place[..], &rest[1..]].concat()) } else { None }
            }
        }
    }
}

/// Every arrow from one file to another.
pub(super) fn arrows(sources: &[Source]) -> BTreeSet<Arrow> {
    let modules = Modules::of(sources);
    let mut arrows = BTreeSet::new();
    for source in sources {
        for path in paths(&source.code()) {
            let to = modules.meant(source, &path).map(|to| to.path.clone());
            arrows.extend(
                to.filter(|to| *to != source.path)
                    .map(|to| Arrow { from: source.path.clone(), to }),
            );
        }
    }
    arrows
}

/// What in the table itself points up or to nothing.
pub(super) fn wrong_rows(table: Table<'_>) -> Vec<String> {
    let mut wrong = Vec::new();
    for (at, (room, may_name)) in table.iter().enumerate() {
        for named in *may_name {
            if !table[..at].iter().any(|(lower, _)| lower == named) {
                wrong.push(format!("the table lets {room} name {named}, which is not below it"));
            }
        }
    }
    wrong
}

/// What breaks the table: a room without a place in it, and an arrow that it does not allow.
pub(super) fn not_allowed<'s>(
    arrows: &BTreeSet<Arrow>,
    room: impl Fn(&str) -> Option<String> + 's,
    table: Table<'_>,
) -> Vec<String> {
    let allowed: BTreeMap<&str, &[&str]> = table.iter().copied().collect();
    let mut wrong = Vec::new();
    for Arrow { from, to } in arrows {
        let (Some(own), Some(named)) = (room(from), room(to)) else { continue };
        match allowed.get(own.as_str()) {
            None => wrong.push(format!("{from}: {own} has no place in the table")),
            Some(_) if !allowed.contains_key(named.as_str()) => {
                wrong.push(format!("{to}: {named} has no place in the table"));
            }
            Some(below) if own != named && !below.contains(&named.as_str()) => {
                wrong.push(format!("{from} names {to}: {own} may not name {named}"));
            }
            Some(_) => {}
        }
    }
    wrong
}

/// Arrows between rooms that lie on a circle of files.
pub(super) fn circles(
    arrows: &BTreeSet<Arrow>,
    room: impl Fn(&str) -> Option<String>,
) -> Vec<String> {
    let mut named: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for Arrow { from, to } in arrows {
        named.entry(from).or_default().push(to);
    }
    let leads_back = |from: &str, to: &str| {
        let (mut seen, mut open) = (BTreeSet::from([to]), vec![to]);
        while let Some(file) = open.pop() {
            let next = named.get(file).into_iter().flatten();
            open.extend(next.copied().filter(|file| seen.insert(file)));
        }
        seen.contains(from)
    };
    arrows
        .iter()
        .filter(|arrow| room(&arrow.from) != room(&arrow.to) && leads_back(&arrow.from, &arrow.to))
        .map(|Arrow { from, to }| format!("{from} names {to}, which leads back to it"))
        .collect()
}
