//! Whose a company is: shares in listed hands, summed and through affiliates.

use crate::input::stated;
use crate::names::{NameRules, keys};
use crate::record::{Company, PersonRole, Relation};

/// A holder of shares, with what it holds and in whom.
struct Holding {
    holder: Vec<String>,
    of: Option<Vec<String>>,
    percent: f64,
    listed: bool,
}

/// Percent of the company's shares in listed hands. A holding of a company that listed hands own by
/// half or more counts whole, for that company is theirs; below half it counts by its part.
pub(super) fn listed_percent(
    company: &Company,
    names: &NameRules,
    half: f64,
    listed_people: &[bool],
    listed_affiliates: &[bool],
) -> f64 {
    let reader = Reader { company, names };
    let mut holdings = Vec::new();
    for (index, person) in company.people.iter().enumerate() {
        let owns = matches!(person.role, Some(PersonRole::Owner | PersonRole::BeneficialOwner));
        if let (true, Some(percent)) = (owns, person.share_percent) {
            let listed = listed_people.get(index).copied().unwrap_or(false);
            let names = (person.name.as_ref(), person.of.as_ref());
            add(&mut holdings, reader.holding(names, percent, listed));
        }
    }
    for (index, affiliate) in company.affiliations.iter().enumerate() {
        let owns = matches!(affiliate.relation, Some(Relation::Parent | Relation::Shareholder));
        if let (true, Some(percent)) = (owns, affiliate.share_percent) {
            let listed = listed_affiliates.get(index).copied().unwrap_or(false);
            let names = (affiliate.name.as_ref(), affiliate.of.as_ref());
            add(&mut holdings, reader.holding(names, percent, listed));
        }
    }
    percent_in_listed_hands(None, &holdings, half, &mut Vec::new()).min(100.0)
}

struct Reader<'c> {
    company: &'c Company,
    names: &'c NameRules,
}

impl Reader<'_> {
    /// A holding by the names of its holder and of what is held; the company's own name means the
    /// company itself.
    fn holding(
        &self,
        (holder, of): (Option<&String>, Option<&String>),
        percent: f64,
        listed: bool,
    ) -> Holding {
        let keys = |name: &str| keys(name, self.names);
        let own = stated(self.company.name.as_ref()).map(keys).unwrap_or_default();
        let of = stated(of).map(keys).filter(|of| !is_same(of, &own));
        Holding { holder: stated(holder).map(keys).unwrap_or_default(), of, percent, listed }
    }
}

/// A holder named twice for the same shares (as owner and as beneficial owner) counts once, with the
/// larger share.
fn add(holdings: &mut Vec<Holding>, new: Holding) {
    let same = |known: &Holding| {
        is_same(&known.holder, &new.holder)
            && match (&known.of, &new.of) {
                (None, None) => true,
                (Some(known), Some(new)) => is_same(known, new),
                _ => false,
            }
    };
    match holdings.iter_mut().find(|known| same(known)) {
        Some(known) => {
            known.percent = known.percent.max(new.percent);
            known.listed |= new.listed;
        }
        None => holdings.push(new),
    }
}

/// Names are equal where they share a key of the lists' own comparison, legal forms aside.
fn is_same(left: &[String], right: &[String]) -> bool {
    left.iter().any(|key| right.contains(key))
}

/// Follows holdings upwards; a circle is entered once.
fn percent_in_listed_hands<'h>(
    owned: Option<&[String]>,
    holdings: &'h [Holding],
    half: f64,
    path: &mut Vec<&'h [String]>,
) -> f64 {
    let is_of = |holding: &Holding| match (&holding.of, owned) {
        (None, None) => true,
        (Some(of), Some(owned)) => is_same(of, owned),
        _ => false,
    };
    let mut sum = 0.0;
    for holding in holdings.iter().filter(|holding| is_of(holding)) {
        if holding.listed {
            sum += holding.percent;
        } else if !path.iter().any(|above| is_same(above, &holding.holder)) {
            path.push(&holding.holder);
            let above = percent_in_listed_hands(Some(&holding.holder), holdings, half, path);
            path.pop();
            sum += if above >= half { holding.percent } else { holding.percent * above / 100.0 };
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Affiliation;

    fn company(holdings: &[(&str, Option<&str>, f64)]) -> Company {
        let affiliations = holdings
            .iter()
            .map(|(name, of, percent)| Affiliation {
                relation: Some(Relation::Shareholder),
                name: Some((*name).to_owned()),
                of: of.map(str::to_owned),
                share_percent: Some(*percent),
                ..Affiliation::default()
            })
            .collect();
        Company { affiliations, ..Company::default() }
    }

    #[test]
    fn shares_are_summed_directly_and_through_affiliates() {
        type Holdings = &'static [(&'static str, Option<&'static str>, f64)];
        let cases: [(&str, Holdings, &[bool], f64); 7] = [
            (
                "one holder named twice",
                &[("A", None, 30.0), ("A", None, 30.0)],
                &[true, true],
                30.0,
            ),
            (
                "legal forms aside",
                &[("M Minerals Ltd.", None, 60.0), ("A", Some("M Minerals Limited"), 60.0)],
                &[false, true],
                60.0,
            ),
            ("direct", &[("A", None, 30.0), ("B", None, 25.0)], &[true, true], 55.0),
            ("one listed", &[("A", None, 30.0), ("B", None, 25.0)], &[true, false], 30.0),
            (
                "a majority passes on the whole",
                &[("M", None, 60.0), ("A", Some("m"), 60.0)],
                &[false, true],
                60.0,
            ),
            (
                "a minority passes on its part",
                &[("M", None, 50.0), ("A", Some("M"), 40.0)],
                &[false, true],
                20.0,
            ),
            (
                "a circle ends",
                &[("M", None, 50.0), ("N", Some("M"), 50.0), ("M", Some("N"), 50.0)],
                &[false; 3],
                0.0,
            ),
        ];
        let names = &crate::rulebook::Rulebook::built_in().unwrap().names;
        for (name, holdings, listed, expected) in cases {
            let percent = listed_percent(&company(holdings), names, 50.0, &[], listed);
            assert!((percent - expected).abs() < 1e-9, "{name}: {percent}");
        }
    }
}
