//! A member's rewards: the next step, what is pending and until when, what is due and paid, and why.

use maud::{Markup, html};

use crate::actions::explain::Audience;
use crate::actions::explain::reward_text::reward_sentence;
use crate::actions::explain::rule_text::rule_sentence;
use crate::domain::program::rule::{Beneficiary, Pay, Rule};
use crate::domain::timestamp::Timestamp;
use crate::i18n::Lang;
use crate::i18n::money_text::{amount, short, unit_name};
use crate::store::listing::ListQuery;
use crate::store::reward_list::{self, ListedReward};
use crate::store::rewards::{self, Balance};
use crate::store::{self, Connection, admin_users, attributions, rules};
use crate::web::components::flow::{Amount, Place, flow};
use crate::web::components::goal::goal;
use crate::web::components::pill::reward_pill;
use crate::web::components::{empty, when};
use crate::web::pages::layout::page;
use crate::web::{HandlerResult, RequestContext, SignedIn};

/// Rows on a page.
const PAGE_ROWS: usize = 50;

/// A milestone that is not reached yet.
struct NextStep {
    done: u32,
    needed: u32,
    prize: String,
}

struct Shown {
    balances: Vec<Balance>,
    rewards: Vec<ListedReward>,
    has_more: bool,
    rules: Vec<Rule>,
    steps: Vec<NextStep>,
}

fn load(ctx: &RequestContext, me: &SignedIn, from: usize) -> store::Result<Shown> {
    let lang = ctx.lang();
    ctx.db_read(|conn| -> store::Result<Shown> {
        let query = ListQuery {
            search: String::new(),
            filter: "",
            sort: "made",
            is_descending: true,
            offset: from,
            limit: PAGE_ROWS + 1,
            now: ctx.now,
        };
        let mut listed =
            reward_list::list(conn, &query, &admin_users::find_owners(conn, "", Some(me.user.id))?)?;
        let has_more = listed.len() > PAGE_ROWS;
        listed.truncate(PAGE_ROWS);
        let (in_force, steps) = rules_and_steps(conn, lang, me.user.id, ctx.now)?;
        let balances = rewards::balances(conn, me.user.id)?;
        Ok(Shown { balances, rewards: listed, has_more, rules: in_force, steps })
    })
}

/// Rules that are in force, and the milestones that a member comes to next.
fn rules_and_steps(
    conn: &Connection,
    lang: Lang,
    user_id: i64,
    now: Timestamp,
) -> store::Result<(Vec<Rule>, Vec<NextStep>)> {
    let (mut in_force, mut steps) = (Vec::new(), Vec::new());
    for rule in rules::list(conn)? {
        let Some(version) = rule.timeline.in_force_now(now) else { continue };
        if let (Pay::Steps(all), Beneficiary::Referrer) = (&version.rule.pay, version.rule.who) {
            let since = rule.timeline.first().in_force_from;
            let done = attributions::count_confirmed_since(conn, user_id, since)?;
            if let Some(next) = all.iter().find(|step| step.at > done) {
                let prize = short(lang, next.fixed, &next.unit);
                steps.push(NextStep { done, needed: next.at, prize });
            }
        }
        in_force.push(version.rule.clone());
    }
    Ok((in_force, steps))
}

/// `GET /profile/rewards`
pub fn show(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let lang = ctx.lang();
    let from: usize = ctx.query_param("from").and_then(|from| from.parse().ok()).unwrap_or(0);
    let of = load(ctx, me, from)?;
    let title = lang.text("admin-rewards");
    let older = of.has_more.then(|| format!("/profile/rewards?from={}", from + PAGE_ROWS));
    let body = html! {
        h1 { (title) }
        p.lead { (lang.text("my-rewards-lead")) }
        @for step in &of.steps { (next_step(lang, step)) }
        @for balance in &of.balances { (balance_card(lang, balance)) }
        @if of.rewards.is_empty() {
            (empty::empty("·", &lang.text("my-rewards-none"), &lang.text("my-rewards-none-lead"), None))
        } @else {
            section aria-labelledby="all" {
                h2 #all { (lang.text("my-rewards-all")) }
                div.list { ol.rows { @for of in &of.rewards { (row(ctx, lang, of)) } } }
                @if let Some(older) = older { p { a.button.quiet href=(older) { (lang.text("list-older")) } } }
            }
        }
        @if !of.rules.is_empty() {
            section aria-labelledby="rules" {
                h2 #rules { (lang.text("my-rewards-rules")) }
                @for rule in &of.rules { p { (rule_sentence(lang, rule)) } }
            }
        }
    };
    page(ctx, 200, &title, body)
}

fn next_step(lang: Lang, step: &NextStep) -> Markup {
    html! { section.card { (step_body(lang, step)) } }
}

fn step_body(lang: Lang, step: &NextStep) -> Markup {
    let (done, needed) = (lang.number(step.done.into()), lang.number(step.needed.into()));
    let label = lang.format("my-rewards-goal", &[("done", done.into()), ("needed", needed.into())]);
    let initials: Vec<String> = (0..step.done.min(step.needed)).map(|n| (n + 1).to_string()).collect();
    html! {
        (goal(&label, &initials, step.needed as usize))
        p { b { (label) } " → " b { (step.prize) } }
        p.soft { (lang.plural("my-rewards-goal-left", (step.needed - step.done).into())) }
    }
}

fn balance_card(lang: Lang, of: &Balance) -> Markup {
    html! {
        // One for each unit, told apart by it.
        section.card aria-label=(format!("{}: {}", lang.text("my-rewards-balance").as_str(), unit_name(&of.unit))) {
            (balance_flow(lang, of))
            @if of.due < 0 { p.soft { (lang.text("my-rewards-negative")) } }
        }
    }
}

/// Pending, due, on its way and paid, on a thread.
pub fn balance_flow(lang: Lang, of: &Balance) -> Markup {
    let [pending, due, paying, paid] =
        ["state-pending", "state-due", "state-paying", "state-paid"].map(|key| lang.text(key));
    let text = |n: i64| amount(lang, n, &of.unit);
    let mut amounts = vec![
        Amount::new(Place::Open, &pending, text(of.pending)),
        Amount::new(Place::Settled, &due, text(of.due)),
    ];
    if of.paying != 0 {
        amounts.push(Amount::new(Place::Settled, &paying, text(of.paying)));
    }
    amounts.push(Amount::new(Place::End, &paid, text(of.paid)));
    flow(&amounts)
}

/// What the home page shows of rewards.
pub struct HomeRewards {
    steps: Vec<NextStep>,
    balances: Vec<Balance>,
}

impl HomeRewards {
    pub fn load(conn: &Connection, lang: Lang, user_id: i64, now: Timestamp) -> store::Result<HomeRewards> {
        let (_, steps) = rules_and_steps(conn, lang, user_id, now)?;
        Ok(HomeRewards { steps, balances: rewards::balances(conn, user_id)? })
    }

    /// The nearest milestone; `None` when no rule has one.
    pub fn next_step(&self, lang: Lang) -> Option<Markup> {
        let nearest = self.steps.iter().min_by_key(|step| step.needed - step.done)?;
        Some(html! {
            section.card aria-labelledby="next" {
                h2 #next { (lang.text("my-rewards-next")) }
                (step_body(lang, nearest))
            }
        })
    }

    /// Nothing for a member who has earned nothing yet.
    pub fn balance(&self, lang: Lang) -> Markup {
        html! {
            @if !self.balances.is_empty() {
                section.card aria-labelledby="balance" {
                    div.hd {
                        h2 #balance { (lang.text("my-rewards-balance")) }
                        a href="/profile/rewards" { (lang.text("my-rewards-all")) }
                    }
                    @for balance in &self.balances { (balance_flow(lang, balance)) }
                }
            }
        }
    }
}

fn row(ctx: &RequestContext, lang: Lang, of: &ListedReward) -> Markup {
    let reward = &of.reward;
    let someone = lang.text("my-rewards-person");
    let name = of.referee_firstname.as_deref().unwrap_or(&someone);
    // A referee's reward for joining is about themselves.
    let is_about_other = of.referee_id.is_some_and(|id| id != reward.beneficiary_id);
    html! {
        li {
            details {
                summary {
                    span.name { (amount(lang, reward.shown(), &reward.unit)) }
                    (reward_pill(lang, reward.state))
                    small {
                        span {
                            @if is_about_other { (lang.format("my-rewards-for", &[("name", name.into())])) }
                            @else if reward.rule_id.is_none() { (lang.text("rewards-by-hand")) }
                            @else { (lang.text("my-rewards-yourself")) }
                        }
                        " "
                        span { (when::day(lang, reward.made_at, ctx.now)) }
                    }
                }
                div {
                    p { (reward_sentence(lang, Audience::Referrer, reward, ctx.now)) }
                    @if reward.reversed > 0 {
                        p { (lang.format("reward-taken-back", &[("amount", amount(lang, reward.reversed, &reward.unit).into())])) }
                    }
                    @if let Some(reason) = &reward.reason { p { q { (reason) } } }
                }
            }
        }
    }
}
