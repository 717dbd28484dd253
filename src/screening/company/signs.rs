//! Signs of a company that is another's front, and sites of the DPRK that it names.

use super::Judge;
use crate::record::stated;
use crate::rulebook::{CountryCode, Site};
use crate::screening::concealment;
use crate::screening::finding::Finding;
use crate::screening::nexus::fact;
use crate::screening::signs::{self, Sign};
use crate::screening::sites;
use crate::text::fold;

impl Judge<'_> {
    /// One finding with every sign.
    pub(super) fn signs(&self) -> Option<Finding> {
        let mut found = Vec::new();
        for (index, address) in self.record.addresses.iter().enumerate() {
            let pointer = format!("/addresses/{index}");
            let country = self.facts.country;
            found.extend(signs::of_address(address, country, pointer, self.as_of, self.reference));
        }
        let signal = &self.reference.rulebook.origin.signs.site_named;
        for (pointer, value, site) in self.sites() {
            let evidence = fact("site_named", signal, pointer, value, &site.name);
            found.push(Sign { evidence, signal });
        }
        if found.is_empty() {
            return None;
        }
        concealment::weigh(found, Vec::new(), self.reference.rulebook)
    }

    /// A notice for each site where forced labour is to be feared.
    pub(super) fn forced_labour(&self) -> Vec<Finding> {
        let rulebook = self.reference.rulebook;
        let told = self.sites().into_iter().filter_map(|(pointer, value, site)| {
            let basis = site.forced_labour.as_deref()?;
            Some(sites::notice_of_site(&pointer, value, site, basis, rulebook))
        });
        told.collect()
    }

    /// Sites that its names, addresses and activities name, each once.
    fn sites(&self) -> Vec<(String, &str, &Site)> {
        let record = self.record;
        let rulebook = self.reference.rulebook;
        let name = stated(record.name.as_ref()).map(|name| ("/name".to_owned(), name));
        let aliases = record.aliases.iter().enumerate();
        let aliases = aliases.map(|(index, text)| (format!("/aliases/{index}"), text.as_str()));
        let addresses = record.addresses.iter().enumerate();
        let addresses =
            addresses.map(|(index, text)| (format!("/addresses/{index}"), text.as_str()));
        let activities = record.activities.iter().enumerate().filter_map(|(index, activity)| {
            let text = stated(activity.description.as_ref())?;
            Some((format!("/activities/{index}/description"), text))
        });
        let mut found: Vec<(String, &str, &Site)> = Vec::new();
        for (pointer, text) in name.into_iter().chain(aliases).chain(addresses).chain(activities) {
            let folded = fold(text);
            let place = rulebook.gazetteer.read_text(Some(text), &rulebook.countries);
            let elsewhere = place.country.known().is_some_and(|country| country != CountryCode::KP);
            let denied = rulebook.signals.dprk_words.negations.stand_in(&folded);
            let site = rulebook.origin.sites.in_text(&folded).filter(|_| !elsewhere && !denied);
            if let Some(site) = site
                && found.iter().all(|(_, _, known)| known.id != site.id)
            {
                found.push((pointer, text, site));
            }
        }
        found
    }
}
