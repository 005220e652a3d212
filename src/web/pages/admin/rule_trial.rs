//! A rule tried on what happened: what it would have given, what was given, and who would notice.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};
use serde_json::Value;

use crate::actions::explain::rule_text::rule_sentence;
use crate::actions::program::{ProgramError, ProgramResult, rules as actions};
use crate::actions::rewards::trial::{self, TrialError};
use crate::domain::program::calendar::Zone;
use crate::domain::program::rule::Rule;
use crate::domain::program::rule_json::to_json;
use crate::domain::program::timeline::Version;
use crate::domain::timestamp::{DAY, Timestamp};
use crate::domain::validation::{FieldError, ValidationError};
use crate::i18n::Lang;
use crate::i18n::money_text::{amount, unit_name};
use crate::store::ledger::{TrialOutcome, TrialSum};
use crate::store::rules::StoredRule;
use crate::store::{self, participants, rules};
use crate::web::components::flow::{Amount, Place, flow};
use crate::web::components::pill::{State, pill};
use crate::web::pages::admin::links::user_link;
use crate::web::pages::admin::{rule_form, table};
use crate::web::pages::flash::Flash;
use crate::web::pages::form::{Field, Form, TEXT};
use crate::web::{Admin, FormInput, HandlerResult, HttpError, RequestContext, response};

/// Name in the address of a rule that is not saved yet.
const UNSAVED: &str = "new";

const RULE: Field = Field { name: "rule", label: "trial-rule", kind: "textarea", ..TEXT };

const SINCE: Field = Field { name: "since", label: "trial-since", kind: "date", required: false, ..TEXT };
const UNTIL: Field = Field { name: "until", label: "trial-until", kind: "date", required: false, ..TEXT };

/// The choice of the period, in days; the last one is between two dates.
const PERIODS: [(&str, &str); 4] = [
    ("30", "trial-days-30"),
    ("90", "trial-days-90"),
    ("365", "trial-days-365"),
    ("dates", "trial-days-dates"),
];

/// Days of a trial that begins at the rule's own form.
const USUAL_DAYS: &str = "90";

/// What was tried, with the names of those whose sums change most.
struct Tried {
    rule: Rule,
    since: Timestamp,
    until: Option<Timestamp>,
    outcome: TrialOutcome,
    names: Vec<String>,
}

/// `GET /admin/rules/{name}/try`: the newest version, or the one of the query; not tried yet.
pub fn ask(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let name = ctx.path_param(0);
    let number = ctx.query_param("version");
    let rule = match ctx.db_read(|conn| rules::find(conn, name))? {
        Some(stored) => {
            let versions = &stored.timeline.versions;
            let wanted =
                |of: &&Version| number.as_ref().is_some_and(|number| of.number.to_string() == *number);
            let newest = stored.timeline.newest();
            Some(versions.iter().find(wanted).unwrap_or(newest).rule.clone())
        }
        None if name == UNSAVED => {
            rule_form::read(&rule_form::defaults(false), &ctx.app.config.program.zone(), Some("new-rule"))
        }
        None => None,
    };
    let rule = rule.ok_or(HttpError::NotFound)?;
    page(ctx, &filled(&rule), &[], None)
}

/// The form of a rule and of the usual period.
fn filled(rule: &Rule) -> FormInput {
    FormInput::with_defaults(&[("rule", &format!("{:#}", to_json(rule))), ("days", USUAL_DAYS)])
}

/// `POST /admin/rules/{name}/try`
pub fn submit(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    let fields = ctx.read_form()?;
    let mut wrong = Vec::new();
    let rule = fields.required("rule", |text| {
        let value: Value = serde_json::from_str(text).map_err(|_| ValidationError::NotAnObject)?;
        actions::read(&value).map_err(|errors| {
            wrong = errors;
            wrong.first().map_or(ValidationError::NotAnObject, |first| first.why)
        })
    });
    let span = period(&fields, &ctx.app.config.program.zone(), ctx.now);
    let (Some(rule), Some((since, until))) = (rule, span) else { return page(ctx, &fields, &wrong, None) };
    if fields.submitted("do") == "use" {
        return use_rule(ctx, admin, &fields, &rule);
    }
    let tried = try_rule(ctx, rule, since, until)?;
    page(ctx, &fields, &[], Some(&tried))
}

/// Posts the rule that was tried: as the next version of its name, or as a new rule.
fn use_rule(ctx: &RequestContext, admin: &Admin, fields: &FormInput, rule: &Rule) -> HandlerResult {
    let (by, now) = (admin.audit_source(), ctx.now);
    let posted = ctx.app.db.write(|tx| -> ProgramResult<StoredRule> {
        match rules::find(tx, &rule.name)? {
            Some(_) => actions::post_version(tx, &rule.name, rule, &by, now),
            None => actions::post(tx, rule, &by, now),
        }
    });
    match posted {
        Ok(posted) => {
            Flash::RulePosted.leave(ctx);
            Ok(response::see_other(&format!("/admin/rules/{}", posted.timeline.name())))
        }
        // A rule that has ended has no next version.
        Err(ProgramError::Conflict(wrong)) => {
            fields.add_error("rule", wrong.why);
            page(ctx, fields, &[], None)
        }
        Err(other) => Err(other.into()),
    }
}

/// A rule that its own form has, tried on the usual period.
pub fn show_typed(ctx: &RequestContext, rule: Rule) -> HandlerResult {
    let fields = filled(&rule);
    let Some((since, until)) = period(&fields, &ctx.app.config.program.zone(), ctx.now) else {
        return page(ctx, &fields, &[], None);
    };
    let tried = try_rule(ctx, rule, since, until)?;
    page(ctx, &fields, &[], Some(&tried))
}

/// From when, and until when if that is not now. What is wrong is recorded at its field.
fn period(fields: &FormInput, zone: &Zone, now: Timestamp) -> Option<(Timestamp, Option<Timestamp>)> {
    let days = fields.required("days", |text| {
        PERIODS.iter().find(|(known, _)| *known == text).map(|of| of.0).ok_or(ValidationError::NotAChoice)
    })?;
    if let Ok(days) = days.parse::<i64>() {
        return Some((now.minus(days * DAY), None));
    }
    let date = |text: &str| zone.date_start(text).ok_or(ValidationError::NotADate);
    let since = fields.required("since", date);
    let until = fields.optional("until", date);
    if since.zip(until).is_some_and(|(since, until)| since > until) {
        fields.add_error("until", ValidationError::OutOfRange);
    }
    since.filter(|_| fields.errors().is_empty()).map(|since| (since, until))
}

fn try_rule(
    ctx: &RequestContext,
    rule: Rule,
    since: Timestamp,
    until: Option<Timestamp>,
) -> Result<Tried, HttpError> {
    let tried = ctx.app.db.read(|conn| -> Result<_, TrialError> {
        let outcome = trial::try_rule(conn, &rule, since, until.unwrap_or(Timestamp(i64::MAX)))?;
        let names = outcome.changes.iter().map(|change| participants::shown_name(conn, change.participant));
        let names = names.collect::<store::Result<Vec<_>>>()?;
        Ok((outcome, names))
    });
    match tried {
        Ok((outcome, names)) => Ok(Tried { rule, since, until, outcome, names }),
        Err(TrialError::Store(e)) => Err(e.into()),
        Err(TrialError::Ledger(why)) => Err(HttpError::Internal(why.into())),
    }
}

fn page(
    ctx: &RequestContext,
    fields: &FormInput,
    wrong: &[FieldError],
    tried: Option<&Tried>,
) -> HandlerResult {
    let lang = ctx.lang();
    let name = ctx.path_param(0);
    let stored = ctx.db_read(|conn| rules::find(conn, name))?;
    let here = stored.map_or_else(|| format!("/admin/rules/{UNSAVED}"), |_| format!("/admin/rules/{name}"));
    let form = Form::new(ctx, fields);
    let inside = html! {
        div.card {
            p.rule.small {
                (lang.text("trial-period")) " " (form.inline_choice("days", "trial-days", &PERIODS))
                " " (lang.text("trial-from")) " " (form.inline(SINCE))
                " " (lang.text("trial-before")) " " (form.inline(UNTIL))
            }
            (form.mistakes(&["days", "since", "until"]))
            details.more open[tried.is_none()] {
                summary { (lang.text("trial-edit")) }
                (form.field(RULE))
                @for wrong in wrong { p.mistake { code { (wrong.field) } ": " (lang.refusal(wrong.why)) } }
            }
            p.actions {
                (form.submit("trial-run"))
                @if tried.is_some() {
                    button.quiet type="submit" name="do" value="use" { (lang.text("trial-use")) }
                }
            }
        }
    };
    let title = match tried {
        Some(tried) => {
            let (since, until) = (tried.since, tried.until.map_or(ctx.now, |until| until.minus(1)));
            lang.format("trial-title", &[("period", lang.date_span(since, until, ctx.now).into())])
        }
        None => lang.text("trial-run").to_owned(),
    };
    let body = html! {
        p { a href=(here) { "‹ " (lang.text("trial-back")) } }
        div.head { h1 { (title) } (pill(State::Waiting, &lang.text("trial-only"))) }
        @if let Some(tried) = tried {
            p.lead { (rule_sentence(lang, &tried.rule)) }
            (result(lang, tried))
        } @else {
            p.lead { (lang.text("trial-lead")) }
        }
        (form.render(&format!("{here}/try"), inside)?)
    };
    form.page(&title, body)
}

fn result(lang: Lang, tried: &Tried) -> Markup {
    let TrialOutcome { would, did, changes, capped } = &tried.outcome;
    let units: BTreeSet<&String> = would.keys().chain(did.keys()).collect();
    if units.is_empty() {
        return html! { p.notice role="status" { (lang.text("trial-nothing")) } };
    }
    let sum = |sums: &BTreeMap<String, TrialSum>, unit: &String| sums.get(unit).copied().unwrap_or_default();
    let rows = units.iter().flat_map(|unit| {
        let (was, is) = (sum(did, unit), sum(would, unit));
        let row = |what: Markup, was: i64, is: i64, shown: &dyn Fn(i64) -> String| {
            [what, html! { (shown(was)) }, html! { b { (shown(is)) } }, html! { (change(lang, was, is)) }]
        };
        let of = |key| html! { (lang.text(key)) " · " (unit_name(unit)) };
        [
            row(of("trial-given"), was.amount, is.amount, &|n| amount(lang, n, unit)),
            row(of("trial-people"), was.participants, is.participants, &|n| lang.number(n)),
            row(of("payouts-rewards"), was.rewards, is.rewards, &|n| lang.number(n)),
        ]
    });
    let changed = changes.iter().zip(&tried.names).map(|(of, name)| {
        [
            user_link(of.participant, name),
            html! { (amount(lang, of.did, &of.unit)) },
            html! { b { (amount(lang, of.would, &of.unit)) } },
        ]
    });
    html! {
        section.card aria-label=(lang.text("trial-would")) {
            @for unit in &units { (sums(lang, unit, sum(did, unit), sum(would, unit))) }
            p.soft { (lang.plural("trial-capped", *capped)) }
        }
        div.pair {
            section.card.flush aria-labelledby="compared" {
                div.hd { h2 #compared { (lang.text("trial-compared")) } }
                (table(lang, "compared", ["trial-what", "trial-did", "trial-would", "trial-change"], rows))
            }
            section.card.flush aria-labelledby="changes" {
                div.hd { h2 #changes { (lang.text("trial-changes")) } }
                @if changes.is_empty() { p.pad.soft { (lang.text("trial-no-changes")) } } @else {
                    (table(lang, "changes", ["rewards-for", "trial-did", "trial-would"], changed))
                }
            }
        }
    }
}

/// From the people to what they would have got, and to what each got on average.
fn sums(lang: Lang, unit: &str, did: TrialSum, would: TrialSum) -> Markup {
    let name = lang.text("trial-would");
    let mut end = Amount::new(Place::End, &name, amount(lang, would.amount, unit));
    if would.participants > 0 {
        let each = amount(lang, would.amount / would.participants, unit);
        end.note = Some(html! { (lang.format("trial-each", &[("amount", each.into())])) });
    }
    flow(&[
        Amount::new(Place::Settled, &lang.text("trial-people"), lang.number(would.participants)),
        Amount::new(Place::Settled, &lang.text("payouts-rewards"), lang.number(would.rewards)),
        Amount::new(Place::Settled, &lang.text("trial-did"), amount(lang, did.amount, unit)),
        end,
    ])
}

/// `+67 %`, `−20 %`; nothing where there is nothing to compare with.
fn change(lang: Lang, did: i64, would: i64) -> String {
    let sign = match would.cmp(&did) {
        Ordering::Less => "−",
        Ordering::Equal => "",
        Ordering::Greater => "+",
    };
    let percent = lang.percent(would.saturating_sub(did).saturating_abs(), did);
    percent.map_or_else(|| "—".to_owned(), |percent| format!("{sign}{percent}"))
}
