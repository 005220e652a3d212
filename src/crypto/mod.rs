//! Random tokens, keyed hashes, password hashes and hashes of content.

pub mod age;
mod content_hash;
mod encryption;
pub mod hash_queue;
mod memory;
pub mod password;
pub mod tokens;
pub mod totp;
pub mod webhook_signature;

pub use content_hash::content_hash;
