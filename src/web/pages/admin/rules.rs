//! Rules: list, a form that reads like a sentence, versions, and the end.

use maud::{Markup, html};

use crate::actions::explain::rule_text::rule_sentence;
use crate::actions::program::{ProgramError, ProgramResult, rules as actions};
use crate::domain::program::rule::Rule;
use crate::domain::timestamp::Timestamp;
use crate::i18n::Lang;
use crate::store::rules::{self, StoredRule};
use crate::web::components::pill::{State, pill};
use crate::web::components::{empty, when};
use crate::web::pages::admin::confirm_action::{self, Confirmation};
use crate::web::pages::admin::operator_page;
use crate::web::pages::admin::rule_form::{self, STEP_AT, STEP_PAY};
use crate::web::pages::admin::rule_preview::preview;
use crate::web::pages::admin::rule_trial;
use crate::web::pages::flash::Flash;
use crate::web::pages::form::{Field, Form, TEXT};
use crate::web::{Admin, FormInput, HandlerResult, HttpError, RequestContext, response};

pub const PATH: &str = "/admin/rules";

pub fn show(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let lang = ctx.lang();
    let mut all = ctx.db_read(rules::list)?;
    all.reverse();
    let new = html! { a.button href="/admin/rules/new" { (lang.text("rule-new")) } };
    let body = html! {
        div.head {
            h1 { (lang.text("admin-rules")) }
            p.actions.push {
                a.button href="/admin/rules/new" { (lang.text("rule-new")) }
                a.button.quiet href="/admin/rules/new?kind=steps" { (lang.text("rule-new-steps")) }
            }
        }
        @if all.is_empty() {
            (empty::empty("%", &lang.text("rule-none"), &lang.text("rule-none-lead"), Some(new)))
        }
        @for rule in &all {
            @let newest = rule.timeline.newest();
            section.card {
                div.hd {
                    h2 { a href=(address(rule)) { (rule.timeline.name()) } }
                    (state_pill(lang, rule, ctx.now))
                }
                p { (rule_sentence(lang, &newest.rule)) }
                p.soft { (lang.format("rule-version-since", &[("version", newest.number.to_string().into()), ("date", lang.short_date(newest.in_force_from, ctx.now).into())])) }
            }
        }
    };
    operator_page(ctx, &lang.text("admin-rules"), body)
}

fn address(rule: &StoredRule) -> String {
    format!("{PATH}/{}", rule.timeline.name())
}

fn state_pill(lang: Lang, rule: &StoredRule, now: Timestamp) -> Markup {
    match (rule.timeline.ended_at, rule.timeline.in_force_now(now)) {
        (Some(at), _) => {
            let date = lang.short_date(at, now);
            pill(State::Off, &lang.format("rule-ended-on", &[("date", date.into())]))
        }
        (None, Some(_)) => pill(State::Active, &lang.text("rule-in-force")),
        (None, None) => pill(State::Waiting, &lang.text("rule-not-in-force")),
    }
}

/// `GET /admin/rules/new`, whose query fills the form, so that a script shows the sentence as it is typed.
pub fn ask_new(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let query = ctx.target().split_once('?').map_or("", |(_, query)| query);
    let typed = FormInput::from_form(query.as_bytes())?;
    let is_steps = typed.submitted("kind") == "steps";
    let zone = ctx.app.config.program.zone();
    if !typed.has_field("who") {
        let usual = rule_form::read(&rule_form::defaults(is_steps), &zone, Some("new"));
        return new_page(ctx, &rule_form::defaults(is_steps), usual.as_ref());
    }
    let rule = rule_form::read(&typed, &zone, None);
    new_page(ctx, &typed, rule.as_ref())
}

fn new_page(ctx: &RequestContext, fields: &FormInput, rule: Option<&Rule>) -> HandlerResult {
    let lang = ctx.lang();
    let form = Form::new(ctx, fields);
    let title = if is_steps(fields) { lang.text("rule-new-steps") } else { lang.text("rule-new") };
    let body = html! {
        p { a href=(PATH) { "‹ " (lang.text("admin-rules")) } }
        h1 { (title) }
        (form.render("/admin/rules/new", inside(ctx, &form, fields, rule, true))?)
    };
    form.page(&title, body)
}

fn is_steps(fields: &FormInput) -> bool {
    fields.submitted("kind") == "steps"
}

/// `POST /admin/rules/new`
pub fn submit_new(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    let fields = ctx.read_form()?;
    let mut rule = rule_form::read(&fields, &ctx.app.config.program.zone(), None);
    if let Some(rule) = rule.take_if(|_| fields.submitted("do") == "try") {
        return rule_trial::show_typed(ctx, rule);
    }
    let Some(rule) = rule.filter(|_| fields.submitted("do") == "save") else {
        let shown = rule_form::read(&fields.copy(), &ctx.app.config.program.zone(), None);
        return new_page(ctx, &fields, shown.as_ref());
    };
    let (by, now) = (admin.audit_source(), ctx.now);
    let posted = ctx.app.db.write(|tx| -> ProgramResult<StoredRule> { actions::post(tx, &rule, &by, now) });
    match posted {
        Ok(posted) => {
            Flash::RulePosted.leave(ctx);
            Ok(response::see_other(&address(&posted)))
        }
        Err(ProgramError::Conflict(wrong)) => {
            fields.add_error("name", wrong.why);
            new_page(ctx, &fields, Some(&rule))
        }
        Err(other) => Err(other.into()),
    }
}

fn find(ctx: &RequestContext) -> Result<StoredRule, HttpError> {
    let name = ctx.path_param(0);
    ctx.db_read(|conn| rules::find(conn, name))?.ok_or(HttpError::NotFound)
}

/// `GET /admin/rules/{name}`
pub fn show_one(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let stored = find(ctx)?;
    let newest = stored.timeline.newest();
    page(ctx, &stored, &rule_form::filled(&newest.rule), Some(&newest.rule))
}

fn page(ctx: &RequestContext, stored: &StoredRule, fields: &FormInput, rule: Option<&Rule>) -> HandlerResult {
    let lang = ctx.lang();
    let name = stored.timeline.name();
    let form = Form::new(ctx, fields);
    let is_over = stored.timeline.ended_at.is_some();
    let newest = stored.timeline.newest();
    let body = html! {
        p { a href=(PATH) { "‹ " (lang.text("admin-rules")) } }
        div.head { h1 { (name) } (state_pill(lang, stored, ctx.now)) }
        @if is_over { p.lead { (rule_sentence(lang, &newest.rule)) } }
        (form.mistakes(&["name"]))
        @if !is_over {
            section aria-labelledby="next" {
                h2 #next { (lang.text("rule-next-version")) }
                p.soft { (lang.text("rule-next-version-lead")) }
                (form.render(&address(stored), inside(ctx, &form, fields, rule, false))?)
            }
        }
        section aria-labelledby="versions" {
            h2 #versions { (lang.text("rule-versions")) }
            ol.events.versions {
                @for (version, (_, posted_at)) in stored.timeline.versions.iter().zip(&stored.rows).rev() {
                    @let is_in_force = stored.timeline.in_force_now(ctx.now).is_some_and(|now| now.number == version.number);
                    li class=(if is_in_force { "counts" } else { "" }) {
                        span {
                            b { (lang.format("rule-version", &[("version", version.number.to_string().into())])) } " · "
                            (rule_sentence(lang, &version.rule))
                            @if let Some(until) = version.rule.until { " " (lang.format("rule-until", &[("date", lang.short_date(until, ctx.now).into())])) }
                        }
                        span.soft {
                            (lang.format("rule-from", &[("date", lang.short_date(version.in_force_from, ctx.now).into())]))
                            " · " (when::day(lang, *posted_at, ctx.now)) " · "
                            a href=(format!("{}/try?version={}", address(stored), version.number)) { (lang.text("trial-run")) }
                        }
                    }
                }
            }
        }
        @if !is_over { p.after { a.button.danger href=(format!("{}/end", address(stored))) { (lang.text("rule-end")) } } }
    };
    form.page(name, body)
}

/// `POST /admin/rules/{name}`
pub fn submit_version(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    let fields = ctx.read_form()?;
    let stored = find(ctx)?;
    let (zone, name) = (ctx.app.config.program.zone(), stored.timeline.name());
    let mut rule = rule_form::read(&fields, &zone, Some(name));
    if let Some(rule) = rule.take_if(|_| fields.submitted("do") == "try") {
        return rule_trial::show_typed(ctx, rule);
    }
    let Some(rule) = rule.filter(|_| fields.submitted("do") == "save") else {
        let shown = rule_form::read(&fields.copy(), &zone, Some(name));
        return page(ctx, &stored, &fields, shown.as_ref());
    };
    let (by, now) = (admin.audit_source(), ctx.now);
    ctx.app
        .db
        .write(|tx| -> ProgramResult<StoredRule> { actions::post_version(tx, name, &rule, &by, now) })?;
    Flash::RulePosted.leave(ctx);
    Ok(response::see_other(&address(&stored)))
}

/// `GET /admin/rules/{name}/end`
pub fn ask_end(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let stored = find(ctx)?;
    let question = Confirmation {
        title: "rule-end-title",
        lead: "rule-end-lead",
        submit: "rule-end",
        about: html! { (rule_sentence(ctx.lang(), &stored.timeline.newest().rule)) },
        danger: true,
        asks_email: false,
        carries: None,
        back: &address(&stored),
    };
    confirm_action::ask(ctx, &question)
}

/// `POST /admin/rules/{name}/end`
pub fn submit_end(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    ctx.read_form()?;
    let (by, now) = (admin.audit_source(), ctx.now);
    let stored = ctx.app.db.write(|tx| actions::end(tx, ctx.path_param(0), &by, now))?;
    Flash::RuleEnded.leave(ctx);
    Ok(response::see_other(&address(&stored)))
}

const TYPES: [(&str, &str); 5] = [
    ("purchase", "rule-type-purchase"),
    ("signup", "rule-type-signup"),
    ("confirmed", "rule-type-confirmed"),
    ("trial", "rule-type-trial"),
    ("custom", "rule-type-custom"),
];

const OFTEN: [(&str, &str); 3] =
    [("all", "rule-often-all"), ("first", "rule-often-first"), ("range", "rule-often-range")];

const WHO: [(&str, &str); 2] = [("referrer", "rule-who-referrer"), ("referee", "rule-who-referee")];

const APPROVE: [(&str, &str); 2] = [("after_hold", "rule-approve-hold"), ("by_hand", "rule-approve-hand")];

const ON_CAP: [(&str, &str); 2] = [("cut", "rule-on-cap-cut"), ("refuse", "rule-on-cap-refuse")];

const APPLIES: [(&str, &str); 2] = [("as_joined", "rule-applies-joined"), ("today", "rule-applies-today")];

const NUMBER: Field = Field { inputmode: Some("numeric"), max_chars: 4, ..TEXT };
const AMOUNT: Field = Field { inputmode: Some("text"), max_chars: 14, ..TEXT };

fn inside(
    ctx: &RequestContext,
    form: &Form,
    fields: &FormInput,
    rule: Option<&Rule>,
    is_new: bool,
) -> Markup {
    let lang = ctx.lang();
    const MORE: [&str; 13] = [
        "event_name",
        "nth_first",
        "nth_last",
        "min_amount",
        "for_months",
        "group",
        "cap_participant",
        "cap_month",
        "on_cap",
        "applies",
        "from",
        "until",
        "max",
    ];
    let is_open = form_has(fields, &MORE)
        || fields.submitted("often") == "range"
        || fields.submitted("type") == "custom";
    html! {
        input type="hidden" name="kind" value=(if is_steps(fields) { "steps" } else { "event" });
        div.card data-live="/admin/rules/new" {
            @if is_new {
                (form.field(Field { name: "name", label: "rule-name", hint: Some("rule-name-hint"), max_chars: 40, ..TEXT }))
            }
            @if is_steps(fields) { (steps_sentence(lang, form, fields)) } @else { (event_sentence(lang, form)) }
            (preview(ctx, rule))
            details.more open[is_open] {
                summary { (lang.text("rule-more")) }
                @if !is_steps(fields) {
                    p.rule.small {
                        (lang.text("rule-more-range")) " " (form.inline(Field { name: "nth_first", label: "rule-nth-first", ..NUMBER }))
                        " – " (form.inline(Field { name: "nth_last", label: "rule-nth-last", ..NUMBER }))
                    }
                    p.rule.small { (lang.text("rule-more-name")) " " (form.inline(Field { name: "event_name", label: "rule-event-name", max_chars: 20, ..TEXT })) }
                    p.rule.small { (lang.text("rule-more-least")) " " (form.inline(Field { name: "min_amount", label: "rule-min-amount", ..AMOUNT })) }
                    p.rule.small { (lang.text("rule-more-months")) " " (form.inline(Field { name: "for_months", label: "rule-months", ..NUMBER })) }
                    (form.mistakes(&["nth_first", "nth_last", "event_name", "min_amount", "for_months"]))
                }
                p.rule.small { (lang.text("rule-more-group")) " " (form.inline(Field { name: "group", label: "rule-group", max_chars: 20, ..TEXT })) }
                p.rule.small { (lang.text("rule-more-cap")) " " (form.inline(Field { name: "cap_participant", label: "rule-cap-one", ..AMOUNT })) }
                p.rule.small { (lang.text("rule-more-cap-month")) " " (form.inline(Field { name: "cap_month", label: "rule-cap-all", ..AMOUNT })) }
                p.rule.small { (lang.text("rule-more-on-cap")) " " (form.inline_choice("on_cap", "rule-on-cap", &ON_CAP)) }
                p.rule.small { (lang.text("rule-more-applies")) " " (form.inline_choice("applies", "rule-applies", &APPLIES)) }
                p.rule.small {
                    (lang.text("rule-more-from")) " " (form.inline(Field { name: "from", label: "rule-from-date", kind: "date", ..TEXT }))
                    " " (lang.text("rule-more-until")) " " (form.inline(Field { name: "until", label: "rule-until-date", kind: "date", ..TEXT }))
                }
                (form.mistakes(&["group", "cap_participant", "cap_month", "on_cap", "applies", "from", "until"]))
            }
            p.actions {
                button type="submit" name="do" value="save" { (lang.text(if is_new { "rule-save" } else { "rule-save-version" })) }
                button.quiet type="submit" name="do" value="preview" { (lang.text("rule-preview")) }
                button.quiet type="submit" name="do" value="try" { (lang.text("trial-run")) }
            }
        }
    }
}

fn form_has(fields: &FormInput, names: &[&str]) -> bool {
    let usual = ["", "cut", "as_joined"];
    names.iter().any(|name| *name != "max" && !usual.contains(&fields.submitted(name)))
}

fn event_sentence(lang: Lang, form: &Form) -> Markup {
    html! {
        p.rule {
            (lang.text("rule-form-when")) " " (form.inline_choice("type", "rule-type", &TYPES))
            " " (form.inline_choice("often", "rule-often", &OFTEN)) " "
            span.to aria-hidden="true" {} "→ "
            (form.inline_choice("who", "rule-who", &WHO)) " " (lang.text("rule-form-gets")) " "
            (form.inline(Field { name: "pay", label: "rule-pay", ..AMOUNT })) ", " (lang.text("rule-form-at-most")) " "
            (form.inline(Field { name: "max", label: "rule-max", ..AMOUNT })) ", " (after(lang, form)) "."
        }
        p.soft { (lang.text("rule-pay-hint")) }
        (form.mistakes(&["type", "often", "who", "pay", "max", "hold_days", "approve"]))
    }
}

fn steps_sentence(lang: Lang, form: &Form, fields: &FormInput) -> Markup {
    let filled = STEP_AT.iter().filter(|name| !fields.submitted(name).is_empty()).count();
    html! {
        p.rule {
            (lang.text("rule-form-steps")) " " (form.inline_choice("who", "rule-who", &WHO)) " " (lang.text("rule-form-gets"))
            @for (place, (at, pay)) in STEP_AT.iter().zip(STEP_PAY).enumerate().take(filled.max(1) + 1) {
                @if place > 0 { "," } " "
                (form.inline(Field { name: pay, label: "rule-step-pay", ..AMOUNT })) " " (lang.text("rule-form-for")) " "
                (form.inline(Field { name: at, label: "rule-step-at", ..NUMBER }))
            }
            ", " (after(lang, form)) "."
        }
        p.soft { (lang.text("rule-steps-hint")) }
        (form.mistakes(&[&["who", "hold_days", "approve"][..], &STEP_AT, &STEP_PAY].concat()))
    }
}

fn after(lang: Lang, form: &Form) -> Markup {
    html! {
        (lang.text("rule-form-after")) " " (form.inline(Field { name: "hold_days", label: "rule-hold-days", ..NUMBER }))
        " " (lang.text("rule-form-days")) " " (form.inline_choice("approve", "rule-approve", &APPROVE))
    }
}
