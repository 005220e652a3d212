//! Amounts as people read them: `9.80 USD`, `1 free month`, `3 × stickers`.

use crate::domain::program::unit::{Amounts, Unit};
use crate::i18n::Lang;

/// Words that many programs count rewards in, with the key of their names in each language.
const KNOWN_WORDS: [(&str, &str); 7] = [
    ("points", "unit-points"),
    ("credits", "unit-credits"),
    ("days", "unit-days"),
    ("free_days", "unit-free-days"),
    ("months", "unit-months"),
    ("free_months", "unit-free-months"),
    ("gifts", "unit-gifts"),
];

/// What a unit is called without a number: `USD`, `free months`.
pub fn unit_name(unit: &str) -> String {
    unit.replace('_', " ")
}

/// `3 free months` in the reader's language and form. A word that only the operator knows has no forms,
/// so a cross says that it is counted: `1 × stickers`.
fn counted(lang: Lang, n: i64, word: &str) -> String {
    let known = KNOWN_WORDS.iter().find(|(name, _)| *name == word);
    let number = lang.number(n);
    match known {
        Some((_, key)) => lang.format(key, &[("n", n.abs().into()), ("number", number.into())]),
        None => format!("{number}\u{A0}×\u{A0}{}", unit_name(word)),
    }
}

/// `1,234.50 USD`; of a word `3 free months`.
pub fn amount(lang: Lang, amount: i64, unit: &str) -> String {
    let Some(Unit::Money(currency)) = Unit::from_name(unit) else {
        return counted(lang, amount, unit);
    };
    let decimal = currency.decimal(amount);
    let (whole, part) =
        decimal.split_once('.').map_or((decimal.as_str(), None), |(whole, part)| (whole, Some(part)));
    // Below one the sign is not in the whole part's number.
    let sign = if amount < 0 { "−" } else { "" };
    let whole = lang.number(whole.trim_start_matches('-').parse().unwrap_or(0));
    match part {
        Some(part) => format!("{sign}{whole}{}{part}\u{A0}{unit}", lang.text("number-point")),
        None => format!("{sign}{whole}\u{A0}{unit}"),
    }
}

/// The same without decimals that are all zero, for sentences: `100 USD`.
pub fn short(lang: Lang, of: i64, unit: &Unit) -> String {
    let whole = amount(lang, of, unit.name());
    let Unit::Money(currency) = unit else { return whole };
    let zeros = "0".repeat(currency.exponent() as usize);
    let end = format!("{}{zeros}\u{A0}", lang.text("number-point"));
    if zeros.is_empty() { whole } else { whole.replacen(&end, "\u{A0}", 1) }
}

/// `100 USD or 90 EUR`.
pub fn any_of(lang: Lang, amounts: &Amounts) -> String {
    let all: Vec<String> = amounts.iter().map(|(unit, of)| short(lang, *of, unit)).collect();
    all.join(&format!(" {} ", lang.text("money-or")))
}

/// `12.5 %` of 1250 basis points.
pub fn percent(lang: Lang, basis_points: u32) -> String {
    let (whole, part) = (basis_points / 100, basis_points % 100);
    let part = format!("{part:02}");
    let part = part.trim_end_matches('0');
    if part.is_empty() {
        format!("{whole}\u{A0}%")
    } else {
        format!("{whole}{}{part}\u{A0}%", lang.text("number-point"))
    }
}
