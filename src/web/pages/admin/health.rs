//! Health of program and database, and a quick check on request.

use maud::{Markup, html};

use crate::actions::backups;
use crate::actions::quick_check;
use crate::app::version::version;
use crate::domain::timestamp::{DAY, MINUTE, Timestamp};
use crate::i18n::Lang;
use crate::store::{self, health};
use crate::web::pages::{
    admin::{admin_page, fact_list, file_size, table, todo_section},
    flash::Flash,
    form::Form,
    markup,
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
    let worries = [
        (counts.messages_dead > 0)
            .then(|| ("/admin/emails?state=dead", lang.plural("overview-to-send", counts.messages_dead))),
        last_backup.as_ref().is_none_or(|copy| ctx.now.since(copy.at) > BACKUP_OLD_SECONDS).then(|| {
            let why = if is_unreadable { "backups-unreadable" } else { "health-backup-missing" };
            ("/admin/backups", lang.text(why).as_str().to_owned())
        }),
        app.last_runs
            .find("backup")
            .and_then(|job| job.failed_at())
            .map(|_| ("/admin/backups", lang.text("health-backup-failed").as_str().to_owned())),
        app.clock_jump
            .is_ahead(&app.clock)
            .then(|| ("#jobs", lang.text("health-clock-ahead").as_str().to_owned())),
        is_late.then(|| ("#jobs", lang.text("health-late").as_str().to_owned())),
    ];
    let worries: Vec<_> = worries.into_iter().flatten().collect();
    let bytes = |n: i64| file_size(lang, u64::try_from(n).unwrap_or(0));
    let program = [
        ("health-version", html! { (version()) }),
        ("health-started", markup::date_time(lang, app.last_runs.started)),
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
                        (lang.text("health-compaction-due")) " " (markup::date_time(lang, since)) " · " code { "referral compact" }
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
                @match last_backup { Some(copy) => (markup::date_time(lang, copy.at)), None => (lang.text("health-no-backup")) }
                " · " a href="/admin/backups" { (lang.text("admin-backups")) }
            },
        ),
    ];
    let rows = jobs.iter().map(|job| {
        [
            html! { code { (job.name) } },
            time_or_never(lang, job.last_run()),
            time_or_never(lang, job.last_failure()),
        ]
    });
    let nothing = FormInput::default();
    let form = Form::new(ctx, &nothing);
    let body = html! {
        @if worries.is_empty() { p { span.state.on { (lang.text("health-well")) } } }
        (todo_section(lang, &worries))
        section aria-labelledby="program" { h2 #program { (lang.text("health-program")) } (fact_list(lang, program)) }
        section aria-labelledby="jobs" {
            h2 #jobs { (lang.text("health-jobs")) }
            (table(lang, "jobs", ["health-job", "health-last-run", "health-last-failure"], rows))
        }
        section aria-labelledby="database" {
            h2 #database { (lang.text("health-database")) }
            (fact_list(lang, database))
            p { (lang.text("health-check-lead")) " " code { "referral verify" } }
            (form.render("/admin/health", form.submit("health-check"))?)
        }
    };
    admin_page(ctx, &lang.text("admin-health"), body)
}

fn time_or_never(lang: Lang, at: Option<Timestamp>) -> Markup {
    html! { @match at { Some(at) => (markup::date_time(lang, at)), None => (lang.text("health-never")) } }
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
