//! `webhook listen`: forwards deliveries of the database, signed as they are, to a program under
//! development.

use std::thread;
use std::time::Duration;

use url::Url;

use crate::app::clock::Clock;
use crate::background::webhook_delivery::{MAX_ANSWER_CHARS, post};
use crate::cli::CliError;
use crate::cli::database::{self, failed};
use crate::cli::terminal::{eprint, print};
use crate::config::Config;
use crate::domain::timestamp::{DAY, HOUR, MINUTE, Timestamp};
use crate::domain::webhook::{self, WebhookFormat};
use crate::mail::smtp;
use crate::store::webhooks::{self, Webhook};
use crate::store::{Db, webhook_deliveries};
use crate::wire::client::{Client, Rules};

/// For all of a request.
const TIMEOUT: Duration = Duration::from_secs(15);

/// Between two looks for new messages.
const POLL_INTERVAL: Duration = Duration::from_millis(250);

/// Messages read at a time.
const BATCH_ROWS: usize = 100;

/// Forwards what was made since a time, then, unless `once`, what comes until the command is stopped.
pub fn run(
    config: &Config,
    only: Option<&str>,
    to: &str,
    since: Option<&str>,
    once: bool,
) -> Result<(), CliError> {
    let to = Url::parse(to)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
        .ok_or_else(|| {
            CliError::Failed(format!("{to:?} is no URL; give one such as http://localhost:3000/hooks."))
        })?;
    let now = Clock::System.now();
    let since = since.map_or(Ok(now), |text| read_time(text, now))?;
    let db = database::open(config)?;
    let from = match only {
        Some(name) => vec![find(config, &db, name)?],
        None => db.read(webhooks::list_all).map_err(|e| failed(config, e))?,
    };
    let from: Vec<Webhook> = from.into_iter().filter(|of| of.format == WebhookFormat::Standard).collect();
    if from.is_empty() {
        return Err(CliError::Failed(
            "there is no webhook of a program yet, so no messages; `referral webhook add URL` makes one."
                .to_owned(),
        ));
    }
    // Where the operator's own machine sends is the operator's to say.
    let rules = Rules {
        allows: Box::new(|_, _| true),
        timeout: TIMEOUT,
        max_answer_chars: MAX_ANSWER_CHARS,
        tls: smtp::system_cas,
    };
    let mut client = Client::new(rules).map_err(CliError::Failed)?;
    eprint(&format!("forwards messages to {to}; stop it with Ctrl-C\n"));
    let mut after: Vec<i64> = vec![0; from.len()];
    loop {
        let mut any = false;
        for (webhook, after) in from.iter().zip(&mut after) {
            any |= forward(config, &db, &mut client, webhook, &to, since, after)?;
        }
        if !any && once {
            return Ok(());
        }
        if !any {
            thread::sleep(POLL_INTERVAL);
        }
    }
}

/// Forwards the next messages of one webhook, in their order; true if there were any.
fn forward(
    config: &Config,
    db: &Db,
    client: &mut Client,
    webhook: &Webhook,
    to: &Url,
    since: Timestamp,
    after: &mut i64,
) -> Result<bool, CliError> {
    let next = db.read(|conn| webhook_deliveries::list_since(conn, webhook.id, *after, since, BATCH_ROWS));
    let next = next.map_err(|e| failed(config, e))?;
    for delivery in &next {
        *after = delivery.id;
        let now = Clock::System.now();
        let Some(mut request) = post(webhook, delivery, now, now) else { continue };
        request.url = to.clone();
        client.start(request);
        let ended = loop {
            if let Some(ended) = client.wait(TIMEOUT).pop() {
                break ended;
            }
        };
        let how = match ended.result {
            Ok(answer) => answer.status.to_string(),
            Err(error) => error,
        };
        print(&format!("{} {} {} {how}\n", now.rfc3339(), delivery.message, delivery.r#type))?;
    }
    Ok(!next.is_empty())
}

/// `2h`, `30m` or `1d` ago, or a time of RFC 3339.
pub(super) fn read_time(text: &str, now: Timestamp) -> Result<Timestamp, CliError> {
    let ago = || {
        let (number, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
        let seconds = match unit {
            "d" => DAY,
            "h" => HOUR,
            "m" => MINUTE,
            "s" => 1,
            _ => return None,
        };
        Some(now.minus(i64::from(number.parse::<u32>().ok()?).saturating_mul(seconds)))
    };
    ago().or_else(|| Timestamp::from_rfc3339(text)).ok_or_else(|| {
        CliError::Failed(format!(
            "{text:?} is no time; give one such as 2h, 30m, 1d or 2030-01-31T12:00:00Z."
        ))
    })
}

/// The webhook of an ID from `webhook list`.
pub(super) fn find(config: &Config, db: &Db, name: &str) -> Result<Webhook, CliError> {
    let id = webhook::parse_number(name).or_else(|| name.parse().ok());
    let found = match id {
        Some(id) => db.read(|conn| webhooks::find(conn, id)).map_err(|e| failed(config, e))?,
        None => None,
    };
    found.ok_or_else(|| {
        CliError::Failed(format!("there is no webhook {name:?}; `referral webhook list` shows all."))
    })
}
