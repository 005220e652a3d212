//! *Добавить код*: a new referral code, perhaps of the owner's choice, perhaps sent to a friend at once.

use maud::html;

use crate::actions::codes::{self, Wish};
use crate::domain::code::{self, Code, Description, MaxUses, State};
use crate::domain::email::Email;
use crate::domain::timestamp::{DAY, Moment};
use crate::domain::validation::Refusal;
use crate::store::referrals::{self, Referral};
use crate::web::pages::flash::Notice;
use crate::web::pages::form::{EMAIL, Form, Input, TEXT};
use crate::web::request::input::Fields;
use crate::web::{
    request::{context::Visit, session::SignedIn, throttle},
    response::{self, Answer},
};

pub fn show(visit: &Visit, me: &SignedIn) -> Answer {
    let last_day = visit.now.plus(visit.app.config.referrals.code_days * DAY).date();
    let active = visit.read(|conn| referrals::active_of(conn, me.user.id, visit.now))?;
    let in_the_way = active.filter(|code| code.state(visit.now) == State::Active);
    form(visit, &Fields::preset(&[("expires_on", &last_day)]), in_the_way.as_ref())
}

/// The form; above it, what stands in the way of another code, before anybody fills in everything in vain.
fn form(visit: &Visit, fields: &Fields, in_the_way: Option<&Referral>) -> Answer {
    let lang = visit.lang();
    let form = Form::new(visit, fields);
    let inside = html! {
        (form.input(Input { hint: Some("field-friend-hint"), label: "field-friend", required: false, autocomplete: "off", ..EMAIL }))
        (form.input(DESCRIPTION))
        (form.input(Input { name: "code", label: "field-own-code", hint: Some("field-own-code-hint"), required: false, longest: 32, ..TEXT }))
        (form.input(EXPIRES_ON))
        (form.input(MAX_USES))
        (form.submit("code-add-submit"))
    };
    let body = html! {
        h1 { (lang.t("code-add-title")) }
        p.lead { (lang.t("code-add-lead")) }
        @if let Some(code) = in_the_way {
            div.empty {
                p { (lang.with("code-add-in-the-way", &[("code", code.referral_code.as_str().into())])) }
                a.button.quiet href="/profile/referral/change" { (lang.t("menu-code-change")) }
            }
        }
        (form.around("/profile/referral", inside)?)
    };
    form.page(&lang.t("code-add-title"), body)
}

pub fn submit(visit: &Visit, me: &SignedIn) -> Answer {
    let fields = visit.form()?;
    let description = fields.optional("description", Description::parse);
    let expires_at = fields.optional("expires_on", |t| last_day(t, visit.now));
    let send_to = fields.optional("email", Email::parse);
    let chosen = fields.optional("code", Code::chosen);
    let max_uses = fields.optional("max_uses", MaxUses::parse);
    if !fields.wrong().is_empty() {
        return form(visit, &fields, None);
    }
    let sent = send_to.is_some();
    let description = description.unwrap_or_default();
    let wish = Wish { description, expires_at, max_uses, chosen, send_to, lang: visit.lang() };
    throttle::code(visit, me)?;
    if let Some(recipient) = &wish.send_to {
        throttle::invitation(visit, me, recipient)?;
    }
    match codes::add(visit.app, &me.user, &wish, &visit.trace(), visit.now)? {
        Ok(_) => {
            let notice = if sent { Notice::CodeAddedAndSent } else { Notice::CodeAdded };
            notice.leave(visit);
            Ok(response::see_other("/profile"))
        }
        Err(conflict) => {
            throttle::code_not_added(visit, me, conflict);
            fields.refuse("code", conflict.refusal());
            form(visit, &fields, None)
        }
    }
}

pub const DESCRIPTION: Input = Input {
    name: "description",
    label: "field-description",
    hint: Some("field-description-hint"),
    required: false,
    longest: Description::LONGEST,
    ..TEXT
};

pub const EXPIRES_ON: Input = Input {
    name: "expires_on",
    label: "field-expires-on",
    hint: Some("field-expires-on-hint"),
    kind: "date",
    required: false,
    ..TEXT
};

pub const MAX_USES: Input = Input {
    name: "max_uses",
    label: "field-max-uses",
    hint: Some("field-max-uses-hint"),
    keys: Some("numeric"),
    required: false,
    longest: 7,
    ..TEXT
};

/// The last day of a code's life, as a date field has it.
pub fn last_day(text: &str, now: Moment) -> Result<Moment, Refusal> {
    code::expiry(Moment::end_of_date(text.trim()).ok_or(Refusal::NotADate)?, now)
}
