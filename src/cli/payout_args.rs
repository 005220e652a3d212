//! Arguments of `payout`.

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub enum PayoutCommand {
    /// List payouts, the newest first
    #[command(after_help = "Example: referral payout list --state approved --json")]
    List {
        /// Only those in this state
        #[arg(long, value_parser = ["draft", "approved", "sent", "paid", "failed", "canceled"])]
        state: Option<String>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
}
