//! Signs of places: ports of reload, origins that do not fit, DPRK places and sites that are named.

use super::{Collector, note};
use crate::input::stated;
use crate::rulebook::{CountryCode, Likelihood};
use crate::screening::facts::{EventFacts, GoodsText, ItemFacts, place_of};
use crate::screening::ties::sites;

impl Collector<'_, '_, '_> {
    pub(crate) fn places(&mut self) {
        for event in &self.facts.events {
            if event.place.contradicted {
                let (pointer, value) = place_of(event);
                note!(self, plain.place_conflict, pointer, &value, "");
            }
        }
        for (pointer, value, site) in sites::in_passing(self.sites) {
            note!(self, table.site_named, pointer, &value, &site.name);
        }
        for event in self.facts.loadings() {
            self.reload(event);
        }
        for (index, item) in self.items() {
            self.places_in_goods(index, item);
            if let Some(origin) = self.facts.declared_origin(item).known() {
                self.plausibility(index, item, origin);
                self.output(index, item, origin);
            }
        }
    }

    /// The goods were loaded where goods of the DPRK have been reloaded.
    fn reload(&mut self, event: &EventFacts<'_>) {
        let Some(harbour) = event.harbour else { return };
        let kinds = self.kinds();
        let (pointer, value) = place_of(event);
        if harbour.no_hinterland().meets(kinds) {
            note!(self, table.reload_port_without_hinterland, pointer, &value, &harbour.name);
        } else if harbour.reloads().meets(kinds) {
            note!(self, table.reload_port, pointer, &value, &harbour.name);
        }
    }

    fn places_in_goods(&mut self, index: usize, item: &ItemFacts<'_>) {
        if !self.speaks_of_bans(index) {
            return;
        }
        for GoodsText { pointer, text, folded } in &item.texts {
            let place = self.rulebook.gazetteer.in_text(folded);
            let denied = || self.rulebook.signals.dprk_words.negations.stand_in(folded);
            if let Some(place) = place.filter(|_| !denied()) {
                note!(self, table.place_in_goods, pointer.clone(), text, &place.name);
            }
        }
    }

    /// Whether the declared origin produces the goods.
    fn plausibility(&mut self, index: usize, item: &ItemFacts<'_>, origin: CountryCode) {
        let (pointer, value) = self.origin_of(index, item);
        match self.origin().plausibility.of(item.kinds, origin, self.year()) {
            Likelihood::Plausible => {}
            Likelihood::NotNamed { source } => {
                note!(self, table.not_among_producers, pointer, &value, source);
            }
            Likelihood::Implausible { source, city: true } if self.is_bulk(item) => {
                note!(self, table.implausible_city_state, pointer, &value, source);
            }
            Likelihood::Implausible { source, .. } => {
                note!(self, table.implausible_origin, pointer, &value, source);
            }
        }
    }

    /// Pointer and text of the origin that holds for a line.
    fn origin_of(&self, index: usize, item: &ItemFacts<'_>) -> (String, String) {
        let own =
            stated(item.record.country_of_origin.as_ref()).filter(|_| item.origin.is_stated());
        let whole = || stated(self.facts.record.country_of_origin.as_ref()).unwrap_or_default();
        match own {
            Some(text) => (format!("/items/{index}/country_of_origin"), text.to_owned()),
            None => ("/country_of_origin".to_owned(), whole().to_owned()),
        }
    }

    /// A quantity of the thousand tonnes, or none stated of goods that travel so.
    fn is_bulk(&self, item: &ItemFacts<'_>) -> bool {
        self.tonnes(item).map_or_else(
            || item.kinds.meets(self.origin().goods.bulk()),
            |tonnes| tonnes >= self.origin().limits.bulk_tonnes,
        )
    }

    /// More than the named mine yields in a year.
    fn output(&mut self, index: usize, item: &ItemFacts<'_>, origin: CountryCode) {
        let Some(place) = stated(item.record.place_of_extraction.as_ref()) else { return };
        let Some(tonnes) = self.tonnes(item) else { return };
        let tables = &self.origin().plausibility;
        let mine = tables.mine(place, item.kinds, Some(origin), self.year());
        if let Some((name, yearly)) = mine.filter(|(_, yearly)| tonnes > *yearly) {
            let pointer = format!("/items/{index}/quantity/value");
            let more = format!("{name} yields about {yearly} t a year");
            note!(self, table.beyond_mine_output, pointer, &tonnes.to_string(), &more);
        }
    }
}
