//! The program from outside: one crate, so that it is linked once.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on may panic")]
#![allow(clippy::print_stdout, reason = "a test that runs itself anew talks to itself by stdout")]

mod architecture;
mod commands;
mod config;
mod look;
mod openapi;
mod sentences;
mod site;
mod smtp;
mod smtp_server;
mod sources;
mod trust;
mod watch;
mod wire;
