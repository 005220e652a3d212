//! The site as people and programs meet it: every feature through the one function that answers requests.

pub mod harness;

mod whole_path;
