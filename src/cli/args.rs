//! The whole command line.

use std::path::PathBuf;

use clap::{ArgGroup, Parser, Subcommand, ValueEnum};

/// Runs a referral server: accounts confirmed by mail, codes, links, and who came by whom.
#[derive(Debug, Parser)]
#[command(name = "referral", version = crate::app::version::version())]
#[command(
    after_help = "Without a command it serves.\n\nExample: referral --listen 127.0.0.1:9000 --database team.db"
)]
pub struct Args {
    /// Read settings from this file instead of ./referral.toml
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Keep the data in this file, or in memory with :memory:
    #[arg(long, global = true, value_name = "PATH")]
    pub database: Option<PathBuf>,
    /// Listen on this address and port
    #[arg(long, global = true, value_name = "ADDR")]
    pub listen: Option<String>,
    #[command(subcommand)]
    command: Option<Command>,
}

impl Args {
    /// The command; none given means `serve`.
    pub fn command(&self) -> &Command {
        self.command.as_ref().unwrap_or(&Command::Serve)
    }
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve until SIGTERM or SIGINT
    #[command(after_help = "Example: referral serve --listen 0.0.0.0:8080")]
    Serve,
    /// Look at the settings
    #[command(subcommand, after_help = "Example: referral config check")]
    Config(ConfigCommand),
    /// Bring the database to this version's form, as `serve` does by itself
    #[command(after_help = "Example: referral migrate --status")]
    Migrate {
        /// Only say what was applied and what is pending
        #[arg(long)]
        status: bool,
        /// Answer in JSON
        #[arg(long)]
        json: bool,
    },
    /// Look after accounts
    #[command(subcommand, after_help = "Example: referral user make-admin someone@example.org")]
    User(UserCommand),
    /// Print a link that makes the first admin: 30 minutes, once, only while there is none
    #[command(after_help = "Example: referral setup-link")]
    SetupLink,
    /// Look after letters
    #[command(subcommand, after_help = "Example: referral mail test someone@example.org")]
    Mail(MailCommand),
    /// Write a consistent copy of the database while the server runs
    #[command(after_help = "Example: referral backup referral-backup.db")]
    Backup {
        /// The copy; it must not exist yet
        file: PathBuf,
    },
    /// Put a backup in the database's place and keep the old one beside it; the server must be stopped
    #[command(after_help = "Example: referral restore referral-backup.db")]
    Restore {
        /// What `backup` wrote
        file: PathBuf,
        /// Keep the backup's sessions, and its links in letters; they end otherwise
        #[arg(long)]
        keep_sessions: bool,
        /// Remove the letters that wait in the backup, which may have been sent since
        #[arg(long)]
        drop_letters: bool,
    },
    /// Rewrite the file, so that nothing of deleted rows stays in it; writes of a running server wait
    #[command(after_help = "Example: referral compact --database team.db")]
    Compact,
    /// Recompute every count from its events, and check the ledger's chain and the file
    #[command(after_help = "Example: referral verify --json")]
    Verify {
        /// Answer in JSON
        #[arg(long)]
        json: bool,
    },
    /// Ask the running server whether it is well, 3 seconds at most
    #[command(after_help = "Example: referral healthcheck --listen 127.0.0.1:9000")]
    Healthcheck,
    /// Print what a shell needs to complete this command line
    #[command(after_help = "Example: referral completions bash > /etc/bash_completion.d/referral")]
    Completions { shell: ShellName },
    /// Print version, commit and SQLite's version
    #[command(after_help = "Example: referral version --json")]
    Version {
        /// Answer in JSON
        #[arg(long)]
        json: bool,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum ShellName {
    Bash,
    Zsh,
    Fish,
}

#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Say ok, or everything that is wrong
    #[command(after_help = "Example: referral config check --config referral.toml")]
    Check,
    /// Print every setting and where it came from; secrets stay hidden
    #[command(after_help = "Example: referral config show --json")]
    Show {
        /// Answer in JSON
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Print every account
    #[command(after_help = "Example: referral user list --json")]
    List {
        /// Answer in JSON
        #[arg(long)]
        json: bool,
    },
    /// Print one account with its codes
    #[command(after_help = "Example: referral user show someone@example.org")]
    Show {
        email: String,
        /// Answer in JSON
        #[arg(long)]
        json: bool,
    },
    /// Confirm the address without a letter
    #[command(after_help = "Example: referral user activate someone@example.org")]
    Activate { email: String },
    /// Let the account in again
    #[command(after_help = "Example: referral user enable someone@example.org")]
    Enable { email: String },
    /// Keep the account out and end its sessions
    #[command(after_help = "Example: referral user disable someone@example.org")]
    Disable { email: String },
    /// Remove the account and what names it
    #[command(after_help = "Example: referral user delete someone@example.org --yes")]
    Delete {
        email: String,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
    /// Set a new password, asked at the prompt
    #[command(
        after_help = "Example: referral user set-password someone@example.org --password-stdin < new-password"
    )]
    SetPassword {
        email: String,
        /// Read the password from standard input
        #[arg(long)]
        password_stdin: bool,
    },
    /// Let the account look after the site by its pages
    #[command(after_help = "Example: referral user make-admin someone@example.org")]
    MakeAdmin { email: String },
    /// Take that away again
    #[command(after_help = "Example: referral user remove-admin someone@example.org")]
    RemoveAdmin { email: String },
}

#[derive(Debug, Subcommand)]
pub enum MailCommand {
    /// Send one letter now and print the step that failed
    #[command(after_help = "Example: referral mail test someone@example.org")]
    Test { address: String },
    /// Print the letters that wait
    #[command(after_help = "Example: referral mail queue --json")]
    Queue {
        /// Answer in JSON
        #[arg(long)]
        json: bool,
    },
    /// Try one letter or all of them again
    #[command(after_help = "Example: referral mail retry --all")]
    #[command(group = ArgGroup::new("which").args(["id", "all"]).required(true))]
    Retry {
        /// The letter's number in `mail queue` or `mail dead`
        id: Option<i64>,
        /// Every letter that waits or was given up
        #[arg(long)]
        all: bool,
    },
    /// Drop one letter that waits or was given up
    #[command(after_help = "Example: referral mail drop 17")]
    Drop {
        /// The letter's number in `mail queue` or `mail dead`
        id: i64,
    },
    /// Print the letters that were given up
    #[command(after_help = "Example: referral mail dead --json")]
    Dead {
        /// Answer in JSON
        #[arg(long)]
        json: bool,
    },
}
