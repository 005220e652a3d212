//! Why a command did not do what was asked, and the exit code that says so.

use std::process::ExitCode;

use crate::cli::output::{eprint, print};
use crate::config::Problem;

/// `EX_CONFIG` of sysexits.h.
const WRONG_CONFIGURATION: u8 = 78;

#[derive(Debug)]
pub enum CliError {
    /// One sentence that says what to do.
    Failed(String),
    /// Everything that is wrong with the configuration.
    Config(Vec<Problem>),
}

impl CliError {
    /// Tells the operator on stderr and gives the exit code.
    pub(super) fn report(&self) -> ExitCode {
        match self {
            CliError::Failed(sentence) => {
                eprint(&format!("referral: {sentence}\n"));
                ExitCode::FAILURE
            }
            CliError::Config(problems) => {
                for problem in problems {
                    eprint(&format!("referral: {problem}\n"));
                }
                ExitCode::from(WRONG_CONFIGURATION)
            }
        }
    }
}

/// Help and version go to stdout with 0; wrong usage to stderr with 2, under the program's own prefix.
pub(super) fn usage(why: &clap::Error) -> ExitCode {
    let text = why.to_string();
    if why.use_stderr() {
        eprint(&format!("referral: {}", text.strip_prefix("error: ").unwrap_or(&text)));
    } else if let Err(why) = print(&text) {
        return why.report();
    }
    u8::try_from(why.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from)
}
