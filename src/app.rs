//! What every part of the program works with.

use std::sync::{Mutex, PoisonError};

use crate::backlog::Backlog;
use crate::clock::Clock;
use crate::config::{Config, Loaded, show};
use crate::domain::moment::Moment;
use crate::letters::{Bell, Shelf};
use crate::limits::Limits;
use crate::metrics::Metrics;
use crate::password::Hasher;
use crate::picture::Gallery;
use crate::pulse::Pulse;
use crate::store::{Db, settings, users};
use crate::today::Today;
use crate::tokens::{self, Signer};

pub struct App {
    pub config: Config,
    /// The same for the operator to read, each with where it came from; `serve` knows.
    pub settings: Vec<show::Line>,
    pub db: Db,
    pub clock: Clock,
    pub signer: Signer,
    pub hasher: Hasher,
    /// What may wait a moment before it is written.
    pub backlog: Backlog,
    /// Tells visitors apart for a day.
    pub today: Today,
    pub limits: Limits,
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
    /// How many take part, as counted last.
    participants: Mutex<Option<(Moment, i64)>>,
}

/// Seconds for which the main page believes the last count of people.
const COUNT_SECONDS: i64 = 10;

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
        let key = match &config.secret_key {
            Some(key) => key.clone().into_bytes(),
            None => db
                .write(|tx| settings::get_or_insert(tx, "signing_key", &tokens::random_bytes::<32>()))
                .map_err(|e: rusqlite::Error| format!("{}: {e}.", config.database.path.display()))?,
        };
        if !config.database.checkpoint {
            db.leave_log_to_others().map_err(|e| format!("{}: {e}.", config.database.path.display()))?;
        }
        let today = db
            .write(|tx| Today::load(tx))
            .map_err(|e: rusqlite::Error| format!("{}: {e}.", config.database.path.display()))?;
        let limits = Limits::new(config.limits.enabled);
        let hasher = Hasher::new(config.accounts.scrypt_log_n)?;
        Ok(App {
            settings: show::lines(&Loaded::plain(config.clone())),
            pulse: Pulse::new(clock.now()),
            errand: Mutex::default(),
            config,
            db,
            clock,
            signer: Signer::new(&key),
            hasher,
            backlog: Backlog::default(),
            today,
            limits,
            metrics: Metrics::default(),
            shelf: Shelf::default(),
            bell: Bell::default(),
            gallery: Gallery::default(),
            participants: Mutex::default(),
        })
    }

    /// What the site is called, so that nobody's password is.
    pub fn site_names(&self) -> [&str; 3] {
        [self.config.server.host(), "referral", "реферал"]
    }

    /// How many people confirmed their address; a number at most a few seconds old, because the main page is asked for
    /// far more often than it changes.
    pub fn participants(&self, now: Moment) -> Result<i64, rusqlite::Error> {
        let mut counted = self.participants.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((at, count)) = *counted
            && (0..COUNT_SECONDS).contains(&now.since(at))
        {
            return Ok(count);
        }
        let count = self.db.read(users::count_confirmed)?;
        *counted = Some((now, count));
        Ok(count)
    }

    /// The next reader counts anew: somebody came or went.
    pub fn recount(&self) {
        *self.participants.lock().unwrap_or_else(PoisonError::into_inner) = None;
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
