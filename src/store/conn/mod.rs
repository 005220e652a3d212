//! Connections to the database: one that writes, a pool that reads, one for checkpoints.

pub mod change_tracker;
pub mod checkpoints;
mod connect;
pub mod constraints;
pub mod db;
pub mod file_identity;
pub mod read_pool;
mod savepoint;
mod text_search;
pub mod waker;
mod write_queue;
pub mod writer;

pub(in crate::store) use connect::{as_file_name, connect, connect_in_memory, probe};
