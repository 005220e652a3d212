//! The application state that requests, background jobs and commands share.

pub mod brand;
pub mod breach_lookups;
pub mod clock;
pub mod clock_jump;
pub mod key_quotas;
pub mod last_runs;
pub mod once;
pub mod per_user_lock;
pub mod proxy_warnings;
pub mod rate_limit;
pub mod running_requests;
pub mod version;

use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, Once, TryLockError};

use crate::app::brand::{Brand, CurrentBrand};
use crate::app::breach_lookups::BreachLookups;
use crate::app::clock::Clock;
use crate::app::clock_jump::ClockJump;
use crate::app::key_quotas::KeyQuotas;
use crate::app::last_runs::LastRuns;
use crate::app::once::ShownOnce;
use crate::app::per_user_lock::PerUserLock;
use crate::app::proxy_warnings::ProxyWarnings;
use crate::app::rate_limit::RateLimiter;
use crate::app::running_requests::RunningRequests;
use crate::cache::cards::CardCache;
use crate::cache::invitations::InvitationCache;
use crate::cache::keys::KeyCache;
use crate::cache::profiles::ProfileCache;
use crate::cache::public_pages::PublicPageCache;
use crate::cache::recent_messages::RecentMessages;
use crate::cache::submissions::Submissions;
use crate::cache::ttl::TtlCache;
use crate::config::{Config, Loaded, show};
use crate::crypto::password::Hasher;
use crate::crypto::tokens::{self, Signer, Token};
use crate::domain::key::KeyText;
use crate::domain::recovery_code::RecoveryCode;
use crate::domain::timestamp::{DAY, Timestamp};
use crate::i18n::Lang;
use crate::metrics::Metrics;
use crate::store::click_buffer::WriteBuffer;
use crate::store::conn::waker::Waker;
use crate::store::leaderboard::{self, Leader, SiteStats};
use crate::store::referrals;
use crate::store::users::User;
use crate::store::visitor_salt::DailySalt;
use crate::store::{self, Db, Transaction, files::migrate, settings, signing_keys, test_database};

/// Period of a leaderboard, in days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeaderboardDays {
    Week = 7,
    Month = 30,
}

pub struct App {
    pub config: Config,
    /// The settings as text, each with its source; see [`App::set_sources`].
    pub settings: Vec<show::Line>,
    brand: CurrentBrand,
    /// Shared with responses that read from it while they are sent.
    pub db: Arc<Db>,
    /// The database is a test one, for ever.
    pub is_test: bool,
    pub clock: Clock,
    /// Tells when the clock runs ahead.
    pub clock_jump: ClockJump,
    pub signer: Signer,
    pub hasher: Hasher,
    pub breach_lookups: BreachLookups,
    /// Clicks and session times that are written in batches.
    pub write_buffer: WriteBuffer,
    /// The salt of unique visitors, a new one each day.
    pub daily_salt: DailySalt,
    pub rate_limiter: RateLimiter,
    pub key_quotas: KeyQuotas,
    pub running_requests: RunningRequests,
    pub new_keys: ShownOnce<KeyText>,
    pub new_recovery_codes: ShownOnce<Vec<RecoveryCode>>,
    /// Secrets of webhooks, as text.
    pub new_webhook_secrets: ShownOnce<String>,
    /// Said once: forms come over http to a site on https.
    pub plain_http_warning: Once,
    pub proxy_warnings: ProxyWarnings,
    pub invitation_cache: InvitationCache,
    pub key_cache: KeyCache,
    pub profile_cache: ProfileCache,
    pub public_page_cache: PublicPageCache,
    pub metrics: Metrics,
    /// Emails of console mode.
    pub recent_messages: RecentMessages,
    /// In the address of the page that shows them, new with each start.
    pub inbox_secret: Token,
    /// The last form of each browser.
    pub submissions: Submissions,
    /// Wakes email delivery after a commit with a message in the outbox.
    pub mail_waker: Waker,
    pub card_cache: CardCache,
    pub last_runs: LastRuns,
    /// Set when the server stops, so that long work, such as a backup, ends early.
    pub is_stopping: Arc<AtomicBool>,
    /// Held by a job that reads the whole database: one at a time.
    pub maintenance_lock: Mutex<()>,
    /// Users whose branch is being walked: one walk per user at a time.
    pub branch_locks: PerUserLock,
    /// Whether the database takes writes.
    pub write_probe: TtlCache<()>,
    site_stats: TtlCache<SiteStats>,
    cached_leaderboard: TtlCache<Arc<[Leader]>>,
    /// Of the last week and the last 30 days.
    period_leaderboards: [TtlCache<Arc<[Leader]>>; 2],
}

const LEADERBOARD_ROWS: usize = 50;

/// What the names of the site's saved settings begin with.
const SITE: &str = "site.";

impl App {
    /// Opens the database, migrates it and loads the signing key. The error is a sentence for the
    /// operator.
    pub fn open(config: Config, clock: Clock) -> Result<App, String> {
        let db = Db::open(&config.database.path)
            .map_err(|e| format!("{}: {e}.", config.database.path.display()))?;
        App::with(db, config, clock, true)
    }

    /// Opens an existing database, which a server may have open too: creates and migrates nothing.
    pub fn open_existing(config: Config, clock: Clock) -> Result<App, String> {
        let db = Db::open_existing(&config.database.path)
            .map_err(|e| format!("{}: {e}.", config.database.path.display()))?;
        App::with(db, config, clock, false)
    }

    fn with(db: Db, config: Config, clock: Clock, makes_key: bool) -> Result<App, String> {
        let failed =
            |e: store::Error| format!("{}: {}.", config.database.path.display(), migrate::Error::from(e));
        if !config.database.checkpoint {
            db.disable_autocheckpoint().map_err(failed)?;
        }
        let load = |tx: &Transaction| {
            let signer = load_signer(tx, &config, makes_key)?;
            let (is_test, ahead) = (test_database::is_marked(tx)?, test_database::clock_ahead_seconds(tx)?);
            referrals::allow_active(tx, config.referrals.active_codes)?;
            Ok((signer, DailySalt::load(tx)?, settings::list(tx, SITE)?, is_test, ahead))
        };
        let (signer, daily_salt, saved, is_test, ahead) = db.write(load).map_err(failed)?;
        clock.advance(if is_test { ahead - clock.ahead_seconds() } else { 0 });
        let lines = show::lines(&Loaded::from_config(config.clone()));
        let rate_limiter = RateLimiter::new(config.limits.enabled);
        let per_minute = config.limits.enabled.then_some(config.program.key_requests_per_minute);
        let hasher = Hasher::new(config.accounts.scrypt_log_n)?;
        Ok(App {
            brand: CurrentBrand::new(Brand::load(&config, &lines, &saved)),
            settings: lines,
            last_runs: LastRuns::new(clock.now()),
            clock_jump: ClockJump::new(&clock),
            is_stopping: Arc::default(),
            maintenance_lock: Mutex::default(),
            branch_locks: PerUserLock::default(),
            config,
            db: Arc::new(db),
            is_test,
            clock,
            signer,
            hasher,
            breach_lookups: BreachLookups::default(),
            write_buffer: WriteBuffer::default(),
            daily_salt,
            rate_limiter,
            key_quotas: KeyQuotas::new(per_minute),
            running_requests: RunningRequests::default(),
            new_keys: ShownOnce::default(),
            new_recovery_codes: ShownOnce::default(),
            new_webhook_secrets: ShownOnce::default(),
            plain_http_warning: Once::new(),
            proxy_warnings: ProxyWarnings::default(),
            invitation_cache: InvitationCache::default(),
            key_cache: KeyCache::default(),
            profile_cache: ProfileCache::default(),
            public_page_cache: PublicPageCache::default(),
            metrics: Metrics::default(),
            recent_messages: RecentMessages::default(),
            inbox_secret: Token::generate(),
            submissions: Submissions::default(),
            mail_waker: Waker::default(),
            card_cache: CardCache::default(),
            write_probe: TtlCache::default(),
            site_stats: TtlCache::default(),
            cached_leaderboard: TtlCache::default(),
            period_leaderboards: Default::default(),
        })
    }

    /// Names of the site, which no password may contain.
    pub fn site_names(&self) -> [String; 4] {
        let host = self.config.server.host().to_owned();
        [self.brand().name.clone(), host, "referral".to_owned(), "реферал".to_owned()]
    }

    /// What the site is called and how it looks.
    pub fn brand(&self) -> Arc<Brand> {
        self.brand.get()
    }

    /// Takes the settings with their sources, which decide what an admin may change.
    pub fn set_sources(&mut self, settings: Vec<show::Line>) -> store::Result<()> {
        self.settings = settings;
        self.reload_brand()
    }

    /// Takes what an admin saved. Pages and cards that show the old brand are dropped.
    pub fn reload_brand(&self) -> store::Result<()> {
        let saved = self.db.read(|conn| settings::list(conn, SITE))?;
        self.brand.set(Brand::load(&self.config, &self.settings, &saved));
        self.public_page_cache.clear();
        Ok(())
    }

    /// The site statistics, at most 10 seconds old: the home page is requested far more often than
    /// they change.
    pub fn cached_site_stats(&self, now: Timestamp) -> store::Result<SiteStats> {
        self.site_stats.get(now, || self.db.read(leaderboard::site_stats))
    }

    /// The leaderboard, at most 10 seconds old.
    pub fn leaderboard(&self, now: Timestamp) -> store::Result<Arc<[Leader]>> {
        self.cached_leaderboard
            .get(now, || self.db.read(|conn| Ok(leaderboard::list_top(conn, LEADERBOARD_ROWS)?.into())))
    }

    /// The leaderboard of the last `days`, at most 10 seconds old.
    pub fn leaderboard_of(&self, days: LeaderboardDays, now: Timestamp) -> store::Result<Arc<[Leader]>> {
        let since = now.plus(-(days as i64) * DAY);
        let read =
            |conn: &store::Connection| Ok(leaderboard::list_since(conn, since, LEADERBOARD_ROWS)?.into());
        self.period_leaderboards[usize::from(days == LeaderboardDays::Month)].get(now, || self.db.read(read))
    }

    /// Invalidates statistics and leaderboard: a user was added, erased or hidden.
    pub fn invalidate_leaderboard(&self) {
        self.site_stats.clear();
        self.cached_leaderboard.clear();
        self.period_leaderboards.iter().for_each(TtlCache::clear);
    }

    /// Takes the maintenance lock, held as long as the value lives; `None` while another job has
    /// it.
    pub fn try_begin_maintenance(&self) -> Option<MutexGuard<'_, ()>> {
        match self.maintenance_lock.try_lock() {
            Ok(alone) => Some(alone),
            Err(TryLockError::Poisoned(alone)) => Some(alone.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        }
    }

    /// Language of emails to a user: the one in their profile, else the site's.
    pub fn user_lang(&self, user: &User) -> Lang {
        Lang::from_code(&user.lang).unwrap_or(self.brand().language)
    }

    /// Whether the public URL is an https one.
    pub fn https(&self) -> bool {
        self.config.server.is_https()
    }

    /// The absolute URL of a path of the site, for emails and for sharing.
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.config.server.public_url.trim_end_matches('/'))
    }
}

/// The signer of the key in the settings, or else in the database, with the key before it. A command makes no
/// key for good, because the server's may be where the command does not look.
fn load_signer(tx: &Transaction, config: &Config, makes_key: bool) -> store::Result<Signer> {
    let previous = signing_keys::find_previous(tx)?;
    let Some(key) = &config.secret_key else {
        let new = tokens::random_bytes::<32>();
        let signer = Signer::new(&match makes_key {
            true => signing_keys::get_or_insert(tx, &new)?,
            false => signing_keys::find(tx)?.unwrap_or_else(|| new.to_vec()),
        });
        return Ok(match previous {
            Some(previous) => signer.accepting(&previous.key, previous.accepted_until),
            None => signer,
        });
    };
    let signer = Signer::new(key.as_bytes());
    let for_now = Timestamp(i64::MAX);
    Ok(match (&config.secret_key_previous, signing_keys::find(tx)?, previous) {
        (Some(before), ..) => signer.accepting(before.as_bytes(), for_now),
        // The settings have a key for the first time.
        (None, Some(before), _) => signer.accepting(&before, for_now),
        (None, None, Some(before)) => signer.accepting(&before.key, before.accepted_until),
        (None, None, None) => signer,
    })
}
