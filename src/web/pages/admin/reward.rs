//! One reward: why it is in its state, what may be done to it; and one given by hand.

use maud::{Markup, html};

use crate::actions::explain::Audience;
use crate::actions::explain::reward_text::reward_sentence;
use crate::actions::explain::rule_text::rule_sentence;
use crate::actions::program::reward_by_hand::{self, Gift};
use crate::actions::program::{ProgramError, ProgramResult};
use crate::domain::admin_note::AdminNote;
use crate::domain::event;
use crate::domain::participant::ParticipantName;
use crate::domain::program::amount_text;
use crate::domain::program::rule::Rule;
use crate::domain::program::unit::Unit;
use crate::domain::reward::{self, RewardState};
use crate::domain::validation::ValidationError;
use crate::i18n::money_text::amount;
use crate::store::rewards::{self, Reward};
use crate::store::{self, participants, payouts, rules};
use crate::web::components::pill::reward_pill;
use crate::web::components::when;
use crate::web::pages::admin::fact_list;
use crate::web::pages::admin::links::user_link;
use crate::web::pages::admin::rewards::{Decision, PATH, decide};
use crate::web::pages::flash::Flash;
use crate::web::pages::form::{Field, Form, TEXT};
use crate::web::{Admin, FormInput, HandlerResult, HttpError, RequestContext, response};

const REASON: Field =
    Field { name: "reason", label: "field-reason", max_chars: AdminNote::MAX_CHARS, ..TEXT };
const TO: Field =
    Field { name: "to", label: "reward-to", hint: Some("reward-to-hint"), max_chars: 254, ..TEXT };
const AMOUNT: Field = Field {
    name: "amount",
    label: "rewards-amount",
    hint: Some("reward-amount-hint"),
    max_chars: 60,
    ..TEXT
};

/// A reward with what its page shows besides.
struct Shown {
    reward: Reward,
    name: String,
    rule: Option<(String, u32, Rule)>,
    payout: Option<i64>,
}

fn find(ctx: &RequestContext) -> Result<Shown, HttpError> {
    let id = reward::parse_number(ctx.path_param(0)).ok_or(HttpError::NotFound)?;
    let found = ctx.db_read(|conn| -> store::Result<Option<Shown>> {
        let Some(reward) = rewards::find(conn, id)? else { return Ok(None) };
        let rule = match reward.version_id {
            None => None,
            Some(version) => {
                let (name, number) = rules::name_of_version(conn, version)?;
                rules::find_by_version(conn, version)?.map(|rule| (name, number, rule))
            }
        };
        let name = participants::shown_name(conn, reward.beneficiary_id)?;
        let payout = payouts::find_open_of_reward(conn, id)?.map(|payout| payout.id);
        Ok(Some(Shown { reward, name, rule, payout }))
    })?;
    found.ok_or(HttpError::NotFound)
}

pub fn show(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    page(ctx, &find(ctx)?, &FormInput::default())
}

fn page(ctx: &RequestContext, of: &Shown, fields: &FormInput) -> HandlerResult {
    let lang = ctx.lang();
    let reward = &of.reward;
    let form = Form::new(ctx, fields);
    let title = lang.format("reward-title", &[("number", reward::number(reward.id).into())]);
    let is_money = Unit::from_name(&reward.unit).is_some_and(|unit| unit.is_money());
    let address = format!("{PATH}/{}", reward::number(reward.id));
    let one = |decision: &str, label: &'static str| -> Result<Markup, HttpError> {
        let inside = html! { input type="hidden" name="action" value=(decision); (form.submit(label)) };
        form.render(&address, inside)
    };
    let mut facts = vec![
        ("rewards-for", user_link(reward.beneficiary_id, &of.name)),
        ("rewards-amount", html! { (amount(lang, reward.amount, &reward.unit)) }),
    ];
    if reward.reversed > 0 {
        facts.push(("reward-reversed", html! { (amount(lang, reward.reversed, &reward.unit)) }));
    }
    if let Some(id) = reward.event_id {
        facts.push((
            "reward-event",
            html! { a href=(format!("/admin/events/{}", event::number(id))) { (event::number(id)) } },
        ));
    }
    if let Some(reason) = &reward.reason {
        facts.push(("field-reason", html! { (reason) }));
    }
    if let Some(payout) = of.payout {
        let number = crate::domain::payout_state::number(payout);
        facts.push(("admin-payouts", html! { a href=(format!("/admin/payouts/{number}")) { (number) } }));
    }
    facts.push(("reward-made", when::moment(lang, reward.made_at, ctx.now)));
    let body = html! {
        p { a href=(PATH) { "‹ " (lang.text("admin-rewards")) } }
        div.head { h1 { (amount(lang, reward.shown(), &reward.unit)) } (reward_pill(lang, reward.state)) }
        p.lead { (reward_sentence(lang, Audience::Admin, reward, ctx.now)) }
        @if let Some((name, version, rule)) = &of.rule {
            p { a href=(format!("/admin/rules/{name}")) { (name) } " · " (lang.format("rule-version", &[("version", version.to_string().into())])) ": " (rule_sentence(lang, rule)) }
        }
        div.pair {
            div.card {
                (fact_list(lang, facts))
                @if reward.state == RewardState::Pending { div.actions { (one("approve", "reward-approve")?) } }
                @if reward.state == RewardState::Approved && !is_money { div.actions { (one("fulfil", "reward-fulfil")?) } }
            }
            @if reward.state != RewardState::Void {
            section.card aria-labelledby="void" {
                h2 #void { (lang.text("reward-void")) }
                p.soft { (lang.text("reward-void-lead")) }
                (form.render(&address, html! {
                    input type="hidden" name="action" value="void";
                    (form.field(REASON))
                    p.actions { button.danger type="submit" { (lang.text("reward-void")) } }
                })?)
            }
            }
        }
    };
    form.page(&title, body)
}

/// `POST /admin/rewards/{number}`
pub fn submit(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    let fields = ctx.read_form()?;
    let of = find(ctx)?;
    let decision = fields.required("action", Decision::from_name).ok_or(HttpError::NotFound)?;
    let reason = match decision {
        Decision::Void => fields.required("reason", AdminNote::parse),
        Decision::Approve | Decision::Fulfil => None,
    };
    if !fields.errors().is_empty() {
        return page(ctx, &of, &fields);
    }
    match decide(ctx, admin, of.reward.id, decision, reason.as_ref()) {
        Ok(_) => decision.flash().leave(ctx),
        // Another admin was first.
        Err(ProgramError::Conflict(_)) => Flash::AlreadySo.leave(ctx),
        Err(other) => return Err(other.into()),
    }
    Ok(response::see_other(&format!("{PATH}/{}", reward::number(of.reward.id))))
}

/// `GET /admin/rewards/new`
pub fn ask_new(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    let to = ctx.query_param("to").unwrap_or_default();
    // The name of the gift: the form sent twice gives it once.
    let given_as = format!("by-hand-{}-{}", admin.me.user.id, ctx.now.0);
    new_page(ctx, &FormInput::with_defaults(&[("to", &to), ("given_as", &given_as)]))
}

fn new_page(ctx: &RequestContext, fields: &FormInput) -> HandlerResult {
    let lang = ctx.lang();
    let form = Form::new(ctx, fields);
    let inside = html! {
        input type="hidden" name="given_as" value=(fields.submitted("given_as"));
        (form.field(TO)) (form.field(AMOUNT)) (form.field(REASON))
        p.actions { (form.submit("reward-give")) }
    };
    let body = html! {
        p { a href=(PATH) { "‹ " (lang.text("admin-rewards")) } }
        h1 { (lang.text("reward-give")) }
        p.lead { (lang.text("reward-give-lead")) }
        div.card.slim { (form.render("/admin/rewards/new", inside)?) }
    };
    form.page(&lang.text("reward-give"), body)
}

/// `POST /admin/rewards/new`
pub fn submit_new(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    let fields = ctx.read_form()?;
    let to = fields.required("to", |text| {
        let text = text.trim();
        let unknown = Err(ValidationError::UnknownParticipant);
        if let Ok(email) = crate::domain::email::Email::parse(text) {
            let found = ctx.app.db.read(|conn| participants::find_by_email(conn, &email));
            return found.ok().flatten().map_or(unknown, |of| Ok(ParticipantName::Number(of.id)));
        }
        ParticipantName::parse(text)
    });
    let pays = fields.required("amount", |text| match amount_text::parse(text) {
        Ok((0, _)) => Err(ValidationError::OutOfRange),
        other => other,
    });
    let reason = fields.required("reason", AdminNote::parse);
    let given_as = fields.required("given_as", event::event_name);
    let (Some(to), Some((amount, unit)), Some(reason), Some(given_as)) = (to, pays, reason, given_as) else {
        return new_page(ctx, &fields);
    };
    let gift = Gift { given_as, to, unit, amount, reason };
    let (zone, by) = (ctx.app.config.program.zone(), admin.audit_source());
    let given = ctx.app.db.write(|tx| -> ProgramResult<(Reward, bool)> {
        reward_by_hand::give(tx, &zone, &gift, &by, ctx.now)
    });
    match given {
        Ok((reward, _)) => {
            Flash::RewardGiven.leave(ctx);
            Ok(response::see_other(&format!("{PATH}/{}", reward::number(reward.id))))
        }
        Err(ProgramError::Unprocessable(_)) => {
            fields.add_error("to", ValidationError::UnknownParticipant);
            new_page(ctx, &fields)
        }
        Err(other) => Err(other.into()),
    }
}
