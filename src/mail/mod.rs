//! Letters on their way to people: what a ready letter is, and how it reaches the mail server.

pub mod failure;
pub mod letter;
mod server;
pub mod smtp;
mod trouble;
mod trust;
