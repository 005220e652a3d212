//! Arguments to a call, an error to an exit code; the rest is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    referral::cli::run(std::env::args_os())
}
