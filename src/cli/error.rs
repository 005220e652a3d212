//! Why a command failed.

use crate::config::Problem;

#[derive(Debug)]
pub enum CliError {
    /// One sentence that says what to do.
    Failed(String),
    /// Every problem of the configuration.
    Config(Vec<Problem>),
}
