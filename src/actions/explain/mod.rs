//! Explains a referral, a rule and a reward. Of a referral: whether it counts and why, from the ledger, as far as the audience may know.
//!
//! `load_one` and `load_many` leave out what the audience may not know, so that no page and no API
//! response shows it by mistake. `sentence` and `step_text` put the rest into words.

mod audience;
mod explanation;
mod facts;
mod history;
mod history_step;
mod load;
pub mod reward_text;
pub mod rule_text;
mod sentence;
mod step_text;

pub use audience::Audience;
pub use explanation::Explanation;
pub use history::History;
pub use history_step::{CodeVia, HistoryStep, LinkOrder, MovedTo, Registered, StepActor, StepKind};
pub use load::{load_many, load_one};
pub use step_text::signal_key;
