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

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::screening::testing::{goods, rulebook, shown, with};

    fn told(hs_code: &str, changes: &[(&str, Value)], among: &[EvidenceKind]) -> Vec<EvidenceKind> {
        let shown = shown(&with(&goods(hs_code, "2018-05-10"), changes));
        among.iter().copied().filter(|kind| shown.contains(kind)).collect()
    }

    #[test]
    fn a_harbour_is_a_sign_for_the_goods_that_are_reloaded_there() {
        use EvidenceKind::{ReloadPort, ReloadPortWithoutHinterland};
        let loaded = |code: &str| {
            (
                "/transport",
                json!({"voyage": [{"event": "loading", "location": {"unlocode": code}}]}),
            )
        };
        let origin = ("/country_of_origin", json!("RU"));
        for (name, hs_code, port, expected) in [
            // Kholmsk has coal behind it and no anthracite.
            ("coal", "270119", "RUKHO", vec![ReloadPort]),
            ("anthracite", "270111", "RUKHO", vec![ReloadPortWithoutHinterland]),
            ("toys", "950300", "RUKHO", vec![]),
            ("coal of another port", "270119", "AUNTL", vec![]),
        ] {
            let changes = [loaded(port), origin.clone()];
            let found = told(hs_code, &changes, &[ReloadPort, ReloadPortWithoutHinterland]);
            assert_eq!(found, expected, "{name}");
        }
    }

    #[test]
    fn a_city_cannot_yield_goods_in_bulk() {
        use EvidenceKind::{ImplausibleCityState, ImplausibleOrigin};
        let limit = rulebook().origin.limits.bulk_tonnes;
        let of = |tonnes: Option<f64>, origin: &str| {
            let mut changes = vec![("/country_of_origin", json!(origin))];
            changes.extend(
                tonnes.map(|value| ("/items/0/quantity", json!({"value": value, "unit": "t"}))),
            );
            told("270111", &changes, &[ImplausibleCityState, ImplausibleOrigin])
        };
        assert_eq!(of(Some(limit), "SG"), [ImplausibleCityState]);
        assert_eq!(of(Some(limit - 1.0), "SG"), [ImplausibleOrigin]);
        // Coal travels in bulk where no quantity is stated.
        assert_eq!(of(None, "SG"), [ImplausibleCityState]);
        assert_eq!(of(Some(limit), "CN"), []);
    }

    #[test]
    fn a_dprk_place_in_goods_is_a_sign_unless_the_text_denies_it() {
        let kinds = [EvidenceKind::PlaceInGoods];
        let text = |text: &str| {
            [("/items/0/description", json!(text)), ("/country_of_origin", json!("CN"))]
        };
        for (hs_code, words, expected) in [
            ("270111", "Anthracite, Tanchon", 1),
            ("270111", "Anthracite, not Tanchon", 0),
            ("270111", "Anthracite, Tianjin", 0),
            ("950300", "Dolls, Tanchon", 0),
        ] {
            assert_eq!(told(hs_code, &text(words), &kinds).len(), expected, "{words}");
        }
    }
}
