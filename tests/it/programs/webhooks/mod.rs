//! Webhooks: messages written with their cause, signed, delivered, tried again and given up.

mod delivery;
mod endpoints;
mod messages;
mod receiver;
mod refused;

use std::time::Duration;

use referral::background::webhook_delivery::{client, deliver_due};
use serde_json::{Value, json};

use crate::site::harness::{Program, Site};
pub(super) use receiver::Receiver;

/// A site that may send to this machine.
pub(super) fn site() -> Site {
    Site::with(|config| config.webhooks.allow_private = true)
}

/// Adds an endpoint; returns it with its secret.
#[track_caller]
pub(super) fn adds(host: &Program, url: &str, types: &[&str]) -> Value {
    host.posts("/api/v1/webhooks", &json!({ "url": url, "types": types })).is(201).json()
}

pub(super) fn path(webhook: &Value, rest: &str) -> String {
    format!("/api/v1/webhooks/{}{rest}", webhook["id"].as_str().expect("an id"))
}

/// Sends what is due; returns how many attempts there were. An answer has two seconds.
pub(super) fn delivers(site: &Site) -> usize {
    let mut client = client(&site.app, Duration::from_secs(2)).expect("a client");
    deliver_due(&site.app, &mut client).expect("deliveries")
}

/// The deliveries of an endpoint, newest first.
#[track_caller]
fn deliveries(host: &Program, webhook: &Value) -> Vec<Value> {
    let page = host.gets(&path(webhook, "/deliveries")).is(200).json();
    page["items"].as_array().expect("a list").clone()
}
