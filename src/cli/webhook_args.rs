//! Arguments of `webhook`.

use clap::{Subcommand, ValueHint};

#[derive(Debug, Subcommand)]
pub enum WebhookCommand {
    /// List all webhooks
    #[command(after_help = "Example: referral webhook list --json")]
    List {
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Add a webhook and print its secret as the only line; it is shown this once
    #[command(
        after_help = "Example: referral webhook add https://app.example.com/hooks --type reward.approved"
    )]
    Add {
        /// Where messages are sent
        #[arg(value_hint = ValueHint::Url)]
        url: String,
        /// A type of message that it wants, such as reward.approved; without the option it wants all
        #[arg(long = "type", value_name = "TYPE")]
        types: Vec<String>,
        /// How it takes messages
        #[arg(long, default_value = "standard", value_parser = ["standard", "slack", "discord", "telegram"])]
        format: String,
        /// The chat of Telegram
        #[arg(long, value_name = "CHAT", allow_hyphen_values = true)]
        chat_id: Option<String>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Replace the secret and print the new one; the old one signs too for 24 hours
    #[command(after_help = "Example: referral webhook rotate whk_3")]
    Rotate {
        /// Its ID, from `webhook list`
        #[arg(value_name = "ID")]
        webhook: String,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// Send a test message; a running server delivers it
    #[command(after_help = "Example: referral webhook ping whk_3")]
    Ping {
        /// Its ID, from `webhook list`
        #[arg(value_name = "ID")]
        webhook: String,
    },
    /// Send messages again, under their ids; a running server delivers them
    #[command(after_help = "Example: referral webhook replay whk_3 --since 2h --state dead")]
    Replay {
        /// Its ID, from `webhook list`
        #[arg(value_name = "ID")]
        webhook: String,
        /// Those made since then, such as 2h or a time; without it the last 24 hours
        #[arg(long, value_name = "TIME")]
        since: Option<String>,
        /// Those made until then
        #[arg(long, value_name = "TIME")]
        until: Option<String>,
        /// Those of this type
        #[arg(long = "type", value_name = "TYPE")]
        types: Vec<String>,
        /// Those in this state
        #[arg(long, value_parser = ["waiting", "delivered", "dead"])]
        state: Option<String>,
    },
    /// Forward messages, signed as they are, to a program under development
    #[command(after_help = "Example: referral webhook listen --to http://localhost:3000/hooks --since 2h")]
    Listen {
        /// Where they are forwarded
        #[arg(long, value_name = "URL", value_hint = ValueHint::Url)]
        to: String,
        /// Those made since then too, such as 2h or a time
        #[arg(long, value_name = "TIME")]
        since: Option<String>,
        /// Those of one webhook, by its ID
        #[arg(long, value_name = "ID")]
        webhook: Option<String>,
        /// End when there are no more
        #[arg(long)]
        once: bool,
    },
}
