//! Letters on their way to people: drafted with the deed that needs them, composed and delivered later.

mod attentive;
pub mod compose;
pub mod drafts;
pub mod failure;
pub mod postman;
pub mod secrets;
mod server;
pub mod smtp;
mod trouble;
mod trust;
mod waker;

pub use server::Settings;
