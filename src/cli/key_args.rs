//! Arguments of `key`.

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub enum KeyCommand {
    /// Make a key and print it as the only line; it is shown this once
    #[command(after_help = "Example: referral key new shop --preset app --expires 2030-01-31")]
    New {
        /// What people call it
        label: String,
        /// A usual set of scopes; without any option it is app
        #[arg(long, value_parser = ["app", "reader", "all"])]
        preset: Option<String>,
        /// One more scope, such as rewards:read
        #[arg(long, value_name = "SCOPE")]
        scope: Vec<String>,
        /// The last day on which it works
        #[arg(long, value_name = "DATE")]
        expires: Option<String>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// List all keys
    #[command(after_help = "Example: referral key list --json")]
    List {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Revoke a key at once
    #[command(after_help = "Example: referral key revoke 3")]
    Revoke {
        /// Its last four characters or its ID, from `key list`
        #[arg(value_name = "HINT|ID")]
        key: String,
    },
}
