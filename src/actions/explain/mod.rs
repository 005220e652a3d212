//! Explains a referral: whether it counts and why, from the ledger, as far as the audience may know.
//!
//! `load_one` and `load_many` leave out what the audience may not know, so that no page and no API
//! response shows it by mistake. `sentence` and `timeline` put the rest into words.

mod explanation;
mod facts;
mod history;
mod load;
mod sentence;
mod timeline;

pub use explanation::{Explanation, History};
pub use history::{Audience, CodeVia, HistoryStep, LinkOrder, MovedTo, Registered, StepActor, StepKind};
pub use load::{load_many, load_one};
pub use timeline::signal_key;
