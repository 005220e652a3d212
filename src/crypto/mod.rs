//! Random tokens, keyed hashes and password hashes.

mod memory;
pub mod password;
pub mod tokens;
