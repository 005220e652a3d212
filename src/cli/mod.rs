//! The operator's way in: one file for each command, the exit codes in one place.

pub mod args;
mod backup;
mod compact;
mod completions;
mod config;
mod database;
mod environment;
mod error;
mod healthcheck;
mod log;
mod mail;
mod migrate;
mod outbox;
mod output;
mod progress;
mod restore;
mod serve;
mod setup_link;
mod terminal;
mod text_table;
mod user;
mod verify;
mod version;

pub use error::CliError;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use crate::cli::args::{Args, Command};
use crate::config::{Loaded, load};

/// Runs one command line, the program's name first, and gives the exit code: 0 done, 1 failed, 2 wrong usage,
/// 78 wrong configuration (`EX_CONFIG` of sysexits.h).
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let args = match Args::try_parse_from(arguments) {
        Ok(args) => args,
        Err(why) => return error::usage(&why),
    };
    match dispatch(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => why.report(),
    }
}

fn dispatch(args: &Args) -> Result<(), CliError> {
    match args.command() {
        // A shell's start-up file asks for them, wherever it runs and whatever is configured there.
        Command::Completions { shell } => return completions::run(*shell),
        Command::Version { json } => return version::run(*json),
        _ => {}
    }
    let loaded = settings(args)?;
    match args.command() {
        Command::Serve => serve::run(loaded),
        Command::Config(command) => config::run(command, &loaded),
        Command::Migrate { status, json } => migrate::run(&loaded.config, *status, *json),
        Command::Mail(command) => mail::run(&loaded.config, command),
        Command::User(command) => user::run(&loaded.config, command),
        Command::Backup { file } => backup::run(&loaded.config, file),
        Command::Restore { file } => restore::run(&loaded.config, file),
        Command::Compact => compact::run(&loaded.config),
        Command::Verify { json } => verify::run(&loaded.config, *json),
        Command::Healthcheck => healthcheck::run(&loaded.config),
        Command::SetupLink => setup_link::run(&loaded.config),
        Command::Completions { shell } => completions::run(*shell),
        Command::Version { json } => version::run(*json),
    }
}

/// The settings as every command sees them.
fn settings(args: &Args) -> Result<Loaded, CliError> {
    load(&environment::sources(args)).map_err(CliError::Config)
}
