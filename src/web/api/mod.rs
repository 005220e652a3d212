//! API routes, one file for each thing a program can do: JSON, errors by RFC 9457.

pub mod audit;
pub mod branch;
pub mod code_stats;
pub mod codes;
pub mod confirm;
mod funnel;
pub mod health;
pub mod leaderboard;
pub mod legacy;
pub mod me;
pub mod openapi;
pub mod overview;
mod pagination;
mod problem;
pub mod program;
pub mod referees;
pub mod register;
pub mod reviews;
pub mod session;
pub mod static_files;
pub mod stripe;
pub mod test_mode;

pub use problem::{error_response, program_error_response};
