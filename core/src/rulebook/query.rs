//! Questions about the law: which measures hold on a day, name a commodity, or speak of an HS code.

use chrono::NaiveDate;

use super::{Commodity, Measure, Period, Rulebook, hs_scope};
use crate::record::HsCode;

/// What measures are asked for; whatever is absent leaves it open.
#[derive(Debug, Clone, Default)]
pub struct MeasureQuery {
    /// In force on this day.
    pub as_of: Option<NaiveDate>,
    /// Naming this commodity, by id.
    pub commodity: Option<String>,
    /// Naming goods that this code may be of.
    pub code: Option<HsCode>,
}

impl Rulebook {
    /// The measures that have a period with all that is asked, in the order of their resolutions.
    pub fn find_measures(&self, query: &MeasureQuery) -> Vec<&Measure> {
        let of_code = query.code.as_ref().map(|code| self.commodities_of(code));
        let speaks_of = |period: &Period, code: &HsCode| {
            period.hs.iter().any(|scope| hs_scope::touches(scope, code.digits()))
                || of_code.iter().flatten().any(|commodity| names(period, &commodity.id))
        };
        let asked = |period: &Period| {
            query.as_of.is_none_or(|day| period.overlaps(day, day))
                && query.commodity.as_ref().is_none_or(|id| names(period, id))
                && query.code.as_ref().is_none_or(|code| speaks_of(period, code))
        };
        self.measures.iter().filter(|measure| measure.periods.iter().any(asked)).collect()
    }

    /// Commodities that an HS code may name, a shorter code those of its subheadings.
    fn commodities_of(&self, code: &HsCode) -> Vec<&Commodity> {
        let digits = code.international();
        let names = |commodity: &&Commodity| {
            commodity.line(digits).is_some()
                || commodity.lines.iter().any(|line| line.lies_inside(digits))
        };
        self.commodities.iter().filter(names).collect()
    }
}

fn names(period: &Period, commodity: &str) -> bool {
    period.commodities.iter().any(|id| id == commodity)
}
