//! Names of people, companies and ships: how they are read, how near two of them are, and how the near
//! ones are found among very many.
//!
//! The rules are data: which words are legal forms, which many bear, which mean the same, how Korean
//! syllables are spelt. What a near name means for a party is for `screening` to say.

mod compare;
mod distance;
mod index;
mod korean;
mod korean_names;
mod likeness;
mod multimap;
mod name;
mod outlines;
mod postings;
mod rules;
mod sought;
mod word_pair;
mod words;

pub use compare::{compare, explain};
pub use index::{Entry, Found, NameIndex};
pub use korean::KoreanFile;
pub use likeness::{Bearer, Degree, EQUAL, Likeness, Pair, PairReason};
pub use name::{Name, Side, keys};
pub use rules::{CompanyWordsFile, MatchingFile, NameFiles, NameRules, PersonWordsFile};
