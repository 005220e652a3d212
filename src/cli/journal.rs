//! Priorities of lines that journald reads.

use std::env;
use std::fs::File;
use std::io::{self, stderr};
use std::os::fd::AsFd;
use std::os::unix::fs::MetadataExt;

use log::Level;

/// Whether journald reads stderr: its `JOURNAL_STREAM` has the device and inode of the stream
/// (systemd.exec(5)). A program whose stderr leads elsewhere inherits the variable.
pub fn reads_stderr() -> bool {
    let stderr = || -> io::Result<String> {
        let stream = File::from(stderr().as_fd().try_clone_to_owned()?).metadata()?;
        Ok(format!("{}:{}", stream.dev(), stream.ino()))
    };
    env::var("JOURNAL_STREAM").is_ok_and(|journal| stderr().is_ok_and(|stream| stream == journal))
}

/// What sd-daemon(3) wants before a line of this level.
pub fn priority(level: Level) -> &'static str {
    match level {
        Level::Error => "<3>",
        Level::Warn => "<4>",
        Level::Info => "<6>",
        Level::Debug | Level::Trace => "<7>",
    }
}
