//! Leaderboard of referrers who opted in, and the form to opt in.

use maud::{Markup, html};

use crate::actions::leaderboard_opt_in;
use crate::app::LeaderboardDays;
use crate::domain::person::LeaderboardName;
use crate::domain::validation::ValidationError;
use crate::i18n::Lang;
use crate::store::leaderboard::Leader;
use crate::web::components::{empty::empty, icon::Icon};
use crate::web::pages::{
    flash::Flash,
    form::Form,
    layout::{page, stylesheet_link},
};
use crate::web::response::csv;
use crate::web::{FormInput, HandlerResult, HttpError, RequestContext, SignedIn, assets, response};

pub fn show(ctx: &RequestContext) -> HandlerResult {
    let lang = ctx.lang();
    let period = ctx.query_param("period").unwrap_or_default();
    let leaders = match period.as_str() {
        "week" => ctx.app.leaderboard_of(LeaderboardDays::Week, ctx.now)?,
        "month" => ctx.app.leaderboard_of(LeaderboardDays::Month, ctx.now)?,
        _ => ctx.app.leaderboard(ctx.now)?,
    };
    let me = ctx.session()?.map(|me| me.user.id);
    let body = html! {
        @if me.is_none() { (stylesheet_link(&assets::MEMBER)) }
        div.head {
            h1 { (lang.text("leaders-title")) }
            (period_links(lang, &period))
            p.lead { (lang.text("leaders-lead")) }
        }
        @if leaders.is_empty() {
            (empty(Icon::People, &lang.text("leaders-none-title"), &lang.text("leaders-none"), None))
        } @else {
            div.list { (leader_table(lang, &leaders, me)) }
            p.actions { a href=(csv::link(lang, "/api/v1/leaderboard")) { (lang.text("table-download")) } }
        }
    };
    page(ctx, 200, &lang.text("leaders-title"), body)
}

fn period_links(lang: Lang, here: &str) -> Markup {
    let periods = [("week", "leaders-week"), ("month", "leaders-month"), ("", "leaders-all")];
    let is_known = periods.iter().any(|(period, _)| *period == here);
    html! {
        nav.range aria-label=(lang.text("leaders-period")) {
            @for (period, name) in periods {
                @let is_here = period == here || period.is_empty() && !is_known;
                @let path = if period.is_empty() { "/leaderboard".to_owned() } else { format!("?period={period}") };
                a href=(path) aria-current=[is_here.then_some("true")] { (lang.text(name)) }
            }
        }
    }
}

/// The bar behind a name is as long as its share of the first one's number.
fn leader_table(lang: Lang, leaders: &[Leader], me: Option<i64>) -> Markup {
    let most = leaders.first().map_or(1, |first| first.counted.max(1));
    html! {
        table {
            thead {
                tr {
                    th.num scope="col" { (lang.text("leaders-place")) }
                    th scope="col" { (lang.text("person-name")) }
                    th.num scope="col" { (lang.text("state-counts")) }
                }
            }
            tbody {
                @for leader in leaders {
                    @let is_me = me == Some(leader.user_id);
                    tr.you[is_me] {
                        td.num { (leader.rank) }
                        th.cell scope="row" {
                            svg aria-hidden="true" { rect width=(format!("{}%", leader.counted * 100 / most)) height="100%" rx="4" {} }
                            span {
                                bdi { (leader.name) }
                                @if is_me { " " span class="pill waiting" { (lang.text("leaders-you")) } }
                            }
                        }
                        td.num { (leader.counted) }
                    }
                }
            }
        }
    }
}

/// Opt-in form, a part of the profile.
pub fn form(ctx: &RequestContext, listed: Option<LeaderboardName>) -> Result<Markup, HttpError> {
    let lang = ctx.lang();
    let nothing = FormInput::default();
    let choices = [
        ("", None, "leaders-off"),
        (LeaderboardName::Initial.name(), Some(LeaderboardName::Initial), "leaders-initial"),
        (LeaderboardName::Name.name(), Some(LeaderboardName::Name), "leaders-name"),
    ];
    Form::new(ctx, &nothing).render(
        "/profile/leaderboard",
        html! {
            fieldset {
                legend { (lang.text("leaders-choose")) }
                @for (value, choice, label) in choices {
                    @let id = format!("listed-{value}");
                    div.check {
                        input id=(id) type="radio" name="listed" value=(value) checked[choice == listed];
                        label for=(id) { (lang.text(label)) }
                    }
                }
            }
            p.actions data-saved=(lang.text("form-saved")) { button.quiet type="submit" { (lang.text("leaders-save")) } }
        },
    )
}

pub fn choose(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let fields = ctx.read_form()?;
    let listed =
        fields.optional("listed", |text| LeaderboardName::from_name(text).ok_or(ValidationError::NotAChoice));
    fields.finish()?;
    leaderboard_opt_in::set_visibility(ctx.app, me.user.id, listed, &ctx.audit_source(), ctx.now)?;
    Flash::ListedChanged.leave(ctx);
    Ok(response::see_other("/profile/account"))
}
