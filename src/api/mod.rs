//! What a program can do, one file each: JSON in, JSON out, problems by RFC 9457.

pub mod activate;
pub mod assets;
pub mod audit;
pub mod branch;
pub mod code_numbers;
pub mod codes;
pub mod csrf_token;
pub mod health;
pub mod leaders;
mod listing;
pub mod login;
pub mod logout;
pub mod me;
pub mod openapi;
pub mod overview;
mod problem;
pub mod referees;
pub mod referral;
pub mod register;
pub mod remove;
pub mod reviews;
pub mod token_get;

pub use problem::failed;
