//! The program from outside: one crate, so that it is linked once.

mod architecture;
mod commands;
mod config;
mod sentences;
mod site;
mod smtp;
mod smtp_server;
mod sources;
