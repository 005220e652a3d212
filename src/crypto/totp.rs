//! Time-based one-time passwords (RFC 6238) as authenticator apps make them: HMAC-SHA-1, six digits,
//! steps of 30 seconds.

use data_encoding::BASE32_NOPAD;
use ring::hmac;

use crate::crypto::tokens::{constant_time_eq, random_bytes};
use crate::domain::timestamp::Timestamp;

/// 160 bits, the length that RFC 4226 (4, R6) recommends.
pub const SECRET_BYTES: usize = 20;

const STEP_SECONDS: i64 = 30;

/// Steps by which the app's clock may be early or late (RFC 6238, 5.2).
const SKEW_STEPS: i64 = 1;

/// The secret that an app and the program share. It has no `Debug`, so that it reaches no log.
#[derive(Clone, PartialEq, Eq)]
pub struct TotpSecret([u8; SECRET_BYTES]);

impl TotpSecret {
    pub fn generate() -> TotpSecret {
        TotpSecret(random_bytes())
    }

    pub fn from_bytes(bytes: &[u8]) -> Option<TotpSecret> {
        bytes.try_into().ok().map(TotpSecret)
    }

    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// As people type it into an app: 32 letters in groups of four.
    pub fn grouped(&self) -> String {
        let letters = BASE32_NOPAD.encode(&self.0).into_bytes();
        let groups: Vec<_> = letters.chunks(4).map(String::from_utf8_lossy).collect();
        groups.join(" ")
    }

    /// The `otpauth` address that apps read from a QR code (Google Authenticator, Key Uri Format).
    pub fn uri(&self, site: &str, account: &str) -> String {
        let encode = |text: &str| {
            percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
        };
        // The colon separates the two, so the site's name has none.
        let site = encode(&site.replace(':', " "));
        let secret = BASE32_NOPAD.encode(&self.0);
        format!("otpauth://totp/{site}:{}?secret={secret}&issuer={site}", encode(account))
    }

    /// The six digits of a step (RFC 4226, 5.3).
    fn digits(&self, step: i64) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &self.0);
        let tag = hmac::sign(&key, &step.to_be_bytes());
        let tag = tag.as_ref();
        let at = usize::from(tag[tag.len() - 1] & 0xf);
        let number = u32::from_be_bytes([tag[at] & 0x7f, tag[at + 1], tag[at + 2], tag[at + 3]]);
        format!("{:06}", number % 1_000_000)
    }

    /// The six digits that the app shows at `now`.
    pub fn digits_at(&self, now: Timestamp) -> String {
        self.digits(now.0.div_euclid(STEP_SECONDS))
    }

    /// The step that these digits belong to, of those that the app's clock may show at `now`.
    pub fn matching_step(&self, digits: &str, now: Timestamp) -> Option<i64> {
        let current = now.0.div_euclid(STEP_SECONDS);
        let steps = current - SKEW_STEPS..=current + SKEW_STEPS;
        // Every step is compared, so the time tells nothing.
        steps.fold(None, |found, step| {
            let matches = constant_time_eq(self.digits(step).as_bytes(), digits.as_bytes());
            if matches { Some(step) } else { found }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_those_of_the_standards_own_table() {
        let secret = TotpSecret(*b"12345678901234567890");
        // RFC 6238, appendix B, its last six digits.
        let table = [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ];
        for (seconds, digits) in table {
            assert_eq!(secret.digits_at(Timestamp(seconds)), digits, "{seconds}");
        }
    }

    #[test]
    fn the_app_may_be_one_step_early_or_late_and_no_more() {
        let (secret, now) = (TotpSecret(*b"12345678901234567890"), Timestamp(1_111_111_111));
        let step = now.0 / STEP_SECONDS;
        for (seconds, found) in [(-60, None), (-30, Some(-1)), (0, Some(0)), (30, Some(1)), (60, None)] {
            let digits = secret.digits_at(now.plus(seconds));
            assert_eq!(secret.matching_step(&digits, now), found.map(|by| step + by), "{seconds}");
        }
    }
}
