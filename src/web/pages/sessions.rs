//! Where a person is signed in, and the end of any or all of it; and what happened to the account.

use maud::{Markup, html};

use crate::actions::sign_in;
use crate::domain::device::Device;
use crate::domain::validation::Refusal;
use crate::i18n::{Lang, Text};
use crate::store::audit::{self, Entry, What};
use crate::store::sessions::{self, Listed};
use crate::web::pages::dates;
use crate::web::pages::flash::Notice;
use crate::web::pages::form::Form;
use crate::web::pages::layout::page;
use crate::web::request::input::Fields;
use crate::web::{
    request::{
        context::Visit,
        session::{self, SignedIn},
    },
    response::{self, Answer, error::Failure},
};

/// Entries of the trail on the page.
const SHOWN: usize = 50;

pub fn show(visit: &Visit, me: &SignedIn) -> Answer {
    let lang = visit.lang();
    let (sessions, trail) = visit.read(|conn| -> Result<_, rusqlite::Error> {
        Ok((
            sessions::of_user(conn, me.user.id, session::IDLE, visit.now)?,
            audit::of_user(conn, me.user.id, i64::MAX, SHOWN)?,
        ))
    })?;
    let nothing = Fields::default();
    let form = Form::new(visit, &nothing);
    let body = html! {
        h1 { (lang.t("sessions-title")) }
        p.lead { (lang.t("sessions-lead")) }
        @for listed in &sessions { (card(&form, lang, listed, listed.token == me.session)?) }
        @if sessions.len() > 1 {
            (form.around("/profile/sessions", html! {
                input type="hidden" name="session" value="others";
                button.danger type="submit" { (lang.t("sessions-end-others")) }
            })?)
        }
        section aria-labelledby="trail" {
            h2 #trail { (lang.t("trail-title")) }
            (table(lang, &trail))
        }
    };
    page(visit, 200, &lang.t("sessions-title"), body)
}

fn card(form: &Form, lang: Lang, listed: &Listed, is_this: bool) -> Result<Markup, Failure> {
    Ok(html! {
        article.card {
            h2 {
                @if listed.kind == "bearer" { (lang.t("sessions-program")) } @else { (lang.t("sessions-browser")) }
                @if is_this { " " span.badge.on { (lang.t("sessions-this")) } }
            }
            p.muted { (device(lang, &listed.device)) }
            div.who {
                p { (lang.t("sessions-since")) " " (dates::at(lang, listed.created_at)) }
                p { (lang.t("sessions-used")) " " (dates::at(lang, listed.used_at)) }
            }
            (form.around("/profile/sessions", html! {
                input type="hidden" name="session" value=(listed.id);
                button.quiet type="submit" { (lang.t("sessions-end")) }
            })?)
        }
    })
}

fn table(lang: Lang, trail: &[Entry]) -> Markup {
    html! {
        table.even role="table" aria-labelledby="trail" {
            thead role="rowgroup" { tr role="row" {
                @for column in ["trail-what", "trail-when", "trail-who"] {
                    th role="columnheader" scope="col" { (lang.t(column)) }
                }
            } }
            tbody role="rowgroup" {
                @for entry in trail {
                    tr role="row" {
                        th role="rowheader" scope="row" {
                            (What::named(&entry.what).map_or("", |what| lang.t(what.name()).as_str()))
                        }
                        td role="cell" { (dates::at(lang, entry.at)) }
                        td role="cell" {
                            (who(lang, entry))
                            @if !entry.device.is_empty() && entry.actor != "operator" { span.muted { " · " (device(lang, &entry.device)) } }
                        }
                    }
                }
            }
        }
    }
}

fn who(lang: Lang, entry: &Entry) -> Text {
    match entry.actor.as_str() {
        "self" => lang.t("actor-self"),
        "operator" => lang.t("actor-operator"),
        _ => lang.t("actor-stranger"),
    }
}

/// What somebody came with, by the names that people know; all that it said of itself is there for whoever points at it.
pub(super) fn device(lang: Lang, agent: &str) -> Markup {
    html! {
        @match Device::of(agent) {
            _ if agent.is_empty() => (lang.t("sessions-unknown-device")),
            Some(known) => span title=(agent) { (known) },
            None => (agent),
        }
    }
}

pub fn submit(visit: &Visit, me: &SignedIn) -> Answer {
    let fields = visit.form()?;
    if fields.typed("session") == "others" {
        sign_in::end_others(visit.app, &me.user, &me.session, &visit.trace(), visit.now)?;
        Notice::SessionsEnded.leave(visit);
        return Ok(response::see_other("/profile/sessions"));
    }
    let id = fields.required("session", |t| t.parse().map_err(|_| Refusal::NotANumber));
    fields.check()?;
    let ended = match id {
        Some(id) => sign_in::end_one(visit.app, &me.user, id, &visit.trace(), visit.now)?,
        None => false,
    };
    if !ended {
        return Err(Failure::NotFound);
    }
    Notice::SessionsEnded.leave(visit);
    Ok(response::see_other("/profile/sessions"))
}
