//! What the figures are measured against, and what they are measured on; `benches/run.py` starts it.
//!
//! `bare hyper` and `bare rouille` serve an empty page, `bare same` what another server answers, `scrypt` hashes on every core, `fill` makes a database and `sweep`
//! sweeps one; `pairs` makes one with events of programs, `write` writes rows of events to it, and `count` counts them.

mod bare;
mod fill;
mod hashing;
mod rows;
mod writer;

use std::process::ExitCode;

fn main() -> ExitCode {
    // Cargo adds `--bench` when it is the one who starts this.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments[..] {
        ["bare", "hyper"] => bare::hyper(),
        ["bare", "rouille"] => bare::rouille(),
        ["bare", "same", address, path] => bare::same(address, path),
        ["scrypt", log_n, seconds] => hashing::report(log_n, seconds),
        ["sweep", database] => fill::sweep(database),
        ["pairs", database, people, events] => writer::fill(database, people, events),
        ["write", database, what, people, seconds] => writer::write(database, what, people, seconds),
        ["count", database] => writer::count(database),
        ["fill", database, people, clicks, links] => fill::report(database, people, clicks, links),
        _ => Err(
            "usage: yardstick bare hyper|rouille | bare same ADDRESS PATH | scrypt LOG_N SECONDS | fill DATABASE PEOPLE CLICKS LINKS | sweep DATABASE | pairs DATABASE PEOPLE EVENTS | write DATABASE WHAT PEOPLE SECONDS | count DATABASE"
                .into(),
        ),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

/// Prints a line for the program that started this one.
#[allow(clippy::print_stdout, reason = "its answer is read from there")]
fn say(line: impl std::fmt::Display) {
    println!("{line}");
}

type Done = Result<(), Box<dyn std::error::Error + Send + Sync>>;
