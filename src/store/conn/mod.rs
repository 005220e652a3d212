//! Connections to the database: read pool, write queue, group commit, checkpoints.

pub mod change_tracker;
pub mod checkpoints;
pub mod constraints;
pub mod db;
pub mod progress;
pub mod read_pool;
mod savepoint;
pub mod waker;
pub mod write_backoff;
pub mod write_queue;
pub mod writer;
