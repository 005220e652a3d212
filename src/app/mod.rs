//! What every part of the program works with.

pub mod clock;
pub mod last_runs;
pub mod locks;
pub mod rate_limit;
pub mod version;

use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, TryLockError};

use crate::app::clock::Clock;
use crate::app::last_runs::LastRuns;
use crate::app::locks::PerUserLock;
use crate::app::rate_limit::RateLimiter;
use crate::cache::cards::CardCache;
use crate::cache::invitations::InvitationCache;
use crate::cache::ttl::TtlCache;
use crate::cache::{ProfileCache, PublicPageCache};
use crate::config::{Config, Loaded, show};
use crate::crypto::password::Hasher;
use crate::crypto::tokens::{self, Signer};
use crate::domain::timestamp::Timestamp;
use crate::metrics::Metrics;
use crate::store::click_buffer::WriteBuffer;
use crate::store::leaderboard::{self, Leader, SiteStats};
use crate::store::visitor_salt::DailySalt;
use crate::store::{self, Db, Transaction, files::migrate, settings};
use crate::{cache::recent_messages::RecentMessages, store::conn::waker::Waker};

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
    pub write_buffer: WriteBuffer,
    /// Tells visitors apart for a day.
    pub daily_salt: DailySalt,
    pub rate_limiter: RateLimiter,
    /// Codes that were opened lately.
    pub invitation_cache: InvitationCache,
    /// Profiles that were shown lately.
    pub profile_cache: ProfileCache,
    /// Pages as strangers were shown them lately.
    pub public_page_cache: PublicPageCache,
    /// What is counted.
    pub metrics: Metrics,
    /// What console mode printed.
    pub recent_messages: RecentMessages,
    /// Wakes the postman when a letter was written.
    pub mail_waker: Waker,
    /// The cards of invitations drawn last.
    pub card_cache: CardCache,
    pub last_runs: LastRuns,
    /// Set when the server stops: long work, such as a backup, ends early.
    pub is_stopping: Arc<AtomicBool>,
    /// Whoever holds it may read the whole database: one such errand at a time.
    pub maintenance_lock: Mutex<()>,
    /// Whoever has a whole branch walked just now.
    pub branch_locks: PerUserLock,
    site_stats: TtlCache<SiteStats>,
    cached_leaderboard: TtlCache<Arc<[Leader]>>,
}

/// Lines of the leaderboard.
const LEADERBOARD_ROWS: usize = 50;

impl App {
    /// Opens the database, brings its schema up to date and fetches the signing key. The error is a sentence for the
    /// operator.
    pub fn open(config: Config, clock: Clock) -> Result<App, String> {
        let db = Db::open(&config.database.path)
            .map_err(|e| format!("{}: {e}.", config.database.path.display()))?;
        App::with(db, config, clock)
    }

    /// Works with a database that is there already, beside the server that may serve it: creates and migrates nothing.
    pub fn open_existing(config: Config, clock: Clock) -> Result<App, String> {
        let db = Db::open_existing(&config.database.path)
            .map_err(|e| format!("{}: {e}.", config.database.path.display()))?;
        App::with(db, config, clock)
    }

    fn with(db: Db, config: Config, clock: Clock) -> Result<App, String> {
        let failed =
            |e: store::Error| format!("{}: {}.", config.database.path.display(), migrate::Error::from(e));
        if !config.database.checkpoint {
            db.disable_autocheckpoint().map_err(failed)?;
        }
        let load = |tx: &Transaction| {
            let key = match &config.secret_key {
                Some(key) => key.clone().into_bytes(),
                None => settings::get_or_insert(tx, "signing_key", &tokens::random_bytes::<32>())?,
            };
            Ok((key, DailySalt::load(tx)?))
        };
        let (key, today) = db.write(load).map_err(failed)?;
        let limits = RateLimiter::new(config.limits.enabled);
        let hasher = Hasher::new(config.accounts.scrypt_log_n)?;
        Ok(App {
            settings: show::lines(&Loaded::from_config(config.clone())),
            last_runs: LastRuns::new(clock.now()),
            is_stopping: Arc::default(),
            maintenance_lock: Mutex::default(),
            branch_locks: PerUserLock::default(),
            config,
            db: Arc::new(db),
            clock,
            signer: Signer::new(&key),
            hasher,
            write_buffer: WriteBuffer::default(),
            daily_salt: today,
            rate_limiter: limits,
            invitation_cache: InvitationCache::default(),
            profile_cache: ProfileCache::default(),
            public_page_cache: PublicPageCache::default(),
            metrics: Metrics::default(),
            recent_messages: RecentMessages::default(),
            mail_waker: Waker::default(),
            card_cache: CardCache::default(),
            site_stats: TtlCache::default(),
            cached_leaderboard: TtlCache::default(),
        })
    }

    /// What the site is called, so that nobody's password is.
    pub fn site_names(&self) -> [&str; 3] {
        [self.config.server.host(), "referral", "реферал"]
    }

    /// Who is here; at most some seconds old, because the main page is asked for far more often than it changes.
    pub fn cached_site_stats(&self, now: Timestamp) -> store::Result<SiteStats> {
        self.site_stats.get(now, || self.db.read(leaderboard::site_stats))
    }

    /// The leaderboard, as old as that.
    pub fn leaderboard(&self, now: Timestamp) -> store::Result<Arc<[Leader]>> {
        self.cached_leaderboard
            .get(now, || self.db.read(|conn| Ok(leaderboard::list_top(conn, LEADERBOARD_ROWS)?.into())))
    }

    /// The next reader counts anew: somebody came or went, or wants to be shown otherwise.
    pub fn invalidate_leaderboard(&self) {
        self.site_stats.clear();
        self.cached_leaderboard.clear();
    }

    /// Takes the place of the one errand at a time, for as long as the value lives; `None` when another is under way.
    pub fn try_begin_maintenance(&self) -> Option<MutexGuard<'_, ()>> {
        match self.maintenance_lock.try_lock() {
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
