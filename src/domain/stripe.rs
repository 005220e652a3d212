//! Stripe's amounts: its minor units are ISO 4217's but for three currencies
//! (docs.stripe.com/currencies, special cases).

use crate::domain::program::currency::Currency;

/// Stripe's amount in minor units of ISO 4217: it counts ISK and UGX in hundredths, which they have
/// not, and MGA in whole ones.
pub fn to_iso(currency: Currency, amount: i64) -> i64 {
    match currency.code() {
        "ISK" | "UGX" => amount / 100,
        "MGA" => amount.saturating_mul(100),
        _ => amount,
    }
}

/// `base × part / whole`, half up. `whole` is above 0.
pub fn share(base: i64, part: i64, whole: i64) -> i64 {
    let (base, part, whole) = (i128::from(base), i128::from(part), i128::from(whole.max(1)));
    i64::try_from((2 * base * part + whole) / (2 * whole)).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::{share, to_iso};
    use crate::domain::program::currency::Currency;

    #[test]
    fn three_currencies_are_counted_otherwise_than_by_iso() {
        let iso = |code, amount| to_iso(Currency::from_code(code).expect("a currency"), amount);
        assert_eq!(
            [iso("ISK", 50_000), iso("UGX", 50_000), iso("MGA", 500), iso("JPY", 500), iso("KWD", 5_000)],
            [500, 500, 50_000, 500, 5_000]
        );
    }

    #[test]
    fn a_share_is_rounded_half_up() {
        assert_eq!(
            [share(101, 1, 2), share(100, 1, 3), share(1000, 1190, 1190), share(0, 5, 9)],
            [51, 33, 1000, 0]
        );
    }
}
