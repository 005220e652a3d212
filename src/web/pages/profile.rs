//! *Профиль*: a member's link, today's numbers, the funnel, and the people who came.

use std::sync::Arc;

use maud::{Markup, html};

use crate::cache::profiles::{RenderedSection, Section};
use crate::domain::code::{CodeStatus, NO_END};
use crate::domain::funnel::{DayStats, Funnel, fill_days};
use crate::domain::referral_status::AttributionRule;
use crate::domain::timestamp::{DAY, Timestamp};
use crate::domain::waitlist::WaitlistPlace;
use crate::i18n::{Lang, Text};
use crate::store::attributions::{self, Referee};
use crate::store::referrals::{self, CodeWithFunnel, Referral};
use crate::store::users::User;
use crate::store::{self, funnels};
use crate::web::components::chart::sparkline;
use crate::web::components::empty::empty;
use crate::web::components::list::ListState;
use crate::web::components::node::{Node, initial};
use crate::web::components::pill::State;
use crate::web::components::thread::{Piece, thread};
use crate::web::components::waitlist;
use crate::web::pages::form::Form;
use crate::web::pages::member_rewards::HomeRewards;
use crate::web::pages::people::{self, PEOPLE, People};
use crate::web::pages::{
    code_stats,
    layout::{SECTION_SLOT, page_with_section},
    share_links, statistics,
};
use crate::web::{FormInput, HandlerResult, HttpError, RequestContext, SignedIn};

/// Codes that are read; the statistics have all.
const MAX_CODES: usize = 100;

/// Days of the lines in the tiles.
const TILE_DAYS: i64 = 14;

/// Begins a section of a member without an active code: the form to make one is no part of what is
/// cached, because it holds a secret of the session.
const NEEDS_CODE: &str = "<!---->";

/// The same of a member whose codes all ended.
const NEEDS_ANOTHER: &str = "<!-- -->";

pub fn show(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let lang = ctx.lang();
    let list = ListState::read(&PEOPLE, ctx.target(), &[], ctx.now);
    if list.is_csv {
        return people::download(ctx, me.user.id, &list);
    }
    let is_first_view = !ctx.target().contains('?');
    let section: Arc<str> = match ctx.db_version()?.filter(|_| is_first_view) {
        Some(state) => {
            let render = || cached_section(ctx, &me.user, list);
            ctx.app.profile_cache.get(me.user.id, Section::Home, lang, state, ctx.now, render)?
        }
        None => cached_section(ctx, &me.user, list)?.markup.into(),
    };
    let body = html! {
        @if section.starts_with(NEEDS_CODE) { (new_link(ctx, me, lang.text("profile-no-codes"))?) }
        @else if section.starts_with(NEEDS_ANOTHER) { (new_link(ctx, me, lang.text("profile-no-active-code"))?) }
        (SECTION_SLOT)
    };
    page_with_section(ctx, &lang.text("menu-profile"), body, Arc::<[u8]>::from(section))
}

/// The form that makes a link in one press.
fn new_link(ctx: &RequestContext, me: &SignedIn, title: Text) -> Result<Markup, HttpError> {
    let lang = ctx.lang();
    let nothing = FormInput::default();
    let form = Form::new(ctx, &nothing).render(
        "/profile/referral",
        html! {
            button type="submit" { (lang.text("profile-make-link")) }
        },
    )?;
    Ok(html! {
        section.card.empty aria-labelledby="first" {
            (thread(Node::Full.around(initial(me.user.firstname.as_str())), &[Piece::Dotted], Node::New.around("?")))
            h1 #first { (title) }
            p.soft { (lang.text("profile-no-codes-lead")) }
            (form)
            p { a href="/profile/referral" { (lang.text("profile-customise-first")) } }
        }
    })
}

/// What the page needs of the database.
struct Home {
    codes: Vec<CodeWithFunnel>,
    funnel: Funnel,
    /// The last `TILE_DAYS`, today last.
    days: Vec<DayStats>,
    people: People,
    /// How the member came, and the name of who invited them.
    referrer: Option<(Referee, Option<String>)>,
    rewards: HomeRewards,
    waitlist: Option<WaitlistPlace>,
}

/// Section of database content, equal in all sessions of the member, so it is cached.
fn cached_section(ctx: &RequestContext, me: &User, list: ListState) -> Result<RenderedSection, HttpError> {
    let (id, today) = (me.id, ctx.now.day());
    let (since, before) = (today - TILE_DAYS + 1, today + 1);
    let program = &ctx.app.config.program;
    let home = ctx.db_read(|conn| -> store::Result<_> {
        let funnel = funnels::find_by_user(conn, id)?;
        Ok(Home {
            codes: referrals::list_by_user(conn, id, i64::MAX, MAX_CODES)?,
            days: fill_days(funnels::list_days_by_user(conn, id, since, before)?, since, before),
            people: people::load(conn, id, list, &funnel)?,
            referrer: attributions::find_with_referrer(conn, id)?,
            waitlist: match program.is_waitlist() {
                true => store::waitlist::find_place(conn, id, program.places_per_referral)?,
                false => None,
            },
            rewards: HomeRewards::load(conn, ctx.lang(), id, ctx.now)?,
            funnel,
        })
    })?;
    let is_active = |code: &&Referral| code.status(ctx.now) == CodeStatus::Active;
    let codes = || home.codes.iter().map(|code| &code.referral);
    let active: Vec<&Referral> = codes().filter(is_active).collect();
    let markup = section(ctx, me, &home, &active).into_string();
    let ends = codes().filter_map(|code| code.expires_at).filter(|end| *end > ctx.now && *end != NO_END);
    let midnight = Timestamp((today + 1) * DAY);
    let until = ends.chain([midnight]).min().unwrap_or(midnight);
    let mark = match (active.is_empty(), home.codes.is_empty()) {
        (false, _) => "",
        (true, true) => NEEDS_CODE,
        (true, false) => NEEDS_ANOTHER,
    };
    let markup = format!("{mark}{markup}");
    Ok(RenderedSection { markup, until })
}

fn section(ctx: &RequestContext, me: &User, home: &Home, active: &[&Referral]) -> Markup {
    let lang = ctx.lang();
    let is_new = home.funnel == Funnel::default();
    let wanted = ctx.query_param("link").unwrap_or_default();
    let shown = active.iter().find(|code| code.referral_code == wanted).or(active.first());
    let places = ctx.app.config.program.places_per_referral;
    let waitlist = home.waitlist.as_ref().map(|of| waitlist_card(lang, me, of, places));
    let (next, further) = match waitlist {
        Some(card) => (Some(card), home.rewards.next_step(lang)),
        None => (home.rewards.next_step(lang), None),
    };
    html! {
        @if let Some(code) = shown {
            div.home.solo[next.is_none()] {
                (link_card(ctx, code, active))
                @if let Some(next) = &next { (next) }
                @if !is_new { (tiles(lang, &home.days, &home.funnel)) }
            }
            @if let Some(further) = further { (further) }
        } @else if home.waitlist.is_some() {
            @if let Some(card) = next { (card) }
        }
        @if !is_new {
            section.card aria-labelledby="all-time" {
                div.hd {
                    h2 #all-time { (lang.text("profile-all-time")) }
                    a href="/profile/codes" { (lang.text("menu-statistics")) }
                }
                (statistics::funnel(lang, &home.funnel, None))
                p.soft { (statistics::sum_sentence(lang, &home.funnel)) }
            }
        }
        (home.rewards.balance(lang))
        (home.people.render(ctx, no_people(lang, me, shown.is_some())))
        @if let Some((came, Some(name))) = home.referrer.as_ref().filter(|(came, _)| came.rejected.is_none()) {
            p.soft { (lang.format("profile-referred-by", &[("name", name.as_str().into())])) " " (referrer_text(lang, came)) }
        }
    }
}

fn waitlist_card(lang: Lang, me: &User, of: &WaitlistPlace, places: i64) -> Markup {
    html! {
        section.card aria-labelledby="waitlist" {
            h2 #waitlist { (lang.text(waitlist::title(of))) }
            (waitlist::place(lang, of, &initial(me.firstname.as_str()), places))
        }
    }
}

fn link_card(ctx: &RequestContext, code: &Referral, active: &[&Referral]) -> Markup {
    let lang = ctx.lang();
    html! {
        section.card.yours aria-labelledby="link" {
            div.hd {
                h1 #link { (lang.text("profile-link")) }
                p { (State::Active.pill(lang)) " " (code_stats::facts(lang, code, ctx.now)) }
            }
            @if active.len() > 1 {
                ul.filter aria-label=(lang.text("profile-codes")) {
                    @for other in active {
                        li {
                            a href=(format!("/profile?link={}", other.referral_code)) aria-current=[(other.id == code.id).then_some("true")] {
                                code { (other.referral_code) }
                            }
                        }
                    }
                }
            }
            (share_links::share_block(ctx, code))
            p.soft.screen {
                a href=(format!("/profile/referral/change?code={}", code.referral_code)) { (lang.text("profile-customise")) }
            }
        }
    }
}

/// Today's numbers, each with its last days. A script keeps them up to date.
fn tiles(lang: Lang, days: &[DayStats], funnel: &Funnel) -> Markup {
    let [.., yesterday, today] = days else { return html! {} };
    let line =
        |of: fn(&Funnel) -> i64| sparkline(&days.iter().map(|day| of(&day.funnel)).collect::<Vec<_>>());
    let before = |n: i64| {
        let n = lang.number(n);
        html! { dd.by { (lang.format("profile-yesterday", &[("n", n.as_str().into())])) } }
    };
    let (today, yesterday) = (today.funnel, yesterday.funnel);
    html! {
        dl.tiles.three aria-label=(lang.text("profile-today")) data-now="/profile/numbers" {
            div {
                dt { (lang.text("profile-clicks-today")) }
                dd data-number="clicks_today" { (lang.number(today.clicks)) }
                (before(yesterday.clicks))
                (line(|funnel| funnel.clicks))
            }
            div {
                dt { (lang.text("count-registered")) }
                dd data-number="registered_today" { (lang.number(today.registered)) }
                (before(yesterday.registered))
                (line(|funnel| funnel.registered))
            }
            div {
                dt { (lang.text("count-counted")) }
                dd data-number="counted_today" { (lang.number(today.counted)) }
                @if funnel.waiting() > 0 { dd.by.soon { (lang.plural("profile-waiting", funnel.waiting())) } }
                @else { (before(yesterday.counted)) }
                (line(|funnel| funnel.counted))
            }
        }
    }
}

/// What will appear where the people are.
fn no_people(lang: Lang, me: &User, has_link: bool) -> Markup {
    let lead = lang.text(if has_link { "profile-no-people" } else { "profile-no-people-yet" });
    html! {
        div #people { (empty(initial(me.firstname.as_str()), &lang.text("profile-no-people-title"), &lead, None)) }
    }
}

/// How the member was attributed to a referrer.
fn referrer_text(lang: Lang, came: &Referee) -> String {
    match (came.rule, came.clicked_at) {
        (AttributionRule::Link, Some(at)) => {
            lang.format("profile-referred-by-link", &[("date", lang.date(at).as_str().into())])
        }
        (AttributionRule::Link, None) | (AttributionRule::Typed, _) => {
            lang.text("profile-referred-by-code").to_owned()
        }
        (AttributionRule::Told, _) => lang.text("profile-referred-by-program").to_owned(),
        (AttributionRule::Moved, _) => lang.text("profile-referred-by-word").to_owned(),
    }
}
