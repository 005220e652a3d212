//! Letters on their way to people: drafted with the deed that needs them, composed and delivered later.

pub mod bell;
pub mod compose;
pub mod drafts;
pub mod failure;
pub mod letter;
pub mod postman;
pub mod secrets;
mod server;
pub mod shelf;
pub mod smtp;
mod trouble;
mod trust;

pub use bell::Bell;
pub use server::Settings;
