//! What changed between two texts of pinned cases, case by case, for a person.

use std::collections::BTreeMap;

/// The lines of each case, without its id, in their order.
fn by_case(text: &str) -> BTreeMap<&str, Vec<&str>> {
    let mut cases: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in text.lines().filter(|line| !line.is_empty()) {
        let (id, rest) = line.split_once(' ').unwrap_or((line, ""));
        cases.entry(id).or_default().push(rest);
    }
    cases
}

/// One text for each case that differs: its id, and the lines that are gone and new. A piece of evidence is told with the
/// finding that it stands under.
pub(super) fn differences(was: &str, now: &str) -> Vec<String> {
    let (was, now) = (by_case(was), by_case(now));
    let mut ids: Vec<&str> = was.keys().chain(now.keys()).copied().collect();
    ids.sort_unstable();
    ids.dedup();
    let of = |cases: &BTreeMap<&str, Vec<&'_ str>>, id| -> Vec<String> {
        cases.get(id).into_iter().flatten().map(|line| (*line).to_owned()).collect()
    };
    ids.into_iter()
        .filter_map(|id| {
            let told = told(&merged(&of(&was, id), &of(&now, id)));
            let note = match (was.contains_key(id), now.contains_key(id)) {
                (false, _) => " (new)",
                (_, false) => " (gone)",
                _ => "",
            };
            (!told.is_empty()).then(|| format!("{id}{note}\n{}", told.join("\n")))
        })
        .collect()
}

/// The lines that changed, each under the unchanged finding that it belongs to.
fn told(merged: &[(char, &str)]) -> Vec<String> {
    let mut told = Vec::new();
    let mut finding = None;
    for (sign, line) in merged {
        let is_evidence = line.starts_with("    ");
        if *sign == ' ' {
            if !is_evidence {
                finding = Some(*line);
            }
            continue;
        }
        if !is_evidence {
            finding = None;
        }
        told.extend(finding.take().filter(|_| is_evidence).map(|line| format!("    {line}")));
        told.push(format!("  {sign} {line}"));
    }
    told
}

/// Both texts as one: a line of both, of the first alone (`-`) or of the second alone (`+`), by their longest common
/// sequence.
fn merged<'t>(was: &'t [String], now: &'t [String]) -> Vec<(char, &'t str)> {
    let mut common = vec![vec![0_usize; now.len() + 1]; was.len() + 1];
    for left in (0..was.len()).rev() {
        for right in (0..now.len()).rev() {
            common[left][right] = if was[left] == now[right] {
                common[left + 1][right + 1] + 1
            } else {
                common[left + 1][right].max(common[left][right + 1])
            };
        }
    }
    let (mut left, mut right) = (0, 0);
    let mut merged = Vec::new();
    while left < was.len() || right < now.len() {
        if left < was.len() && right < now.len() && was[left] == now[right] {
            merged.push((' ', was[left].as_str()));
            (left, right) = (left + 1, right + 1);
        } else if left < was.len()
            && (right == now.len() || common[left + 1][right] >= common[left][right + 1])
        {
            merged.push(('-', was[left].as_str()));
            left += 1;
        } else {
            merged.push(('+', now[right].as_str()));
            right += 1;
        }
    }
    merged
}

#[test]
fn a_change_is_told_by_its_case_with_the_finding_it_stands_under() {
    let was = "oak review\noak   suspicion one \"\"\noak     weak flag \"/a\"\noak     strong port \"/b\"\n\nelm clear\n";
    let now = was.replace("oak     strong", "oak     moderate");
    assert_eq!(
        differences(was, &now),
        ["oak\n      suspicion one \"\"\n  -     strong port \"/b\"\n  +     moderate port \"/b\""]
    );
    let now = was.replace("elm clear\n", "elm review\nelm   suspicion two \"\"\n");
    assert_eq!(differences(was, &now), ["elm\n  - clear\n  + review\n  +   suspicion two \"\""]);
    assert_eq!(differences(was, was), Vec::<String>::new());
}

#[test]
fn cases_that_come_or_go_and_lines_that_change_places_are_told() {
    assert_eq!(
        differences("oak clear\n", "elm clear\n"),
        ["elm (new)\n  + clear", "oak (gone)\n  - clear"]
    );
    let (was, now) = ("oak clear\noak   one\noak   two\n", "oak clear\noak   two\noak   one\n");
    assert_eq!(differences(was, now).len(), 1);
    assert_eq!(differences("oak clear\noak   one\n", "oak clear\noak   one\noak   one\n").len(), 1);
}
