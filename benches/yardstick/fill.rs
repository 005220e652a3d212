//! A database as it looks after years: by the store's own functions, so that its ledger holds what its tables say.
//!
//! The same few people come first in every database, whatever else is in it: they are what is measured.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::time::Instant;

use referral::app::clock::Clock;
use referral::background::purge;
use referral::config::Config;
use referral::crypto::hash_queue::HashOrigin;
use referral::crypto::password::Hasher;
use referral::crypto::tokens::{self, Token};
use referral::domain::code::{Code, Description};
use referral::domain::email::Email;
use referral::domain::person::{Firstname, Password};
use referral::domain::referral_status::AttributionRule;
use referral::domain::timestamp::{DAY, Timestamp};
use referral::store::attributions::{self, Claim, Eligibility};
use referral::store::email_confirmation;
use referral::store::ledger::{self, Evidence};
use referral::store::referrals::{self, CodeTerms};
use referral::store::sessions::{self, SessionKind};
use referral::store::users::{self, NewUser};
use referral::store::{Db, Transaction, clicks};
use serde_json::json;

use crate::{Done, say};

/// Sweeps of which the median is taken.
const SWEEPS: usize = 21;

/// Who came by the person whose profile is measured.
const REFEREES: usize = 20;
/// People who sign in.
const SIGN_INS: usize = 64;
const PASSWORD: &str = "correct horse battery staple";
/// People added in one transaction.
const BATCH: u64 = 10_000;
/// Days over which a code's clicks are spread.
const DAYS: u64 = 2;

/// Links written down, spread evenly over all of them.
const LINKS: u64 = 100_000;

/// Fills `database` with `people`, each with a code, and with `clicks`, spread evenly. Prints as JSON what is
/// measured in it, and writes the paths of many links to `links`. Every second person is a referee of the one before.
pub fn report(database: &str, people: &str, clicks: &str, links: &str) -> Done {
    let (people, clicks): (u64, u64) = (people.parse()?, clicks.parse()?);
    let mut links = BufWriter::new(File::create(links)?);
    let now = Clock::System.now();
    let db = Db::open(Path::new(database)).map_err(|e| e.to_string())?;
    // Nothing is lost when this is killed but the work itself.
    db.with_raw_connection(|writer| {
        writer.pragma_update(None, "synchronous", "OFF")?;
        writer.pragma_update(None, "cache_size", -262_144)
    })?;
    let hasher = Hasher::new(Config::default().accounts.scrypt_log_n)?;
    let password = Password::parse(PASSWORD).map_err(|e| format!("{e:?}"))?;
    let hash = hasher.hash(&password, &HashOrigin::operator()).map_err(|e| format!("{e:?}"))?;
    let measured = db.write(|tx| measured(tx, &hash, now))?;
    writeln!(links, "/{}", measured["code"].as_str().unwrap_or(""))?;
    let mut before: Option<(i64, i64)> = None;
    let mut done = 0;
    while done < people {
        let until = (done + BATCH).min(people);
        before = db.write(|tx| -> Result<_, Box<dyn std::error::Error + Send + Sync>> {
            let mut before = before;
            for number in done..until {
                let by = before.filter(|_| number % 2 == 1);
                let each = clicks / people.max(1);
                let (next, code) = one(tx, &hash, &format!("person{number}@example.com"), by, each, now)?;
                before = Some(next);
                if number % people.div_ceil(LINKS) == 0 {
                    writeln!(links, "/{}", code.shown)?;
                }
            }
            // As a server does within a minute, so that none has to at its start.
            let mut place = Some(ledger::ClickTarget::default());
            while let Some(after) = place {
                place = ledger::append_pending_clicks(tx, after, now)?;
            }
            Ok(before)
        })?;
        done = until;
    }
    links.flush()?;
    db.checkpoint_truncate()?;
    say(measured);
    Ok(())
}

/// Says how many seconds a program's first sweep takes, and how many a later one does: the median of `SWEEPS`, each
/// after a write in between, as between two minutes.
pub fn sweep(database: &str) -> Done {
    let db = Db::open_existing(Path::new(database)).map_err(|e| e.to_string())?;
    let now = Clock::System.now();
    let once = || -> rusqlite::Result<f64> {
        let begun = Instant::now();
        db.write(|tx| purge::purge_expired(tx, now))?;
        Ok(begun.elapsed().as_secs_f64())
    };
    let first = once()?;
    let mut later = Vec::new();
    for number in 0..SWEEPS {
        db.write(|tx| {
            person(tx, "$scrypt$", &format!("between{}-{number}@example.com", std::process::id()), now)
        })?;
        later.push(once()?);
    }
    later.sort_by(f64::total_cmp);
    say(json!([first, later[SWEEPS / 2]]));
    Ok(())
}

/// The people who are measured, and what lets in as them.
fn measured(tx: &Transaction, hash: &str, now: Timestamp) -> rusqlite::Result<serde_json::Value> {
    let owner = person(tx, hash, "owner@example.com", now)?;
    let (referral_id, code) = code(tx, owner, now)?;
    for number in 0..REFEREES {
        let referee = person(tx, hash, &format!("referee{number}@example.com"), now)?;
        comes_by(tx, referee, owner, referral_id, now)?;
    }
    let emails: Vec<String> = (0..SIGN_INS).map(|number| format!("sign-in{number}@example.com")).collect();
    for email in &emails {
        person(tx, hash, email, now)?;
    }
    Ok(json!({
        "code": code.shown,
        "cookie": session(tx, owner, SessionKind::Cookie, now)?.as_str(),
        "bearer": session(tx, owner, SessionKind::Bearer, now)?.as_str(),
        "emails": emails,
        "password": PASSWORD,
    }))
}

/// One person; returns what the next one is referred by: the ids of the person and the code.
fn one(
    tx: &Transaction,
    hash: &str,
    email: &str,
    by: Option<(i64, i64)>,
    clicked: u64,
    now: Timestamp,
) -> rusqlite::Result<((i64, i64), Code)> {
    let id = person(tx, hash, email, now)?;
    if let Some((referrer, code)) = by {
        comes_by(tx, id, referrer, code, now)?;
    }
    let (referral_id, code) = code(tx, id, now)?;
    for day in 0..DAYS {
        let share = clicked / DAYS + u64::from(day < clicked % DAYS);
        if share > 0 {
            clicks::add(
                tx,
                referral_id,
                now.day() - day.cast_signed(),
                share.cast_signed(),
                share.cast_signed(),
            )?;
        }
    }
    Ok(((id, referral_id), code))
}

/// Stores a confirmed referral by a link.
fn comes_by(
    tx: &Transaction,
    referee: i64,
    referrer_id: i64,
    referral_id: i64,
    now: Timestamp,
) -> rusqlite::Result<()> {
    let evidence = Evidence { first: None, last: None, typed: None, touch: "first".into(), window_days: 30 };
    let claim =
        Claim { referral_id, rule: AttributionRule::Link, clicked_at: Some(now), source: None, evidence };
    attributions::insert(tx, referee, &claim, Eligibility { referrer_id, rejected: None }, now)?;
    attributions::confirm(tx, referee, now)?;
    Ok(())
}

/// A user with a confirmed address.
fn person(tx: &Transaction, hash: &str, email: &str, now: Timestamp) -> rusqlite::Result<i64> {
    let Ok(firstname) = Firstname::parse("Анастасия") else {
        return Err(rusqlite::Error::InvalidQuery);
    };
    let email = Email::from_db(email.to_owned());
    let registration =
        NewUser { firstname: Some(&firstname), email: &email, password: Some(hash), lang: Some("ru") };
    let id = users::insert(tx, &registration, now)?;
    email_confirmation::start(
        tx,
        id,
        &Token::generate_at(now).hash_by_time(),
        &tokens::random_bytes(),
        None,
        now,
    )?;
    email_confirmation::confirm(tx, id)?;
    Ok(id)
}

fn code(tx: &Transaction, owner: i64, now: Timestamp) -> rusqlite::Result<(i64, Code)> {
    let code = tokens::referral_code();
    let terms = CodeTerms {
        description: Description::default(),
        expires_at: Some(now.plus(30 * DAY)),
        max_uses: None,
    };
    let inserted = referrals::insert(tx, owner, &code, &terms, now)?;
    Ok((inserted.id().ok_or(rusqlite::Error::InvalidQuery)?, code))
}

fn session(tx: &Transaction, user_id: i64, kind: SessionKind, now: Timestamp) -> rusqlite::Result<Token> {
    let token = Token::generate();
    let csrf = tokens::random_bytes::<16>();
    let expires_at = now.plus(30 * DAY);
    let new = sessions::NewSession {
        user_id,
        token: token.hash(),
        kind,
        device: "benches",
        csrf: &csrf,
        password_at: None,
        expires_at,
        factor_needed: false,
    };
    sessions::insert(tx, &new, now)?;
    Ok(token)
}
