//! The operator's way in: one file for each command, the exit codes in one place.

pub mod args;
mod config;
mod error;
mod healthcheck;
mod mail;
mod migrate;
mod output;
mod serve;
mod surroundings;
mod version;

pub use error::CliError;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use crate::config::{Loaded, load};
use args::{Args, Command};

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
    let loaded = settings(args)?;
    match args.command() {
        Command::Serve => serve::run(loaded),
        Command::Config(command) => config::run(command, &loaded),
        Command::Migrate { status } => migrate::run(&loaded.config, *status),
        Command::Mail(command) => mail::run(&loaded.config, command),
        Command::Healthcheck => healthcheck::run(&loaded.config),
        _ => Err(CliError::Failed("this command is not in this build; use a release.".into())),
    }
}

/// The settings as every command sees them.
fn settings(args: &Args) -> Result<Loaded, CliError> {
    load(&surroundings::sources(args)).map_err(CliError::Config)
}
