//! The language in which the tests of the site are written. No socket: a request is one call of the function that
//! answers it, the database is new and in memory, the clock is fixed at `NOON`, emails are kept in a list.
//!
//! ```ignore
//! let site = Site::new();
//! let mut anna = site.visitor();
//! anna.registers("Anna", "anna@example.com").is(303);
//! anna.confirms_by_link().leads_to("/login");
//! anna.signs_in().is(303);
//! let code = anna.adds_code();
//! site.visitor().opens(&format!("/{code}")).is(200).says_key("register-invited-by");
//! ```
//!
//! **A site.** `Site::new()`; `Site::with(|config| …)` changes settings; `Site::on_disk()` has its database in a file, for
//! several threads or processes. `site.clock.advance(seconds)` moves time.
//!
//! **Who asks.**
//! - `site.visitor()`: a new browser with its cookies. `opens` (GET), `submits` (opens a form, sends it with its CSRF
//!   token), `submits_with` (sends it with a given token), `calls` (JSON from a script of the page), `sends` (anything).
//!   Its user `registers`, `confirms_by_link`, `confirms_by_digits`, `signs_in`, `signs_out`, `adds_code`, `counts`.
//! - `site.member(name, email)`: a visitor who registered, confirmed and signed in.
//! - `site.program()`: JSON and a bearer token, no cookies. `signs_in`, `gets`, `posts`, `calls`.
//! - `site.answers(…)`: one request, as its bytes are.
//!
//! **What an answer is held to.** Each returns the `Reply`, so they chain.
//! - `is(status)`, `leads_to(path)` (303), `header`, `sets_cookie`, `json`, `text`, `numbers`.
//! - `says_key(key)`: the page has this sentence of `assets/lang`, in its language, with any values.
//!   `says_with(key, &[("n", 2.into())])`: with these values. `keeps_quiet_of_key(key)`: it does not have the sentence.
//! - `says(text)`, `keeps_quiet_of(text)`: for data and markup. Never for the wording of a sentence: that may change.
//! - `sentence(key)`, `sentence_with(key, values)`, `date(day, month)`: the words themselves, to put into markup.
//!
//! **Emails.** `site.email_to(email)`, `site.letters()` (those since the last call); `link(&letter)`, `digits(&letter)`,
//! `email_says(&letter, key)`.
//!
//! **The database.** `site.value(sql)`, `site.execute(sql)`, `site.plan(sql)`, `site.dump()` (every row, to compare).
//! `site.flush_clicks()` and `site.settle_clicks()` do at once what background threads do.
//!
//! **The end.** When a site is dropped, the ledger must explain every count, and an error in the log that the test did not
//! take with `site.journal.errors()` fails the test.

mod journal;
mod program;
mod reply;
mod visitor;

use referral::wire::Stop;
use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use fluent_bundle::FluentValue;
use referral::actions::accounts_admin::{self, AccountAction, UserRef};
use referral::app::App;
use referral::app::clock::Clock;
use referral::background::RunningJobs;
use referral::background::job::Setup;
use referral::config::{Config, SecondFactorPolicy};
use referral::domain::email::Email;
use referral::domain::message::Message;
use referral::domain::timestamp::Timestamp;
use referral::mail::delivery_error::DeliveryOutcome;
use referral::mail::delivery_worker::{self, Transport};
use referral::store::audit::AuditSource;
use referral::store::audit_seals;
use referral::store::ledger::{self, VerifyOutcome};
use referral::web::handler;
use rouille::Request;
use rusqlite::Connection;
use rusqlite::types::{FromSql, ValueRef};
use tempfile::TempDir;

use crate::sentence_keys::{self, Lang};

pub use journal::Journal;
pub use program::Program;
pub use reply::Reply;
pub use visitor::{PASSWORD, Visitor};

/// When every test begins: Saturday, 14 March 2026, noon.
pub const NOON: Timestamp = Timestamp(1_773_489_600);

pub const PUBLIC_URL: &str = "http://127.0.0.1:8080";

pub struct Site {
    pub app: Arc<App>,
    pub clock: Clock,
    /// What the program logs on this thread, and on those that `joins` it.
    pub journal: Journal,
    letters: Arc<Mutex<Vec<Message>>>,
    handed_out: Mutex<usize>,
    /// Rewards of the test are of no rule: what the ledger says is held against the tables alone.
    made_up_rewards: AtomicBool,
    /// The audit log was written by SQL.
    made_up_audit: AtomicBool,
    /// Where the database is, unless it is in memory.
    folder: Option<TempDir>,
}

impl Site {
    pub fn new() -> Site {
        Site::with(|_| {})
    }

    /// A site whose settings are the defaults, changed by `change`.
    pub fn with(change: impl FnOnce(&mut Config)) -> Site {
        Site::build(None, change)
    }

    /// The test writes rewards that no rule makes.
    pub fn makes_rewards_up(&self) {
        self.made_up_rewards.store(true, Ordering::Relaxed);
    }

    /// A site with its database in a file, as several threads at once need it.
    pub fn on_disk() -> Site {
        let folder = tempfile::tempdir().expect("a folder");
        Site::build(Some(folder), |_| {})
    }

    /// The same, its settings changed by `change`.
    pub fn on_disk_with(change: impl FnOnce(&mut Config)) -> Site {
        let folder = tempfile::tempdir().expect("a folder");
        Site::build(Some(folder), change)
    }

    /// The next start of a site on disk, with its settings changed.
    pub fn next_start(&self, change: impl FnOnce(&mut Config)) -> Site {
        let mut config = self.app.config.clone();
        change(&mut config);
        let app = Arc::new(App::open(config, self.clock.clone()).expect("the same database"));
        referral::actions::signing_keys::settle(&app).expect("a key");
        Site {
            app,
            clock: self.clock.clone(),
            journal: Journal::begin(),
            letters: Arc::default(),
            handed_out: Mutex::new(0),
            made_up_rewards: AtomicBool::new(false),
            made_up_audit: AtomicBool::new(false),
            folder: None,
        }
    }

    fn build(folder: Option<TempDir>, change: impl FnOnce(&mut Config)) -> Site {
        let journal = Journal::begin();
        let mut config = Config::default();
        config.database.path = folder.as_ref().map_or(":memory:".into(), |f| f.path().join("referral.db"));
        // The smallest cost there is: what is tested here is not the hash.
        config.accounts.scrypt_log_n = 1;
        config.limits.enabled = false;
        // By default an admin is led to a second factor, which has tests of its own.
        config.accounts.second_factor = SecondFactorPolicy::Optional;
        config.site.language = Lang::Ru;
        change(&mut config);
        let clock = Clock::fixed(NOON);
        let app = Arc::new(App::open(config, clock.clone()).expect("a new database"));
        let letters = Arc::default();
        let (made_up_rewards, made_up_audit) = (AtomicBool::new(false), AtomicBool::new(false));
        Site {
            app,
            clock,
            journal,
            letters,
            handed_out: Mutex::new(0),
            made_up_rewards,
            made_up_audit,
            folder,
        }
    }

    /// A browser that was never here.
    pub fn visitor(&self) -> Visitor<'_> {
        Visitor::new(self)
    }

    /// A browser whose owner registered, confirmed and signed in.
    pub fn member(&self, firstname: &str, email: &str) -> Visitor<'_> {
        let mut visitor = self.visitor();
        visitor.registers(firstname, email).is(303);
        visitor.confirms_by_link().is(303);
        visitor.signs_in().is(303);
        visitor
    }

    /// A program that is not signed in.
    pub fn program(&self) -> Program<'_> {
        Program::new(self)
    }

    /// Delivers what is due; returns the letters that came since this was last asked.
    pub fn letters(&self) -> Vec<Message> {
        self.delivers();
        let letters = lock(&self.letters);
        let mut handed_out = lock(&self.handed_out);
        let new = letters[*handed_out..].to_vec();
        *handed_out = letters.len();
        new
    }

    /// Delivers what is due; returns the newest letter to an address.
    #[track_caller]
    pub fn email_to(&self, email: &str) -> Message {
        self.delivers();
        let newest =
            lock(&self.letters).iter().rev().find(|letter| letter.to.eq_ignore_ascii_case(email)).cloned();
        newest.unwrap_or_else(|| panic!("no letter came to {email}"))
    }

    fn delivers(&self) {
        delivery_worker::deliver_due(&self.app, &to_list(&self.letters)).expect("the outbox can be read");
    }

    /// Looks at the database, or disturbs it.
    pub fn db<T>(&self, work: impl FnOnce(&mut Connection) -> T) -> T {
        self.app.db.with_raw_connection(work)
    }

    /// The one value that a query gives.
    #[track_caller]
    pub fn value<T: FromSql>(&self, sql: &str) -> T {
        self.db(|conn| conn.query_row(sql, [], |row| row.get(0))).unwrap_or_else(|e| panic!("{sql}: {e}"))
    }

    #[track_caller]
    pub fn execute(&self, sql: &str) {
        if sql.contains("audit") || sql.contains("DELETE FROM users") {
            self.made_up_audit.store(true, Ordering::Relaxed);
        }
        self.db(|conn| conn.execute_batch(sql)).unwrap_or_else(|e| panic!("{sql}: {e}"));
    }

    /// How the database would go about a query: a line each.
    pub fn plan(&self, sql: &str) -> Vec<String> {
        self.db(|conn| {
            let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).expect("a query");
            let none = rusqlite::params_from_iter(vec![None::<i64>; statement.parameter_count()]);
            let lines = statement.query_map(none, |row| row.get(3)).expect("a plan");
            lines.map(|line| line.expect("a line")).collect()
        })
    }

    /// The person with an address is deleted.
    pub fn leaves(&self, email: &str) {
        let email = Email::parse(email).expect("an address");
        let (user, now) = (UserRef::Email(&email), self.clock.now());
        let gone = accounts_admin::perform(
            &self.app.db,
            &self.app.config,
            AccountAction::Delete,
            user,
            &AuditSource::operator(),
            now,
        )
        .expect("deleted");
        assert_eq!(gone, accounts_admin::ActionResult::Done, "{email}");
        self.app.invalidate_leaderboard();
    }

    /// Every row of every table, a line each, to compare before and after.
    pub fn dump(&self) -> String {
        self.db(|conn| {
            let mut names = conn
                .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
                .expect("a schema");
            let names: Vec<String> =
                names.query_map([], |row| row.get(0)).expect("names").map(|name| name.expect("a name")).collect();
            names.iter().map(|name| table(conn, name)).collect()
        })
    }

    /// Writes waiting clicks down, as the chores do every moment.
    pub fn flush_clicks(&self) {
        self.app
            .write_buffer
            .flush(&self.app.db, &self.app.daily_salt, self.clock.now())
            .expect("clicks can be written");
    }

    /// Lets what was counted follow into the ledger, as the chores do every minute.
    pub fn settle_clicks(&self) {
        let mut place = Some(ledger::ClickTarget::default());
        while let Some(after) = place {
            let settled = self.app.db.write(|tx| ledger::append_pending_clicks(tx, after, self.clock.now()));
            place = settled.expect("entries");
        }
    }

    /// The file of the database of a site `on_disk`.
    pub fn file(&self) -> std::path::PathBuf {
        self.folder.as_ref().expect("a site on disk").path().join("referral.db")
    }

    /// One request as it is, and its answer.
    pub fn answers(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Reply {
        self.answers_to(IpAddr::from([127, 0, 0, 1]), method, path, headers, body)
    }

    /// One request of a peer, and its answer.
    pub fn answers_to(
        &self,
        peer: IpAddr,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Reply {
        let headers = headers.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        let from = SocketAddr::new(peer, 12345);
        let request = Request::fake_http_from(from, method, path, headers, body.to_vec());
        Reply::read(format!("{method} {path}"), handler::handle(&self.app, &request))
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let errors = self.journal.errors();
            assert!(errors.is_empty(), "the log has errors that the test did not expect: {errors:#?}");
            // Whatever a test did, what counts is what the ledger says; a database it broke cannot be asked.
            if let Ok(VerifyOutcome::Mismatch(why)) = self.app.db.read(ledger::verify) {
                let is_allowed =
                    self.made_up_rewards.load(Ordering::Relaxed) && why.contains("no rule makes");
                assert!(is_allowed, "{why}");
            }
            if !self.made_up_audit.load(Ordering::Relaxed)
                && let Ok(Some(why)) = self.app.db.read(audit_seals::verify)
            {
                panic!("{why}");
            }
        }
    }
}

/// A mail server that takes every letter.
pub fn to_list(letters: &Arc<Mutex<Vec<Message>>>) -> Transport {
    let letters = Arc::clone(letters);
    Transport::Hand(Box::new(move |letter| {
        lock(&letters).push(letter.clone());
        DeliveryOutcome::Taken
    }))
}

/// The sentence of a key in Russian, which a visitor without `Accept-Language` gets.
#[track_caller]
pub fn sentence(key: &str) -> String {
    sentence_with(key, &[])
}

/// The same with its values filled in.
#[track_caller]
pub fn sentence_with(key: &str, values: &[(&str, FluentValue)]) -> String {
    sentence_keys::sentence(Lang::Ru, key, values)
}

/// A day of 2026 as a Russian page writes it.
#[track_caller]
pub fn date(day: i64, month: i64) -> String {
    let month = sentence(&format!("month-{month}"));
    sentence_with("date", &[("day", day.into()), ("month", month.into()), ("year", 2026.into())])
}

/// Insists that a letter has the sentence of this key, with any values, in its subject or in its text.
#[track_caller]
pub fn email_says(letter: &Message, key: &str) {
    let lang = Lang::ALL.into_iter().find(|lang| lang.code() == letter.lang).expect("a language");
    let unwrapped =
        letter.text.replace("\r\n", "\n").replace("\n\n", "\r").replace('\n', " ").replace('\r', "\n");
    let is_said = [&letter.subject, &unwrapped].iter().any(|text| sentence_keys::says(text, lang, key));
    assert!(is_said, "{key} is not in {letter:?}");
}

/// The path of the link that has a line of a letter to itself.
#[track_caller]
pub fn link(letter: &Message) -> String {
    let mut links = letter.text.lines().filter(|line| line.starts_with(PUBLIC_URL) && !line.contains(' '));
    let link = links.next().unwrap_or_else(|| panic!("no link alone on its line in {:?}", letter.text));
    assert_eq!(links.next(), None, "one link is enough");
    link[PUBLIC_URL.len()..].to_owned()
}

/// The six digits of an activation letter.
#[track_caller]
pub fn digits(letter: &Message) -> String {
    let is_digits = |word: &&str| word.len() == 6 && word.bytes().all(|b| b.is_ascii_digit());
    let found = letter.text.split_whitespace().find(is_digits);
    found.unwrap_or_else(|| panic!("no six digits in {:?}", letter.text)).to_owned()
}

fn table(conn: &Connection, name: &str) -> String {
    let mut statement = conn.prepare(&format!("SELECT * FROM \"{name}\"")).expect("a table");
    let width = statement.column_count();
    let mut rows = statement.query([]).expect("rows");
    let mut lines = Vec::new();
    while let Some(row) = rows.next().expect("a row") {
        let values: Vec<String> = (0..width)
            .map(|at| match row.get_ref(at).expect("a value") {
                ValueRef::Null => "null".to_owned(),
                ValueRef::Integer(n) => n.to_string(),
                ValueRef::Real(n) => n.to_string(),
                ValueRef::Text(text) => format!("{:?}", String::from_utf8_lossy(text)),
                ValueRef::Blob(blob) => data_encoding::HEXLOWER.encode(blob),
            })
            .collect();
        lines.push(format!("{name}: {}\n", values.join(" | ")));
    }
    lines.sort();
    lines.concat()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Starts the background jobs of these names, as `serve` starts all.
pub fn start_jobs(app: &Arc<App>, names: &[&str]) -> RunningJobs {
    let setup =
        Setup { app: Arc::clone(app), stop: Stop::new(), address: String::new(), metrics_listener: None };
    RunningJobs::start(setup, |name| names.contains(&name)).expect("the jobs")
}
