//! Standard output, standard error and the operator's answers: the commands' only way to a terminal.

use std::cell::Cell;
use std::fmt::Display;
use std::io::{ErrorKind, IsTerminal, Read, Write, stderr, stdin, stdout};

use crate::cli::error::CliError;
use crate::cli::journal;
use crate::store::files::progress::Stage;

/// Bound of a password on standard input; more than any password may have.
const MAX_SECRET_BYTES: u64 = 4096;

/// Writes a command's answer to stdout. A closed pipe (`| head`) is no error.
pub fn print(text: &str) -> Result<(), CliError> {
    let mut out = stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(why) if why.kind() != ErrorKind::BrokenPipe => {
            Err(CliError::Failed(format!("cannot write the answer ({why}); look where stdout leads.")))
        }
        _ => Ok(()),
    }
}

/// Writes a note for the operator to stderr, in one `write` call, so that lines are not interleaved.
/// A failure is ignored: a full disk under the log must not stop the program.
pub fn eprint(text: &str) {
    let _ = stderr().write_all(text.as_bytes());
}

/// Writes to stderr why a command failed; journald learns that it is an error.
pub fn eprint_failure(sentence: impl Display) {
    let priority = if journal::reads_stderr() { journal::priority(log::Level::Error) } else { "" };
    eprint(&format!("{priority}referral: {sentence}\n"));
}

/// Asks a question on stderr, so that stdout has answers alone; true for `yes`. Without a terminal the
/// error says what to do `instead`.
pub fn confirm(question: &str, instead: &str) -> Result<bool, CliError> {
    require_terminal(instead)?;
    let failed = |e| CliError::Failed(format!("cannot ask at the terminal ({e}); {instead}."));
    write!(stderr(), "{question} Type yes to go on: ").map_err(failed)?;
    let mut answer = String::new();
    stdin().read_line(&mut answer).map_err(failed)?;
    Ok(matches!(answer.trim(), "yes" | "y"))
}

/// One line of standard input, asked for on stderr if that is a terminal; the end of the input is an empty line.
pub fn ask_line(question: &str) -> Result<String, CliError> {
    let failed =
        |e| CliError::Failed(format!("cannot ask at the terminal ({e}); give the answers by flags."));
    if stdin().is_terminal() {
        write!(stderr(), "{question}: ").map_err(failed)?;
    }
    let mut answer = String::new();
    stdin().read_line(&mut answer).map_err(failed)?;
    Ok(answer)
}

/// Asks for a secret twice without showing it.
pub fn ask_secret_twice(question: &str, instead: &str) -> Result<String, CliError> {
    require_terminal(instead)?;
    let ask = |question: &str| {
        rpassword::prompt_password(question)
            .map_err(|e| CliError::Failed(format!("cannot ask at the terminal ({e}); {instead}.")))
    };
    let first = ask(&format!("{question}: "))?;
    if ask("Once more: ")? != first {
        return Err(CliError::Failed("the two passwords differ; nothing was changed, try again.".into()));
    }
    Ok(first)
}

/// Reads a secret from standard input, without one newline at its end (`echo` and editors add it).
pub fn read_piped_secret() -> Result<String, CliError> {
    let mut bytes = Vec::new();
    stdin()
        .take(MAX_SECRET_BYTES)
        .read_to_end(&mut bytes)
        .map_err(|e| CliError::Failed(format!("cannot read the password from standard input ({e}).")))?;
    let text = String::from_utf8(bytes)
        .map_err(|_| CliError::Failed("the password on standard input is not UTF-8; give another.".into()))?;
    let text = text.strip_suffix('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).unwrap_or(&text);
    Ok(text.to_owned())
}

fn require_terminal(instead: &str) -> Result<(), CliError> {
    if stdin().is_terminal() {
        Ok(())
    } else {
        Err(CliError::Failed(format!("there is no terminal to ask at; {instead}.")))
    }
}

/// Formats rows under titles: columns as wide as their widest cell, two spaces between them.
pub fn table<const N: usize>(titles: [&str; N], rows: &[[String; N]]) -> String {
    let rows: Vec<[String; N]> = std::iter::once(titles.map(str::to_owned))
        .chain(rows.iter().map(|row| row.each_ref().map(|cell| printable(cell))))
        .collect();
    let mut widths = [0; N];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut text = String::new();
    for row in &rows {
        let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
        text.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        text.push('\n');
    }
    text
}

/// Replaces control characters in text from a user or a mail server: it must not control the terminal
/// (CWE-150).
pub fn printable(text: &str) -> String {
    text.chars().map(|c| if crate::domain::unicode::is_unprintable(c) { ' ' } else { c }).collect()
}

/// The progress of a long command: one line on stderr, overwritten at each step. Shown at a terminal only.
pub struct Progress {
    is_terminal: bool,
    /// What the line shows now.
    shown: Cell<Option<(&'static str, i64)>>,
}

impl Progress {
    pub fn new() -> Progress {
        Progress { is_terminal: stderr().is_terminal(), shown: Cell::new(None) }
    }

    /// Shows a stage, if it differs from what is shown.
    pub fn report(&self, stage: Stage) {
        let new = match stage {
            Stage::Copying { done, total } => ("copying", done * 100 / total.max(1)),
            Stage::Checking(what) => (what, 0),
        };
        if !self.is_terminal || self.shown.replace(Some(new)) == Some(new) {
            return;
        }
        let line = match stage {
            Stage::Copying { .. } => format!("copying, {} %", new.1),
            Stage::Checking(what) => format!("checking: {what}"),
        };
        // Carriage return, then erase to the end of the line (ECMA-48 8.3.41). Errors are ignored: the
        // line is a convenience.
        let _ = write!(stderr(), "\r{line}\x1b[K");
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown.get().is_some() {
            let _ = write!(stderr(), "\r\x1b[K");
        }
    }
}
