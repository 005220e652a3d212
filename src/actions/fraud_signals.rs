//! Fraud signals: reasons to suspect that the referee is the referrer.

use crate::store::Transaction;

use crate::actions::webhooks::announce::{Announcement, announce};
use crate::app::App;
use crate::config::FraudPolicy;
use crate::crypto::tokens::Purpose;
use crate::domain::disposable_domains;
use crate::domain::email::Email;
use crate::domain::public_mailboxes;
use crate::domain::referral_status::Signal;
use crate::domain::timestamp::{HOUR, Timestamp};
use crate::store::attributions::Claim;
use crate::store::users::User;
use crate::store::{self, attributions, reviews, unique_visitors, users};

/// Shortest plausible time, in seconds, from the opened link to a filled-in form.
const MIN_READING_SECONDS: i64 = 3;

/// More registrations an hour for one referrer are a burst.
const MAX_REGISTRATIONS_PER_HOUR: i64 = 10;

/// More referees of one referrer from one network in a day, IPv4 address or /64, are a crowd. A /56
/// has twice and a /48 four times as many.
const MAX_REFEREES_PER_NETWORK: i64 = 8;

/// More referees of one referrer with addresses of one domain are many, unless anyone can have a
/// mailbox there.
const MAX_REFEREES_PER_DOMAIN: i64 = 5;

/// Signals in the request of a registration, besides its fields.
#[derive(Clone, Debug, Default)]
pub struct RequestSignals {
    /// The signed-in user, by id.
    pub signed_in: Option<i64>,
    /// Fingerprint of the user who signed in last in this browser (the device cookie).
    pub known_by: Option<Vec<u8>>,
    /// The client's network and the larger ones that it belongs to, narrow ones first.
    pub networks: Vec<DailyNetwork>,
}

/// A client's network as a hash under the daily salt, and how many times the people of a narrow one
/// are usual in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DailyNetwork {
    pub hash: i64,
    pub factor: i64,
}

/// What the device cookie has of a user who signed in.
pub fn device_fingerprint(app: &App, email: &Email) -> [u8; 16] {
    let hash = app.signer.hash(Purpose::Device, &[email.as_str().as_bytes()]);
    hash.first_chunk().copied().unwrap_or_default()
}

/// Whether a device cookie has the fingerprint of this address.
pub fn is_fingerprint(app: &App, email: &Email, given: &[u8], now: Timestamp) -> bool {
    app.signer.is_hash(Purpose::Device, &[email.as_str().as_bytes()], given, now)
}

/// The user who registers.
pub struct Candidate<'a> {
    pub id: i64,
    pub email: &'a Email,
    pub claim: &'a Claim,
    pub signals: &'a RequestSignals,
}

/// Stores the fraud signals of a new attribution. Most cost one or two index lookups; a crowd and a
/// domain are looked for among the referrer's last referees.
pub fn score(
    app: &App,
    tx: &Transaction,
    attribution: i64,
    candidate: &Candidate,
    referrer_id: i64,
    now: Timestamp,
) -> store::Result<()> {
    let hold = match app.config.referrals.doubt {
        FraudPolicy::Off => return Ok(()),
        FraudPolicy::Flag => false,
        FraudPolicy::Hold => true,
    };
    let Some(referrer) = users::find_by_id(tx, referrer_id)? else { return Ok(()) };
    for network in &candidate.signals.networks {
        unique_visitors::record_network(tx, candidate.id, now.day(), network.hash)?;
    }
    let checks = [
        (Signal::Mailbox, reviews::shares_mailbox(tx, candidate.id, referrer.id)?),
        (Signal::Disposable, disposable_domains::is_disposable(candidate.email)),
        (Signal::Browser, is_known_device(app, candidate.signals, &referrer, now)),
        (Signal::Network, is_same_network(tx, candidate.signals, &referrer, now)?),
        (Signal::Crowd, is_crowd(tx, candidate.signals, &referrer, now)?),
        (Signal::Domain, is_of_one_domain(tx, candidate.email, &referrer)?),
        (Signal::Speed, is_too_fast(candidate.claim, now) || is_burst(tx, &referrer, now)?),
    ];
    let signals: Vec<Signal> =
        checks.into_iter().filter(|(_, found)| *found).map(|(signal, _)| signal).collect();
    reviews::add_signals(tx, attribution, &signals, hold, now)?;
    let scored = if signals.is_empty() { None } else { attributions::find_by_id(tx, attribution)? };
    if scored.is_some_and(|scored| scored.review.as_deref() == Some("open")) {
        announce(tx, Announcement::ReviewOpened { referee: candidate.id }, now)?;
    }
    Ok(())
}

fn is_known_device(app: &App, signs: &RequestSignals, referrer: &User, now: Timestamp) -> bool {
    let marked =
        signs.known_by.as_ref().is_some_and(|known| is_fingerprint(app, &referrer.email, known, now));
    marked || signs.signed_in == Some(referrer.id)
}

fn is_same_network(
    tx: &Transaction,
    signs: &RequestSignals,
    referrer: &User,
    now: Timestamp,
) -> store::Result<bool> {
    signs.networks.first().map_or(Ok(false), |network| {
        unique_visitors::was_in_network(tx, referrer.id, now.day(), network.hash)
    })
}

/// Whether too many of the referrer's referees were in one of the candidate's networks today. The
/// candidate is one of them.
fn is_crowd(
    tx: &Transaction,
    signs: &RequestSignals,
    referrer: &User,
    now: Timestamp,
) -> store::Result<bool> {
    for network in &signs.networks {
        let referees = reviews::count_referees_in_network(tx, referrer.id, now.day(), network.hash)?;
        if referees > MAX_REFEREES_PER_NETWORK * network.factor {
            return Ok(true);
        }
    }
    Ok(false)
}

fn is_of_one_domain(tx: &Transaction, email: &Email, referrer: &User) -> store::Result<bool> {
    Ok(!public_mailboxes::is_public(email.domain())
        && reviews::count_referees_of_domain(tx, referrer.id, email.domain())? > MAX_REFEREES_PER_DOMAIN)
}

/// Whether the browser opened its first link implausibly shortly before.
fn is_too_fast(claim: &Claim, now: Timestamp) -> bool {
    let first = claim.evidence.first.map(|seen| Timestamp(seen.at));
    claim
        .clicked_at
        .map(|at| first.map_or(at, |first| at.min(first)))
        .is_some_and(|at| now.since(at) < MIN_READING_SECONDS)
}

fn is_burst(tx: &Transaction, referrer: &User, now: Timestamp) -> store::Result<bool> {
    Ok(reviews::count_recent(tx, referrer.id, now.minus(HOUR), MAX_REGISTRATIONS_PER_HOUR + 1)?
        > MAX_REGISTRATIONS_PER_HOUR)
}
