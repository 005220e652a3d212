//! Unit of an amount: a currency in minor units, or a word such as `points`. Nothing is converted.

use std::collections::BTreeMap;
use std::fmt;

use super::currency::Currency;

/// Longest word, in characters.
const MAX_WORD_CHARS: usize = 30;

/// What a reward is counted in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    Money(Currency),
    /// `[a-z_]{1,30}`, as the operator named it.
    Word(String),
}

impl Unit {
    /// Reads `USD` or `free_months`; `None` for anything else.
    pub fn from_name(name: &str) -> Option<Unit> {
        if let Some(currency) = Currency::from_code(name) {
            return Some(Unit::Money(currency));
        }
        let is_word = (1..=MAX_WORD_CHARS).contains(&name.len())
            && name.bytes().all(|byte| byte == b'_' || byte.is_ascii_lowercase());
        is_word.then(|| Unit::Word(name.to_owned()))
    }

    pub fn name(&self) -> &str {
        match self {
            Unit::Money(currency) => currency.code(),
            Unit::Word(word) => word,
        }
    }

    pub fn is_money(&self) -> bool {
        matches!(self, Unit::Money(_))
    }

    /// The amount as programs and banks write it: `49.00` for 4900 of USD, `3` for a word.
    pub fn decimal(&self, amount: i64) -> String {
        match self {
            Unit::Money(currency) => currency.decimal(amount),
            Unit::Word(_) => amount.to_string(),
        }
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// An amount for each unit, such as a limit. A unit that is absent is not covered.
pub type Amounts = BTreeMap<Unit, i64>;
