//! The programmer's reference, held against the program: its addresses, its fields, its real answers.

mod conformance;
mod document;
mod examples;
mod fields;
mod page;
mod responses;
mod routes;
mod wire_errors;

pub use document::Document;
