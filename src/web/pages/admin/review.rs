//! Review of one referral: fraud signals, and a decision with a reason.

use maud::{Markup, html};

use crate::actions::explain::{self, Audience, Explanation, History};
use crate::actions::review::{self, Decision, ReviewResult, Verdict};
use crate::domain::admin_note::AdminNote;
use crate::domain::validation::ValidationError;
use crate::i18n::Lang;
use crate::store::reviews::{self, OpenReview};
use crate::web::pages::{
    admin::{fact_list, links::user_or_deleted, reviews::signal_list},
    flash::Flash,
    form::{Field, Form, TEXT},
    markup, referee,
};
use crate::web::{Admin, FormInput, HandlerResult, HttpError, RequestContext, response};

/// Reason field of decisions on referrals.
pub(super) const REASON: Field = Field {
    name: "reason",
    label: "field-reason",
    hint: Some("field-reason-hint"),
    max_chars: AdminNote::MAX_CHARS,
    ..TEXT
};

fn review_from_path(ctx: &RequestContext) -> Result<OpenReview, HttpError> {
    let id = ctx.path_param(0).parse().map_err(|_| HttpError::NotFound)?;
    ctx.db_read(|conn| reviews::find_by_id(conn, id))?.ok_or(HttpError::NotFound)
}

pub fn show(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    form(ctx, &FormInput::default(), &review_from_path(ctx)?)
}

fn form(ctx: &RequestContext, fields: &FormInput, of: &OpenReview) -> HandlerResult {
    let lang = ctx.lang();
    let History { explanation: why, steps: trail } =
        ctx.db_read(|conn| explain::load_one(conn, of.referee.clone(), Audience::Admin))?;
    let form = Form::new(ctx, fields);
    let inside = html! {
        (form.field(REASON))
        (form.checkbox("branch", "review-branch"))
        div.actions {
            button type="submit" name="decision" value="approve" { (lang.text("review-approve")) }
            button.danger type="submit" name="decision" value="reject" { (lang.text("review-reject")) }
        }
    };
    let body = html! {
        h1 { (lang.text("review-title")) }
        (fact_list(lang, review_facts(lang, of, &why)))
        (form.render(&format!("/admin/reviews/{}", of.referee.id), inside)?)
        section aria-labelledby="trail" {
            h2 #trail { (lang.text("why-history")) }
            (referee::history(lang, &trail))
        }
        p.after { a href="/admin/reviews" { (lang.text("admin-back")) } }
    };
    form.page(&lang.text("review-title"), body)
}

fn review_facts(lang: Lang, of: &OpenReview, why: &Explanation) -> Vec<(&'static str, Markup)> {
    let referee = &of.referee;
    vec![
        ("person-name", user_or_deleted(lang, referee.referee_id, referee.firstname.as_deref())),
        ("admin-referred-by", user_or_deleted(lang, referee.referrer_id, of.referrer_name.as_deref())),
        ("person-code", html! { (referee.referral_code.as_deref().unwrap_or("—")) }),
        ("person-registered", markup::date_time(lang, referee.registered_at)),
        ("why-title", referee::status_sentence(lang, why)),
        ("review-signals", signal_list(lang, of)),
        ("review-weight", html! { (referee.doubt) }),
    ]
}

pub fn submit(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    let fields = ctx.read_form()?;
    let of = review_from_path(ctx)?;
    let decision = fields.required("decision", |text| match text {
        "approve" => Ok(Decision::Approve),
        "reject" => Ok(Decision::Reject),
        _ => Err(ValidationError::NotADecision),
    });
    let why = fields.required("reason", AdminNote::parse);
    let branch = fields.is_checked("branch");
    let (Some(decision), Some(why), true) = (decision, why, fields.errors().is_empty()) else {
        return form(ctx, &fields, &of);
    };
    let (db, id) = (&ctx.app.db, of.referee.id);
    let verdict = Verdict { decision, why: &why, by: &admin.audit_source(), now: ctx.now };
    let decided = if branch {
        review::decide_with_branch(db, id, &verdict)?
    } else {
        review::decide_one(db, id, &verdict)?
    };
    match decided {
        ReviewResult::Decided(_) => Flash::Decided.leave(ctx),
        ReviewResult::Already => Flash::AlreadySo.leave(ctx),
        ReviewResult::UsedUp => {
            fields.add_error("decision", ValidationError::CodeUsedUp);
            return form(ctx, &fields, &of);
        }
        ReviewResult::Unknown | ReviewResult::AdminRevoked => return Err(HttpError::NotFound),
    }
    Ok(response::see_other("/admin/reviews"))
}
