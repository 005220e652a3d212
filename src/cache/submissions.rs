//! The last form of each browser and what it led to, so that a double click does once what it asks.

use std::collections::HashMap;
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use cookie::Cookie;

use crate::crypto::tokens::Hash;
use crate::domain::sync::lock;
use crate::domain::timestamp::Timestamp;

/// Bound of the browsers, some 2 MB; above it a form is handled as if it were the first.
pub const MAX_ENTRIES: usize = 4_096;

/// How long after the first an equal form is a repetition.
pub const REPEAT_SECONDS: i64 = 10;

/// How long a repetition waits for the first to end; then it is handled by itself.
const MAX_WAIT: Duration = Duration::from_secs(10);

#[derive(Default)]
pub struct Submissions {
    last: Mutex<HashMap<Vec<u8>, Submission>>,
    ended: Condvar,
}

struct Submission {
    form: Hash,
    at: Timestamp,
    /// `None` while it is handled.
    outcome: Option<Redirect>,
}

/// Where a form led, with the cookies that it set: a browser drops the first answer when it sends the
/// form again.
#[derive(Clone)]
pub struct Redirect {
    pub location: String,
    pub cookies: Vec<Cookie<'static>>,
}

/// What to do with a form.
pub enum Begun<'s> {
    /// Handle it, and tell how it ended.
    First(Running<'s>),
    /// An equal one ended so.
    Repeated(Redirect),
}

/// A form that is being handled. Dropped without an outcome, it is forgotten.
pub struct Running<'s> {
    submissions: &'s Submissions,
    browser: Vec<u8>,
    form: Hash,
}

impl Submissions {
    /// A form of a browser, both by their hashes. Waits while an equal one is being handled.
    pub fn begin(&self, browser: &[u8], form: Hash, now: Timestamp) -> Begun<'_> {
        let mut last = lock(&self.last);
        loop {
            match last.get(browser) {
                Some(Submission { form: f, outcome: None, .. }) if *f == form => {
                    let waited = self.ended.wait_timeout(last, MAX_WAIT);
                    let (guard, time) = waited.unwrap_or_else(PoisonError::into_inner);
                    last = guard;
                    if time.timed_out() {
                        last.remove(browser);
                    }
                }
                Some(Submission { form: f, at, outcome: Some(outcome) })
                    if *f == form && is_fresh(*at, now) =>
                {
                    return Begun::Repeated(outcome.clone());
                }
                _ => break,
            }
        }
        last.retain(|_, submission| submission.outcome.is_none() || is_fresh(submission.at, now));
        if last.len() < MAX_ENTRIES || last.contains_key(browser) {
            last.insert(browser.to_vec(), Submission { form, at: now, outcome: None });
        }
        Begun::First(Running { submissions: self, browser: browser.to_vec(), form })
    }

    /// Forgets a browser's last form: something else happened since.
    pub fn forget(&self, browser: &[u8]) {
        lock(&self.last).remove(browser);
    }

    /// Browsers whose last form is remembered.
    pub fn browsers(&self) -> usize {
        lock(&self.last).len()
    }
}

impl Running<'_> {
    /// Stores how it ended, unless the browser has sent another form since.
    pub fn finish(self, outcome: Redirect) {
        if let Some(submission) = lock(&self.submissions.last).get_mut(&self.browser)
            && submission.form == self.form
        {
            submission.outcome = Some(outcome);
        }
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        let mut last = lock(&self.submissions.last);
        if last.get(&self.browser).is_some_and(|s| s.form == self.form && s.outcome.is_none()) {
            last.remove(&self.browser);
        }
        drop(last);
        self.submissions.ended.notify_all();
    }
}

/// A clock that was set back makes nothing fresh.
fn is_fresh(at: Timestamp, now: Timestamp) -> bool {
    (0..REPEAT_SECONDS).contains(&now.since(at))
}
