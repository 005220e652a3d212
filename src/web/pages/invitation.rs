//! Referral link: counts the click and shows the registration page, or redirects to the landing page
//! of `landing_url`.

use std::sync::Arc;

use crate::actions::attribution_cookie::{ClickTouch, Touches};
use crate::cache::public_pages::PageKey;
use crate::domain::code::{CodeInput, CodeStatus};
use crate::domain::timestamp::DAY;
use crate::web::pages::{layout::message_page, public_cache, register};
use crate::web::request::click_source;
use crate::web::response::cookies::CookieName;
use crate::web::{FormInput, HandlerResult, HttpError, RequestContext, response};

pub fn show(ctx: &RequestContext) -> HandlerResult {
    let key = match CodeInput::read(ctx.path_param(0)) {
        CodeInput::Possible(key) => key,
        CodeInput::Mistyped => {
            return inactive_page(ctx, 404, "invitation-mistyped-title", "invitation-mistyped-lead");
        }
        CodeInput::Impossible => return Err(HttpError::NotFound),
    };
    let Some(invitation) = ctx.app.invitation_cache.get(&ctx.app.db, &key)? else {
        return inactive_page(ctx, 404, "invitation-unknown-title", "invitation-unknown-lead");
    };
    ctx.set_referrer_lang(&invitation.referrer_lang);
    match invitation.status(ctx.now) {
        CodeStatus::Active => {}
        CodeStatus::Expired => {
            return inactive_page(ctx, 410, "invitation-expired-title", "invitation-expired-lead");
        }
        CodeStatus::Off => return inactive_page(ctx, 410, "invitation-off-title", "invitation-off-lead"),
        CodeStatus::UsedUp => {
            return inactive_page(ctx, 410, "invitation-used-up-title", "invitation-used-up-lead");
        }
    }
    let referral = &invitation.referral;
    if click_source::is_human(ctx) {
        let touch = ClickTouch { referral_id: referral.id, at: ctx.now };
        let touches = Touches::add_click(ctx.touches(), touch);
        let window = ctx.app.config.referrals.window_days * DAY;
        ctx.set_cookie(CookieName::Referral, touches.to_cookie(ctx.app), Some(window));
        ctx.app.write_buffer.record_click(
            referral.id,
            click_source::visitor(ctx),
            click_source::from_request(ctx),
            ctx.now,
        );
    }
    let landing = &ctx.app.config.referrals.landing_url;
    if !landing.is_empty() {
        return Ok(response::redirect_302(&add_ref_param(landing, &referral.referral_code)));
    }
    let draw = || {
        register::form_with_invitation(
            ctx,
            &FormInput::with_defaults(&[("code", &referral.referral_code)]),
            Some(&invitation),
        )
    };
    // An ambiguous code is resolved anew each time, so its page is not cached.
    if key.is_ambiguous() {
        return draw();
    }
    public_cache::get_or_render(ctx, PageKey::Invitation(Arc::clone(&invitation)), draw)
}

/// Adds `ref={code}` to the query of a URL, before its fragment.
fn add_ref_param(landing: &str, code: &str) -> String {
    let (address, fragment) = match landing.split_once('#') {
        Some((address, fragment)) => (address, format!("#{fragment}")),
        None => (landing, String::new()),
    };
    let joint = if address.contains('?') { '&' } else { '?' };
    format!("{address}{joint}ref={code}{fragment}")
}

fn inactive_page(
    ctx: &RequestContext,
    status: u16,
    title: &'static str,
    lead: &'static str,
) -> HandlerResult {
    message_page(ctx, status, [title, lead], ("/register", "invitation-register-anyway"))
}
