//! Signs of a company that is another's front, and sites of the DPRK that it names.

use super::Judge;
use crate::input::stated;
use crate::judgement::{Finding, fact};
use crate::rulebook;
use crate::screening::facts::names::names_at;
use crate::screening::origin::signs::{self, Sign};
use crate::screening::origin::{concealment, forced_labour};
use crate::screening::ties::sites;
use crate::text::fold;

/// A site with the text that names it, and where that stands.
pub(super) type Site<'c> = (String, &'c str, &'c rulebook::Site);

impl Judge<'_> {
    /// One finding with every sign.
    pub(super) fn signs(&self, sites: &[Site<'_>]) -> Option<Finding> {
        let mut found = Vec::new();
        for (index, address) in self.record.addresses.iter().enumerate() {
            let pointer = format!("/addresses/{index}");
            let country = self.facts.country;
            found.extend(signs::of_address(address, country, pointer, self.as_of, self.reference));
        }
        let signal = &self.reference.rulebook.origin.signs.site_named;
        for (pointer, value, site) in sites {
            let evidence = fact("site_named", signal, pointer.clone(), value, &site.name);
            found.push(Sign { evidence, signal });
        }
        if found.is_empty() {
            return None;
        }
        concealment::weigh(found, Vec::new(), self.reference.rulebook)
    }

    /// A notice for each site where forced labour is to be feared.
    pub(super) fn forced_labour(&self, sites: &[Site<'_>]) -> Vec<Finding> {
        let rulebook = self.reference.rulebook;
        let told = sites.iter().filter_map(|(pointer, value, site)| {
            let basis = site.forced_labour.as_deref()?;
            Some(forced_labour::notice_of_site(pointer, value, site, basis, rulebook))
        });
        told.collect()
    }

    /// Sites that its names, addresses and activities name, each once.
    pub(super) fn sites(&self) -> Vec<Site<'_>> {
        let record = self.record;
        let addresses = record.addresses.iter().enumerate();
        let addresses =
            addresses.map(|(index, text)| (format!("/addresses/{index}"), text.as_str()));
        let activities = record.activities.iter().enumerate().filter_map(|(index, activity)| {
            let text = stated(activity.description.as_ref())?;
            Some((format!("/activities/{index}/description"), text))
        });
        let names = names_at("", record.name.as_ref(), &record.aliases);
        let mut found: Vec<Site<'_>> = Vec::new();
        for (pointer, text) in names.chain(addresses).chain(activities) {
            let site = sites::in_text(text, &fold(text), self.reference.rulebook);
            if let Some(site) = site
                && found.iter().all(|(_, _, known)| known.id != site.id)
            {
                found.push((pointer, text, site));
            }
        }
        found
    }
}
