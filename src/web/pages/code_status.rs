//! What a code's state is called on a page, and how it is coloured.

use crate::domain::code::State;

/// The class, and the name of the sentence.
pub fn shown(state: State) -> (&'static str, &'static str) {
    match state {
        State::Active => ("on", "code-active"),
        State::Expired => ("off", "code-expired"),
        State::Off => ("off", "code-off"),
        State::UsedUp => ("off", "code-used-up"),
    }
}
