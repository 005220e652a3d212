//! Health of program and database, and a quick check on request.

use maud::{Markup, html};

use crate::actions::quick_check;
use crate::actions::{backup_check, backups};
use crate::app::version::version;
use crate::config::MailMode;
use crate::domain::timestamp::{DAY, MINUTE, Timestamp};
use crate::i18n::{Lang, Text};
use crate::store::{self, health};
use crate::web::components::icon::Icon;
use crate::web::components::node::Node;
use crate::web::components::when;
use crate::web::pages::{
    admin::{admin_page, fact_list, file_size, table},
    flash::Flash,
    form::Form,
};
use crate::web::{Admin, FormInput, HandlerResult, RequestContext, response};

/// Seconds beyond its period after which a background job is late.
const LATE_SECONDS: i64 = 5 * MINUTE;

/// Maximum age of the last backup.
const BACKUP_OLD_SECONDS: i64 = 7 * DAY;

pub fn show(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let (app, lang) = (ctx.app, ctx.lang());
    let path = &app.config.database.path;
    let (size, counts) = app.db.read(|conn| -> store::Result<_> {
        Ok((health::database_size(conn, path)?, health::count_all(conn)?))
    })?;
    let backups = backups::list(&app.config);
    let is_unreadable = backups.is_err();
    let last_backup = backups.unwrap_or_default().into_iter().next();
    let jobs = app.last_runs.list();
    let is_late = jobs.iter().any(|job| {
        let period_seconds = i64::try_from(job.period.as_secs()).unwrap_or(i64::MAX);
        let last_run = job.last_run().unwrap_or(app.last_runs.started);
        ctx.now.since(last_run) > period_seconds.saturating_add(LATE_SECONDS)
    });
    let checked = app.db.read(backup_check::find)?;
    let is_check_failed = checked.is_some_and(|check| check.problem.is_some());
    let is_backup_failed = app.last_runs.find("backup").and_then(|job| job.failed_at()).is_some();
    let lights = [
        jobs_light(lang, is_late, app.clock_jump.is_ahead(&app.clock)),
        backup_light(
            lang,
            is_unreadable,
            is_backup_failed,
            is_check_failed,
            last_backup.as_ref().map(|copy| ctx.now.since(copy.at)),
        ),
        mail_light(lang, app.config.mail.mode == MailMode::Console, app.https(), counts.messages_dead),
        queue_light(lang, counts.messages_waiting),
        log_light(lang, size.wal_bytes),
        erasure_light(lang, size.compaction_due_since.map(|since| ctx.now.since(since))),
    ];
    let bytes = |n: i64| file_size(lang, u64::try_from(n).unwrap_or(0));
    let program = [
        ("health-version", html! { (version()) }),
        ("health-started", when::moment(lang, app.last_runs.started, ctx.now)),
        ("health-outbox", html! { (counts.messages_waiting) }),
        (
            "health-dead",
            html! {
                (counts.messages_dead)
                @if counts.messages_dead > 0 { " · " a href="/admin/emails?state=dead" { (lang.text("admin-emails")) } }
            },
        ),
    ];
    let database = [
        ("health-file", html! { code { (path.display()) } }),
        (
            "health-size",
            html! { (bytes(size.file_bytes)) " · " (lang.text("health-free")) " " (bytes(size.free_bytes)) },
        ),
        (
            "health-compaction",
            html! {
                @match size.compaction_due_since {
                    Some(since) => {
                        (lang.text("health-compaction-due")) " " (when::moment(lang, since, ctx.now)) " · " code { "referral compact" }
                    }
                    None => (lang.text("health-compaction-done")),
                }
            },
        ),
        ("health-log", html! { (size.wal_bytes.map_or_else(|| "—".to_owned(), |log| file_size(lang, log))) }),
        ("health-schema", html! { "V" (size.schema_version) }),
        (
            "health-backup",
            html! {
                @match last_backup { Some(copy) => (when::moment(lang, copy.at, ctx.now)), None => (lang.text("health-no-backup")) }
                " · " a href="/admin/backups" { (lang.text("admin-backups")) }
            },
        ),
    ];
    let rows = jobs.iter().map(|job| {
        [
            html! { code { (job.name) } },
            time_or_never(lang, job.last_run(), ctx.now),
            time_or_never(lang, job.last_failure(), ctx.now),
        ]
    });
    let nothing = FormInput::default();
    let form = Form::new(ctx, &nothing);
    let body = html! {
        @if lights.iter().all(|line| line.light == Light::Green) { p { span.pill.counts { (lang.text("health-well")) } } }
        section.card aria-label=(lang.text("health-lights")) { ul.checks { @for light in &lights { (light.render(lang)) } } }
        div.pair {
            section.card aria-labelledby="database" {
                h2 #database { (lang.text("health-database")) }
                (fact_list(lang, database))
                p.soft { (lang.text("health-check-lead")) " " code { "referral verify" } }
                (form.render("/admin/health", html! { p.actions { (form.submit("health-check")) } })?)
            }
            section.card aria-labelledby="program" { h2 #program { (lang.text("health-program")) } (fact_list(lang, program)) }
        }
        section.card.flush aria-labelledby="jobs" {
            div.hd { h2 #jobs { (lang.text("health-jobs")) } }
            (table(lang, "jobs", ["health-job", "health-last-run", "health-last-failure"], rows))
        }
    };
    admin_page(ctx, &lang.text("admin-health"), body)
}

/// Megabytes of the write-ahead log from which checkpoints are behind.
const LOG_LARGE_BYTES: u64 = 256_000_000;

/// Emails that wait from which the mail server is too slow.
const QUEUE_LONG_ROWS: i64 = 1_000;

/// Age of deleted data in free space from which the file should be rewritten.
const ERASURE_OLD_SECONDS: i64 = 30 * DAY;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Light {
    Green,
    Yellow,
    Red,
}

/// One line of the list: what was looked at, how it is, and from when it would be bad.
struct HealthLine {
    light: Light,
    what: Text,
    detail: String,
    limit: String,
    href: Option<&'static str>,
}

impl HealthLine {
    fn render(&self, lang: Lang) -> Markup {
        html! {
            li {
                @match self.light {
                    Light::Green => (Node::Open.around(Icon::Check)),
                    Light::Yellow => (Node::New.around("!")),
                    Light::Red => (Node::Stop.around(Icon::Cross)),
                }
                span {
                    b { @match self.href { Some(href) => a href=(href) { (self.what) }, None => (self.what) } }
                    span.hidden { ": " (lang.text(match self.light { Light::Green => "health-green", Light::Yellow => "health-yellow", Light::Red => "health-red" })) }
                    " " (self.detail) " " small.soft { (self.limit) }
                }
            }
        }
    }
}

fn jobs_light(lang: Lang, is_late: bool, is_clock_ahead: bool) -> HealthLine {
    let (light, detail) = match (is_clock_ahead, is_late) {
        (true, _) => (Light::Red, "health-clock-ahead"),
        (_, true) => (Light::Red, "health-late"),
        _ => (Light::Green, "health-on-time"),
    };
    HealthLine {
        light,
        what: lang.text("health-jobs"),
        detail: lang.text(detail).to_owned(),
        limit: lang.plural("health-jobs-limit", LATE_SECONDS / MINUTE),
        href: Some("#jobs"),
    }
}

fn backup_light(
    lang: Lang,
    is_unreadable: bool,
    is_failed: bool,
    is_check_failed: bool,
    age_seconds: Option<i64>,
) -> HealthLine {
    let (light, detail) = match age_seconds {
        _ if is_failed => (Light::Red, lang.text("health-backup-failed").to_owned()),
        _ if is_check_failed => (Light::Red, lang.text("health-backup-check-failed").to_owned()),
        _ if is_unreadable => (Light::Red, lang.text("backups-unreadable").to_owned()),
        Some(age) if age <= BACKUP_OLD_SECONDS => (Light::Green, lang.plural("duration-days", age / DAY)),
        _ => (Light::Yellow, lang.text("health-backup-missing").to_owned()),
    };
    HealthLine {
        light,
        what: lang.text("health-backup"),
        detail,
        limit: lang.plural("health-backup-limit", BACKUP_OLD_SECONDS / DAY),
        href: Some("/admin/backups"),
    }
}

/// Emails on the console are a mistake where the site is on the internet.
fn mail_light(lang: Lang, is_console: bool, is_public: bool, dead: i64) -> HealthLine {
    let light = if dead > 0 || (is_console && is_public) { Light::Yellow } else { Light::Green };
    let detail = match (dead, is_console) {
        (1.., _) => lang.plural("overview-to-send", dead),
        (_, true) => lang.text("emails-console").to_owned(),
        _ => lang.number(dead),
    };
    HealthLine {
        light,
        what: lang.text("health-dead"),
        detail,
        limit: String::new(),
        href: Some("/admin/emails?state=dead"),
    }
}

fn queue_light(lang: Lang, waiting: i64) -> HealthLine {
    HealthLine {
        light: if waiting > QUEUE_LONG_ROWS { Light::Yellow } else { Light::Green },
        what: lang.text("health-outbox"),
        detail: lang.number(waiting),
        limit: lang.format("health-up-to", &[("limit", lang.number(QUEUE_LONG_ROWS).into())]),
        href: Some("/admin/emails?state=waiting"),
    }
}

fn log_light(lang: Lang, wal_bytes: Option<u64>) -> HealthLine {
    HealthLine {
        light: if wal_bytes.is_some_and(|log| log > LOG_LARGE_BYTES) { Light::Yellow } else { Light::Green },
        what: lang.text("health-log"),
        detail: wal_bytes.map_or_else(|| "—".to_owned(), |log| file_size(lang, log)),
        limit: lang.format("health-up-to", &[("limit", file_size(lang, LOG_LARGE_BYTES).into())]),
        href: None,
    }
}

fn erasure_light(lang: Lang, due_seconds: Option<i64>) -> HealthLine {
    let is_old = due_seconds.is_some_and(|due| due > ERASURE_OLD_SECONDS);
    HealthLine {
        light: if is_old { Light::Yellow } else { Light::Green },
        what: lang.text("health-compaction"),
        detail: lang
            .text(if due_seconds.is_some() { "health-compaction-waits" } else { "health-compaction-done" })
            .to_owned(),
        limit: lang.plural("health-compaction-limit", ERASURE_OLD_SECONDS / DAY),
        href: None,
    }
}

fn time_or_never(lang: Lang, at: Option<Timestamp>, now: Timestamp) -> Markup {
    html! { @match at { Some(at) => (when::moment(lang, at, now)), None => (lang.text("health-never")) } }
}

pub fn submit(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    ctx.read_form()?;
    let notice = match quick_check::run(ctx.app)? {
        quick_check::QuickCheckOutcome::Whole => Flash::CheckedWhole,
        quick_check::QuickCheckOutcome::Damaged => Flash::CheckedDamaged,
        quick_check::QuickCheckOutcome::TooBig => Flash::CheckedTooBig,
        quick_check::QuickCheckOutcome::Busy => Flash::MaintenanceBusy,
    };
    notice.leave(ctx);
    Ok(response::see_other("/admin/health"))
}
