//! What the shells offer after Tab.

use std::process::Command;

use clap::CommandFactory;
use referral::cli::args::Args;

use super::Shell;

/// What bash offers for the last of these words.
fn offered(shell: &Shell, words: &[&str]) -> Vec<String> {
    let program = env!("CARGO_BIN_EXE_referral");
    let script = format!(
        "source <('{program}' completions bash)\n\
         COMP_WORDS=({}); COMP_CWORD={}; _referral referral \"${{COMP_WORDS[COMP_CWORD]}}\" x\n\
         printf '%s\\n' \"${{COMPREPLY[@]}}\"",
        words.iter().map(|word| format!("'{word}' ")).collect::<String>(),
        words.len() - 1
    );
    let bash = Command::new("bash").args(["-c", &script]).current_dir(shell.path(".")).output();
    let offered = String::from_utf8(bash.expect("bash runs").stdout).expect("UTF-8");
    offered.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[test]
fn an_address_to_listen_on_is_offered_and_taken_where_something_listens_or_is_asked() {
    let shell = Shell::new();
    let whole = <Args as CommandFactory>::command();
    for command in whole.get_subcommands() {
        let name = command.get_name();
        let takes = ["serve", "healthcheck"].contains(&name);
        let is_offered = offered(&shell, &["referral", name, "--"]).contains(&"--listen".to_owned());
        assert_eq!(is_offered, takes, "{name}");
        assert_eq!(command.get_arguments().any(|it| it.get_id() == "listen"), takes, "{name}");
    }
    assert!(offered(&shell, &["referral", "--"]).contains(&"--listen".to_owned()));
    let refused = shell.run(&["backup", "copy.db", "--listen", "127.0.0.1:0"]);
    assert!(
        refused.code == Some(2) && refused.err.contains("unexpected argument '--listen'"),
        "{}",
        refused.err
    );
    // Before a command it was always taken.
    let shown = shell.run(&["--listen", "127.0.0.1:9001", "config", "show"]);
    assert!(shown.out.contains("server.listen = \"127.0.0.1:9001\""), "{}", shown.out);
}

#[test]
fn fish_offers_files_where_a_command_takes_one_and_nowhere_else() {
    // fish offers files unless it is told not to.
    let fish = Shell::new().run(&["completions", "fish"]).out;
    for line in [
        "complete -c referral -n \"not __fish_referral_using_subcommand backup restore verify; \
         and not __fish_prev_arg_in --config --database\" -f",
        "complete -c referral -n \"__fish_referral_using_subcommand completions\" -f -a \"bash zsh fish\"",
    ] {
        assert!(fish.lines().any(|found| found == line), "{fish}");
    }
    assert!(fish.lines().filter(|line| line.contains("-l listen")).all(|line| line.ends_with("-r -f")));
}

#[test]
fn zsh_completes_at_the_first_tab() {
    // zsh calls the file itself once as the function; what the file defines in its place is called by it.
    let file = include_str!("../../../packaging/completions/_referral");
    assert!(file.starts_with("#compdef referral\n") && file.ends_with("\n_referral \"$@\"\n"), "{file}");
    let script = Shell::new().run(&["completions", "zsh"]).out;
    assert!(script.contains("\n_referral() {\n"), "{script}");
}

#[test]
fn help_shows_commands_in_groups_the_environment_and_the_exit_codes() {
    let help = Shell::new().run(&["--help"]).out;
    let headings: Vec<&str> =
        help.lines().filter(|line| line.ends_with(':') && !line.starts_with(' ')).collect();
    assert_eq!(
        headings,
        [
            "Server:",
            "Accounts and email:",
            "Other programs:",
            "Rewards:",
            "Data:",
            "Settings and shell:",
            "Options:",
            "Environment:",
            "Exit codes:"
        ]
    );
    for command in <Args as CommandFactory>::command().get_subcommands() {
        let line = format!("  {:<12} {}", command.get_name(), command.get_about().expect("an about"));
        assert_eq!(help.lines().filter(|found| *found == line).count(), 1, "{help}");
    }
    for code in ["  0   ", "  1   ", "  2   ", "  78  "] {
        assert!(help.lines().any(|line| line.starts_with(code)), "{help}");
    }
    assert!(help.lines().all(|line| line.chars().count() <= 120), "{help}");
}
