//! Arguments of `key`.

use clap::Subcommand;

use crate::actions::signing_keys::ACCEPTED_DAYS;

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
    /// Make a new key of the program's own signatures; what the old one signed works for a while. Restart the server after
    #[command(after_help = "Example: referral key rotate-signing --accept-old-days 7")]
    RotateSigning {
        /// Days for which cookies and links of the old key go on working; 0 ends them at the restart
        #[arg(long, value_name = "DAYS", default_value_t = ACCEPTED_DAYS, value_parser = clap::value_parser!(i64).range(0..=365))]
        accept_old_days: i64,
    },
}
