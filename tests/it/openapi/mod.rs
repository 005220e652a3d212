//! The programmer's reference, held against the program: its addresses, its fields, its real answers.

mod addresses;
mod answers;
mod document;
mod examples;
mod fields;
mod page;
mod walked;
mod wire;
