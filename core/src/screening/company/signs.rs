//! Signs of a company that is another's front, and sites of the DPRK that it names.

use super::Judge;
use crate::judgement::{Finding, Member, Pointer, at};
use crate::rulebook::{EvidenceKind, Site};
use crate::screening::facts::names::names_at;
use crate::screening::facts::{Fact, Text};
use crate::screening::origin::signs::{self, Sign};
use crate::screening::origin::{concealment, forced_labour};
use crate::screening::ties::sites;
use crate::text::fold;

/// A site with the text that names it.
pub(super) type NamedSite<'c> = (Text<'c>, &'c Site);

impl Judge<'_> {
    /// One finding with every sign.
    pub(super) fn signs(&self, sites: &[NamedSite<'_>]) -> Option<Finding> {
        let rulebook = self.reference.rulebook;
        let mut found = Vec::new();
        for address in self.facts.addresses.iter().filter_map(Fact::stated) {
            let country = *self.facts.country;
            found.extend(signs::of_address(
                &address,
                &fold(address.text),
                country,
                self.as_of,
                self.reference,
            ));
        }
        let kind = EvidenceKind::SiteNamed;
        found.extend(sites.iter().map(|(stated, site)| Sign {
            evidence: stated.evidence(kind, rulebook, &site.name),
            signal: rulebook.signal(kind),
        }));
        if found.is_empty() {
            return None;
        }
        concealment::weigh(found, Vec::new(), rulebook)
    }

    /// A notice for each site where forced labour is to be feared.
    pub(super) fn forced_labour(&self, sites: &[NamedSite<'_>]) -> Vec<Finding> {
        let rulebook = self.reference.rulebook;
        let told = sites.iter();
        told.filter_map(|(stated, site)| forced_labour::at_site(stated, site, rulebook)).collect()
    }

    /// Sites that its names, addresses and activities name, each once.
    pub(super) fn sites(&self) -> Vec<NamedSite<'_>> {
        let record = self.record;
        let addresses = self.facts.addresses.iter().filter_map(Fact::stated);
        let activities = record.activities.iter().enumerate().filter_map(|(index, activity)| {
            let pointer = at(Member::Activities).nth(index).to(Member::Description);
            Text::of(activity.description.as_ref(), pointer)
        });
        let names = names_at(Pointer::ROOT, record.name.as_ref(), &record.aliases);
        let mut found: Vec<NamedSite<'_>> = Vec::new();
        for stated in names.chain(addresses).chain(activities) {
            let site = sites::in_text(stated.text, &fold(stated.text), self.reference.rulebook);
            if let Some(site) = site
                && found.iter().all(|(_, known)| known.id != site.id)
            {
                found.push((stated, site));
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::judgement::{FindingKind, Outcome, Reason};
    use crate::screening::testing::{judged, outcome};

    #[test]
    fn a_site_that_a_company_names_holds_it_unless_the_text_denies_it() {
        let activity = |text: &str| json!([{"description": text}]);
        let held = Some((Outcome::Suspicion, Reason::SignsHold));
        for (name, record, expected) in [
            (
                "in its business",
                json!({"name": "Hai Ore", "country": "CN", "activities": activity("Zinc of Komdok Mine")}),
                held,
            ),
            ("in its name", json!({"name": "Komdok Mine", "country": "CN"}), held),
            (
                "denied",
                json!({"name": "Hai Ore", "country": "CN", "activities": activity("No zinc of Komdok Mine")}),
                None,
            ),
            (
                "another mine",
                json!({"name": "Hai Ore", "country": "CN", "activities": activity("Zinc of Broken Hill Mine")}),
                None,
            ),
        ] {
            assert_eq!(outcome(&record, FindingKind::ConcealedOrigin), expected, "{name}");
        }
    }

    #[test]
    fn a_site_named_twice_is_told_once() {
        let record = json!({"name": "Komdok Mine", "aliases": ["Geomdeok Mine"], "country": "CN",
            "activities": [{"description": "Zinc of Komdok Mine"}]});
        let judgement = judged(&record);
        let of = |kind| judgement.findings.iter().filter(move |one| one.kind == kind);
        let signs: Vec<usize> =
            of(FindingKind::ConcealedOrigin).map(|one| one.evidence.len()).collect();
        assert_eq!(signs, [1]);
        let labour: Vec<_> =
            of(FindingKind::ForcedLabour).map(|one| (one.outcome, one.reason)).collect();
        assert_eq!(labour, [(Outcome::Notice, Reason::ForcedLabourFeared)]);
    }
}
