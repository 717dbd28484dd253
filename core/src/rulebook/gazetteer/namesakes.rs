//! Places of the DPRK told from their namesakes: by the country that a name carries itself, by the country stated
//! beside it, and by the list of places elsewhere that bear the same name.

use smallvec::SmallVec;

use super::super::place_text::{country_part, parts_of, spellings};
use super::Gazetteer;
use crate::rulebook::{
    Countries, CountryCode, Guard, Place, PlaceKind, StatedCountry, StatedPlace,
};
use crate::text::{fold, plain, squash_folded, tokens};

impl Gazetteer {
    /// What a place's name says. One that is known in the DPRK alone decides, unless another country is stated (`hint`);
    /// one that equals a place elsewhere is a doubt, and the name's own country, or the stated one, settles it.
    pub(super) fn read_name<'r>(
        &'r self,
        text: &str,
        hint: Option<CountryCode>,
        countries: &Countries,
    ) -> StatedPlace<'r> {
        let said = StatedPlace { stated: true, ..StatedPlace::ABSENT };
        let text = &*plain(text);
        let folded = fold(text);
        let whole = countries.by_folded_name(&folded);
        if whole != StatedCountry::Unknown {
            return StatedPlace { country: whole, named_country: true, ..said };
        }
        let parts: SmallVec<[(&str, String); 4]> =
            parts_of(text).into_iter().map(|part| (part, fold(part))).collect();
        let own = if self.dprk_words.iter().any(|words| words.stand_in(&folded)) {
            Some(CountryCode::KP)
        } else {
            parts.iter().skip(1).find_map(|(part, folded)| country_part(part, folded, countries))
        };
        let spelt: SmallVec<[String; 4]> =
            parts.iter().flat_map(|(_, folded)| spellings(folded)).collect();
        let place = spelt
            .iter()
            .find_map(|name| self.names.get(name))
            .and_then(|&index| self.places.get(index))
            .or_else(|| self.inside(&folded));
        let known = |code| StatedPlace { country: StatedCountry::Known(code), ..said };
        match (own, place) {
            (Some(CountryCode::KP), place) => {
                return StatedPlace { place, named_country: true, ..known(CountryCode::KP) };
            }
            (Some(foreign), _) => return known(foreign),
            (None, Some(place)) => {
                let Some(home) = CountryCode::new(&place.country) else { return said };
                return match hint.filter(|hint| *hint != home) {
                    None => StatedPlace { place: Some(place), ..known(home) },
                    // An address of several parts in another country only shares a name.
                    Some(hint) => StatedPlace {
                        contradicted: parts.len() == 1,
                        place: Some(place),
                        ..known(hint)
                    },
                };
            }
            (None, None) => {}
        }
        let look_alike = spelt.iter().find_map(|name| self.look_alike(name));
        match (look_alike, hint) {
            (Some((place, _)), Some(CountryCode::KP)) => {
                StatedPlace { place: Some(place), ..known(CountryCode::KP) }
            }
            (_, Some(hint)) => known(hint),
            (Some((place, guard)), None) => {
                StatedPlace { place: Some(place), guard: Some(guard), ..said }
            }
            (None, None) => {
                let mut names = parts.iter().map(|(_, folded)| squash_folded(folded));
                let foreign = names.find_map(|name| self.foreign.get(&*name));
                foreign.map_or(said, |code| known(*code))
            }
        }
    }

    /// A port's name that stands inside a longer text: "Nampo coal terminal", "Rajin Pier 3".
    fn inside(&self, folded: &str) -> Option<&Place> {
        /// Shorter names are too often something else inside a text.
        const SHORTEST: usize = 5;
        let squashed = squash_folded(folded);
        let mut edges: SmallVec<[usize; 16]> = SmallVec::new();
        edges.push(0);
        for token in tokens(folded) {
            edges.push(edges.last().copied().unwrap_or(0) + token.len());
        }
        let stretches = (1..=2).flat_map(|words| edges.iter().zip(edges.iter().skip(words)));
        stretches
            .filter_map(|(from, to)| squashed.get(*from..*to))
            .filter(|name| name.len() >= SHORTEST)
            .filter_map(|name| self.names.get(name).and_then(|&index| self.places.get(index)))
            .find(|place| {
                matches!(place.kind, PlaceKind::Port | PlaceKind::Airport | PlaceKind::Province)
            })
    }

    fn look_alike(&self, name: &str) -> Option<(&Place, &Guard)> {
        let &(place, guard) = self.guarded.get(name)?;
        let place = self.places.get(place)?;
        Some((place, place.guarded.get(guard)?))
    }
}
