//! Actions: the use cases of pages, API and commands, one file each. An action takes typed input, runs
//! in one transaction and returns a value for each way it can end.

pub mod account;
pub mod accounts_admin;
pub mod attribution_claim;
pub mod attribution_cookie;
pub mod backup_check;
pub mod backups;
pub mod branch;
pub mod codes;
pub mod confirm;
pub mod email_change;
mod email_links;
pub mod explain;
pub mod first_admin;
pub mod fraud_signals;
pub mod invitation_opt_out;
pub mod leaderboard_opt_in;
pub mod news;
pub mod not_me;
pub mod own_code;
pub mod passwords;
pub mod program;
pub mod quick_check;
pub mod reauthentication;
pub mod register;
pub mod review;
pub mod rewards;
pub mod second_factor;
pub mod sign_in;
pub mod sign_out;
pub mod signing_keys;
pub mod site_settings;
pub mod test_mode;
pub mod waitlist;
pub mod webhooks;

use crate::crypto::hash_queue::Busy;
use crate::store;

/// Failures of any action; an expected outcome is a value, not an error.
#[derive(Debug)]
pub enum ActionError {
    /// The queue of password hashes is full.
    Busy,
    Store(store::Error),
}

impl From<store::Error> for ActionError {
    fn from(e: store::Error) -> Self {
        ActionError::Store(e)
    }
}

impl From<Busy> for ActionError {
    fn from(_: Busy) -> Self {
        ActionError::Busy
    }
}
