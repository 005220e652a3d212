//! `serve`: puts the server together, from the banner to the last flush.

use std::io::{self, ErrorKind};
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use serde_json::Value;

use crate::actions::{first_admin, signing_keys, waitlist};
use crate::app::App;
use crate::app::clock::Clock;
use crate::app::version::version;
use crate::background::RunningJobs;
use crate::background::job::Setup;
use crate::cli::database::failed;
use crate::cli::terminal::eprint;
use crate::cli::{CliError, log, test_database};
use crate::config::{Config, Loaded, LogFormat, MailMode, show};
use crate::crypto::tokens::Token;
use crate::store::conn::file_identity;
use crate::store::files::lock::Lock;
use crate::store::{self, ErrorCode};
use crate::web::handler::Site;
use crate::web::pages::console_inbox;
use crate::wire::{self, Limits, ListenAddress, Listener, Stop};

/// Serves until SIGTERM or SIGINT, then finishes requests in flight, flushes, and returns. With a log
/// of JSON a failure is a line of it.
pub fn run(loaded: Loaded, is_test: bool) -> Result<(), CliError> {
    let format = loaded.config.log.format;
    log::start(&loaded.config.log);
    match serve(loaded, is_test) {
        Err(CliError::Failed(sentence)) if format == LogFormat::Json => {
            ::log::error!("serve: {sentence}");
            Err(CliError::Logged)
        }
        result => result,
    }
}

fn serve(mut loaded: Loaded, is_test: bool) -> Result<(), CliError> {
    if is_test {
        test_database::adapt(&mut loaded.config);
    }
    let listen = loaded.config.server.listen.clone();
    let (listener, address) = match Listener::inherited() {
        Ok(None) => bind(&listen, "with --listen")?,
        Ok(Some(listener)) => with_address(listener).map_err(unusable)?,
        Err(why) => return Err(unusable(why)),
    };
    let metrics = match loaded.config.metrics.listen.as_str() {
        "" => None,
        listen => Some(bind_metrics(listen)?),
    };
    if let ListenAddress::Tcp(address) = address {
        loaded.follow_bound_address(address);
    }
    let stop = Stop::on_signals().map_err(|e| CliError::Failed(format!("cannot wait for signals ({e}).")))?;
    let is_new = test_database::is_new(&loaded.config.database.path);
    let _alone = lock_database(&loaded.config)?;
    let clock = if is_test { Clock::moved(0) } else { Clock::System };
    let mut app = App::open(loaded.config.clone(), clock).map_err(CliError::Failed)?;
    test_database::check(&mut app, is_test, is_new)?;
    app.set_sources(show::lines(&loaded)).map_err(|e| CliError::Failed(format!("{e}.")))?;
    let app = Arc::new(app);
    if let Err(e) = signing_keys::settle(&app) {
        ::log::error!(error:% = e; "start: second factors cannot move to the new signing key; the next start tries again");
    }
    join_waitlist(&app)?;
    if let Some(warning) = app.hasher.room.warning() {
        ::log::warn!("start: {warning}");
    }
    let setup = match first_admin::issue_link(&app.db, app.clock.now()) {
        // Reads are served on a full disk too; `/readyz` says that nothing can be written.
        Err(e) if is_unwritable(&e) => {
            ::log::error!(error:% = e; "start: the database cannot be written; serves reads");
            None
        }
        issued => issued.map_err(|why| failed(&loaded.config, why))?,
    };
    let (metrics_listener, metrics_address) = metrics.unzip();
    let jobs =
        Setup { app: Arc::clone(&app), stop: stop.clone(), address: address.to_string(), metrics_listener };
    let jobs = RunningJobs::start(jobs, |_| true).map_err(CliError::Failed)?;
    if is_test {
        test_database::print_key(&app)?;
    }
    banner(&loaded, &address, metrics_address, setup.as_ref(), &console_inbox::path(&app));
    let limits = Limits::from(&app.config.server);
    let stop_timeout = limits.stop_timeout;
    let served = wire::serve(listener, limits, Arc::new(Site(app)), stop);
    jobs.stop(stop_timeout);
    served.map_err(|e| CliError::Failed(format!("cannot serve on {address} ({e}).")))
}

/// Puts those on the waitlist who were confirmed while the program had none.
fn join_waitlist(app: &App) -> Result<(), CliError> {
    match waitlist::join_missing(&app.db, &app.config.program, app.clock.now()) {
        Err(e) if is_unwritable(&e) => Ok(()),
        Err(why) => Err(failed(&app.config, why)),
        Ok(0) => Ok(()),
        Ok(joined) => {
            ::log::info!(people = joined; "start: those who were confirmed before are on the waitlist");
            Ok(())
        }
    }
}

/// Whether the disk refuses what was to be written.
fn is_unwritable(error: &store::Error) -> bool {
    use ErrorCode::{DiskFull, ReadOnly, SystemIoFailure};
    matches!(error.sqlite_error_code(), Some(DiskFull | ReadOnly | SystemIoFailure))
}

fn with_address(listener: Listener) -> io::Result<(Listener, ListenAddress)> {
    let address = listener.address()?;
    Ok((listener, address))
}

fn unusable(why: io::Error) -> CliError {
    CliError::Failed(format!(
        "the socket that the service manager passed cannot be served ({why}); pass one of a stream."
    ))
}

fn bind_metrics(listen: &str) -> Result<(TcpListener, SocketAddr), CliError> {
    let bound = TcpListener::bind(listen).and_then(|listener| {
        let address = listener.local_addr()?;
        Ok((listener, address))
    });
    bound.map_err(|e| cannot_listen(listen, "in metrics.listen", &e))
}

fn bind(listen: &str, how: &str) -> Result<(Listener, ListenAddress), CliError> {
    Listener::bind(listen).and_then(with_address).map_err(|e| cannot_listen(listen, how, &e))
}

fn cannot_listen(listen: &str, how: &str, why: &io::Error) -> CliError {
    let advice = match why.kind() {
        ErrorKind::AddrInUse => "stop what listens there, or choose another address",
        ErrorKind::AddrNotAvailable => {
            "this machine does not have that address; choose one that it has, or 0.0.0.0 for all,"
        }
        // capabilities(7): Linux asks it for ports below 1024.
        ErrorKind::PermissionDenied => {
            "this user may not use that port; grant CAP_NET_BIND_SERVICE, or choose one from 1024 on"
        }
        ErrorKind::NotFound => "its folder does not exist; create it, or choose another",
        _ => "choose another address",
    };
    CliError::Failed(format!("cannot listen on {listen} ({why}); {advice} {how}."))
}

/// Locks the database against other servers, `migrate` and `restore` until the value is dropped.
pub(super) fn lock_database(config: &Config) -> Result<Option<Lock>, CliError> {
    let path = &config.database.path;
    if file_identity::is_in_memory(path) {
        return Ok(None);
    }
    match Lock::acquire_and_create(path) {
        Ok(Some(lock)) => Ok(Some(lock)),
        Ok(None) => Err(failed(
            config,
            "the database is in use by a server; stop that one first, or name another file with --database",
        )),
        Err(e) => {
            let why = match e.kind() {
                ErrorKind::NotFound => "its folder does not exist; create it",
                ErrorKind::NotADirectory => "what should be its folder is a file; make it a folder",
                ErrorKind::ReadOnlyFilesystem => "its file system is mounted read-only; mount it for writing",
                ErrorKind::StorageFull => "its disk is full; make room",
                ErrorKind::PermissionDenied => {
                    "this user may not write its folder, or the lock file in it; see who owns them"
                }
                _ => "its folder cannot be used; see what it is",
            };
            let other = "or name another file with --database";
            Err(failed(config, format_args!("{why}, {other} ({e})")))
        }
    }
}

/// Prints the banner, the only place that ever shows the link for the first admin and the address of
/// the page with the emails of console mode: lines for people, or one of JSON.
fn banner(
    loaded: &Loaded,
    address: &ListenAddress,
    metrics: Option<SocketAddr>,
    setup: Option<&Token>,
    inbox: &str,
) {
    let config = &loaded.config;
    let file = loaded.file.as_ref().map_or("none, defaults".into(), |f| f.display().to_string());
    let mail = match config.mail.mode {
        MailMode::Console if config.server.is_here_only() => {
            format!("console: emails are printed here, on stderr, and at {}{inbox}", config.server.public_url)
        }
        MailMode::Console => "console: emails are printed here, on stderr".into(),
        MailMode::Smtp => format!("smtp: {}:{}", config.mail.host, config.mail.port),
    };
    let mut facts = vec![
        ("site", config.server.public_url.clone()),
        ("listens", address.to_string()),
        ("database", config.database.path.display().to_string()),
        ("config", file),
        ("mail", mail),
    ];
    if let Some(metrics) = metrics {
        facts.push(("metrics", format!("http://{metrics}/metrics")));
    }
    let setup = setup.map(|token| format!("{}{}", config.server.public_url, first_admin::link_path(token)));
    match config.log.format {
        LogFormat::Text => {
            let setup =
                setup.map(|link| ("setup", format!("{link} makes the first admin: 30 minutes, once")));
            let notes = loaded.notices.iter().map(|notice| ("note", notice.clone()));
            let mut text = format!("referral {}\n", version());
            for (name, value) in facts.into_iter().chain(setup).chain(notes) {
                text += &format!("  {name:<9} {value}\n");
            }
            eprint(&text);
        }
        LogFormat::Json => {
            let mut line = log::json_fields(::log::Level::Info, "referral", "start: serves");
            line.insert("version".into(), version().into());
            let facts = facts.into_iter().chain(setup.map(|link| ("setup", link)));
            line.extend(facts.map(|(name, value)| (name.into(), value.into())));
            line.insert("notes".into(), loaded.notices.clone().into());
            eprint(&format!("{}\n", Value::Object(line)));
        }
    }
}
