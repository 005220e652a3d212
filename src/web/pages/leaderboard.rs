//! Leaderboard of referrers who opted in, and the form to opt in.

use maud::{Markup, html};

use crate::actions::leaderboard_opt_in;
use crate::domain::person::LeaderboardName;
use crate::domain::validation::ValidationError;
use crate::web::pages::{
    flash::Flash,
    form::Form,
    layout::{page, stylesheet_link},
};
use crate::web::{FormInput, HandlerResult, HttpError, RequestContext, SignedIn, assets, response};

pub fn show(ctx: &RequestContext) -> HandlerResult {
    let lang = ctx.lang();
    let leaders = ctx.app.leaderboard(ctx.now)?;
    let body = html! {
        (stylesheet_link(&assets::MEMBER))
        h1 { (lang.text("leaders-title")) }
        p.lead { (lang.text("leaders-lead")) }
        @if leaders.is_empty() {
            p.empty { (lang.text("leaders-none")) }
        } @else {
            ol.leaders {
                @for leader in leaders.iter() {
                    li {
                        span { (leader.rank) }
                        b { (leader.name) }
                        span { (lang.plural("leaders-count", leader.confirmed)) }
                    }
                }
            }
            p.actions { a href="/api/v1/leaderboard?format=csv" { (lang.text("table-download")) } }
        }
    };
    page(ctx, 200, &lang.text("leaders-title"), body)
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
            button.quiet type="submit" { (lang.text("leaders-save")) }
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
    Ok(response::see_other("/profile"))
}
