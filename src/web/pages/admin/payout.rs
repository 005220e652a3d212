//! One payout: its lines, and the steps that follow.

use maud::{Markup, html};

use crate::actions::program::payouts::{self as actions, PayoutStep};
use crate::actions::program::{ProgramError, ProgramResult};
use crate::domain::admin_note::AdminNote;
use crate::domain::payout_state::{self, PayoutState};
use crate::domain::reward;
use crate::domain::unicode::clean_line;
use crate::domain::validation::ValidationError;
use crate::i18n::money_text::amount;
use crate::store::payouts::{self, Line, Payout};
use crate::store::{self, participants};
use crate::web::components::when;
use crate::web::pages::admin::links::user_link;
use crate::web::pages::admin::payouts::{PATH, payout_pill};
use crate::web::pages::admin::{fact_list, table};
use crate::web::pages::flash::Flash;
use crate::web::pages::form::{Field, Form, TEXT};
use crate::web::{Admin, FormInput, HandlerResult, HttpError, RequestContext, response};

const REASON: Field =
    Field { name: "reason", label: "field-reason", max_chars: AdminNote::MAX_CHARS, ..TEXT };

/// Characters of a bank's reference.
const MAX_REFERENCE_CHARS: usize = 255;

const REFERENCE: Field = Field {
    name: "reference",
    label: "payout-reference",
    required: false,
    max_chars: MAX_REFERENCE_CHARS,
    ..TEXT
};

struct Shown {
    payout: Payout,
    lines: Vec<Line>,
    name: String,
}

fn find(ctx: &RequestContext) -> Result<Shown, HttpError> {
    let id = payout_state::parse_number(ctx.path_param(0)).ok_or(HttpError::NotFound)?;
    let found = ctx.db_read(|conn| -> store::Result<Option<Shown>> {
        let Some(payout) = payouts::find(conn, id)? else { return Ok(None) };
        let lines = payouts::lines(conn, id)?;
        let name = participants::shown_name(conn, payout.participant_id)?;
        Ok(Some(Shown { payout, lines, name }))
    })?;
    found.ok_or(HttpError::NotFound)
}

pub fn show(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    page(ctx, &find(ctx)?, &FormInput::default())
}

fn page(ctx: &RequestContext, of: &Shown, fields: &FormInput) -> HandlerResult {
    let lang = ctx.lang();
    let payout = &of.payout;
    let form = Form::new(ctx, fields);
    let mut facts = vec![
        ("rewards-for", user_link(payout.participant_id, &of.name)),
        ("payout-until", when::day(lang, payout.until.minus(1), ctx.now)),
        ("reward-made", when::moment(lang, payout.made_at, ctx.now)),
        ("payout-changed", when::moment(lang, payout.changed_at, ctx.now)),
    ];
    if let Some(reference) = &payout.reference {
        facts.push(("payout-reference", html! { (reference) }));
    }
    match payout.why.as_deref() {
        Some("reward_changed") => {
            facts.push(("field-reason", html! { (lang.text("payout-reward-changed")) }))
        }
        Some(why) => facts.push(("field-reason", html! { (why) })),
        None => {}
    }
    let rows = of.lines.iter().map(|line| {
        let number = reward::number(line.reward);
        let kind = if line.amount < 0 { "payout-line-taken" } else { "payout-line-due" };
        [
            html! { a href=(format!("/admin/rewards/{number}")) { (number) } },
            html! { (lang.text(kind)) },
            html! { b { (amount(lang, line.amount, &payout.unit)) } },
        ]
    });
    let number = payout_state::number(payout.id);
    let body = html! {
        p { a href=(PATH) { "‹ " (lang.text("admin-payouts")) } }
        div.head { h1 { (amount(lang, payout.amount, &payout.unit)) } (payout_pill(lang, payout.state)) }
        p.lead { (lang.text(sentence(payout.state))) }
        div.pair { div.card { (fact_list(lang, facts)) } div.stack { (steps(&form, payout)?) } }
        section.card.flush aria-labelledby="lines" {
            div.hd { h2 #lines { (lang.text("payout-lines")) } }
            (table(lang, "lines", ["payouts-rewards", "why-title", "rewards-amount"], rows))
        }
    };
    form.page(&lang.format("payout-title", &[("number", number.into())]), body)
}

/// What a state means.
fn sentence(state: PayoutState) -> &'static str {
    match state {
        PayoutState::Draft => "payout-is-draft",
        PayoutState::Approved => "payout-is-approved",
        PayoutState::Sent => "payout-is-sent",
        PayoutState::Paid => "payout-is-paid",
        PayoutState::Failed => "payout-is-failed",
        PayoutState::Canceled => "payout-is-canceled",
    }
}

/// A form for each step that may follow.
fn steps(form: &Form, payout: &Payout) -> Result<Markup, HttpError> {
    let lang = form.lang();
    let address = format!("{PATH}/{}", payout_state::number(payout.id));
    let one = |step: &str, inside: Markup| {
        form.render(&address, html! { input type="hidden" name="step" value=(step); (inside) })
    };
    let allows = |state| payout.state.allows(state);
    Ok(html! {
        @if allows(PayoutState::Approved) || allows(PayoutState::Sent) {
            div.card.actions {
                @if allows(PayoutState::Approved) { (one("approve", form.submit("payout-approve"))?) }
                @if allows(PayoutState::Sent) {
                    (one("sent", html! { button.quiet type="submit" { (lang.text("payout-mark-sent")) } })?)
                }
                @if allows(PayoutState::Canceled) {
                    (one("cancel", html! { button.danger type="submit" { (lang.text("payout-cancel")) } })?)
                }
            }
        }
        @if allows(PayoutState::Paid) {
            div.card { (one("paid", html! { (form.field(REFERENCE)) p.actions { button.quiet type="submit" { (lang.text("payout-mark-paid")) } } })?) }
        }
        @if allows(PayoutState::Failed) {
            div.card { (one("failed", html! { (form.field(REASON)) p.actions { button.danger type="submit" { (lang.text("payout-mark-failed")) } } })?) }
        }
    })
}

/// `POST /admin/payouts/{number}`
pub fn submit(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    let fields = ctx.read_form()?;
    let of = find(ctx)?;
    let reference = |text: &str| {
        let text = clean_line(text)?;
        let is_long = text.chars().count() > MAX_REFERENCE_CHARS;
        if is_long { Err(ValidationError::TooLong(MAX_REFERENCE_CHARS)) } else { Ok(text) }
    };
    let step = match fields.submitted("step") {
        "approve" => Some(PayoutStep::Approve),
        "sent" => Some(PayoutStep::Send),
        "paid" => Some(PayoutStep::Pay(fields.optional("reference", reference))),
        "failed" => fields.required("reason", AdminNote::parse).map(PayoutStep::Fail),
        "cancel" => Some(PayoutStep::Cancel),
        _ => return Err(HttpError::NotFound),
    };
    let (Some(step), true) = (step, fields.errors().is_empty()) else { return page(ctx, &of, &fields) };
    let (by, now) = (admin.audit_source(), ctx.now);
    let stepped =
        ctx.app.db.write(|tx| -> ProgramResult<Payout> { actions::step(tx, of.payout.id, &step, &by, now) });
    match stepped {
        Ok(_) => Flash::PayoutsChanged.leave(ctx),
        // Another admin was first.
        Err(ProgramError::Conflict(_)) => Flash::AlreadySo.leave(ctx),
        Err(other) => return Err(other.into()),
    }
    Ok(response::see_other(&format!("{PATH}/{}", payout_state::number(of.payout.id))))
}
