//! What a concealed origin is told by: the typologies with their signs, and the tables the signs look things up
//! in: goods by grade, harbours, seas, sites, ships, addresses, production and prices.

mod addresses;
mod bodies;
pub(super) mod check;
mod goods;
mod harbours;
mod mass;
mod plausibility;
mod prices;
mod radio;
mod seas;
mod ships;
mod signs;
mod sites;
mod typology;

pub use addresses::{Addresses, KnownAddress};
pub use bodies::{Bodies, Body};
pub use goods::{GoodsKind, GoodsKinds, GoodsSet};
pub use harbours::{Anchorage, Harbour, Harbours};
pub use plausibility::{Likelihood, Plausibility};
pub use prices::{PriceRange, Prices};
pub use radio::Radio;
pub use seas::{Sea, Seas};
pub use ships::ShipTables;
pub use signs::SignLimits;
pub use sites::{Site, SiteNamed, Sites};
pub use typology::{Typology, TypologyCase};

use super::source::{SourceFile, toml};
use super::{Exculpations, OriginSigns, RulebookError};

/// Everything a concealed origin is told by.
#[derive(Debug)]
pub struct Origin {
    /// The typologies, by their numbers.
    pub typologies: Vec<Typology>,
    /// Limits of the signs.
    pub limits: SignLimits,
    /// The signs, with weight and family.
    pub signs: OriginSigns,
    /// Papers and facts that answer signs.
    pub exculpations: Exculpations,
    /// Kinds of goods the tables speak of.
    pub goods: GoodsKinds,
    /// Harbours outside the DPRK, and anchorages.
    pub harbours: Harbours,
    /// Seas where goods change ships and signals stop.
    pub seas: Seas,
    /// Mines, smelters, works and camps of the DPRK.
    pub sites: Sites,
    /// Bodies of the DPRK's State trade that the UN does not list.
    pub bodies: Bodies,
    /// Maritime identification digits and call signs.
    pub radio: Radio,
    /// Flags, speeds and numbers of ships.
    pub ships: ShipTables,
    /// Addresses tied to the DPRK, and border towns.
    pub addresses: Addresses,
    /// Who produces what, and how much.
    pub plausibility: Plausibility,
    /// What goods cost.
    pub prices: Prices,
}

impl Origin {
    pub(super) fn read(files: &[SourceFile]) -> Result<Self, RulebookError> {
        let goods = GoodsKinds::read(toml(files, "origin/goods.toml")?)?;
        let signs: signs::SignFile = toml(files, "origin/signs.toml")?;
        let typologies: typology::TypologyFile = toml(files, "origin/typologies.toml")?;
        let seas: seas::SeaFile = toml(files, "origin/seas.toml")?;
        let (seas, anchorages) = Seas::read(seas, &goods)?;
        Ok(Self {
            typologies: typologies.typology,
            limits: signs.limits,
            signs: signs.sign,
            exculpations: signs.exculpation,
            harbours: Harbours::read(toml(files, "origin/harbours.toml")?, anchorages, &goods)?,
            seas,
            sites: Sites::read(toml(files, "origin/sites.toml")?, &goods)?,
            bodies: Bodies::read(toml(files, "origin/bodies.toml")?),
            radio: Radio::read(toml(files, "origin/radio.toml")?),
            ships: ShipTables::read(toml(files, "origin/ships.toml")?)?,
            addresses: Addresses::read(toml(files, "origin/addresses.toml")?)?,
            plausibility: Plausibility::read(
                toml(files, "origin/production.toml")?,
                toml(files, "origin/mines.toml")?,
                &goods,
            )?,
            prices: Prices::read(toml(files, "origin/prices.toml")?, &goods)?,
            goods,
        })
    }
}

/// A fault of one of these files.
fn fault(file: &str, problem: impl std::fmt::Display) -> RulebookError {
    RulebookError::File { file: format!("origin/{file}.toml"), problem: problem.to_string() }
}
