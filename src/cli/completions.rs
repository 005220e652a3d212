//! `completions`: prints a shell's completion script.

use clap::CommandFactory;
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
    let mut script = Vec::new();
    generate(shell, &mut <Args as CommandFactory>::command(), "referral", &mut script);
    print(&String::from_utf8_lossy(&script))
}
