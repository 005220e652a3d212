//! `user show`: one account with its codes and their results.

use serde_json::json;

use crate::app::clock::Clock;
use crate::cli::CliError;
use crate::cli::database::{self, failed};
use crate::cli::terminal::{print, printable, table};
use crate::cli::user::account::{describe_state, find, to_json};
use crate::config::Config;
use crate::domain::code::CodeStatus;
use crate::domain::email::Email;
use crate::domain::funnel::Funnel;
use crate::domain::timestamp::Timestamp;
use crate::store::audit::{self, AuditEntry};
use crate::store::referrals::{self, CodeWithFunnel};
use crate::store::users::User;
use crate::store::{self, attributions, funnels, sessions};

/// Bound of the codes shown.
const MAX_CODES: usize = 10_000;

/// Bound of the audit log entries in JSON.
const MAX_AUDIT_ENTRIES: usize = 500;

struct Account {
    user: User,
    codes: Vec<CodeWithFunnel>,
    /// The first name of who referred them.
    referrer: Option<String>,
    /// Where they are signed in.
    sessions: i64,
    /// What came of all their codes, deleted ones too.
    funnel: Funnel,
    /// What happened to the account, newest first.
    trail: Vec<AuditEntry>,
}

pub fn run(config: &Config, email: &Email, as_json: bool) -> Result<(), CliError> {
    let now = Clock::System.now();
    let db = database::open(config)?;
    let user = find(config, &db, email)?;
    let account = db.read(|conn| -> store::Result<Account> {
        Ok(Account {
            codes: referrals::list_by_user(conn, user.id, i64::MAX, MAX_CODES)?,
            referrer: attributions::find_with_referrer(conn, user.id)?
                .filter(|(came, _)| came.rejected.is_none())
                .and_then(|(_, name)| name),
            sessions: sessions::count_by_user(conn, user.id, now)?,
            funnel: funnels::find_by_user(conn, user.id)?,
            trail: audit::list_by_user(conn, user.id, i64::MAX, MAX_AUDIT_ENTRIES)?,
            user,
        })
    });
    let account = account.map_err(|e| failed(config, e))?;
    match as_json {
        true => print(&format!("{:#}\n", account.json(now))),
        false => print(&account.text(now)),
    }
}

impl Account {
    fn json(&self, now: Timestamp) -> serde_json::Value {
        let codes = self.codes.iter().map(|c| {
            json!({
                "referral_code": c.referral.referral_code,
                "description": c.referral.description,
                "state": word(c.referral.status(now)),
                "date": c.referral.date.rfc3339(),
                "expires_at": c.referral.expires_at.map(Timestamp::rfc3339),
                "is_send": c.referral.is_send,
                "clicks": c.funnel.clicks,
                "registered": c.funnel.registered,
                "confirmed": c.funnel.confirmed,
                "counted": c.funnel.counted,
            })
        });
        let mut account = to_json(&self.user);
        account["codes"] = codes.collect();
        account["referrer"] = json!(self.referrer);
        account["sessions"] = json!(self.sessions);
        account["registered"] = json!(self.funnel.registered);
        account["confirmed"] = json!(self.funnel.confirmed);
        account["counted"] = json!(self.funnel.counted);
        let trail = self
            .trail
            .iter()
            .map(|e| json!({ "at": e.at.rfc3339(), "what": what(e), "by": e.actor, "device": e.device }));
        account["trail"] = trail.collect();
        account
    }

    fn text(&self, now: Timestamp) -> String {
        let user = &self.user;
        let confirmation =
            if user.send { "the mail server took it" } else { "not taken by the mail server yet" };
        let mut text = format!(
            "{} {}\n  name         {}\n  state        {}\n  registered   {}\n  language     {}\n  confirmation {confirmation}\n  \
             came by      {}\n  sessions     {}\n  referred     {} registered, {} confirmed, {} count\n",
            user.id,
            user.email,
            printable(&user.firstname),
            describe_state(user),
            user.date.rfc3339(),
            user.lang,
            printable(self.referrer.as_deref().unwrap_or("-")),
            self.sessions,
            self.funnel.registered,
            self.funnel.confirmed,
            self.funnel.counted,
        );
        if let Some(at) = user.disabled_at {
            text.push_str(&format!("  disabled     {}\n", at.rfc3339()));
        }
        text += &self.codes_table(now);
        let trail: Vec<_> = self
            .trail
            .iter()
            .take(20)
            .map(|e| [e.at.rfc3339(), what(e).to_owned(), e.actor.clone(), printable(&e.device)])
            .collect();
        text + &table(["WHEN", "WHAT", "BY", "DEVICE"], &trail)
    }

    fn codes_table(&self, now: Timestamp) -> String {
        if self.codes.is_empty() {
            return "no codes\n".into();
        }
        let rows: Vec<_> = self
            .codes
            .iter()
            .map(|c| {
                [
                    c.referral.referral_code.clone(),
                    word(c.referral.status(now)).to_owned(),
                    c.referral.expires_at.map_or("-".into(), Timestamp::rfc3339),
                    c.funnel.clicks.to_string(),
                    c.funnel.registered.to_string(),
                    c.funnel.confirmed.to_string(),
                    c.funnel.counted.to_string(),
                    c.referral.description.clone(),
                ]
            })
            .collect();
        let titles =
            ["CODE", "STATE", "EXPIRES", "CLICKS", "REGISTERED", "CONFIRMED", "COUNT", "DESCRIPTION"];
        table(titles, &rows)
    }
}

/// What happened, without the prefix that the languages know it by.
fn what(entry: &AuditEntry) -> &str {
    entry.what.strip_prefix("audit-").unwrap_or(&entry.what)
}

fn word(state: CodeStatus) -> &'static str {
    match state {
        CodeStatus::Active => "active",
        CodeStatus::Expired => "expired",
        CodeStatus::Off => "off",
        CodeStatus::UsedUp => "used up",
    }
}
