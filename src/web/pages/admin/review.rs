//! One referral before a reviewer: what speaks against it, and the decision with its reason.

use maud::{Markup, html};

use crate::actions::explain::{self, Audience, Story, Why};
use crate::actions::review::{self, Decision, Refused, Verdict};
use crate::domain::admin_note::Reason;
use crate::domain::validation::Refusal;
use crate::i18n::Lang;
use crate::store::reviews::{self, Open};
use crate::web::pages::admin::reviews::{signals, somebody};
use crate::web::pages::admin::{facts, menu};
use crate::web::pages::dates;
use crate::web::pages::flash::Notice;
use crate::web::pages::form::{Form, Input, TEXT};
use crate::web::pages::referee;
use crate::web::request::input::Fields;
use crate::web::{
    request::{context::Visit, session::Admin},
    response::{self, Answer, error::Failure},
};

/// The reason that every deed to somebody's referrals is asked for.
pub(super) const REASON: Input = Input {
    name: "reason",
    label: "field-reason",
    hint: Some("field-reason-hint"),
    longest: Reason::LONGEST,
    ..TEXT
};

fn of_address(visit: &Visit) -> Result<Open, Failure> {
    let id = visit.param().parse().map_err(|_| Failure::NotFound)?;
    visit.read(|conn| reviews::one(conn, id))?.ok_or(Failure::NotFound)
}

pub fn show(visit: &Visit, _admin: &Admin) -> Answer {
    form(visit, &Fields::default(), &of_address(visit)?)
}

fn form(visit: &Visit, fields: &Fields, of: &Open) -> Answer {
    let lang = visit.lang();
    let Story { why, trail } =
        visit.read(|conn| explain::of_one(conn, of.referee.clone(), Audience::Admin))?;
    let form = Form::new(visit, fields);
    let inside = html! {
        (form.input(REASON))
        (form.checkbox("branch", "review-branch"))
        div.actions {
            button type="submit" name="decision" value="approve" { (lang.t("review-approve")) }
            button.danger type="submit" name="decision" value="reject" { (lang.t("review-reject")) }
        }
    };
    let body = html! {
        (menu(lang, "/admin/reviews"))
        h1 { (lang.t("review-title")) }
        (facts(lang, known(lang, of, &why)))
        (form.around(&format!("/admin/reviews/{}", of.referee.id), inside)?)
        section aria-labelledby="trail" {
            h2 #trail { (lang.t("why-trail")) }
            (referee::trail(lang, &trail))
        }
        p.aside { a href="/admin/reviews" { (lang.t("admin-back")) } }
    };
    form.page(&lang.t("review-title"), body)
}

fn known(lang: Lang, of: &Open, why: &Why) -> Vec<(&'static str, Markup)> {
    let referee = &of.referee;
    vec![
        ("person-name", somebody(lang, referee.referee_id, referee.firstname.as_deref())),
        ("admin-came-by", somebody(lang, referee.referrer_id, of.referrer.as_deref())),
        ("person-code", html! { (referee.referral_code.as_deref().unwrap_or("—")) }),
        ("person-registered", dates::at(lang, referee.registered_at)),
        ("why-title", referee::sentence(lang, why)),
        ("review-signals", signals(lang, of)),
        ("review-weight", html! { (referee.doubt) }),
    ]
}

pub fn submit(visit: &Visit, admin: &Admin) -> Answer {
    let fields = visit.form()?;
    let of = of_address(visit)?;
    let decision = fields.required("decision", |text| match text {
        "approve" => Ok(Decision::Approve),
        "reject" => Ok(Decision::Reject),
        _ => Err(Refusal::NotADecision),
    });
    let why = fields.required("reason", Reason::parse);
    let branch = fields.ticked("branch");
    let (Some(decision), Some(why), true) = (decision, why, fields.wrong().is_empty()) else {
        return form(visit, &fields, &of);
    };
    let (db, id) = (&visit.app.db, of.referee.id);
    let verdict = Verdict { decision, why: &why, by: &admin.trace(), now: visit.now };
    let decided = if branch {
        review::with_branch(db, id, &verdict)?.map(|_| ())
    } else {
        review::one(db, id, &verdict)?
    };
    match decided {
        Ok(()) => Notice::Decided.leave(visit),
        Err(Refused::Already) => Notice::AlreadySo.leave(visit),
        Err(Refused::UsedUp) => {
            fields.refuse("decision", Refusal::CodeUsedUp);
            return form(visit, &fields, &of);
        }
        Err(Refused::Unknown | Refused::Powerless) => return Err(Failure::NotFound),
    }
    Ok(response::see_other("/admin/reviews"))
}
