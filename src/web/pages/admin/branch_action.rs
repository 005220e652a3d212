//! What an admin does to a branch of the tree: asked first, with a reason, then done, then said.

use maud::html;

use crate::actions::accounts_admin::Whom;
use crate::actions::branch::{self, Outcome, Referrer};
use crate::actions::review::{self, Decision, Refused, Verdict};
use crate::domain::admin_note::Reason;
use crate::domain::code::{Key, Typed};
use crate::domain::email::Email;
use crate::domain::validation::Refusal;
use crate::store::{branches, users};
use crate::web::pages::admin::menu;
use crate::web::pages::admin::review::REASON;
use crate::web::pages::flash::Notice;
use crate::web::pages::form::{Form, Input, TEXT};
use crate::web::request::input::Fields;
use crate::web::{
    request::{context::Visit, session::Admin},
    response::{self, Answer, error::Failure},
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Deed {
    Freeze,
    Restore,
    Move,
    Review(Decision),
}

/// A deed with the names of its sentences.
struct Known {
    deed: Deed,
    title: &'static str,
    lead: &'static str,
    danger: bool,
}

fn of_address(visit: &Visit) -> Result<Known, Failure> {
    let known = |deed, title, lead, danger| Known { deed, title, lead, danger };
    Ok(match visit.second_param() {
        "freeze" => known(Deed::Freeze, "branch-freeze", "branch-freeze-lead", true),
        "restore" => known(Deed::Restore, "branch-restore", "branch-restore-lead", false),
        "move" => known(Deed::Move, "branch-move", "branch-move-lead", false),
        "approve" => known(Deed::Review(Decision::Approve), "branch-approve", "branch-approve-lead", false),
        "reject" => known(Deed::Review(Decision::Reject), "branch-reject", "branch-reject-lead", true),
        _ => return Err(Failure::NotFound),
    })
}

const REFERRER: Input = Input {
    name: "referrer",
    label: "field-referrer",
    hint: Some("field-referrer-hint"),
    longest: 254,
    ..TEXT
};

/// A person by number. They may be gone when their branch is to be restored.
fn person(visit: &Visit) -> Result<i64, Failure> {
    visit.param().parse().map_err(|_| Failure::NotFound)
}

pub fn show(visit: &Visit, _admin: &Admin) -> Answer {
    let known = of_address(visit)?;
    form(visit, &Fields::default(), &known, person(visit)?)
}

fn form(visit: &Visit, fields: &Fields, known: &Known, id: i64) -> Answer {
    let lang = visit.lang();
    let (user, below) = visit.read(|conn| -> Result<_, rusqlite::Error> {
        Ok((users::by_id(conn, id)?, branches::counts(conn, id)?.people))
    })?;
    if user.is_none() && known.deed != Deed::Restore {
        return Err(Failure::NotFound);
    }
    let form = Form::new(visit, fields);
    let inside = html! {
        @if known.deed == Deed::Move { (form.input(REFERRER)) }
        (form.input(REASON))
        @if known.danger { button.danger type="submit" { (lang.t(known.title)) } } @else { (form.submit(known.title)) }
    };
    let body = html! {
        (menu(lang, "/admin/people"))
        h1 { (lang.t(known.title)) }
        p.lead {
            @match &user { Some(user) => { (user.firstname) " · " (user.email) }, None => { "#" (id) } }
        }
        p { (lang.t(known.lead)) }
        p { (lang.t("branch-people")) ": " b { (below) } }
        (form.around(&format!("/admin/people/{id}/branch/{}", visit.second_param()), inside)?)
        p.aside { a href=(format!("/admin/people/{id}/branch")) { (lang.t("admin-back")) } }
    };
    form.page(&lang.t(known.title), body)
}

/// By whom somebody should have come, as it was typed: a number, an address or a code.
enum Named {
    Id(i64),
    Email(Email),
    Code(Key),
}

fn named(text: &str) -> Result<Named, Refusal> {
    let text = text.trim();
    if let Some(id) = text.strip_prefix('#').and_then(|number| number.parse().ok()) {
        return Ok(Named::Id(id));
    }
    if text.contains('@') {
        return Email::parse(text).map(Named::Email);
    }
    match Typed::read(text) {
        Typed::Possible(key) => Ok(Named::Code(key)),
        Typed::Mistyped => Err(Refusal::CodeMistyped),
        Typed::Impossible => Err(if text.is_empty() { Refusal::Empty } else { Refusal::Nobody }),
    }
}

pub fn submit(visit: &Visit, admin: &Admin) -> Answer {
    let fields = visit.form()?;
    let known = of_address(visit)?;
    let id = person(visit)?;
    let why = fields.required("reason", Reason::parse);
    let referrer = match known.deed {
        Deed::Move => fields.required("referrer", named),
        _ => None,
    };
    let (Some(why), true) = (why, fields.wrong().is_empty()) else {
        return form(visit, &fields, &known, id);
    };
    let (db, by, now) = (&visit.app.db, &admin.trace(), visit.now);
    let outcome = match (known.deed, &referrer) {
        (Deed::Freeze, _) => branch::freeze(db, id, &why, by, now)?,
        (Deed::Restore, _) => branch::restore(db, id, &why, by, now)?,
        (Deed::Review(decision), _) => {
            match review::branch(db, id, &Verdict { decision, why: &why, by, now })? {
                Ok(_) => Outcome::Done,
                Err(Refused::Already | Refused::UsedUp) => Outcome::Already,
                Err(Refused::Unknown) => Outcome::Unknown,
                Err(Refused::Powerless) => Outcome::Powerless,
            }
        }
        (Deed::Move, Some(named)) => {
            let referrer = match named {
                Named::Id(id) => Referrer::Whom(Whom::Id(*id)),
                Named::Email(email) => Referrer::Whom(Whom::Email(email)),
                Named::Code(key) => Referrer::Code(key),
            };
            branch::move_to(db, id, referrer, &why, by, now)?
        }
        (Deed::Move, None) => return Err(Failure::Malformed),
    };
    match outcome {
        Outcome::Done => done(known.deed).leave(visit),
        Outcome::Already => Notice::AlreadySo.leave(visit),
        Outcome::UnknownReferrer => fields.refuse("referrer", Refusal::Nobody),
        Outcome::Cycle => fields.refuse("referrer", Refusal::OwnBranch),
        Outcome::Unknown | Outcome::Powerless => return Err(Failure::NotFound),
    }
    if !fields.wrong().is_empty() {
        return form(visit, &fields, &known, id);
    }
    Ok(response::see_other(&format!("/admin/people/{id}/branch")))
}

fn done(deed: Deed) -> Notice {
    match deed {
        Deed::Freeze => Notice::BranchFrozen,
        Deed::Restore => Notice::BranchRestored,
        Deed::Move => Notice::PersonMoved,
        Deed::Review(_) => Notice::Decided,
    }
}
