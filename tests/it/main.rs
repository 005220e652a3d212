//! The program from outside: one crate, so that it is linked once.

mod commands;
mod config;
mod look;
mod openapi;
mod site;
mod smtp;
mod smtp_server;
mod wire;
