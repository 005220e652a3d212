//! Random tokens, keyed hashes and password hashes.

pub mod hash_queue;
mod memory;
pub mod password;
pub mod tokens;
