//! Referral link: counts the click and shows the registration page, or redirects to the landing page
//! of `landing_url`.

use std::sync::Arc;

use maud::html;

use crate::actions::attribution_cookie::{ClickTouch, Touches};
use crate::cache::public_pages::PageKey;
use crate::domain::code::{self, CodeInput, CodeStatus};
use crate::domain::timestamp::DAY;
use crate::web::components::{icon::Icon, node::Node, thread::cut_thread};
use crate::web::pages::{layout::page, public_cache, register};
use crate::web::request::{click_source, code_field};
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
        let source = click_source::from_request(ctx);
        let touch = ClickTouch { referral_id: referral.id, at: ctx.now, source: Some(source.clone()) };
        let touches = Touches::add_click(ctx.touches(), touch);
        let window = ctx.app.config.referrals.window_days * DAY;
        ctx.set_cookie(CookieName::Referral, touches.to_cookie(ctx.app), Some(window));
        ctx.app.write_buffer.record_click(referral.id, click_source::visitor(ctx), source, ctx.now);
    }
    let landing = &ctx.app.config.referrals.landing_url;
    if !landing.is_empty() {
        return Ok(response::redirect_302(&landing_address(landing, &referral.referral_code)));
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

/// The landing page of a code: `{code}` filled in, or else `ref={code}` in the query.
fn landing_address(landing: &str, code: &str) -> String {
    if landing.contains("{code}") { landing.replace("{code}", code) } else { add_ref_param(landing, code) }
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

/// Page of a code that invites no more: the field holds what was opened, and codes that differ from it by
/// one mistake are offered.
fn inactive_page(
    ctx: &RequestContext,
    status: u16,
    title: &'static str,
    lead: &'static str,
) -> HandlerResult {
    let lang = ctx.lang();
    let typed = ctx.path_param(0);
    // An offer is a comfort: without the database the page still says what is wrong.
    let meant = if status == 404 { codes_meant(ctx, typed).unwrap_or_default() } else { Vec::new() };
    let body = html! {
        div.narrow {
            (cut_thread(Node::Open.around(Icon::Link), Some(Node::New.around(lang.text("invitation-you")))))
            h1 { (lang.text(title)) }
            p { (lang.text(lead)) }
            @if !meant.is_empty() {
                p {
                    (lang.text("invitation-did-you-mean"))
                    @for code in &meant { " " a href=(format!("/{code}")) { code { (code) } } }
                }
            }
            form method="get" action="/register" {
                div.field {
                    label for="ref" { (lang.text("field-referrer-code")) }
                    input #ref name=(code_field::REF_PARAM) value=(typed) autocomplete="off" maxlength="500" required;
                }
                button.wide type="submit" { (lang.text("invitation-open-code")) }
            }
            p.after { a href="/register?ref=" { (lang.text("invitation-register-anyway")) } }
        }
    };
    page(ctx, status, &lang.text(title), body)
}

/// Codes that exist, are active, and differ from a mistyped one by one character or by two that changed
/// places.
fn codes_meant(ctx: &RequestContext, typed: &str) -> Result<Vec<String>, HttpError> {
    let mut found = Vec::new();
    for key in code::corrections(typed) {
        if let Some(invitation) = ctx.app.invitation_cache.get(&ctx.app.db, &key)?
            && invitation.status(ctx.now) == CodeStatus::Active
        {
            found.push(invitation.referral.referral_code.clone());
        }
    }
    Ok(found)
}
