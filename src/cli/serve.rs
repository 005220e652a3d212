//! `serve`: everything put together, from the banner to the last flush.

use std::io::ErrorKind;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use crate::actions::backups;
use crate::actions::first_admin;
use crate::app::App;
use crate::app::clock::Clock;
use crate::app::version::version;
use crate::background;
use crate::background::purge::Purger;
use crate::cli::database::failed;
use crate::cli::terminal::eprint;
use crate::cli::{CliError, log};
use crate::config::{Config, Loaded, MailMode, show};
use crate::crypto::tokens::Token;
use crate::mail::delivery_worker::{DeliveryWorker, Transport};
use crate::mail::smtp::{Smtp, SmtpSettings};
use crate::store::conn::checkpoints::{CheckpointThread, WalPages};
use crate::store::conn::file_identity;
use crate::store::files::lock::Lock;
use crate::web::handler::Site;
use crate::wire::{self, Limits, Stop};

/// What letters under way are given at least, should requests have taken all of the stop's deadline.
const LAST_LETTERS: Duration = Duration::from_secs(1);

/// Serves until SIGTERM or SIGINT, then answers what is in flight, writes down what waits, and returns.
pub fn run(mut loaded: Loaded) -> Result<(), CliError> {
    log::start(&loaded.config.log);
    let listen = loaded.config.server.listen.clone();
    let (listener, address) = bind(&listen, "with --listen")?;
    let metrics = match loaded.config.metrics.listen.as_str() {
        "" => None,
        listen => Some(bind(listen, "in metrics.listen")?),
    };
    loaded.bound_to(address);
    let stop = Stop::on_signals().map_err(|e| CliError::Failed(format!("cannot wait for signals ({e}).")))?;
    let _alone = lock_database(&loaded.config)?;
    let mut app = App::open(loaded.config.clone(), Clock::System).map_err(CliError::Failed)?;
    app.settings = show::lines(&loaded);
    let transport = transport(&app)?;
    let app = Arc::new(app);
    let checkpoints = CheckpointThread::start(&app.db, WalPages::default()).map_err(CliError::Failed)?;
    let postman = DeliveryWorker::start(Arc::clone(&app), transport).map_err(CliError::Failed)?;
    let chores = Purger::start(Arc::clone(&app)).map_err(CliError::Failed)?;
    backups::start(Arc::clone(&app)).map_err(CliError::Failed)?;
    let setup =
        first_admin::issue_link(&app.db, app.clock.now()).map_err(|why| failed(&loaded.config, why))?;
    banner(&loaded, address, metrics.as_ref().map(|(_, address)| *address), setup.as_ref());
    let none = |e| CliError::Failed(format!("a thread cannot start ({e})."));
    let metrics = metrics
        .map(|(listener, _)| {
            background::MetricsServer::start(listener, Arc::clone(&app), version(), stop.clone())
        })
        .transpose()
        .map_err(none)?;
    let service = background::SystemdNotifier::start(Arc::clone(&app), address.to_string(), stop.clone())
        .map_err(none)?;
    let limits = Limits::from(&app.config.server);
    let deadline = limits.stop_timeout;
    let served = wire::serve(listener, limits, Arc::new(Site(Arc::clone(&app))), stop.clone());
    // It may have ended by itself.
    stop.request();
    service.join();
    if let Some(metrics) = metrics {
        metrics.join();
    }
    // A mail server that has the text takes seconds over it, and what it says then decides who sends the letter again.
    postman.stop(stop.time_left(deadline).max(LAST_LETTERS));
    chores.stop();
    if let Some(checkpoints) = checkpoints {
        checkpoints.stop();
    }
    served.map_err(|e| CliError::Failed(format!("cannot serve on {address} ({e}).")))
}

fn bind(listen: &str, how: &str) -> Result<(TcpListener, SocketAddr), CliError> {
    let bound = TcpListener::bind(listen).and_then(|listener| {
        let address = listener.local_addr()?;
        Ok((listener, address))
    });
    bound.map_err(|e| {
        let advice = format!("stop what listens there, or choose another address {how}");
        CliError::Failed(format!("cannot listen on {listen} ({e}); {advice}."))
    })
}

/// Keeps every other server, `migrate` and `restore` away from the database for as long as the value lives.
pub(super) fn lock_database(config: &Config) -> Result<Option<Lock>, CliError> {
    let path = &config.database.path;
    if file_identity::is_in_memory(path) {
        return Ok(None);
    }
    match Lock::acquire(path) {
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
                    "this user may not write its folder, or the lock beside it; see who owns them"
                }
                _ => "its folder cannot be used; see what it is",
            };
            let other = "or name another file with --database";
            Err(failed(config, format_args!("{why}, {other} ({e})")))
        }
    }
}

fn transport(app: &App) -> Result<Transport, CliError> {
    match app.config.mail.mode {
        MailMode::Console => Ok(Transport::Console),
        MailMode::Smtp => {
            let settings = SmtpSettings::from_config(&app.config.mail, app.config.server.host());
            let smtp = Smtp::new(settings).map_err(CliError::Failed)?;
            Ok(Transport::Smtp(Box::new(smtp)))
        }
    }
}

/// The one place that ever says the link which makes the first admin.
fn banner(loaded: &Loaded, address: SocketAddr, metrics: Option<SocketAddr>, setup: Option<&Token>) {
    let config = &loaded.config;
    let file = loaded.file.as_ref().map_or("none, defaults".into(), |f| f.display().to_string());
    let mail = match config.mail.mode {
        MailMode::Console if config.server.is_here_only() => {
            format!(
                "console: letters are printed here, on stderr, and at {}/letters",
                config.server.public_url
            )
        }
        MailMode::Console => "console: letters are printed here, on stderr".into(),
        MailMode::Smtp => format!("smtp: {}:{}", config.mail.host, config.mail.port),
    };
    let mut text = format!(
        "referral {}\n  site      {}\n  listens   {address}\n  database  {}\n  config    {file}\n  mail      {mail}\n",
        version(),
        config.server.public_url,
        config.database.path.display(),
    );
    if let Some(metrics) = metrics {
        text += &format!("  metrics   http://{metrics}/metrics\n");
    }
    if let Some(token) = setup {
        let path = first_admin::link_path(token);
        text += &format!(
            "  setup     {}{path} makes the first admin: 30 minutes, once\n",
            config.server.public_url
        );
    }
    for notice in &loaded.notices {
        text += &format!("  note      {notice}\n");
    }
    eprint(&text);
}
