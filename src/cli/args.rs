//! The whole command line.

use std::path::PathBuf;

use clap::{ArgGroup, Parser, Subcommand, ValueEnum, ValueHint};

use crate::cli::key_args::KeyCommand;
use crate::cli::payout_args::PayoutCommand;
use crate::cli::waitlist_args::WaitlistCommand;
use crate::cli::webhook_args::WebhookCommand;

use crate::cli::help;
use crate::domain::age_key::Recipient;

/// Runs a referral server: accounts confirmed by email, referral codes and links, referrers and referees
#[derive(Debug, Parser)]
#[command(name = "referral", version = crate::app::version::version())]
#[command(help_template = help::template(&all_commands()), after_help = help::AFTER)]
pub struct Args {
    /// Read settings from this file instead of ./referral.toml
    #[arg(long, global = true, value_name = "FILE", help_heading = help::GLOBAL_OPTIONS)]
    pub config: Option<PathBuf>,
    /// Use this database file, or memory with :memory:
    #[arg(long, global = true, value_name = "PATH", help_heading = help::GLOBAL_OPTIONS)]
    pub database: Option<PathBuf>,
    /// Listen on this address and port
    #[arg(long, value_name = "ADDR", value_hint = ValueHint::Other)]
    listen: Option<String>,
    #[command(subcommand)]
    command: Option<Command>,
}

fn all_commands() -> clap::Command {
    Command::augment_subcommands(clap::Command::new("referral"))
}

impl Args {
    /// The command; none given means `serve`.
    pub fn command(&self) -> &Command {
        self.command.as_ref().unwrap_or(&Command::Serve { listen: None, test: false })
    }

    /// The address to listen on, or to ask at, given before the command or after it.
    pub fn listen(&self) -> Option<&str> {
        let after = match self.command() {
            Command::Serve { listen, .. } | Command::Healthcheck { listen } => listen.as_deref(),
            _ => None,
        };
        after.or(self.listen.as_deref())
    }
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the server until SIGTERM or SIGINT
    #[command(after_help = "Example: referral serve --listen 0.0.0.0:8080")]
    Serve {
        /// Listen on this address and port
        #[arg(long, value_name = "ADDR", value_hint = ValueHint::Other)]
        listen: Option<String>,
        /// Serve a test database: a new one becomes one for ever; a key is the first line on stdout
        #[arg(long)]
        test: bool,
    },
    /// Check or print the settings
    #[command(subcommand, after_help = "Example: referral config check")]
    Config(ConfigCommand),
    /// Migrate the database to this version's schema, as `serve` does at its start
    #[command(after_help = "Example: referral migrate --status")]
    Migrate {
        /// Only print which migrations are applied and which are pending
        #[arg(long)]
        status: bool,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Manage accounts
    #[command(subcommand, after_help = "Example: referral user make-admin someone@example.org")]
    User(UserCommand),
    /// Manage the keys that other programs sign in with
    #[command(subcommand, after_help = "Example: referral key new shop")]
    Key(KeyCommand),
    /// Manage the rules by which events pay
    #[command(subcommand, after_help = "Example: referral rule add twenty-percent.toml")]
    Rule(RuleCommand),
    /// Look at payouts
    #[command(subcommand, after_help = "Example: referral payout list --state approved")]
    Payout(PayoutCommand),
    /// Look at the waitlist, and admit people from it
    #[command(subcommand, after_help = "Example: referral waitlist admit 100")]
    Waitlist(WaitlistCommand),
    /// Manage where other programs are told of changes
    #[command(subcommand, after_help = "Example: referral webhook add https://app.example.com/hooks")]
    Webhook(WebhookCommand),
    /// Print a link that creates the first admin; it works once, for 30 minutes, while there is no admin
    #[command(after_help = "Example: referral setup-link")]
    SetupLink,
    /// Send a test email, manage the outbox
    #[command(subcommand, after_help = "Example: referral mail test someone@example.org")]
    Mail(MailCommand),
    /// Write a consistent copy of the database while the server runs
    #[command(after_help = "Example: referral backup referral-backup.db")]
    Backup {
        /// Path of the copy; the file must not exist
        file: PathBuf,
        /// Encrypt to this public key of age (age1…); for several, give it several times. Otherwise to backup.encrypt_to
        #[arg(long, value_name = "KEY", value_hint = ValueHint::Other, value_parser = Recipient::parse)]
        encrypt_to: Vec<Recipient>,
    },
    /// Replace the database with a backup and keep the old file next to it; stop the server first
    #[command(after_help = "Example: referral restore referral-backup.db")]
    Restore {
        /// Path of a backup made by `backup`
        file: PathBuf,
        /// Open an encrypted backup with the key in this file, which `age-keygen` wrote
        #[arg(long, value_name = "FILE")]
        identity: Option<PathBuf>,
        /// Keep the sessions of the backup and its links in emails; they end otherwise
        #[arg(long)]
        keep_sessions: bool,
        /// Delete the emails that wait in the backup; they may have been sent since
        #[arg(long, alias = "drop-letters")]
        drop_emails: bool,
    },
    /// Rewrite the database file so that no deleted data stays in it; a running server pauses its writes
    #[command(after_help = "Example: referral compact --database team.db")]
    Compact,
    /// Recompute all counts and rewards from the ledger; check hash chains of ledger and audit log, and the file
    #[command(after_help = "Example: referral verify --json")]
    Verify {
        /// Check this exported ledger (exports/ledger.jsonl) without a database instead
        file: Option<PathBuf>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Print what rewards owe by unit: due, pending by the day it falls due, and reversals to expect
    #[command(after_help = "Example: referral liability --json")]
    Liability {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Derive all rewards anew, print what differs, and correct it by new entries of the ledger
    #[command(after_help = "Example: referral rebuild --dry-run")]
    Rebuild {
        /// Correct nothing; exit with 1 if anything differs
        #[arg(long)]
        dry_run: bool,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Check that the server is running and healthy; waits at most 3 seconds
    #[command(after_help = "Example: referral healthcheck --listen 127.0.0.1:9000")]
    Healthcheck {
        /// Ask the server that listens on this address and port
        #[arg(long, value_name = "ADDR", value_hint = ValueHint::Other)]
        listen: Option<String>,
    },
    /// Print a completion script for a shell
    #[command(after_help = "Example: referral completions bash > /etc/bash_completion.d/referral")]
    Completions { shell: ShellName },
    /// Print the versions of referral and SQLite, and the commit
    #[command(after_help = "Example: referral version --json")]
    Version {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
}

impl Command {
    /// Whether the section `[mail]` must be complete: the command sends email or checks the settings.
    pub fn needs_mail(&self) -> bool {
        matches!(self, Command::Serve { .. } | Command::Config(_) | Command::Mail(MailCommand::Test { .. }))
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum ShellName {
    Bash,
    Zsh,
    Fish,
}

/// What `config init` asks for, if no flag gives it.
#[derive(Debug, clap::Args)]
pub struct FirstSettings {
    /// Address of the site as visitors type it
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url)]
    pub public_url: Option<String>,
    /// Name of the site; empty: its host
    #[arg(long, value_name = "NAME", value_hint = ValueHint::Other)]
    pub name: Option<String>,
    /// Mail server; empty: emails are printed on the console
    #[arg(long, value_name = "HOST", value_hint = ValueHint::Hostname)]
    pub mail_host: Option<String>,
    /// Sender of emails, with or without a name
    #[arg(long, value_name = "ADDRESS", value_hint = ValueHint::EmailAddress)]
    pub from: Option<String>,
    /// Address of the proxy in front; empty: none
    #[arg(long, value_name = "ADDRESS", value_hint = ValueHint::Other)]
    pub proxy: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Write a settings file with every setting explained; asks five questions, unless flags answer them
    #[command(after_help = "Example: referral config init --config /etc/referral/referral.toml")]
    Init(FirstSettings),
    /// Check the settings and print ok, or every problem
    #[command(after_help = "Example: referral config check --config referral.toml")]
    Check,
    /// Print every setting and its source; secrets are hidden
    #[command(after_help = "Example: referral config show --json")]
    Show {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// List all accounts
    #[command(after_help = "Example: referral user list --json")]
    List {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Print one account with its codes
    #[command(after_help = "Example: referral user show someone@example.org")]
    Show {
        #[arg(value_hint = ValueHint::EmailAddress)]
        email: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Confirm the email address without an email
    #[command(after_help = "Example: referral user activate someone@example.org")]
    Activate {
        #[arg(value_hint = ValueHint::EmailAddress)]
        email: String,
    },
    /// Allow a disabled account to sign in again
    #[command(after_help = "Example: referral user enable someone@example.org")]
    Enable {
        #[arg(value_hint = ValueHint::EmailAddress)]
        email: String,
    },
    /// Stop the account from signing in and end its sessions
    #[command(after_help = "Example: referral user disable someone@example.org")]
    Disable {
        #[arg(value_hint = ValueHint::EmailAddress)]
        email: String,
    },
    /// Delete the account and its personal data
    #[command(after_help = "Example: referral user delete someone@example.org --yes")]
    Delete {
        #[arg(value_hint = ValueHint::EmailAddress)]
        email: String,
        /// Skip the confirmation prompt
        #[arg(long)]
        yes: bool,
    },
    /// Set a new password, entered at a prompt
    #[command(
        after_help = "Example: referral user set-password someone@example.org --password-stdin < new-password"
    )]
    SetPassword {
        #[arg(value_hint = ValueHint::EmailAddress)]
        email: String,
        /// Read the password from standard input
        #[arg(long)]
        password_stdin: bool,
    },
    /// Turn the second factor off for a user who lost it, and end all sessions
    #[command(name = "reset-2fa", after_help = "Example: referral user reset-2fa someone@example.org")]
    ResetSecondFactor {
        #[arg(value_hint = ValueHint::EmailAddress)]
        email: String,
    },
    /// Make the account an admin
    #[command(after_help = "Example: referral user make-admin someone@example.org")]
    MakeAdmin {
        #[arg(value_hint = ValueHint::EmailAddress)]
        email: String,
    },
    /// Remove the admin role from the account
    #[command(after_help = "Example: referral user remove-admin someone@example.org")]
    RemoveAdmin {
        #[arg(value_hint = ValueHint::EmailAddress)]
        email: String,
    },
}

#[derive(Debug, Subcommand)]
pub enum RuleCommand {
    /// List all rules, each as a sentence
    #[command(after_help = "Example: referral rule list --json")]
    List {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Show all versions of a rule
    #[command(after_help = "Example: referral rule show twenty-percent")]
    Show {
        /// Its name, from `rule list`
        name: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Post a rule, or the next version of one, from a TOML file with the fields of the API
    #[command(after_help = "Example: referral rule add twenty-percent.toml")]
    Add {
        /// Path of the file
        file: PathBuf,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Try a rule on what happened: what it would have given, and what its name did give
    #[command(after_help = "Example: referral rule try twenty-percent.toml --since 90d")]
    Try {
        /// Path of the file
        file: PathBuf,
        /// Events from this date on, or of the last days
        #[arg(long, value_name = "DATE|DAYS", default_value = "90d")]
        since: String,
        /// Events before this date
        #[arg(long, value_name = "DATE")]
        until: Option<String>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// End a rule: events from now on pay nothing by it
    #[command(after_help = "Example: referral rule end twenty-percent")]
    End {
        /// Its name, from `rule list`
        name: String,
    },
}

#[derive(Debug, Subcommand)]
pub enum MailCommand {
    /// Send one test email now and print the step that failed, if any
    #[command(after_help = "Example: referral mail test someone@example.org")]
    Test {
        #[arg(value_hint = ValueHint::EmailAddress)]
        address: String,
    },
    /// List the emails that wait in the outbox
    #[command(after_help = "Example: referral mail queue --json")]
    Queue {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Retry one email or all of them
    #[command(after_help = "Example: referral mail retry --all")]
    #[command(group = ArgGroup::new("which").args(["id", "all"]).required(true))]
    Retry {
        /// Id of the email, from `mail queue` or `mail dead`
        #[arg(value_hint = ValueHint::Other)]
        id: Option<i64>,
        /// All emails that wait or were given up
        #[arg(long)]
        all: bool,
    },
    /// Delete one email that waits or was given up
    #[command(after_help = "Example: referral mail drop 17")]
    Drop {
        /// Id of the email, from `mail queue` or `mail dead`
        #[arg(value_hint = ValueHint::Other)]
        id: i64,
    },
    /// List the emails that were given up
    #[command(after_help = "Example: referral mail dead --json")]
    Dead {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
}
