//! What the delivery worker asks of each kind of email.

use crate::app::App;
use crate::mail::templates::{Content, Draft};
use crate::store::outbox::OutboxEntry;
use crate::store::{self, Transaction};

pub trait EmailKind: Sync {
    /// Whether it still serves its purpose now that it is due. If not, it is dropped.
    fn is_needed(&self, _draft: &Draft) -> store::Result<bool> {
        Ok(true)
    }

    /// Seconds for which its secret works; `None`: it has no secret.
    fn lifetime_seconds(&self, _app: &App) -> Option<i64> {
        None
    }

    /// A new secret in place of one that is missing or expired while the email waited.
    fn new_secret(&self, _draft: &Draft) -> store::Result<String> {
        Ok(String::new())
    }

    /// The text; `None` when there is nothing left to write about.
    fn content(&self, draft: &Draft) -> store::Result<Option<Content>>;

    /// The same of sample data, where the text needs more than the draft.
    fn sample(&self, draft: &Draft) -> store::Result<Option<Content>> {
        self.content(draft)
    }

    /// Stores that the mail server took it, where pages show that.
    fn record_sent(&self, _tx: &Transaction, _entry: &OutboxEntry) -> store::Result<()> {
        Ok(())
    }
}
