//! What a program can do, one file each: JSON in, JSON out, problems by RFC 9457.

pub mod audit;
pub mod branch;
pub mod code_stats;
pub mod codes;
pub mod confirm;
pub mod csrf_token;
pub mod health;
pub mod leaderboard;
pub mod legacy_account_delete;
pub mod legacy_codes;
pub mod legacy_token;
pub mod login;
pub mod logout;
pub mod me;
pub mod openapi;
pub mod overview;
mod pagination;
mod problem;
pub mod referees;
pub mod register;
pub mod reviews;
pub mod static_files;

pub use problem::error_response;
