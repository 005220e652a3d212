//! `config check` and `config show`.

use crate::cli::CliError;
use crate::cli::args::ConfigCommand;
use crate::cli::terminal::{eprint, print};
use crate::config::{Loaded, show};

/// The settings are loaded already: any problem has stopped the program before.
pub fn run(command: &ConfigCommand, loaded: &Loaded) -> Result<(), CliError> {
    match command {
        ConfigCommand::Check => {
            let notices: String = loaded.notices.iter().map(|notice| format!("note: {notice}\n")).collect();
            print(&format!("ok\n{notices}"))
        }
        ConfigCommand::Show { json: true } => print(&format!("{:#}\n", show::json(loaded))),
        ConfigCommand::Show { json: false } => {
            for notice in &loaded.notices {
                eprint(&format!("referral: note: {notice}\n"));
            }
            print(&show::text(loaded))
        }
    }
}
