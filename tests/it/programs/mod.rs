//! What other programs do by their keys: people brought, events told, and what is refused.

mod bad_events;
mod batches;
mod concurrency;
mod courses;
mod erasure;
mod event_lists;
mod events;
mod idempotency;
mod imports;
mod join;
mod keys;
mod news;
mod participants;
mod payouts;
mod rebuild;
mod referrers;
mod refunds;
mod reward_decisions;
mod rewards;
mod rules;
mod simulations;
mod stripe;
mod stripe_page;
mod test_mode;
mod two_names;
mod unattributed;
mod waiting;
pub mod waitlist;
mod waitlist_order;
mod webhooks;
mod widget;

use referral::actions::program::keys::{KeyLabel, create};
use referral::domain::key::{Preset, Scopes};
use referral::domain::timestamp::Timestamp;
use referral::store::audit::AuditSource;
use serde_json::{Value, json};

use crate::site::harness::{Program, Reply, Site};

/// A new key with these scopes.
pub fn key(site: &Site, scopes: Scopes, expires_at: Option<Timestamp>) -> String {
    let label = KeyLabel::parse("host app").expect("a label");
    let by = AuditSource::operator();
    let made = create(&site.app.db, &site.app.config, &label, scopes, expires_at, &by, site.clock.now())
        .expect("a key");
    made.expect("the operator may").0.as_str().to_owned()
}

/// A program with a key that may do everything.
pub fn host(site: &Site) -> Program<'_> {
    Program::with_bearer(site, &key(site, Preset::All.scopes(), None))
}

/// A host app's usual calls.
pub trait Host {
    /// Brings a participant; returns their code.
    fn brings(&self, name: &str) -> String;
    fn tells(&self, event: &Value) -> Reply;
    /// A signup that counts as confirmed.
    fn signs_up(&self, name: &str, code: &str) -> Reply;
    fn buys(&self, id: &str, participant: &str, amount: i64) -> Reply;
}

impl Host for Program<'_> {
    #[track_caller]
    fn brings(&self, name: &str) -> String {
        let brought = self.calls("PUT", &format!("/api/v1/participants/{name}"), &json!({})).is(201).json();
        brought["code"].as_str().expect("a code").to_owned()
    }

    fn tells(&self, event: &Value) -> Reply {
        self.posts("/api/v1/events", event)
    }

    fn signs_up(&self, name: &str, code: &str) -> Reply {
        let id = format!("signup-{name}");
        self.tells(&json!({ "type": "signup", "id": id, "participant": name, "code": code }))
    }

    fn buys(&self, id: &str, participant: &str, amount: i64) -> Reply {
        self.tells(&json!({
            "type": "purchase", "id": id, "participant": participant, "amount": amount, "currency": "USD"
        }))
    }
}

/// Insists on state and reason of an event.
#[track_caller]
pub fn ended(reply: &Reply, status: u16, state: &str, why: &str) -> Value {
    let event = reply.is(status).json();
    assert_eq!((event["state"].as_str(), event["why"].as_str()), (Some(state), Some(why)), "{event}");
    event
}

/// Insists on the code of a problem.
#[track_caller]
pub fn problem(reply: &Reply, status: u16, code: &str) -> Value {
    assert_eq!(reply.header("Content-Type"), Some("application/problem+json"), "{}", reply.text());
    let problem = reply.is(status).json();
    assert_eq!(problem["code"].as_str(), Some(code), "{problem}");
    assert_eq!(problem["status"].as_u64(), Some(u64::from(status)));
    problem
}
