//! The program from outside: one crate, so that it is linked once.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

mod commands;
mod config;
mod look;
mod openapi;
mod site;
mod smtp;
mod smtp_server;
mod wire;
