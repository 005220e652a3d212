//! The one way to stdout, and the one to stderr.

use std::io::{ErrorKind, Write, stderr, stdout};

use crate::cli::CliError;

/// Prints what was asked for. That the reader has seen enough (`| head`) is no error.
pub fn print(text: &str) -> Result<(), CliError> {
    let mut out = stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(why) if why.kind() != ErrorKind::BrokenPipe => {
            Err(CliError::Failed(format!("cannot write the answer ({why}); look where stdout leads.")))
        }
        _ => Ok(()),
    }
}

/// Tells the operator something beside the answer, on stderr. In one write, so that whoever reads along has all of it or
/// nothing; and where nobody can be told, because a log's disk is full, the program does what it does all the same.
pub fn eprint(text: &str) {
    let _ = stderr().write_all(text.as_bytes());
}
