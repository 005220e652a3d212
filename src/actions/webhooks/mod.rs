//! Webhooks: messages about changes, written in their transaction; the endpoints that take them; and
//! what becomes of each delivery.

pub mod address;
pub mod announce;
pub mod message;
pub mod objects;
pub mod outcome;
