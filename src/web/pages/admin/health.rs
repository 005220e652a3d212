//! How the program and its database are, and a check of the database on request.

use maud::{Markup, html};

use crate::actions::backup_rotation;
use crate::actions::quick_check;
use crate::app::version::version;
use crate::domain::timestamp::{DAY, MINUTE, Moment};
use crate::i18n::Lang;
use crate::store::health;
use crate::web::pages::admin::{facts, file_size, frame, todo};
use crate::web::pages::dates;
use crate::web::pages::flash::Notice;
use crate::web::pages::form::Form;
use crate::web::request::input::Fields;
use crate::web::{
    request::{context::Visit, session::Admin},
    response::{self, Answer},
};

/// Seconds without a sweep, of which there is one a minute, after which the program's log has to be looked at.
const LATE: i64 = 5 * MINUTE;

/// Seconds after which a backup is too old to lean on.
const OLD: i64 = 7 * DAY;

pub fn show(visit: &Visit, _admin: &Admin) -> Answer {
    let (app, lang) = (visit.app, visit.lang());
    let path = &app.config.database.path;
    let (size, counts) = app.db.read(|conn| -> Result<_, rusqlite::Error> {
        Ok((health::size(conn, path)?, health::counts(conn)?))
    })?;
    let last_backup = backup_rotation::list(&app.config).unwrap_or_default().into_iter().next();
    let is_late = visit.now.since(app.pulse.last_sweep().unwrap_or(app.pulse.started)) > LATE;
    let worries = [
        (counts.letters_dead > 0)
            .then(|| ("/admin/letters?state=dead", lang.count("overview-to-send", counts.letters_dead))),
        last_backup
            .as_ref()
            .is_none_or(|copy| visit.now.since(copy.at) > OLD)
            .then(|| ("/admin/backups", lang.t("health-backup-missing").as_str().to_owned())),
        is_late.then(|| ("#program", lang.t("health-late").as_str().to_owned())),
    ];
    let worries: Vec<_> = worries.into_iter().flatten().collect();
    let bytes = |n: i64| file_size(lang, u64::try_from(n).unwrap_or(0));
    let program = [
        ("health-version", html! { (version()) }),
        ("health-started", dates::at(lang, app.pulse.started)),
        ("health-flush", when(lang, app.pulse.last_flush())),
        ("health-sweep", when(lang, app.pulse.last_sweep())),
        ("health-outbox", html! { (counts.letters_waiting) }),
        (
            "health-dead",
            html! {
                (counts.letters_dead)
                @if counts.letters_dead > 0 { " · " a href="/admin/letters?state=dead" { (lang.t("admin-letters")) } }
            },
        ),
    ];
    let database = [
        ("health-file", html! { code { (path.display()) } }),
        (
            "health-size",
            html! { (bytes(size.database)) " · " (lang.t("health-free")) " " (bytes(size.free)) },
        ),
        ("health-log", html! { (size.log.map_or_else(|| "—".to_owned(), |log| file_size(lang, log))) }),
        ("health-schema", html! { "V" (size.schema) }),
        (
            "health-backup",
            html! {
                @match last_backup { Some(copy) => (dates::at(lang, copy.at)), None => (lang.t("health-no-backup")) }
                " · " a href="/admin/backups" { (lang.t("admin-backups")) }
            },
        ),
    ];
    let nothing = Fields::default();
    let form = Form::new(visit, &nothing);
    let body = html! {
        @if worries.is_empty() { p { span.state.on { (lang.t("health-well")) } } }
        (todo(lang, &worries))
        section aria-labelledby="program" { h2 #program { (lang.t("health-program")) } (facts(lang, program)) }
        section aria-labelledby="database" {
            h2 #database { (lang.t("health-database")) }
            (facts(lang, database))
            p { (lang.t("health-check-lead")) " " code { "referral verify" } }
            (form.around("/admin/health", form.submit("health-check"))?)
        }
    };
    frame(visit, "/admin/health", &lang.t("admin-health"), body)
}

fn when(lang: Lang, at: Option<Moment>) -> Markup {
    html! { @match at { Some(at) => (dates::at(lang, at)), None => (lang.t("health-never")) } }
}

pub fn submit(visit: &Visit, _admin: &Admin) -> Answer {
    visit.form()?;
    let notice = match quick_check::quick(visit.app)? {
        quick_check::Outcome::Whole => Notice::CheckedWhole,
        quick_check::Outcome::Damaged => Notice::CheckedDamaged,
        quick_check::Outcome::TooBig => Notice::CheckedTooBig,
        quick_check::Outcome::Busy => Notice::ErrandBusy,
    };
    notice.leave(visit);
    Ok(response::see_other("/admin/health"))
}
