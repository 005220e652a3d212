//! The command line: one file a command, the exit codes here.

pub mod args;
mod backup;
mod compact;
mod completions;
mod config;
mod config_init;
mod database;
mod environment;
mod error;
mod healthcheck;
mod help;
mod journal;
mod key;
pub mod key_args;
mod liability;
mod log;
mod mail;
mod migrate;
mod outbox;
mod payout;
pub mod payout_args;
mod rebuild;
mod restore;
mod rule;
mod rule_try;
mod serve;
mod setup_link;
mod terminal;
mod test_database;
mod user;
mod verify;
mod verify_file;
mod version;
mod waitlist;
pub mod waitlist_args;
mod webhook;
pub mod webhook_args;
mod webhook_listen;

pub use error::CliError;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use crate::cli::args::{Args, Command, ConfigCommand};
use crate::cli::terminal::{eprint, eprint_failure, print};
use crate::config::{Loaded, load};
use crate::store::files::revocation::RestoreOptions;

/// Runs one command line, whose first argument is the program's name. Exit codes: 0 done, 1 failed,
/// 2 wrong usage, 78 wrong configuration (`EX_CONFIG` of sysexits.h).
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let args = match Args::try_parse_from(arguments) {
        Ok(args) => args,
        Err(why) => return report_usage(&why),
    };
    match dispatch(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => report(&why),
    }
}

fn dispatch(args: &Args) -> Result<(), CliError> {
    match args.command() {
        // These read no settings: a shell's start-up file runs the first two anywhere.
        Command::Completions { shell } => return completions::run(*shell),
        Command::Version { json } => return version::run(*json),
        Command::Verify { file: Some(file), json } => return verify_file::run(file, *json),
        Command::Config(ConfigCommand::Init(settings)) => {
            return config_init::run(args.config.as_deref(), settings);
        }
        _ => {}
    }
    let loaded = settings(args)?;
    // These write files, and note what a file system refuses.
    if matches!(args.command(), Command::Migrate { .. } | Command::Backup { .. } | Command::Restore { .. }) {
        log::start(&loaded.config.log);
    }
    match args.command() {
        Command::Serve { test, .. } => serve::run(loaded, *test),
        Command::Config(command) => config::run(command, &loaded),
        Command::Migrate { status, json } => migrate::run(&loaded.config, *status, *json),
        Command::Mail(command) => mail::run(&loaded.config, command),
        Command::Key(command) => key::run(&loaded.config, command),
        Command::Rule(command) => rule::run(&loaded.config, command),
        Command::Payout(command) => payout::run(&loaded.config, command),
        Command::Waitlist(command) => waitlist::run(&loaded.config, command),
        Command::Webhook(command) => webhook::run(&loaded.config, command),
        Command::User(command) => user::run(&loaded.config, command),
        Command::Backup { file, encrypt_to } => backup::run(&loaded.config, file, encrypt_to),
        Command::Restore { file, identity, keep_sessions, drop_emails } => {
            let options = RestoreOptions { keep_sessions: *keep_sessions, drop_emails: *drop_emails };
            restore::run(&loaded.config, file, identity.as_deref(), options)
        }
        Command::Compact => compact::run(&loaded.config),
        Command::Liability { json } => liability::run(&loaded.config, *json),
        Command::Rebuild { dry_run, json } => rebuild::run(&loaded.config, *dry_run, *json),
        Command::Verify { json, .. } => verify::run(&loaded.config, *json),
        Command::Healthcheck { .. } => healthcheck::run(&loaded.config),
        Command::SetupLink => setup_link::run(&loaded.config),
        Command::Completions { shell } => completions::run(*shell),
        Command::Version { json } => version::run(*json),
    }
}

/// The settings as every command sees them.
fn settings(args: &Args) -> Result<Loaded, CliError> {
    load(&environment::sources(args)).map_err(CliError::Config)
}

/// `EX_CONFIG` of sysexits.h.
const EXIT_CONFIG: u8 = 78;

/// Prints an error to stderr and returns the exit code.
fn report(error: &CliError) -> ExitCode {
    match error {
        CliError::Failed(sentence) => {
            eprint_failure(sentence);
            ExitCode::FAILURE
        }
        CliError::Logged => ExitCode::FAILURE,
        CliError::Config(problems) => {
            for problem in problems {
                eprint_failure(problem);
            }
            ExitCode::from(EXIT_CONFIG)
        }
    }
}

/// Help and version go to stdout with exit code 0; wrong usage to stderr with 2 and the program's prefix.
fn report_usage(error: &clap::Error) -> ExitCode {
    let text = error.to_string();
    if error.use_stderr() {
        eprint(&format!("referral: {}", text.strip_prefix("error: ").unwrap_or(&text)));
    } else if let Err(why) = print(&text) {
        return report(&why);
    }
    u8::try_from(error.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from)
}
