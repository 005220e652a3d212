//! How much a rule pays: integers of minor units, and one rounding.

use crate::domain::program::rule::{OnCap, Pay, Rule};
use crate::domain::program::unit::{Amounts, Unit};

const BASIS_POINTS: i128 = 10_000;

/// `base × basis_points / 10000`, half up. Both are at least 0, and a share is at most the whole.
pub fn share(base: i64, basis_points: u32) -> i64 {
    let product = i128::from(base) * i128::from(basis_points);
    i64::try_from((product + BASIS_POINTS / 2) / BASIS_POINTS).expect("a share is at most its base")
}

/// Why an amount pays nothing, for reasons of the amount alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPay {
    BelowMinimum,
    /// A minimum, maximum or cap that does not name the currency at hand.
    CurrencyNotCovered,
    RoundsToZero,
    Capped,
}

/// What an event pays before caps: by `base`, its amount in `currency`. An event that has no amount
/// has neither.
///
/// # Errors
/// When it pays nothing.
pub fn gross(rule: &Rule, base: Option<i64>, currency: Option<&Unit>) -> Result<(i64, Unit), NoPay> {
    if let Some(least) = &rule.when.min_amount {
        let least = of_unit(least, currency)?;
        if base.unwrap_or(0) < least {
            return Err(NoPay::BelowMinimum);
        }
    }
    let (amount, unit) = match &rule.pay {
        Pay::Percent { basis_points, max } => {
            let (Some(base), Some(currency)) = (base, currency) else { return Err(NoPay::RoundsToZero) };
            let mut amount = share(base, *basis_points);
            if let Some(most) = max {
                amount = amount.min(of_unit(most, Some(currency))?);
            }
            (amount, currency.clone())
        }
        // Of a purchase that was for nothing, or taken back whole, nothing is left to pay for.
        Pay::Fixed { .. } if base == Some(0) => return Err(NoPay::RoundsToZero),
        Pay::Fixed { amount, unit } => (*amount, unit.clone()),
        Pay::Steps(_) => unreachable!("steps are paid by `engine::judge`, by count and not by amount"),
    };
    if amount == 0 { Err(NoPay::RoundsToZero) } else { Ok((amount, unit)) }
}

/// What is left of an amount by the room that its caps have.
///
/// # Errors
/// `Capped`, when nothing is left, or the rule refuses what does not fit whole.
pub fn within_room(amount: i64, room: Option<i64>, on_cap: OnCap) -> Result<i64, NoPay> {
    match room {
        Some(room) if room < amount => match on_cap {
            OnCap::Cut if room > 0 => Ok(room),
            OnCap::Cut | OnCap::Refuse => Err(NoPay::Capped),
        },
        _ => Ok(amount),
    }
}

/// What a reward is worth once its purchase is `base`: the whole rule again, with the room that its
/// cap had. What a refund takes back is the difference of two of these, so parts add up exactly.
/// Steps pay by count: no refund changes them.
pub fn worth(rule: &Rule, base: i64, currency: &Unit, room: Option<i64>) -> i64 {
    gross(rule, Some(base), Some(currency))
        .and_then(|(amount, _)| within_room(amount, room, rule.on_cap))
        .unwrap_or(0)
}

/// The limit for a unit.
///
/// # Errors
/// `CurrencyNotCovered`, when there is none.
pub fn of_unit(limits: &Amounts, unit: Option<&Unit>) -> Result<i64, NoPay> {
    unit.and_then(|unit| limits.get(unit)).copied().ok_or(NoPay::CurrencyNotCovered)
}
