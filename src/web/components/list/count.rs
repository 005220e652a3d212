//! How many rows there are, as far as they were counted.

use crate::i18n::Lang;

/// A number of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    Exact(i64),
    /// More than that: counting ended there.
    Over(i64),
}

impl Count {
    /// Rows of a search that are counted; a page needs no more of a search that matches so much.
    pub const MAX: i64 = 10_000;

    /// Reads a count that ended one above `MAX`.
    pub fn up_to_max(n: i64) -> Count {
        if n > Count::MAX { Count::Over(Count::MAX) } else { Count::Exact(n) }
    }

    /// `260`, `10,000+`.
    pub fn text(self, lang: Lang) -> String {
        match self {
            Count::Exact(n) => lang.number(n),
            Count::Over(n) => format!("{}+", lang.number(n)),
        }
    }

    pub fn is_zero(self) -> bool {
        self == Count::Exact(0)
    }
}
