//! Whose a company is: shares in listed hands, summed and through affiliates.

use crate::record::{Company, PersonRole, Relation, stated};
use crate::text::fold;

/// A holder of shares, with what it holds and in whom.
struct Holding {
    holder: String,
    of: Option<String>,
    percent: f64,
    listed: bool,
}

/// Percent of the company's shares in listed hands. A holding of a company that listed hands own by
/// half or more counts whole, for that company is theirs; below half it counts by its part.
pub(super) fn listed_percent(
    company: &Company,
    half: f64,
    listed_people: &[bool],
    listed_affiliates: &[bool],
) -> f64 {
    let mut holdings = Vec::new();
    for (index, person) in company.people.iter().enumerate() {
        let owns = matches!(person.role, Some(PersonRole::Owner | PersonRole::BeneficialOwner));
        if let (true, Some(percent)) = (owns, person.share_percent) {
            let listed = listed_people.get(index).copied().unwrap_or(false);
            holdings.push(holding(person.name.as_ref(), person.of.as_ref(), percent, listed));
        }
    }
    for (index, affiliate) in company.affiliations.iter().enumerate() {
        let owns = matches!(affiliate.relation, Some(Relation::Parent | Relation::Shareholder));
        if let (true, Some(percent)) = (owns, affiliate.share_percent) {
            let listed = listed_affiliates.get(index).copied().unwrap_or(false);
            holdings.push(holding(affiliate.name.as_ref(), affiliate.of.as_ref(), percent, listed));
        }
    }
    percent_in_listed_hands(None, &holdings, half, &mut Vec::new()).min(100.0)
}

fn holding(name: Option<&String>, of: Option<&String>, percent: f64, listed: bool) -> Holding {
    Holding {
        holder: stated(name).map(fold).unwrap_or_default(),
        of: stated(of).map(fold),
        percent,
        listed,
    }
}

/// Follows holdings upwards; a circle is entered once.
fn percent_in_listed_hands(
    owned: Option<&str>,
    holdings: &[Holding],
    half: f64,
    path: &mut Vec<String>,
) -> f64 {
    let mut sum = 0.0;
    for holding in holdings.iter().filter(|holding| holding.of.as_deref() == owned) {
        if holding.listed {
            sum += holding.percent;
        } else if !path.contains(&holding.holder) {
            path.push(holding.holder.clone());
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
        let cases: [(&str, Holdings, &[bool], f64); 5] = [
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
        for (name, holdings, listed, expected) in cases {
            let percent = listed_percent(&company(holdings), 50.0, &[], listed);
            assert!((percent - expected).abs() < 1e-9, "{name}: {percent}");
        }
    }
}
