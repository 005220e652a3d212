//! `completions`: prints a shell's completion script.

use clap::builder::PossibleValue;
use clap::{Arg, Command, CommandFactory, ValueHint};
use clap_complete::{Shell, generate};

use crate::cli::CliError;
use crate::cli::args::{Args, ShellName};
use crate::cli::terminal::print;

pub fn run(shell: ShellName) -> Result<(), CliError> {
    let shell = match shell {
        ShellName::Bash => Shell::Bash,
        ShellName::Zsh => Shell::Zsh,
        ShellName::Fish => Shell::Fish,
    };
    let mut command = <Args as CommandFactory>::command();
    let mut script = Vec::new();
    generate(shell, &mut command, "referral", &mut script);
    let mut script = String::from_utf8_lossy(&script).into_owned();
    if matches!(shell, Shell::Fish) {
        script += &fish_operands(&command);
    }
    print(&script)
}

/// What fish offers as operands, which clap_complete leaves to fish: it would offer files everywhere.
fn fish_operands(command: &Command) -> String {
    let operand = |command: &Command| command.get_positionals().next().cloned();
    let is_file =
        |operand: &Arg| matches!(operand.get_value_hint(), ValueHint::FilePath | ValueHint::AnyPath);
    let commands: Vec<&str> = command
        .get_subcommands()
        .filter(|command| operand(command).is_some_and(|operand| is_file(&operand)))
        .map(Command::get_name)
        .collect();
    let options = command.get_opts().filter(|option| is_file(option)).filter_map(Arg::get_long);
    let options: Vec<String> = options.map(|name| format!("--{name}")).collect();
    let (commands, options) = (commands.join(" "), options.join(" "));
    let mut lines = format!(
        "complete -c referral -n \"not __fish_referral_using_subcommand {commands}; \
         and not __fish_prev_arg_in {options}\" -f\n"
    );
    for command in command.get_subcommands() {
        let words = operand(command).map(|operand| operand.get_possible_values()).unwrap_or_default();
        let words: Vec<&str> = words.iter().map(PossibleValue::get_name).collect();
        if !words.is_empty() {
            let (name, words) = (command.get_name(), words.join(" "));
            lines += &format!(
                "complete -c referral -n \"__fish_referral_using_subcommand {name}\" -f -a \"{words}\"\n"
            );
        }
    }
    lines
}
