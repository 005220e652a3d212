//! A database of pairs of people with events, and a bare writer on it.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use referral::app::clock::Clock;
use referral::domain::code::Code;
use referral::domain::participant::ExternalId;
use referral::domain::program::rule_json;
use referral::domain::referral_status::AttributionRule;
use referral::domain::timestamp::Timestamp;
use referral::domain::webhook::{WantedTypes, WebhookFormat};
use referral::store::attributions::{self, Claim, Eligibility};
use referral::store::conn::checkpoints::{CheckpointThread, WalPages};
use referral::store::ledger::Evidence;
use referral::store::webhooks::{self, NewWebhook};
use referral::store::{Db, Transaction, participants, rules};
use serde_json::json;

use crate::rows::{self, What};
use crate::{Done, say};

/// Requests that share a commit, as those of 32 clients can.
const GROUP: u64 = 32;
/// People or events added in one transaction.
const BATCH: u64 = 10_000;
/// Of the messages that the webhook wants, each request leaves one.
const TYPES: [&str; 2] = ["reward.created", "referral.confirmed"];

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Fills `database` with `people` pairs, a rule, a webhook that refuses connections, and `events` purchases of the
/// pairs, without the messages of theirs, which are kept for 30 days.
pub fn fill(database: &str, people: &str, events: &str) -> Done {
    let (people, events): (u64, u64) = (people.parse()?, events.parse()?);
    let now = Clock::System.now();
    let db = Db::open(Path::new(database)).map_err(|e| e.to_string())?;
    // Nothing is lost when this is killed but the work itself.
    db.with_raw_connection(|writer| {
        writer.pragma_update(None, "synchronous", "OFF")?;
        writer.pragma_update(None, "cache_size", -262_144)
    })?;
    for begin in (0..people).step_by(BATCH as usize) {
        db.write(|tx| (begin..people.min(begin + BATCH)).try_for_each(|number| pair(tx, number, now)))?;
    }
    db.write(|tx| settings(tx, now))?;
    for begin in (0..events).step_by(BATCH as usize) {
        db.with_raw_connection(|conn| -> rusqlite::Result<()> {
            let tx = conn.transaction()?;
            for number in begin..events.min(begin + BATCH) {
                let name = rows::scattered(number | 1 << 63);
                rows::purchase(&tx, &format!("in_{name}"), number % people, now.0)?;
            }
            tx.commit()
        })?;
    }
    db.checkpoint_truncate()?;
    Ok(())
}

/// A referrer whose code is the number, and who came by it.
fn pair(tx: &Transaction, number: u64, now: Timestamp) -> Result<(), Failure> {
    let user = |letter: char| -> Result<i64, Failure> {
        let name = ExternalId::parse(&format!("{letter}_{number}")).map_err(|e| format!("{e:?}"))?;
        Ok(participants::insert(tx, Some(&name), None, Some(now), now)?)
    };
    let (referrer, referee) = (user('r')?, user('u')?);
    let code = Code::custom(&format!("PAIR{number}")).map_err(|e| format!("{e:?}"))?;
    participants::insert_code(tx, referrer, &code, now)?;
    let referral_id = tx.query_row("SELECT max(id) FROM referrals", [], |row| row.get(0))?;
    let claim = Claim {
        referral_id,
        rule: AttributionRule::Told,
        clicked_at: None,
        source: None,
        evidence: Evidence::default(),
    };
    attributions::insert(tx, referee, &claim, Eligibility { referrer_id: referrer, rejected: None }, now)?;
    attributions::confirm(tx, referee, now)?;
    Ok(())
}

fn settings(tx: &Transaction, now: Timestamp) -> Result<(), Failure> {
    let rule = json!({"name": "fifth", "when": {"type": "purchase"}, "who": "referrer", "pay": {"percent_bp": 2000}});
    rules::post(tx, &rule_json::parse(&rule).map_err(|e| format!("{e:?}"))?, now)?;
    let new = NewWebhook {
        url: "http://127.0.0.1:9/hook",
        types: &WantedTypes::from_names(TYPES).ok_or("the types")?,
        format: WebhookFormat::Standard,
        chat_id: None,
        lang: "en",
        secret: &[7; 32],
    };
    webhooks::insert(tx, &new, now)?;
    Ok(())
}

/// Writes the rows of requests for some seconds, in groups; says how many a second were on the disk. The log is
/// moved into the file by a thread, as in a server.
pub fn write(database: &str, what: &str, people: &str, seconds: &str) -> Done {
    let what = What::from_name(what).ok_or("what is written: purchases, signups or participants")?;
    let (people, time): (u64, Duration) = (people.parse()?, Duration::from_secs_f64(seconds.parse()?));
    let db = Arc::new(Db::open_existing(Path::new(database)).map_err(|e| e.to_string())?);
    let checkpoints = CheckpointThread::start(&db, WalPages::default(), |run| drop(run()))?;
    let now = Clock::System.now();
    let first = u64::from(std::process::id()) << 32;
    let (begun, mut done) = (Instant::now(), 0);
    while begun.elapsed() < time {
        db.with_raw_connection(|conn| -> rusqlite::Result<()> {
            let tx = conn.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            for number in first + done..first + done + GROUP {
                rows::write(&tx, what, number, number.wrapping_mul(2_654_435_761) % people, now.0)?;
            }
            tx.commit()
        })?;
        done += GROUP;
    }
    say(done as f64 / begun.elapsed().as_secs_f64());
    if let Some(checkpoints) = checkpoints {
        checkpoints.stop();
    }
    Ok(())
}

/// Says how many rows each table has, as JSON.
pub fn count(database: &str) -> Done {
    let db = Db::open_existing(Path::new(database)).map_err(|e| e.to_string())?;
    let counts = db.read(rows::counts)?;
    say(serde_json::Value::from_iter(counts));
    Ok(())
}
