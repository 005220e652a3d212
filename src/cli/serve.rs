//! `serve`: everything put together, from the banner to the last flush.

use std::io::Write;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use super::CliError;
use super::database::failed;
use crate::actions::setup;
use crate::app::App;
use crate::chores::Chores;
use crate::clock::Clock;
use crate::config::{Config, Loaded, MailMode, show};
use crate::http::server::{self, Limits, Stop};
use crate::mail::postman::{Postman, Transport};
use crate::mail::{self, smtp};
use crate::site::Site;
use crate::store::lock::Lock;
use crate::store::place;
use crate::tokens::Token;
use crate::version::version;

/// Serves until SIGTERM or SIGINT, then answers what is in flight, writes down what waits, and returns.
pub fn run(mut loaded: Loaded) -> Result<(), CliError> {
    start_log();
    let listen = loaded.config.server.listen.clone();
    let listener = TcpListener::bind(&listen).map_err(|e| {
        CliError::Failed(format!("cannot listen on {listen} ({e}); stop what listens there, or choose another address with --listen."))
    })?;
    let address =
        listener.local_addr().map_err(|e| CliError::Failed(format!("cannot listen on {listen} ({e}).")))?;
    loaded.bound_to(address);
    let stop = Stop::on_signals().map_err(|e| CliError::Failed(format!("cannot wait for signals ({e}).")))?;
    let _alone = alone(&loaded.config)?;
    let mut app = App::open(loaded.config.clone(), Clock::System).map_err(CliError::Failed)?;
    app.settings = show::lines(&loaded);
    let transport = transport(&app)?;
    let app = Arc::new(app);
    let postman = Postman::start(Arc::clone(&app), transport).map_err(CliError::Failed)?;
    let chores = Chores::start(Arc::clone(&app)).map_err(CliError::Failed)?;
    let setup = setup::offer(&app.db, app.clock.now()).map_err(|why| failed(&loaded.config, why))?;
    banner(&loaded, address, setup.as_ref());
    let limits = Limits::from(&app.config.server);
    let served = server::serve(listener, limits, Arc::new(Site(Arc::clone(&app))), stop);
    postman.stop();
    chores.stop();
    served.map_err(|e| CliError::Failed(format!("cannot serve on {address} ({e}).")))
}

/// Keeps every other server, `migrate` and `restore` away from the database for as long as the value lives.
pub(super) fn alone(config: &Config) -> Result<Option<Lock>, CliError> {
    let path = &config.database.path;
    if place::is_in_memory(path) {
        return Ok(None);
    }
    match Lock::take(path) {
        Ok(Some(lock)) => Ok(Some(lock)),
        Ok(None) => Err(failed(
            config,
            "the database is in use by a server; stop that one first, or name another file with --database",
        )),
        Err(e) => Err(failed(
            config,
            format_args!(
                "its folder cannot be written ({e}); see who owns it, or name another file with --database"
            ),
        )),
    }
}

fn transport(app: &App) -> Result<Transport, CliError> {
    match app.config.mail.mode {
        MailMode::Console => Ok(Transport::Console),
        MailMode::Smtp => {
            let settings = mail::Settings::of(&app.config.mail, app.config.server.host());
            let smtp = smtp::Smtp::new(settings).map_err(CliError::Failed)?;
            Ok(Transport::Smtp(Box::new(smtp)))
        }
    }
}

/// Errors, warnings and what the postman does, on stderr. `RUST_LOG=access=info` adds a line for each request.
fn start_log() {
    let filter = env_logger::Env::default().default_filter_or("warn,referral=info");
    // A logger that is set already, as in a test, is as good.
    let _ = env_logger::Builder::from_env(filter).format(log_line).try_init();
    // A panic is one line of the log like everything else; what it was about stands in it, and nobody's input.
    std::panic::set_hook(Box::new(|panic| log::error!("{panic}")));
}

/// `2026-01-31T12:00:00Z WARN referral::mail::postman letter not sent … letter=3`
fn log_line(out: &mut env_logger::fmt::Formatter, record: &log::Record) -> std::io::Result<()> {
    let now = Clock::System.now().rfc3339();
    // One event is one line, whatever a stranger got into it.
    let said: String =
        record.args().to_string().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    write!(out, "{now} {} {} {said}", record.level(), record.target())?;
    let mut pairs = Pairs(String::new());
    let _ = record.key_values().visit(&mut pairs);
    writeln!(out, "{}", pairs.0)
}

struct Pairs(String);

impl<'kvs> log::kv::VisitSource<'kvs> for Pairs {
    fn visit_pair(
        &mut self,
        key: log::kv::Key<'kvs>,
        value: log::kv::Value<'kvs>,
    ) -> Result<(), log::kv::Error> {
        let value: String = value.to_string().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        self.0.push_str(&format!(" {key}={value:?}"));
        Ok(())
    }
}

/// The one place that ever says the link which makes the first admin.
fn banner(loaded: &Loaded, address: SocketAddr, setup: Option<&Token>) {
    let config = &loaded.config;
    let file = loaded.file.as_ref().map_or("none, defaults".into(), |f| f.display().to_string());
    let mail = match config.mail.mode {
        MailMode::Console => format!(
            "console: letters are printed here, on stderr, and at {}/letters",
            config.server.public_url
        ),
        MailMode::Smtp => format!("smtp: {}:{}", config.mail.host, config.mail.port),
    };
    eprintln!(
        "referral {}\n  site      {}\n  listens   {address}\n  database  {}\n  config    {file}\n  mail      {mail}",
        version(),
        config.server.public_url,
        config.database.path.display(),
    );
    if let Some(token) = setup {
        let path = setup::path(token);
        eprintln!("  setup     {}{path} makes the first admin: 30 minutes, once", config.server.public_url);
    }
    for notice in &loaded.notices {
        eprintln!("  note      {notice}");
    }
}
