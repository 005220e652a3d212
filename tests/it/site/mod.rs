//! The site as people and programs meet it: every feature through the one function that answers requests.

pub mod harness;

mod admin;
mod at_once;
mod attribution;
mod bad_input;
mod clicks;
mod codes;
mod confirmation;
mod countdown;
mod deletion;
mod delivery;
mod disturbed;
mod failings;
mod failures;
mod interleavings;
mod journal;
mod languages;
mod leaderboard;
mod ledger;
mod menu;
mod numbers;
mod outbox;
mod passwords;
mod pictures;
mod routes;
mod seed;
mod sessions;
mod setup;
mod tables;
mod visitors;
mod who_has_an_account;
mod whole_path;
mod why;
