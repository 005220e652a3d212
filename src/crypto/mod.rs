//! Random tokens, keyed hashes and password hashes.

pub mod password;
pub mod tokens;
