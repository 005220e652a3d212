//! The one way to stdout.

use std::io::{ErrorKind, Write, stdout};

use super::CliError;

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
