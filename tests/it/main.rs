//! The program from outside: one crate, so that it is linked once.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]
#![allow(clippy::print_stdout, reason = "a test that runs itself anew talks to itself by stdout")]

mod appearance;
mod architecture;
mod commands;
mod config;
mod documents;
mod executable;
mod imports;
mod keep_alive;
mod monitoring;
mod openapi;
mod packaging;
mod programs;
mod rules;
mod schema;
mod security;
mod sentences;
mod site;
mod smtp;
mod sources;
mod wait;
mod wire;

// What these tests share with those in Chromium.
#[path = "../common/exchange.rs"]
mod exchange;
#[path = "../common/patience.rs"]
mod patience;
#[path = "../common/program.rs"]
mod program;
#[path = "../common/sentence_keys.rs"]
mod sentence_keys;
#[path = "../common/smtp_server/mod.rs"]
#[allow(dead_code, reason = "the tests in Chromium need another part of it")]
mod smtp_server;
