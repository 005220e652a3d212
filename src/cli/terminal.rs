//! What is asked of whoever sits at the terminal, or piped in instead of them.

use std::io::{IsTerminal, Read, Write, stderr, stdin};

use crate::cli::CliError;

/// More than any password may have, in bytes.
const MOST_BYTES: u64 = 4096;

/// Asks a question on stderr, so that stdout holds answers alone; true for `yes`. Without a terminal there is nobody
/// to ask, and `instead` says what to do.
pub fn confirm(question: &str, instead: &str) -> Result<bool, CliError> {
    expect_terminal(instead)?;
    let failed = |e| CliError::Failed(format!("cannot ask at the terminal ({e}); {instead}."));
    write!(stderr(), "{question} Type yes to go on: ").map_err(failed)?;
    let mut answer = String::new();
    stdin().read_line(&mut answer).map_err(failed)?;
    Ok(matches!(answer.trim(), "yes" | "y"))
}

/// Asks for a secret twice without showing it.
pub fn secret_twice(question: &str, instead: &str) -> Result<String, CliError> {
    expect_terminal(instead)?;
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

/// Standard input as text, without one newline at its end, which `echo` and editors put there.
pub fn piped_secret() -> Result<String, CliError> {
    let mut bytes = Vec::new();
    stdin()
        .take(MOST_BYTES)
        .read_to_end(&mut bytes)
        .map_err(|e| CliError::Failed(format!("cannot read the password from standard input ({e}).")))?;
    let text = String::from_utf8(bytes)
        .map_err(|_| CliError::Failed("the password on standard input is not UTF-8; give another.".into()))?;
    let text = text.strip_suffix('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).unwrap_or(&text);
    Ok(text.to_owned())
}

fn expect_terminal(instead: &str) -> Result<(), CliError> {
    if stdin().is_terminal() {
        Ok(())
    } else {
        Err(CliError::Failed(format!("there is no terminal to ask at; {instead}.")))
    }
}
