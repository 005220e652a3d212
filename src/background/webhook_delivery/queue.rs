//! Deliveries between the database and the client: those in flight, and outcomes that are not stored.

use std::collections::{HashMap, HashSet};
use std::time::{Duration, Instant};

use url::Url;

use crate::actions::webhooks::outcome::{self, Ended};
use crate::app::App;
use crate::crypto::webhook_signature;
use crate::domain::timestamp::Timestamp;
use crate::domain::webhook::WebhookFormat;
use crate::store::webhook_deliveries::{self, Attempt, Delivery};
use crate::store::webhook_replays;
use crate::store::webhooks::{self, Webhook};
use crate::store::{self, Transaction};
use crate::wire::client::{self, Client, Request};

use super::endpoint_state::EndpointState;

/// Messages in flight at once, which bounds what their bodies take.
const MAX_IN_FLIGHT: usize = 256;

/// Characters of a failure that are kept.
const MAX_ERROR_CHARS: usize = 500;

/// Longest wait between two looks at what waits: messages are due by the wall clock, and other programs
/// write some.
const POLL_INTERVAL: Duration = Duration::from_millis(250);

/// The wait where there is nothing to send.
const IDLE_POLL_INTERVAL: Duration = Duration::from_secs(1);

#[derive(Default)]
pub struct Queue {
    in_flight: HashMap<i64, Delivery>,
    /// Outcomes that the database did not take yet; nothing is started before it does.
    unstored: Vec<Ended>,
    endpoints: HashMap<i64, EndpointState>,
}

impl Queue {
    /// Stores what ended, gives up and replays what is to be, and starts what is due. Returns how long
    /// to wait for the next end.
    pub fn step(&mut self, app: &App, client: &mut Client, may_start: bool) -> store::Result<Duration> {
        self.store_ended(app)?;
        if !may_start {
            return Ok(POLL_INTERVAL);
        }
        let all = app.db.read(webhooks::list_all)?;
        self.endpoints.retain(|id, state| state.in_flight > 0 || all.iter().any(|webhook| webhook.id == *id));
        if all.is_empty() {
            return Ok(IDLE_POLL_INTERVAL);
        }
        let has_more = run_replay(app)? | give_up(app, &all)?;
        let mut wait = POLL_INTERVAL;
        for webhook in all.iter().filter(|webhook| webhook.disabled_at.is_none()) {
            self.start_due(app, client, webhook)?;
            let pause = self.endpoints.get(&webhook.id).and_then(|state| state.pause(Instant::now()));
            wait = pause.map_or(wait, |pause| wait.min(pause));
        }
        if has_more {
            return Ok(Duration::ZERO);
        }
        let is_idle = self.in_flight.is_empty() && !app.db.read(webhook_deliveries::any_waits)?;
        Ok(if is_idle { IDLE_POLL_INTERVAL } else { wait })
    }

    /// One transaction for all outcomes, because each is a write to the disk.
    fn store_ended(&mut self, app: &App) -> store::Result<()> {
        if self.unstored.is_empty() {
            return Ok(());
        }
        let (now, now_ms) = (app.clock.now(), app.clock.now_ms());
        app.db.write(|tx: &Transaction| {
            self.unstored.iter().try_for_each(|ended| outcome::store(tx, ended, now, now_ms))
        })?;
        self.unstored.clear();
        Ok(())
    }

    fn start_due(&mut self, app: &App, client: &mut Client, webhook: &Webhook) -> store::Result<()> {
        let state = self.endpoints.entry(webhook.id).or_default();
        let free = state.free(Instant::now()).min(MAX_IN_FLIGHT.saturating_sub(self.in_flight.len()));
        if free == 0 {
            return Ok(());
        }
        let (now, now_ms) = (app.clock.now(), app.clock.now_ms());
        let signed_at = app.clock.signature_time();
        // Those in flight wait in the database still.
        let limit = free + state.in_flight;
        let due = app.db.read(|conn| webhook_deliveries::list_due(conn, webhook.id, now_ms, limit))?;
        let flying: HashSet<i64> = self.in_flight.keys().copied().collect();
        for delivery in due.into_iter().filter(|delivery| !flying.contains(&delivery.id)).take(free) {
            let Some(post) = post(webhook, &delivery, now, signed_at) else { continue };
            client.start(post);
            state.in_flight += 1;
            self.in_flight.insert(delivery.id, delivery);
        }
        Ok(())
    }

    /// Takes how requests ended.
    pub fn take_ended(&mut self, ended: Vec<client::Ended>, app: &App) {
        for ended in ended {
            let Some(delivery) = self.in_flight.remove(&ended.id) else { continue };
            let webhook_id = delivery.webhook_id;
            let ended = to_ended(delivery, ended, app.clock.now());
            let state = self.endpoints.entry(webhook_id).or_default();
            state.record(ended.is_delivered(), Instant::now());
            self.unstored.push(ended);
        }
    }
}

/// Gives up a batch of what waits for disabled endpoints; true if there may be more.
fn give_up(app: &App, all: &[Webhook]) -> store::Result<bool> {
    if all.iter().all(|webhook| webhook.disabled_at.is_none()) {
        return Ok(false);
    }
    if !app.db.read(webhook_deliveries::any_waits_disabled)? {
        return Ok(false);
    }
    app.db.write(|tx| webhook_deliveries::give_up_disabled(tx, app.clock.now()))?;
    Ok(true)
}

/// Runs a part of the oldest replay; true if there was one.
fn run_replay(app: &App) -> store::Result<bool> {
    let Some(replay) = app.db.read(webhook_replays::find_next)? else { return Ok(false) };
    let part = app.db.read(|conn| webhook_replays::list_part(conn, &replay))?;
    app.db.write(|tx| webhook_replays::run_part(tx, &replay, &part, app.clock.now()))?;
    Ok(true)
}

/// The request of an attempt at `now`; `signed_at` is the time of its signature.
pub fn post(webhook: &Webhook, delivery: &Delivery, now: Timestamp, signed_at: Timestamp) -> Option<Request> {
    let body = delivery.body.clone()?;
    let url = Url::parse(&webhook.url).ok()?;
    let mut headers = Vec::new();
    // The others are for people, and check nothing.
    if webhook.format == WebhookFormat::Standard {
        let sign = |secret: &[u8]| webhook_signature::sign(secret, &delivery.message, signed_at.0, &body);
        let old =
            webhook.old_secret.as_ref().filter(|_| webhook.old_secret_until.is_some_and(|end| now < end));
        let signatures: Vec<String> =
            std::iter::once(&webhook.secret).chain(old).map(|secret| sign(secret)).collect();
        headers = vec![
            (webhook_signature::HEADERS[0], delivery.message.clone()),
            (webhook_signature::HEADERS[1], signed_at.0.to_string()),
            (webhook_signature::HEADERS[2], signatures.join(" ")),
        ];
    }
    Some(Request { id: delivery.id, url, headers, body: Some(body) })
}

fn to_ended(delivery: Delivery, ended: client::Ended, now: Timestamp) -> Ended {
    let duration_ms = i64::try_from(ended.duration.as_millis()).unwrap_or(i64::MAX);
    let (status, error, answer, retry_after) = match ended.result {
        Ok(answer) => (Some(answer.status), None, Some(answer.text), answer.retry_after),
        Err(error) => (None, Some(error.chars().take(MAX_ERROR_CHARS).collect()), None, None),
    };
    let retry_after_ms = retry_after.and_then(|text| retry_after_ms(&text, now));
    Ended { delivery, attempt: Attempt { at: now, duration_ms, status, error, answer }, retry_after_ms }
}

/// `Retry-After` as seconds, or as a date (RFC 9110 10.2.3).
fn retry_after_ms(text: &str, now: Timestamp) -> Option<i64> {
    let text = text.trim();
    let seconds = match text.parse::<u32>() {
        Ok(seconds) => i64::from(seconds),
        Err(_) => Timestamp::from_http_date(text)?.since(now),
    };
    Some(seconds.saturating_mul(1_000))
}

#[cfg(test)]
mod tests {
    use super::retry_after_ms;
    use crate::domain::timestamp::Timestamp;

    #[test]
    fn what_an_endpoint_asks_for_is_read_as_seconds_and_as_a_date() {
        let now = Timestamp(784_111_777 - 60);
        assert_eq!(retry_after_ms("120", now), Some(120_000));
        assert_eq!(retry_after_ms("Sun, 06 Nov 1994 08:49:37 GMT", now), Some(60_000));
        for wrong in ["", "-1", "soon", "1.5"] {
            assert_eq!(retry_after_ms(wrong, now), None, "{wrong}");
        }
    }
}
