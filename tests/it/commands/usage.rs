//! The command line explains itself.

use std::fs::File;
use std::process::Stdio;

use clap::{Command, CommandFactory};
use referral::cli::args::Args;

use super::Shell;

/// Every command and group of commands, with the words that call it.
fn commands(of: &Command, words: &str) -> Vec<(String, Command)> {
    let below = of.get_subcommands().filter(|c| c.get_name() != "help");
    let below = below.flat_map(|c| commands(c, &format!("{words} {}", c.get_name())));
    [(words.to_owned(), of.clone())].into_iter().chain(below).collect()
}

#[test]
fn every_command_shows_an_example_of_itself_that_is_understood() {
    let whole = <Args as CommandFactory>::command();
    let commands = commands(&whole, "referral");
    assert!(commands.len() > 25, "{}", commands.len());
    for (words, command) in commands {
        let help = command.get_after_help().unwrap_or_else(|| panic!("{words} shows no example")).to_string();
        let (_, example) = help.split_once("Example: ").expect("an example");
        assert!(example.starts_with(&words), "{words}: {example}");
        let typed = example.split(['<', '>']).next().unwrap_or("").split_whitespace();
        assert!(whole.clone().try_get_matches_from(typed).is_ok(), "{example}");
    }
}

#[test]
fn the_manual_page_names_every_command() {
    let page = include_str!("../../../packaging/referral.1").replace(" Brq Cm ", " ").replace(" | ", " ");
    for command in <Args as CommandFactory>::command().get_subcommands() {
        let name = command.get_name();
        let line = page.lines().find_map(|line| line.strip_prefix(".It Cm ")?.strip_prefix(name));
        let said: Vec<&str> =
            line.unwrap_or_else(|| panic!("{name} is missing")).split_whitespace().collect();
        let below: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
        assert_eq!(said, below, "{name}");
    }
}

#[test]
fn what_a_script_would_want_to_read_is_there_in_json() {
    let shell = Shell::with_people(&["Anna"]);
    let commands: [&[&str]; 8] = [
        &["user", "list"],
        &["user", "show", "anna@example.org"],
        &["mail", "queue"],
        &["mail", "dead"],
        &["config", "show"],
        &["verify"],
        &["migrate", "--status"],
        &["version"],
    ];
    for command in commands {
        shell.run(&[command, &["--json"]].concat()).json();
    }
    let version = shell.run(&["version", "--json"]).json();
    assert_eq!(version["version"], env!("CARGO_PKG_VERSION"));
    let plain = shell.run(&["version"]);
    plain.expect(&shell.run(&["--version"]).out);
    assert!(plain.out.contains(version["commit"].as_str().expect("a commit")));
    let status = shell.run(&["migrate", "--status", "--json"]).json();
    assert_eq!((&status["exists"], &status["migrations"][0]["version"]), (&true.into(), &1.into()));
    assert!(
        status["migrations"].as_array().is_some_and(|all| all.iter().all(|step| step["applied"] == true))
    );
    let missing = Shell::new().run(&["migrate", "--status", "--json"]).json();
    assert_eq!((&missing["exists"], &missing["migrations"]), (&false.into(), &serde_json::json!([])));
}

#[test]
fn an_exit_code_says_what_was_wrong_where_no_word_can() {
    let wrong = [(2, "[server]\n", "nonsense"), (78, "[srever]\n", "verify"), (1, "", "verify")];
    for (code, settings, command) in wrong {
        let shell = Shell::new().file("referral.toml", settings);
        let full = File::options().write(true).open("/dev/full").expect("full(4)");
        let ended = shell.command(&[command]).stdin(Stdio::null()).stderr(full).status();
        assert_eq!(ended.expect("the program starts").code(), Some(code), "{command}");
    }
}
