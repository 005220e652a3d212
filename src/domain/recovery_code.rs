//! Recovery codes: what signs a member in who lost the second factor, once each.

use crate::domain::code::ALPHABET;
use crate::domain::code_normalization::{normalize, normalize_from_russian_layout};

/// Characters of a code, each one of 31: 118 bits.
pub const CHARS: usize = 24;

/// How many a member has.
pub const CODES: usize = 10;

/// A code in its one spelling. It has no `Debug`, so that it reaches no log.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode(String);

impl RecoveryCode {
    pub fn from_letters(letters: [u8; CHARS]) -> RecoveryCode {
        RecoveryCode(letters.iter().map(|letter| *letter as char).collect())
    }

    /// The codes that a text may mean, in any case, with any spaces and dashes, with letters that look
    /// alike, or typed in the Russian keyboard layout.
    pub fn readings(text: &str) -> Vec<RecoveryCode> {
        let readings = [normalize(text), normalize_from_russian_layout(text)];
        let is_code =
            |text: &String| text.len() == CHARS && text.bytes().all(|letter| ALPHABET.contains(&letter));
        readings.into_iter().flatten().filter(is_code).map(RecoveryCode).collect()
    }

    pub fn spelling(&self) -> &str {
        &self.0
    }

    /// As it is shown: six groups of four.
    pub fn grouped(&self) -> String {
        let letters: Vec<char> = self.0.chars().collect();
        letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join("-")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_recovery_code_is_one_code() {
        let code = RecoveryCode::from_letters(*b"7KQ3M9XWVJ2B4C5D6F8GHKNP");
        let shown = code.grouped();
        assert_eq!(shown, "7KQ3-M9XW-VJ2B-4C5D-6F8G-HKNP");
        let spellings = [
            shown.clone(),
            shown.to_lowercase(),
            shown.replace('-', ""),
            shown.replace('-', " "),
            shown.replace('-', " – "),
            format!("\u{feff} {shown}\n"),
            // А Russian К, М, В, С and Н look like the Latin ones.
            shown.replace('K', "К").replace('M', "М").replace('B', "в"),
            "7лй3ь9чцмо2и4с5в6а8прлтз".to_owned(),
        ];
        for spelling in spellings {
            assert!(RecoveryCode::readings(&spelling).contains(&code), "{spelling:?}");
        }
        for other in ["", "123456", "7KQ3-M9XW-VJ2B-4C5D-6F8G-HKN", "7KQ3-M9XW-VJ2B-4C5D-6F8G-HKNPP", "?"] {
            assert!(RecoveryCode::readings(other).is_empty(), "{other:?}");
        }
    }
}
