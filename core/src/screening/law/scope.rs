//! Whether goods stand in the scope of a ban.

use super::strictest;
use crate::classification::Goods;
use crate::rulebook::Rulebook;
use crate::screening::facts::ShipmentFacts;

/// Whether the goods of any line stand in the scope of a ban in force in the governing period.
pub(crate) fn in_scope(
    facts: &ShipmentFacts<'_>,
    goods: &[Goods<'_>],
    rulebook: &Rulebook,
) -> bool {
    goods.iter().any(|goods| {
        goods.arms.is_some()
            || goods.undecidable.is_some()
            || goods
                .firm_scopes()
                .any(|scope| strictest(rulebook, &scope.commodity.id, facts.period.span).is_some())
    })
}
