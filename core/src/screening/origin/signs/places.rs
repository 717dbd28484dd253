//! Signs of places: ports of reload, origins that do not fit, DPRK places and sites that are named.

use super::Collector;
use crate::input::stated;
use crate::judgement::Member;
use crate::rulebook::{CountryCode, EvidenceKind, Likelihood};
use crate::screening::facts::{EventFacts, Fact, ItemFacts};
use crate::screening::ties::sites;

impl Collector<'_, '_, '_> {
    pub(crate) fn places(&mut self) {
        for event in &self.facts.events {
            if event.place.contradicted {
                let Fact { pointer, text: value, .. } = event.place;
                self.note(EvidenceKind::PlaceConflict, pointer, value, "");
            }
        }
        for named in sites::in_passing(self.sites) {
            self.note_stated(EvidenceKind::SiteNamed, &named.stated, &named.site.name);
        }
        for event in self.facts.loadings() {
            self.reload(event);
        }
        for (index, item) in self.items() {
            if self.speaks_of_bans(index) {
                self.places_in_goods(item);
            }
            if let Some(origin) = self.facts.declared_origin(item).known() {
                self.plausibility(item, origin);
                self.output(item, origin);
            }
        }
    }

    /// The goods were loaded where goods of the DPRK have been reloaded.
    fn reload(&mut self, event: &EventFacts<'_>) {
        let Some(harbour) = event.harbour else { return };
        let kinds = self.kinds();
        let Fact { pointer, text: value, .. } = event.place;
        if harbour.no_hinterland().meets(kinds) {
            self.note(EvidenceKind::ReloadPortWithoutHinterland, pointer, value, &harbour.name);
        } else if harbour.reloads().meets(kinds) {
            self.note(EvidenceKind::ReloadPort, pointer, value, &harbour.name);
        }
    }

    fn places_in_goods(&mut self, item: &ItemFacts<'_>) {
        for text in &item.texts {
            let place = self.rulebook.gazetteer.in_text(text);
            let denied = || self.rulebook.signals.dprk_words.negations.stand_in(text);
            if let Some(place) = place.filter(|_| !denied()) {
                self.note_stated(EvidenceKind::PlaceInGoods, text, &place.name);
            }
        }
    }

    /// Whether the declared origin produces the goods.
    fn plausibility(&mut self, item: &ItemFacts<'_>, origin: CountryCode) {
        let Fact { pointer, text: value, .. } = self.facts.declared_origin(item);
        match self.origin().plausibility.of(item.kinds, origin, self.year()) {
            Likelihood::Plausible => {}
            Likelihood::NotNamed { source } => {
                self.note(EvidenceKind::NotAmongProducers, pointer, value, source);
            }
            Likelihood::Implausible { source, city: true } if self.is_bulk(item) => {
                self.note(EvidenceKind::ImplausibleCityState, pointer, value, source);
            }
            Likelihood::Implausible { source, .. } => {
                self.note(EvidenceKind::ImplausibleOrigin, pointer, value, source);
            }
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
    fn output(&mut self, item: &ItemFacts<'_>, origin: CountryCode) {
        let Some(place) = stated(item.record.place_of_extraction.as_ref()) else { return };
        let Some(tonnes) = self.tonnes(item) else { return };
        let tables = &self.origin().plausibility;
        let mine = tables.mine(place, item.kinds, Some(origin), self.year());
        if let Some((name, yearly)) = mine.filter(|(_, yearly)| tonnes > *yearly) {
            let pointer = item.pointer.to(Member::Quantity).to(Member::Value);
            let more = format!("{name} yields about {yearly} t a year");
            self.note(EvidenceKind::BeyondMineOutput, pointer, &tonnes.to_string(), &more);
        }
    }
}
