//! What a code's state is called on a page, and how it is coloured.

use crate::domain::code::CodeStatus;

/// The class, and the name of the sentence.
pub fn badge(state: CodeStatus) -> (&'static str, &'static str) {
    match state {
        CodeStatus::Active => ("on", "code-active"),
        CodeStatus::Expired => ("off", "code-expired"),
        CodeStatus::Off => ("off", "code-off"),
        CodeStatus::UsedUp => ("off", "code-used-up"),
    }
}
