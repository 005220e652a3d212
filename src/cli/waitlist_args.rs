//! Arguments of `waitlist`.

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub enum WaitlistCommand {
    /// List who waits, in the order of their places
    #[command(after_help = "Example: referral waitlist list --limit 20 --json")]
    List {
        /// The most people to list
        #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=100_000))]
        limit: u32,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Admit those with the first places
    #[command(after_help = "Example: referral waitlist admit 100")]
    Admit {
        /// How many
        #[arg(value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
        next: u32,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
}
