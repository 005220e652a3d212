//! `config init`: writes `referral.toml` with every setting explained, and five of them as the operator answers.

use std::fs::OpenOptions;
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::Path;

use crate::cli::CliError;
use crate::cli::args::FirstSettings;
use crate::cli::terminal::{ask_line, eprint, print};
use crate::config::{Key, Value, keys};

/// Every setting at its default, with its comments.
const TEMPLATE: &str = include_str!("../../referral.toml");

/// A setting, and how it is asked for.
struct Question {
    name: &'static str,
    text: &'static str,
    given: fn(&FirstSettings) -> Option<&str>,
}

const QUESTIONS: [Question; 5] = [
    Question {
        name: "server.public_url",
        text: "Address of the site as visitors type it, such as https://referral.example.org",
        given: |settings| settings.public_url.as_deref(),
    },
    Question {
        name: "site.name",
        text: "Name of the site, in titles and emails [its host]",
        given: |settings| settings.name.as_deref(),
    },
    Question {
        name: "mail.host",
        text: "Mail server, such as smtp.example.org [emails are printed on the console]",
        given: |settings| settings.mail_host.as_deref(),
    },
    Question {
        name: "mail.from",
        text: "Sender of emails, such as Shop <referral@example.org> [referral@localhost]",
        given: |settings| settings.from.as_deref(),
    },
    Question {
        name: "server.trusted_proxies",
        text: "Address of the proxy in front, such as 127.0.0.1 [none]",
        given: |settings| settings.proxy.as_deref(),
    },
];

/// Writes the file, which must not exist. What no flag gives is a line of standard input each, asked for at a terminal; an empty line and the end of the input leave the default.
pub fn run(file: Option<&Path>, settings: &FirstSettings) -> Result<(), CliError> {
    let file = file.unwrap_or(Path::new("referral.toml"));
    if file.symlink_metadata().is_ok() {
        return Err(exists(file));
    }
    let mut text = TEMPLATE.to_owned();
    let mut has_mail_server = false;
    for question in &QUESTIONS {
        if let Some(value) = answer(question, settings)? {
            text = with(&text, question.name, &value);
            has_mail_server |= question.name == "mail.host";
        }
    }
    if has_mail_server {
        text = with(&text, "mail.mode", &Value::Text("smtp".into()));
    }
    write(file, &text)?;
    let name = file.display();
    print(&format!("{name} is written. `referral --config {name} config check` says what is missing.\n"))?;
    match has_mail_server {
        true => print(
            "If the mail server asks for a password, set mail.username, and mail.password_file to a file with it.\n",
        ),
        false => Ok(()),
    }
}

/// The value in its normal form; `None` leaves the default. At a terminal a wrong answer is asked for again.
fn answer(question: &Question, settings: &FirstSettings) -> Result<Option<Value>, CliError> {
    let Some(key) = keys::find(question.name) else { return Ok(None) };
    if let Some(given) = (question.given)(settings) {
        return read(key, given);
    }
    loop {
        match read(key, &ask_line(question.text)?) {
            Err(CliError::Failed(why)) if std::io::stdin().is_terminal() => {
                eprint(&format!("{why}\n"));
            }
            read => return read,
        }
    }
}

fn read(key: &Key, text: &str) -> Result<Option<Value>, CliError> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let value = key.allowed.read_text(text.trim());
    value.map(Some).map_err(|fault| CliError::Failed(format!("{}.", key.refusal(&fault))))
}

/// The file's text with another value of one setting, whose line may be commented out.
fn with(text: &str, name: &str, value: &Value) -> String {
    let (section, field) = name.split_once('.').unwrap_or(("", name));
    let mut current = "";
    let mut changed = String::with_capacity(text.len());
    for line in text.lines() {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            current = name;
        }
        let set = line.trim_start_matches("# ").strip_prefix(field);
        match set {
            Some(rest) if current == section && rest.starts_with(" = ") => {
                changed += &format!("{field} = {value}");
            }
            _ => changed += line,
        }
        changed.push('\n');
    }
    changed
}

fn write(file: &Path, text: &str) -> Result<(), CliError> {
    let written = OpenOptions::new().write(true).create_new(true).open(file).and_then(|mut created| {
        created.write_all(text.as_bytes())?;
        created.sync_all()
    });
    written.map_err(|why| match why.kind() {
        ErrorKind::AlreadyExists => exists(file),
        _ => CliError::Failed(format!(
            "{} cannot be written ({why}); name another file with --config.",
            file.display()
        )),
    })
}

fn exists(file: &Path) -> CliError {
    CliError::Failed(format!(
        "{} exists already; edit it, or name another file with --config.",
        file.display()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_question_has_one_line_of_the_file_and_nothing_else_changes() {
        for name in QUESTIONS.iter().map(|question| question.name).chain(["mail.mode"]) {
            let changed = with(TEMPLATE, name, &Value::Text("x".into()));
            let differ: Vec<_> = TEMPLATE.lines().zip(changed.lines()).filter(|(a, b)| a != b).collect();
            let field = name.split_once('.').expect("a section").1;
            assert!(
                matches!(&differ[..], [(_, line)] if *line == format!("{field} = \"x\"")),
                "{name}: {differ:?}"
            );
        }
    }
}
