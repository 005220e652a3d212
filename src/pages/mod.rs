//! What a visitor can do, one file each: the form, what happens with it, and the page.

pub mod activate;
pub mod address_change;
pub mod address_confirm;
pub mod admin;
pub mod api_docs;
pub mod code_add;
pub mod code_change;
pub mod code_delete;
pub mod code_numbers;
pub mod data;
pub mod digits;
mod error;
mod form;
mod funnel;
pub mod home;
pub mod invitation;
mod layout;
pub mod leaderboard;
pub mod letters;
pub mod login;
pub mod logout;
mod notice;
pub mod password_change;
pub mod password_forgot;
pub mod password_reset;
pub mod person;
pub mod pictures;
mod plain;
pub mod profile;
pub mod profile_delete;
pub mod register;
pub mod repeat_token;
pub mod sessions;
pub mod setup;
mod share;

pub use error::failed;
