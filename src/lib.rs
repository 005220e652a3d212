//! `referral`: a referral server in one executable, its database inside.

pub mod cli;
pub mod clock;
pub mod config;
pub mod domain;
pub mod mail;
pub mod password;
pub mod store;
pub mod tokens;
