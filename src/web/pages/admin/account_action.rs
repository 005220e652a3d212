//! What an admin does to an account: asked first, then done, then said.

use maud::html;

use crate::actions::accounts_admin::{self, Deed, Outcome, Whom};
use crate::domain::validation::Refusal;
use crate::store::users::User;
use crate::web::pages::admin::confirm_action::{self, Question};
use crate::web::pages::admin::person;
use crate::web::pages::flash::Notice;
use crate::web::{
    request::{context::Visit, session::Admin},
    response::{self, Answer, error::Failure},
};

/// A deed as the pages know it.
struct Known {
    deed: Deed,
    title: &'static str,
    lead: &'static str,
    submit: &'static str,
    danger: bool,
    done: Notice,
}

/// The deed that the address names; one session's end names the session too.
fn of_address(visit: &Visit, session: Option<i64>) -> Result<Known, Failure> {
    let known = |deed, title, lead, submit, danger, done| Known { deed, title, lead, submit, danger, done };
    Ok(match visit.second_param() {
        "activate" => known(
            Deed::Activate,
            "admin-activate-title",
            "admin-activate-lead",
            "admin-activate",
            false,
            Notice::PersonActivated,
        ),
        "disable" => known(
            Deed::Disable,
            "admin-disable-title",
            "admin-disable-lead",
            "admin-disable",
            true,
            Notice::PersonDisabled,
        ),
        "enable" => known(
            Deed::Enable,
            "admin-enable-title",
            "admin-enable-lead",
            "admin-enable",
            false,
            Notice::PersonEnabled,
        ),
        "sign-out" => known(
            Deed::SignOut,
            "admin-sign-out-title",
            "admin-sign-out-lead",
            "admin-sign-out",
            false,
            Notice::AllSessionsEnded,
        ),
        "end-session" => known(
            Deed::EndSession(session.ok_or(Failure::NotFound)?),
            "admin-end-session-title",
            "admin-end-session-lead",
            "sessions-end",
            false,
            Notice::SessionsEnded,
        ),
        "make-admin" => known(
            Deed::MakeAdmin,
            "admin-make-admin-title",
            "admin-make-admin-lead",
            "admin-make-admin",
            false,
            Notice::AdminMade,
        ),
        "remove-admin" => known(
            Deed::RemoveAdmin,
            "admin-remove-admin-title",
            "admin-remove-admin-lead",
            "admin-remove-admin",
            true,
            Notice::AdminRemoved,
        ),
        "delete" => known(
            Deed::Delete,
            "admin-delete-title",
            "admin-delete-lead",
            "admin-delete",
            true,
            Notice::PersonDeleted,
        ),
        _ => return Err(Failure::NotFound),
    })
}

pub fn show(visit: &Visit, _admin: &Admin) -> Answer {
    let session = crate::web::pages::admin::number(visit, "session");
    let known = of_address(visit, session)?;
    ask(visit, &known, &person::of_address(visit)?, None)
}

fn ask(visit: &Visit, known: &Known, user: &User, refused: Option<&'static str>) -> Answer {
    let carries = match known.deed {
        Deed::EndSession(id) => Some(("session", id)),
        _ => None,
    };
    let question = Question {
        here: "/admin/people",
        title: known.title,
        lead: known.lead,
        submit: known.submit,
        about: html! { (user.firstname) " · " (user.email) },
        danger: known.danger,
        carries,
        back: &format!("/admin/people/{}", user.id),
    };
    match refused {
        Some(why) => confirm_action::refuse(visit, &question, why),
        None => confirm_action::ask(visit, &question),
    }
}

pub fn submit(visit: &Visit, admin: &Admin) -> Answer {
    let fields = visit.form()?;
    let session = fields.optional("session", |t| t.parse().map_err(|_| Refusal::NotANumber));
    fields.check()?;
    let known = of_address(visit, session)?;
    let user = person::of_address(visit)?;
    match accounts_admin::act(&visit.app.db, known.deed, Whom::Id(user.id), &admin.trace(), visit.now)? {
        Outcome::Done => known.done.leave(visit),
        Outcome::Already => Notice::AlreadySo.leave(visit),
        Outcome::Unknown | Outcome::Powerless => return Err(Failure::NotFound),
        Outcome::Oneself => return ask(visit, &known, &user, Some("admin-oneself")),
    }
    visit.app.recount();
    Ok(match known.deed {
        Deed::Delete => response::see_other("/admin/people"),
        _ => response::see_other(&format!("/admin/people/{}", user.id)),
    })
}
