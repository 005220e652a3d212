//! Review of one referral: fraud signals, and a decision with a reason.

use maud::{Markup, html};

use crate::actions::explain::{self, Audience, Explanation, History, signal_key};
use crate::actions::review::{self, Decision, ReviewResult, Verdict};
use crate::domain::admin_note::AdminNote;
use crate::domain::validation::ValidationError;
use crate::i18n::Lang;
use crate::store::reviews::{self, OpenReview};
use crate::web::components::when;
use crate::web::pages::{
    admin::{fact_list, links::user_or_deleted},
    flash::Flash,
    form::{Field, Form, TEXT},
    referee,
    referee_path::{Detail, referee_path},
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

/// The same where a reason is chosen already.
const OWN_WORDS: Field = Field { label: "review-own-words", required: false, ..REASON };

/// Reasons to choose from: the value of the field, and the sentence that is stored.
const APPROVE_BECAUSE: [(&str, &str); 3] =
    [("genuine", "because-genuine"), ("known", "because-known"), ("household", "because-household")];
const REJECT_BECAUSE: [(&str, &str); 4] = [
    ("mailbox", "because-mailbox"),
    ("same-person", "because-same-person"),
    ("throwaway", "because-throwaway"),
    ("automated", "because-automated"),
];

fn reasons(decision: Decision) -> &'static [(&'static str, &'static str)] {
    match decision {
        Decision::Approve => &APPROVE_BECAUSE,
        Decision::Reject => &REJECT_BECAUSE,
    }
}

/// A button that decides, and the reasons for it. The letter is its key.
pub(super) fn decision_controls(lang: Lang, decision: Decision) -> Markup {
    let (value, label, key, class) = match decision {
        Decision::Approve => ("approve", "review-approve", "a", "quiet"),
        Decision::Reject => ("reject", "review-reject", "r", "danger"),
    };
    html! {
        div.decide {
            button.(class) type="submit" name="decision" value=(value) data-key=(key) aria-keyshortcuts=(key) { (lang.text(label)) }
            label { (lang.text("review-because")) " "
                select name={ (value) "_because" } {
                    @for (value, sentence) in reasons(decision) { option value=(value) { (lang.text(sentence)) } }
                }
            }
        }
    }
}

/// Decision of a form with its reason: own words, else the one chosen for the decision. `None` when an
/// error was recorded.
pub(super) fn read_decision(lang: Lang, fields: &FormInput) -> Option<(Decision, AdminNote)> {
    let decision = fields.required("decision", |text| match text {
        "approve" => Ok(Decision::Approve),
        "reject" => Ok(Decision::Reject),
        _ => Err(ValidationError::NotADecision),
    });
    let chosen = match decision {
        Some(Decision::Approve) => fields.submitted("approve_because"),
        Some(Decision::Reject) => fields.submitted("reject_because"),
        None => "",
    };
    let chosen = decision.and_then(|decision| reasons(decision).iter().find(|(name, _)| *name == chosen));
    let own = fields.optional("reason", AdminNote::parse);
    let why = match (own, chosen) {
        (Some(own), _) => Some(own),
        (None, Some((_, sentence))) => AdminNote::parse(&lang.text(sentence)).ok(),
        (None, None) => fields.required("reason", AdminNote::parse),
    };
    decision.zip(why).filter(|_| fields.errors().is_empty())
}

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
        (form.checkbox("branch", "review-branch"))
        (form.field(OWN_WORDS))
        div.pair { (decision_controls(lang, Decision::Approve)) (decision_controls(lang, Decision::Reject)) }
    };
    let body = html! {
        p { a href="/admin/reviews" { "‹ " (lang.text("admin-reviews")) } }
        div.head { h1 { (lang.text("review-title")) } }
        section.card aria-label=(lang.text("why-path")) { (referee_path(lang, &why, ctx.now, Detail::Full)) }
        div.aside {
            section.card { (form.render(&format!("/admin/reviews/{}", of.referee.id), inside)?) }
            section.card { (fact_list(lang, review_facts(ctx, of, &why))) }
        }
        details.card.more {
            summary { (lang.text("why-history")) }
            (referee::history(lang, &trail, ctx.now))
        }
    };
    form.page(&lang.text("review-title"), body)
}

fn review_facts(ctx: &RequestContext, of: &OpenReview, why: &Explanation) -> Vec<(&'static str, Markup)> {
    let (lang, referee) = (ctx.lang(), &of.referee);
    vec![
        ("person-name", user_or_deleted(lang, referee.referee_id, referee.firstname.as_deref())),
        ("admin-referred-by", user_or_deleted(lang, referee.referrer_id, of.referrer_name.as_deref())),
        ("person-code", html! { (referee.referral_code.as_deref().unwrap_or("—")) }),
        ("person-registered", when::moment(lang, referee.registered_at, ctx.now)),
        ("why-title", referee::status_sentence(lang, why)),
        ("review-signals", signal_list(lang, of)),
        ("review-weight", html! { (referee.doubt) }),
    ]
}

pub fn submit(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    let fields = ctx.read_form()?;
    let of = review_from_path(ctx)?;
    let branch = fields.is_checked("branch");
    let Some((decision, why)) = read_decision(ctx.lang(), &fields) else {
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
    // The next one, so that a row of them is decided without the list between.
    let next = ctx.db_read(|conn| reviews::find_next(conn, id))?;
    Ok(response::see_other(
        &next.map_or_else(|| "/admin/reviews".to_owned(), |id| format!("/admin/reviews/{id}")),
    ))
}

/// Fraud signals with weights.
pub(super) fn signal_list(lang: Lang, of: &OpenReview) -> Markup {
    html! {
        @if of.signals.is_empty() { "—" } @else {
            ul.signals { @for doubt in &of.signals {
                li { (lang.text(signal_key(doubt.signal))) span.soft { " · " (doubt.weight) } }
            } }
        }
    }
}
