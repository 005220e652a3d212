//! The server's log on stderr: one event a line, as text or JSON.

use std::fmt::Display;
use std::io::{Result, Write};

use log::kv::{Error, Key, Value, VisitSource};
use log::{Level, LevelFilter, Record};
use serde_json::Map;

use crate::app::clock::Clock;
use crate::cli::journal;
use crate::config::{Log, LogFormat};

/// Logs errors, warnings, deliveries and security events, and each request if `log.access` or `RUST_LOG=access=info`
/// is set.
pub fn start(settings: &Log) {
    let filter = env_logger::Env::default().default_filter_or("warn,referral=info,security=info");
    let mut logger = env_logger::Builder::from_env(filter);
    if settings.access {
        logger.filter_module("access", LevelFilter::Info);
    }
    let format = match settings.format {
        LogFormat::Text => format_text,
        LogFormat::Json => format_json,
    };
    let has_priorities = journal::reads_stderr();
    logger.format(move |out, record| {
        if has_priorities {
            out.write_all(journal::priority(record.level()).as_bytes())?;
        }
        format(out, record)
    });
    // Fails in a test that has a logger.
    let _ = logger.try_init();
    // A panic is one line of the log too. Its message holds no input.
    std::panic::set_hook(Box::new(|panic| log::error!("{panic}")));
}

/// `2026-01-31T12:00:00Z WARN referral::mail::delivery_worker mail: … email=3`
fn format_text(out: &mut env_logger::fmt::Formatter, record: &Record) -> Result<()> {
    let now = Clock::System.now().rfc3339();
    write!(out, "{now} {} {} {}", record.level(), record.target(), single_line(record.args()))?;
    let mut pairs = TextPairs(String::new());
    let _ = record.key_values().visit(&mut pairs);
    writeln!(out, "{}", pairs.0)
}

/// `{"time":"2026-01-31T12:00:00Z","level":"WARN","target":"referral::mail::delivery_worker","message":"…","email":3}`
fn format_json(out: &mut env_logger::fmt::Formatter, record: &Record) -> Result<()> {
    let mut pairs = JsonPairs(json_fields(record.level(), record.target(), &record.args().to_string()));
    let _ = record.key_values().visit(&mut pairs);
    writeln!(out, "{}", serde_json::Value::Object(pairs.0))
}

/// What every line of JSON begins with; for lines that are no events of the log.
pub fn json_fields(level: Level, target: &str, message: &str) -> Map<String, serde_json::Value> {
    let mut fields = Map::new();
    fields.insert("time".into(), Clock::System.now().rfc3339().into());
    fields.insert("level".into(), level.as_str().into());
    fields.insert("target".into(), target.into());
    fields.insert("message".into(), message.into());
    fields
}

/// Replaces control characters: input must not forge a line.
fn single_line(text: impl Display) -> String {
    text.to_string().chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

struct TextPairs(String);

impl<'kvs> VisitSource<'kvs> for TextPairs {
    fn visit_pair(&mut self, key: Key<'kvs>, value: Value<'kvs>) -> std::result::Result<(), Error> {
        self.0.push_str(&format!(" {key}={:?}", single_line(value)));
        Ok(())
    }
}

struct JsonPairs(Map<String, serde_json::Value>);

impl<'kvs> VisitSource<'kvs> for JsonPairs {
    fn visit_pair(&mut self, key: Key<'kvs>, value: Value<'kvs>) -> std::result::Result<(), Error> {
        let value = match (value.to_i64(), value.to_bool()) {
            (Some(number), _) => number.into(),
            (_, Some(yes)) => yes.into(),
            _ => value.to_string().into(),
        };
        self.0.insert(key.to_string(), value);
        Ok(())
    }
}
