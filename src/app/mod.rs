//! What every part of the program works with.

pub mod clock;
pub mod last_runs;
pub mod locks;
pub mod rate_limit;
pub mod version;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, TryLockError};

use crate::app::clock::Clock;
use crate::app::last_runs::Pulse;
use crate::app::locks::Walks;
use crate::app::rate_limit::Limits;
use crate::cache::cards::Gallery;
use crate::cache::invitations::Invitations;
use crate::cache::{Kept, Pages};
use crate::config::{Config, Loaded, show};
use crate::crypto::password::Hasher;
use crate::crypto::tokens::{self, Signer};
use crate::domain::timestamp::Moment;
use crate::metrics::Metrics;
use crate::store::click_buffer::Backlog;
use crate::store::leaderboard::{self, Leader, Turnout};
use crate::store::visitor_salt::Today;
use crate::store::{Db, Transaction, files::migrate, settings};
use crate::{cache::recent_messages::Shelf, store::conn::waker::Bell};

pub struct App {
    pub config: Config,
    /// The same for the operator to read, each with where it came from; `serve` knows.
    pub settings: Vec<show::Line>,
    /// Shared with answers that are read from it while they are on their way.
    pub db: Arc<Db>,
    pub clock: Clock,
    pub signer: Signer,
    pub hasher: Hasher,
    /// What may wait a moment before it is written.
    pub backlog: Backlog,
    /// Tells visitors apart for a day.
    pub today: Today,
    pub limits: Limits,
    /// Codes that were opened lately.
    pub invitations: Invitations,
    /// Profiles that were shown lately.
    pub kept: Kept,
    /// Pages as strangers were shown them lately.
    pub strangers: Pages,
    /// What is counted.
    pub metrics: Metrics,
    /// What console mode printed.
    pub shelf: Shelf,
    /// Wakes the postman when a letter was written.
    pub bell: Bell,
    /// The cards of invitations drawn last.
    pub gallery: Gallery,
    pub pulse: Pulse,
    /// Whoever holds it may read the whole database: one such errand at a time.
    pub errand: Mutex<()>,
    /// Whoever has a whole branch walked just now.
    pub walks: Walks,
    turnout: Lately<Turnout>,
    leaders: Lately<Arc<[Leader]>>,
}

/// Lines of the leaderboard.
const LEADERS: usize = 50;

impl App {
    /// Opens the database, brings its schema up to date and fetches the signing key. The error is a sentence for the
    /// operator.
    pub fn open(config: Config, clock: Clock) -> Result<App, String> {
        let db = Db::open(&config.database.path)
            .map_err(|e| format!("{}: {e}.", config.database.path.display()))?;
        App::with(db, config, clock)
    }

    /// Works with a database that is there already, beside the server that may serve it: creates and migrates nothing.
    pub fn beside(config: Config, clock: Clock) -> Result<App, String> {
        let db = Db::existing(&config.database.path)
            .map_err(|e| format!("{}: {e}.", config.database.path.display()))?;
        App::with(db, config, clock)
    }

    fn with(db: Db, config: Config, clock: Clock) -> Result<App, String> {
        let failed =
            |e: rusqlite::Error| format!("{}: {}.", config.database.path.display(), migrate::Error::from(e));
        if !config.database.checkpoint {
            db.leave_log_to_others().map_err(failed)?;
        }
        let load = |tx: &Transaction| {
            let key = match &config.secret_key {
                Some(key) => key.clone().into_bytes(),
                None => settings::get_or_insert(tx, "signing_key", &tokens::random_bytes::<32>())?,
            };
            Ok((key, Today::load(tx)?))
        };
        let (key, today) = db.write(load).map_err(failed)?;
        let limits = Limits::new(config.limits.enabled);
        let hasher = Hasher::new(config.accounts.scrypt_log_n)?;
        Ok(App {
            settings: show::lines(&Loaded::plain(config.clone())),
            pulse: Pulse::new(clock.now()),
            errand: Mutex::default(),
            walks: Walks::default(),
            config,
            db: Arc::new(db),
            clock,
            signer: Signer::new(&key),
            hasher,
            backlog: Backlog::default(),
            today,
            limits,
            invitations: Invitations::default(),
            kept: Kept::default(),
            strangers: Pages::default(),
            metrics: Metrics::default(),
            shelf: Shelf::default(),
            bell: Bell::default(),
            gallery: Gallery::default(),
            turnout: Lately::default(),
            leaders: Lately::default(),
        })
    }

    /// What the site is called, so that nobody's password is.
    pub fn site_names(&self) -> [&str; 3] {
        [self.config.server.host(), "referral", "реферал"]
    }

    /// Who is here; at most some seconds old, because the main page is asked for far more often than it changes.
    pub fn turnout(&self, now: Moment) -> Result<Turnout, rusqlite::Error> {
        self.turnout.get(now, || self.db.read(leaderboard::turnout))
    }

    /// The leaderboard, as old as that.
    pub fn leaders(&self, now: Moment) -> Result<Arc<[Leader]>, rusqlite::Error> {
        self.leaders.get(now, || self.db.read(|conn| Ok(leaderboard::first(conn, LEADERS)?.into())))
    }

    /// The next reader counts anew: somebody came or went, or wants to be shown otherwise.
    pub fn recount(&self) {
        self.turnout.forget();
        self.leaders.forget();
    }

    /// Takes the place of the one errand at a time, for as long as the value lives; `None` when another is under way.
    pub fn begin_errand(&self) -> Option<MutexGuard<'_, ()>> {
        match self.errand.try_lock() {
            Ok(alone) => Some(alone),
            Err(TryLockError::Poisoned(alone)) => Some(alone.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        }
    }

    /// Whether visitors reach the site over https.
    pub fn https(&self) -> bool {
        self.config.server.is_https()
    }

    /// An absolute link to a path of the site, for letters and for sharing.
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.config.server.public_url.trim_end_matches('/'))
    }
}

/// Seconds for which what was read last is believed.
const LATELY_SECONDS: i64 = 10;

/// What pages ask for far more often than it changes.
struct Lately<T>(RwLock<Option<(Moment, T)>>);

impl<T> Default for Lately<T> {
    fn default() -> Lately<T> {
        Lately(RwLock::default())
    }
}

impl<T: Clone> Lately<T> {
    /// What is known, or what `read` says when that is too old.
    fn get(&self, now: Moment, read: impl FnOnce() -> rusqlite::Result<T>) -> rusqlite::Result<T> {
        let fresh = |known: &Option<(Moment, T)>| {
            let known = known.as_ref().filter(|(at, _)| (0..LATELY_SECONDS).contains(&now.since(*at)));
            known.map(|(_, value)| value.clone())
        };
        if let Some(value) = fresh(&self.0.read().unwrap_or_else(PoisonError::into_inner)) {
            return Ok(value);
        }
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        // Another may have read it while this one waited.
        if let Some(value) = fresh(&known) {
            return Ok(value);
        }
        let value = read()?;
        *known = Some((now, value.clone()));
        Ok(value)
    }

    fn forget(&self) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
