//! `referral`: a referral server in one executable, its database inside.
//!
//! The modules in reading order; arrows go down the list and never up:
//! `main` → `cli` → `app` → `pages`, `api` → `actions` → `mail`, `store` → `domain`.

pub mod config;
pub mod domain;
pub mod http;
