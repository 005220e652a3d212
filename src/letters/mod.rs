//! What a letter is, where console mode keeps the last ones, and who is told of a new one.

pub mod bell;
pub mod letter;
pub mod shelf;

pub use bell::Bell;
pub use letter::{Letter, in_mail};
pub use shelf::Shelf;
