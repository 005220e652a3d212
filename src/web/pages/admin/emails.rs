//! Emails: waiting, failed and sent ones, with the reason of a failure; resent or discarded.

use maud::{Markup, html};

use crate::actions::accounts_admin::{self, ActionResult};
use crate::config::MailMode;
use crate::i18n::Lang;
use crate::mail::emails;
use crate::store::email_list::{self, ListedEmail};
use crate::store::outbox::{self, OutboxEntry};
use crate::store::{self, Connection, listing::ListQuery};
use crate::web::components::flow::{Amount, Place, flow};
use crate::web::components::list::{
    self, CellContext, Column, Count, Filter, List, ListPage, ListState, Order, Selection,
};
use crate::web::components::notice::{Kind, notice};
use crate::web::components::pill::{self, State};
use crate::web::components::when;
use crate::web::pages::{
    admin::{
        confirm_action::{self, Confirmation},
        list_title, operator_page,
    },
    flash::Flash,
    markup::csrf_field,
};
use crate::web::request::csrf;
use crate::web::{Admin, HandlerResult, HttpError, RequestContext, response};

static EMAILS: List<ListedEmail> = List {
    search: Some("emails-search"),
    filters: &[
        Filter { name: "waiting", label: "admin-emails-waiting" },
        Filter { name: "dead", label: "admin-emails-dead" },
        Filter { name: "sent", label: "emails-sent" },
    ],
    columns: &[
        Column {
            name: "kind",
            label: "admin-email-kind",
            order: None,
            class: "k1",
            cell: Some(|cell, email| html! { (cell.lang.text(emails::find(email.kind).name_key)) }),
            text: Some(|email| email.kind.name().to_owned()),
        },
        Column {
            name: "to",
            label: "admin-email-to",
            order: None,
            class: "k3 mail",
            cell: Some(|_, email| {
                html! {
                    @match email.user_id {
                        Some(id) => a href=(format!("/admin/people/{id}")) { bdi { (email.recipient) } },
                        None => bdi { (email.recipient) },
                    }
                }
            }),
            text: Some(|email| email.recipient.clone()),
        },
        Column {
            name: "state",
            label: "person-state",
            order: None,
            class: "k2",
            cell: Some(state_pill),
            text: Some(|email| email.state.clone()),
        },
        Column {
            name: "error",
            label: "emails-reason",
            order: None,
            class: "opt soft",
            cell: Some(|cell, email| {
                html! {
                    (failure(cell.lang, email))
                    @if email.state == "queued" && email.due_at > cell.now {
                        " " (cell.lang.text("admin-email-due")) " " (when::moment(cell.lang, email.due_at, cell.now))
                    }
                }
            }),
            text: Some(|email| email.error.clone().unwrap_or_default()),
        },
        Column {
            name: "attempts",
            label: "emails-attempts",
            order: None,
            class: "num",
            cell: Some(|cell, email| html! { (cell.lang.number(email.attempts)) }),
            text: Some(|email| email.attempts.to_string()),
        },
        Column {
            name: "created",
            label: "emails-created",
            order: Some(Order::Descending),
            class: "num k4",
            cell: Some(|cell, email| when::moment(cell.lang, email.created_at, cell.now)),
            text: Some(|email| email.created_at.rfc3339()),
        },
    ],
    sort: ("created", Order::Descending),
    file: "emails",
};

pub fn show(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let lang = ctx.lang();
    let state = ListState::read(&EMAILS, ctx.target(), &[], ctx.now);
    if state.is_csv {
        return list::download(&EMAILS, lang, &state, &ctx.app.db, email_list::list);
    }
    let (page, ended) = ctx.db_read(|conn| -> store::Result<_> {
        let page = ListPage::load(&EMAILS, state, conn, email_list::list, count)?;
        Ok((page, Ended::count(conn)?))
    })?;
    let title = lang.text("admin-emails");
    let token = csrf::token(ctx)?;
    let selection = Selection {
        value: &|email: &ListedEmail| (email.state != "sending").then(|| (email.id, email.recipient.clone())),
        action: "/admin/emails/chosen",
        controls: html! {
            (csrf_field(&token))
            button.quiet type="submit" name="action" value="retry" { (lang.text("admin-email-retry")) }
            button.danger type="submit" name="action" value="drop" { (lang.text("admin-email-drop")) }
        },
    };
    let is_unsent = page.counts.iter().skip(1).take(2).any(|count| !count.is_zero());
    let body = html! {
        (list_title(lang, &title, &page))
        @if ctx.app.config.mail.mode == MailMode::Console {
            (notice(Kind::Warm, html! { p { (lang.text("emails-console")) " " a href="/emails" { (lang.text("emails-console-open")) } } }))
        }
        p.actions {
            a.button.quiet href="/admin/emails/kinds" { (lang.text("emails-preview")) }
            @if is_unsent { a.button.quiet href="/admin/emails/all/retry" { (lang.text("admin-emails-retry-all")) } }
        }
        (ended.render(lang))
        (page.head(lang))
        (page.table(CellContext { lang, now: ctx.now }, &title, Some(selection), ["emails-none-yet", "emails-none-yet-lead"]))
        (page.foot(lang))
    };
    operator_page(ctx, &title, body)
}

/// What became of the emails that are kept.
struct Ended {
    sent: i64,
    failed: i64,
    /// Of the failed ones, those that the recipient's mail server refused.
    refused: i64,
}

/// Refused emails of a hundred from which on large mail services distrust a sender.
const MANY_REFUSED_PERCENT: i64 = 2;

impl Ended {
    fn count(conn: &Connection) -> store::Result<Ended> {
        let [_, _, sent, failed] = outbox::count_by_state(conn)?;
        Ok(Ended { sent, failed, refused: outbox::count_refused(conn, Count::MAX)? })
    }

    /// Nothing before the first email has ended.
    fn render(&self, lang: Lang) -> Markup {
        let all = self.sent + self.failed;
        let Some(rate) = lang.percent(self.refused, all) else { return html! {} };
        let names = ["emails-sent", "admin-emails-dead", "emails-bounced"].map(|key| lang.text(key));
        let is_high = self.refused * 100 > all * MANY_REFUSED_PERCENT;
        let number = |n: i64| lang.number(n);
        let bounced = Amount {
            note: Some(html! { (rate) @if is_high { " · " (lang.text("emails-bounced-many")) } }),
            ..Amount::new(if is_high { Place::Open } else { Place::Settled }, &names[2], number(self.refused))
        };
        html! {
            section.card aria-label=(lang.text("emails-week")) {
                p.soft { (lang.text("emails-week")) }
                (flow(&[
                    Amount::new(Place::End, &names[0], number(self.sent)),
                    Amount::new(Place::Settled, &names[1], number(self.failed)),
                    bounced,
                ]))
            }
        }
    }
}

fn count(conn: &Connection, query: &ListQuery) -> store::Result<Count> {
    let found = email_list::count(conn, query, Count::MAX)?;
    Ok(if query.search.is_empty() { Count::Exact(found) } else { Count::up_to_max(found) })
}

fn state_pill(cell: &CellContext, email: &ListedEmail) -> Markup {
    let lang = cell.lang;
    match email.state.as_str() {
        "sent" => html! { span.pill.usual.counts { (lang.text("emails-sent")) } },
        "dead" => pill::pill(State::Rejected, &lang.text("admin-emails-dead")),
        "sending" => pill::pill(State::Waiting, &lang.text("admin-email-sending")),
        _ => pill::pill(State::Waiting, &lang.text("admin-emails-waiting")),
    }
}

/// Steps of a delivery, as their failures begin in the outbox, and what they are called to a reader.
const FAILURES: [(&str, &str); 11] = [
    ("the message itself", "failure-message"),
    ("the server's name", "failure-resolve"),
    ("the connection", "failure-connect"),
    ("the server's greeting", "failure-greeting"),
    ("EHLO", "failure-hello"),
    ("TLS", "failure-tls"),
    ("login", "failure-login"),
    ("the sender", "failure-sender"),
    ("the recipient", "failure-recipient"),
    ("the message's transfer", "failure-transfer"),
    ("the program ended", "failure-interrupted"),
];

/// Why an email failed: the step in the reader's language, and what the mail server said to it.
fn failure(lang: Lang, email: &ListedEmail) -> Markup {
    let Some(error) = &email.error else { return html! {} };
    let step = FAILURES.iter().find(|(begins, _)| error.starts_with(begins));
    let said = error.split_once(": ").map_or(error.as_str(), |(_, said)| said);
    html! {
        @match step {
            Some((_, key)) => details { summary { (lang.text(key)) } small lang=(Lang::OPERATOR.code()) { (said) } },
            None => span lang=(Lang::OPERATOR.code()) { (error) },
        }
    }
}

/// Resends or discards the chosen ones.
pub fn submit_chosen(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    let fields = ctx.read_form()?;
    let (db, by, now) = (&ctx.app.db, admin.audit_source(), ctx.now);
    let mut chosen = fields.integers("chosen");
    chosen.truncate(list::PAGE_ROWS);
    let is_drop = match fields.submitted("action") {
        "retry" => false,
        "drop" => true,
        _ => return Err(HttpError::NotFound),
    };
    let mut changed = 0;
    for id in chosen.iter().copied() {
        changed += match is_drop {
            true => usize::from(accounts_admin::drop_email(db, id, &by, now)? == ActionResult::Done),
            false => accounts_admin::resend_email(ctx.app, id, &by, now)?.ok_or(HttpError::NotFound)?,
        };
    }
    match (chosen.is_empty(), changed, is_drop) {
        (true, ..) => Flash::NoneChosen.leave(ctx),
        (_, 0, _) => Flash::AlreadySo.leave(ctx),
        (_, _, true) => Flash::EmailDropped.leave(ctx),
        (_, _, false) => Flash::EmailsRetried.leave(ctx),
    }
    ctx.app.mail_waker.notify();
    Ok(response::see_other("/admin/emails"))
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
    let question = Confirmation {
        title,
        lead,
        submit,
        about,
        danger,
        asks_email: false,
        carries: None,
        back: "/admin/emails",
    };
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
