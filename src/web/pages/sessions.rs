//! Sessions of a member, revoking them, and the account's audit log.

use maud::{Markup, html};

use crate::actions::sign_out;
use crate::domain::device::Device;
use crate::domain::validation::ValidationError;
use crate::i18n::{Lang, Text};
use crate::store;
use crate::store::audit::{self, AuditEntry, AuditEvent};
use crate::store::sessions::{self, SessionKind, SessionRow};
use crate::web::components::when;
use crate::web::pages::{flash::Flash, form::Form, layout::page};
use crate::web::request::{recent_password, session};
use crate::web::{FormInput, HandlerResult, HttpError, RequestContext, SignedIn, response};

const MAX_AUDIT_ROWS: usize = 50;

pub fn show(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let lang = ctx.lang();
    let (mut sessions, trail) = ctx.db_read(|conn| -> store::Result<_> {
        Ok((
            sessions::list_by_user(conn, me.user.id, session::MAX_IDLE_SECONDS, ctx.now)?,
            audit::list_by_user(conn, me.user.id, i64::MAX, MAX_AUDIT_ROWS)?,
        ))
    })?;
    sessions.sort_by_key(|listed| listed.token != me.session_hash);
    let nothing = FormInput::default();
    let form = Form::new(ctx, &nothing);
    let body = html! {
        div.head { h1 { (lang.text("sessions-title")) } p.lead { (lang.text("sessions-lead")) } }
        ul.card.flush.places {
            @for listed in &sessions { (session_row(ctx, &form, listed, listed.token == me.session_hash)?) }
        }
        @if sessions.len() > 1 {
            (form.render("/profile/sessions", html! {
                input type="hidden" name="session" value="others";
                p.actions { button.danger type="submit" { (lang.text("sessions-end-others")) } }
            })?)
        }
        section aria-labelledby="trail" {
            h2 #trail { (lang.text("activity-title")) }
            (audit_table(ctx, &trail))
        }
    };
    page(ctx, 200, &lang.text("sessions-title"), body)
}

/// The reader's own session has no button: that is what signing out in the menu does.
fn session_row(
    ctx: &RequestContext,
    form: &Form,
    listed: &SessionRow,
    is_this: bool,
) -> Result<Markup, HttpError> {
    let lang = ctx.lang();
    Ok(html! {
        li {
            div {
                b {
                    @if listed.kind == SessionKind::Bearer { (lang.text("sessions-program")) " · " }
                    (device_text(lang, &listed.device))
                }
                @if is_this { " " span.pill.counts { (lang.text("sessions-this")) } }
                p.soft {
                    (lang.text("sessions-since")) " " (when::moment(lang, listed.created_at, ctx.now)) " · "
                    (lang.text("sessions-used")) " " (when::ago(lang, listed.used_at, ctx.now))
                }
            }
            @if !is_this {
                (form.render("/profile/sessions", html! {
                    input type="hidden" name="session" value=(listed.id);
                    button.quiet type="submit" { (lang.text("sessions-end")) }
                })?)
            }
        }
    })
}

fn audit_table(ctx: &RequestContext, trail: &[AuditEntry]) -> Markup {
    let lang = ctx.lang();
    html! {
        div.list {
            table.fold aria-labelledby="trail" {
                thead { tr {
                    @for column in ["activity-what", "activity-who", "activity-when"] { th scope="col" { (lang.text(column)) } }
                } }
                tbody {
                    @for entry in trail {
                        tr {
                            th.k1 scope="row" {
                                (AuditEvent::from_name(&entry.what).map_or("", |what| lang.text(what.name()).as_str()))
                            }
                            td.k3 {
                                (actor_text(lang, entry))
                                @if !entry.device.is_empty() && !["operator", "program"].contains(&entry.actor.as_str()) {
                                    span.soft { " · " (device_text(lang, &entry.device)) }
                                }
                            }
                            td.k2.soft { (when::moment(lang, entry.at, ctx.now)) }
                        }
                    }
                }
            }
        }
    }
}

fn actor_text(lang: Lang, entry: &AuditEntry) -> Text {
    match entry.actor.as_str() {
        "self" => lang.text("actor-self"),
        "operator" => lang.text("actor-operator"),
        "program" => lang.text("actor-program"),
        _ => lang.text("actor-stranger"),
    }
}

/// Readable device name, with the `User-Agent` as a tooltip.
pub(super) fn device_text(lang: Lang, agent: &str) -> Markup {
    html! {
        @match Device::from_user_agent(agent) {
            _ if agent.is_empty() => (lang.text("sessions-unknown-device")),
            Some(known) => span title=(agent) { (known) },
            None => (agent),
        }
    }
}

pub fn submit(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let fields = ctx.read_form()?;
    if fields.submitted("session") == "others" {
        recent_password::require(ctx, me)?;
        sign_out::revoke_other_sessions(ctx.app, &me.user, &me.session_hash, &ctx.audit_source(), ctx.now)?;
        Flash::SessionsEnded.leave(ctx);
        return Ok(response::see_other("/profile/sessions"));
    }
    let id = fields.required("session", |t| t.parse().map_err(|_| ValidationError::NotANumber));
    fields.finish()?;
    let this = ctx.db_read(|conn| sessions::find_id(conn, &me.session_hash))?;
    if id != this {
        recent_password::require(ctx, me)?;
    }
    let ended = match id {
        Some(id) => sign_out::revoke_session(ctx.app, &me.user, id, &ctx.audit_source(), ctx.now)?,
        None => false,
    };
    if !ended {
        return Err(HttpError::NotFound);
    }
    Flash::SessionsEnded.leave(ctx);
    Ok(response::see_other("/profile/sessions"))
}
