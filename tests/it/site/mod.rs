//! The site as people and programs meet it: every feature through the one function that answers requests.

pub mod harness;

mod attribution;
mod bad_input;
mod clicks;
mod codes;
mod confirmation;
mod deletion;
mod disturbed;
mod menu;
mod passwords;
mod seed;
mod sessions;
mod whole_path;
