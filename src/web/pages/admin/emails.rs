//! Outbox: waiting and dead emails, retried or dropped.

use maud::{Markup, html};

use crate::actions::accounts_admin::{self, ActionResult};
use crate::i18n::Lang;
use crate::mail::emails;
use crate::store::outbox::{self, OutboxEntry};
use crate::web::pages::{
    admin::{
        PAGE_ROWS, action_links, address_cell, admin_page,
        confirm_action::{self, Confirmation},
        links::user_link,
        query_number, table, take_page,
    },
    flash::Flash,
    markup,
};
use crate::web::{Admin, HandlerResult, HttpError, RequestContext, response};

pub fn show(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let lang = ctx.lang();
    let dead = ctx.query_param("state").as_deref() == Some("dead");
    let after = query_number(ctx, "cursor").unwrap_or(0);
    let mut entries = ctx.db_read(|conn| match dead {
        true => outbox::list_dead(conn, after, PAGE_ROWS + 1),
        false => outbox::list_waiting(conn, after, PAGE_ROWS + 1),
    })?;
    let rest: &[(&str, &str)] = if dead { &[("state", "dead")] } else { &[] };
    let more = take_page(lang, "/admin/emails", rest, &mut entries, |entry| entry.id);
    let current = |here: bool| here.then_some("true");
    let body = html! {
        section aria-labelledby="emails" {
            h2 #emails { (lang.text(if dead { "admin-emails-dead" } else { "admin-emails-waiting" })) }
            ul.choice {
                li { a href="/admin/emails" aria-current=[current(!dead)] { (lang.text("admin-emails-waiting")) } }
                li { a href="/admin/emails?state=dead" aria-current=[current(dead)] { (lang.text("admin-emails-dead")) } }
            }
            @if entries.is_empty() {
                p.empty { (lang.text(if dead { "admin-emails-none-dead" } else { "admin-emails-none-waiting" })) }
            } @else {
                (emails_table(lang, &entries))
                p { a.button.quiet href="/admin/emails/all/retry" { (lang.text("admin-emails-retry-all")) } }
            }
            (more)
        }
    };
    admin_page(ctx, &lang.text("admin-emails"), body)
}

fn emails_table(lang: Lang, entries: &[OutboxEntry]) -> Markup {
    let rows = entries.iter().map(|entry| {
        let action =
            |name: &str, sentence| (format!("/admin/emails/{}/{name}", entry.id), lang.text(sentence));
        [
            html! { (lang.text(emails::find(entry.kind).name_key)) " " span.muted { "#" (entry.id) } },
            html! {
                (address_cell(&entry.recipient))
                @if let Some(id) = entry.user_id { br; (user_link(id, &lang.text("admin-email-person"))) }
            },
            html! {
                @match entry.state.as_str() {
                    "queued" => { (lang.text("admin-email-due")) " " (markup::date_time(lang, entry.due_at)) }
                    "sending" => (lang.text("admin-email-sending")),
                    _ => (lang.text("admin-email-dead")),
                }
                br;
                span.muted {
                    (lang.plural("admin-email-attempts", entry.attempts))
                    @if let Some(error) = &entry.error { " · " (error) }
                }
            },
            html! {
                @if entry.state != "sending" {
                    (action_links(&[action("retry", "admin-email-retry"), action("drop", "admin-email-drop")]))
                }
            },
        ]
    });
    table(lang, "emails", ["admin-email-kind", "admin-email-to", "person-state", "admin-action"], rows)
}

/// Action of the path.
enum EmailAction {
    RetryAll,
    Retry(OutboxEntry),
    Drop(OutboxEntry),
}

fn action_from_path(ctx: &RequestContext) -> Result<EmailAction, HttpError> {
    let (which, action) = (ctx.path_param(0), ctx.path_param(1));
    if (which, action) == ("all", "retry") {
        return Ok(EmailAction::RetryAll);
    }
    let id = which.parse().map_err(|_| HttpError::NotFound)?;
    let entry = ctx.db_read(|conn| outbox::find_by_id(conn, id))?;
    let entry = entry.filter(|entry| ["queued", "dead"].contains(&entry.state.as_str()));
    match (action, entry.ok_or(HttpError::NotFound)?) {
        ("retry", entry) => Ok(EmailAction::Retry(entry)),
        ("drop", entry) => Ok(EmailAction::Drop(entry)),
        _ => Err(HttpError::NotFound),
    }
}

pub fn ask(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let lang = ctx.lang();
    let about = |entry: &OutboxEntry| {
        let name = lang.text(emails::find(entry.kind).name_key);
        html! { (name) " #" (entry.id) " · " (entry.recipient) }
    };
    let (title, lead, submit, danger, about) = match action_from_path(ctx)? {
        EmailAction::RetryAll => (
            "admin-emails-retry-all-title",
            "admin-email-retry-lead",
            "admin-emails-retry-all",
            false,
            html! { (lang.text("admin-emails-retry-all-about")) },
        ),
        EmailAction::Retry(entry) => {
            ("admin-email-retry-title", "admin-email-retry-lead", "admin-email-retry", false, about(&entry))
        }
        EmailAction::Drop(entry) => {
            ("admin-email-drop-title", "admin-email-drop-lead", "admin-email-drop", true, about(&entry))
        }
    };
    let question = Confirmation { title, lead, submit, about, danger, carries: None, back: "/admin/emails" };
    confirm_action::ask(ctx, &question)
}

pub fn submit(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    ctx.read_form()?;
    let (db, by, now) = (&ctx.app.db, admin.audit_source(), ctx.now);
    let retried = |id| match accounts_admin::retry_emails(db, id, &by, now)? {
        None => Err(HttpError::NotFound),
        Some(0) => Ok(Flash::AlreadySo),
        Some(_) => Ok(Flash::EmailsRetried),
    };
    let notice = match action_from_path(ctx)? {
        EmailAction::RetryAll => retried(None)?,
        EmailAction::Retry(entry) => retried(Some(entry.id))?,
        EmailAction::Drop(entry) => match accounts_admin::drop_email(db, entry.id, &by, now)? {
            ActionResult::Done => Flash::EmailDropped,
            _ => return Err(HttpError::NotFound),
        },
    };
    ctx.app.mail_waker.notify();
    notice.leave(ctx);
    Ok(response::see_other("/admin/emails"))
}
