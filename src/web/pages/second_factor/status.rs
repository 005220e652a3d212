//! Whether the second factor of a member is on, and what can be changed.

use maud::{Markup, html};

use crate::actions::second_factor::{self, FactorState};
use crate::web::components::when;
use crate::web::pages::second_factor::{PATH, app, done, recovery};
use crate::web::pages::{flash::Flash, form::Form, layout::page};
use crate::web::request::recent_password;
use crate::web::{FormInput, HandlerResult, HttpError, RequestContext, SignedIn, response};

/// Few recovery codes: the page asks for new ones.
const FEW_CODES: i64 = 2;

pub fn show(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let lang = ctx.lang();
    let state = ctx.db_read(|conn| second_factor::find_state(conn, me.user.id))?;
    let body = html! {
        div.head { h1 { (lang.text("factor-title")) } p.lead { (lang.text("factor-lead")) } }
        @match &state {
            Some(state) => (on(ctx, me, state)?),
            None => p.actions { a.button href=(app::PATH) { (lang.text("factor-set-up")) } },
        }
    };
    page(ctx, 200, &lang.text("factor-title"), body)
}

fn on(ctx: &RequestContext, me: &SignedIn, state: &FactorState) -> Result<Markup, HttpError> {
    let lang = ctx.lang();
    let nothing = FormInput::default();
    let form = Form::new(ctx, &nothing);
    let button = |path: &str, class, label| {
        form.render(path, html! { p.actions { button.(class) type="submit" { (lang.text(label)) } } })
    };
    Ok(html! {
        p { span.badge.on { (lang.text("factor-on")) } " " (lang.text("factor-since")) " " (when::moment(lang, state.since, ctx.now)) }
        div.pair {
        section.card aria-labelledby="app" {
            h2 #app { (lang.text("factor-app")) }
            p { (lang.text("factor-replace-lead")) }
            p.actions { a.button.quiet href=(app::PATH) { (lang.text("factor-replace")) } }
        }
        section.card aria-labelledby="recovery" {
            h2 #recovery { (lang.text("recovery-title")) }
            p {
                (lang.plural("recovery-left", state.recovery_codes))
                @if state.recovery_codes <= FEW_CODES { " " (lang.text("recovery-few")) }
            }
            (button(recovery::PATH, "quiet", "recovery-renew")?)
        }
        section.card aria-labelledby="browsers" {
            h2 #browsers { (lang.text("factor-browsers")) }
            p { (lang.text("factor-browsers-lead")) }
            (button("/profile/second-factor/browsers", "quiet", "factor-browsers-forget")?)
        }
        section.card aria-labelledby="off" {
            h2 #off { (lang.text("factor-off")) }
            @if second_factor::is_demanded(ctx.app, &me.user) {
                p { (lang.text("factor-off-demanded")) }
            } @else {
                p { (lang.text("factor-off-lead")) }
                (button("/profile/second-factor/off", "danger", "factor-off")?)
            }
        }
        }
    })
}

pub fn turn_off(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    ctx.read_form()?;
    recent_password::require(ctx, me)?;
    let who = (me.user.id, &me.session_hash);
    done(second_factor::turn_off(ctx.app, who, &ctx.audit_source(), ctx.now)?)?;
    Flash::FactorOff.leave(ctx);
    Ok(response::see_other(PATH))
}

pub fn forget_browsers(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    ctx.read_form()?;
    recent_password::require(ctx, me)?;
    let who = (me.user.id, &me.session_hash);
    done(second_factor::forget_browsers(ctx.app, who, &ctx.audit_source(), ctx.now)?)?;
    Flash::BrowsersForgotten.leave(ctx);
    Ok(response::see_other(PATH))
}
