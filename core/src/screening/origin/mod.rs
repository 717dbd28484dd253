//! Where goods come from when nobody says: signs of a concealed origin and what answers them, statements that
//! contradict each other, origins that are not stated, the State trade and the labour behind it.

pub(crate) mod concealment;
mod conflicts;
pub(crate) mod exculpation;
pub(crate) mod forced_labour;
pub(crate) mod signs;
pub(crate) mod state_trade;
pub(crate) mod unstated;
