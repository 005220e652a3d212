//! Currencies of ISO 4217, and how their amounts are written.

use std::fmt;

/// An active currency of ISO 4217, by its three letters. Metals, funds and test codes are none.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// Reads a code such as `USD`; `None` for lower case, and for what is no currency that anything
    /// is paid in.
    pub fn from_code(code: &str) -> Option<Currency> {
        let known = iso_currency::Currency::from_code(code)?;
        let is_paid_in = known.exponent().is_some()
            && !known.is_fund()
            && !known.is_special()
            && known.is_superseded().is_none();
        is_paid_in.then(|| Currency(code.as_bytes().try_into().expect("a code has three letters")))
    }

    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).expect("a code is ASCII")
    }

    /// Decimals of the major unit: JPY 0, EUR 2, KWD 3.
    pub fn exponent(self) -> u32 {
        let known = iso_currency::Currency::from_code(self.code()).expect("it was made from one");
        known.exponent().map_or(0, u32::from)
    }

    /// `49.00` of 4900 minor units: a point and no grouping, for programs and banks.
    pub fn decimal(self, minor: i64) -> String {
        let exponent = self.exponent();
        let scale = 10_u64.pow(exponent);
        let (whole, part) = (minor.unsigned_abs() / scale, minor.unsigned_abs() % scale);
        let sign = if minor < 0 { "-" } else { "" };
        match exponent {
            0 => format!("{sign}{whole}"),
            _ => format!("{sign}{whole}.{part:0width$}", width = exponent as usize),
        }
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.code())
    }
}
