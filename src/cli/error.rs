//! Why a command failed.

use crate::config::Problem;

#[derive(Debug)]
pub enum CliError {
    /// One sentence that says what to do.
    Failed(String),
    /// The log has said it already.
    Logged,
    /// Every problem of the configuration.
    Config(Vec<Problem>),
}
