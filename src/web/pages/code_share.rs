//! Sharing a code's link: a message that can be edited, every way to send it, and the QR code on a page
//! alone, for a phone's whole screen or a printed sheet.

use maud::{Markup, html};

use crate::domain::code::{CodeInput, CodeStatus};
use crate::domain::person::printable;
use crate::store::referrals::{self, Referral};
use crate::web::components::icon::Icon;
use crate::web::pages::layout::page;
use crate::web::pages::share_links::{self, Way};
use crate::web::{HandlerResult, HttpError, RequestContext, SignedIn, response};

/// Characters of a value of a link for a campaign; clicks are stored with as many.
const MAX_UTM_CHARS: usize = 64;

/// Characters of a message.
const MAX_MESSAGE_CHARS: usize = 500;

/// The message and the ways; `text` of the query is the message.
pub fn show(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let lang = ctx.lang();
    let code = active_code(ctx, me)?;
    let link = share_links::link(ctx, &code);
    let typed = ctx.query_param("text").map(|text| printable(&text, MAX_MESSAGE_CHARS));
    let words = typed.unwrap_or_else(|| share_links::default_words(lang, &code));
    let path = format!("/profile/codes/{}", code.referral_code);
    let body = html! {
        p { a href="/profile" { "‹ " (lang.text("profile-link")) } }
        div.head { h1 { (lang.text("share-title")) } }
        div.aside {
            div.stack { section.card aria-labelledby="message" {
                h2 #message { (lang.text("share-message")) }
                form action={ (path) "/share" } {
                    label.hidden for="text" { (lang.text("share-message")) }
                    textarea #text name="text" rows="3" maxlength=(MAX_MESSAGE_CHARS) { (words) }
                    p.actions { button.quiet { (lang.text("share-message-use")) } }
                }
                ul.ways aria-label=(lang.text("share-with")) data-message="text" {
                    @for way in Way::of_lang(lang) { li { (share_links::way_link(lang, way, &link, &words)) } }
                }
            }
            (campaign_section(ctx, &path, &link)) }
            section.card aria-labelledby="qr" {
                h2 #qr { (lang.text("qr-title")) }
                p.soft { (lang.text(qr_lead(ctx))) }
                @if let Some(drawn) = share_links::qr_svg(lang, &code, &link) {
                    a.qr href={ (path) "/qr" } title=(lang.text("qr-open")) { (drawn) }
                }
                (downloads(ctx, &code))
            }
        }
    };
    page(ctx, 200, &lang.text("share-title"), body)
}

/// `GET /profile/share?title=…&text=…&url=…`: what another app shares, as the message next to the newest
/// active code's link. Who has none gets one on the profile first.
pub fn receive(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let newest = ctx.db_read(|conn| referrals::find_active_by_user(conn, me.user.id, ctx.now))?;
    let Some(code) = newest else { return Ok(response::see_other("/profile")) };
    let parts = ["title", "text", "url"].map(|name| ctx.query_param(name).unwrap_or_default());
    let mut words: Vec<&str> = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    words.dedup();
    let path = format!("/profile/codes/{}/share", code.referral_code);
    if words.is_empty() {
        return Ok(response::see_other(&path));
    }
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("text", &printable(&words.join(" "), MAX_MESSAGE_CHARS));
    Ok(response::see_other(&format!("{path}?{}", query.finish())))
}

/// Fields of a link for a campaign, with their text keys.
const UTM: [(&str, &str); 3] =
    [("utm_source", "utm-source"), ("utm_medium", "utm-medium"), ("utm_campaign", "utm-campaign")];

/// Builds a link that says from which place or campaign it was opened.
fn campaign_section(ctx: &RequestContext, path: &str, link: &str) -> Markup {
    let lang = ctx.lang();
    let values = UTM.map(|(name, _)| {
        let typed = ctx.query_param(name).unwrap_or_default();
        (name, printable(typed.trim(), MAX_UTM_CHARS))
    });
    let given = values.iter().filter(|(_, value)| !value.is_empty());
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(given).finish();
    html! {
        section.card aria-labelledby="campaign" {
            h2 #campaign { (lang.text("utm-title")) }
            p.soft { (lang.text("utm-lead")) }
            form action={ (path) "/share#campaign" } {
                @for ((name, label), (_, value)) in UTM.iter().zip(&values) {
                    div.field {
                        label for=(name) { (lang.text(label)) }
                        input id=(name) name=(name) type="text" maxlength=(MAX_UTM_CHARS) value=(value) autocomplete="off";
                    }
                }
                p.actions { button.quiet { (lang.text("utm-make")) } }
            }
            @if !query.is_empty() {
                div.copy data-copy=(lang.text("share-copy")) data-copied=(lang.text("share-copied")) {
                    label.hidden for="tagged" { (lang.text("utm-title")) }
                    input #tagged type="text" readonly value={ (link) "?" (query) };
                }
            }
        }
    }
}

/// The QR code alone, as large as the screen or the sheet.
pub fn qr(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let lang = ctx.lang();
    let code = active_code(ctx, me)?;
    let link = share_links::link(ctx, &code);
    let drawn = share_links::qr_svg(lang, &code, &link).ok_or(HttpError::NotFound)?;
    let body = html! {
        section.poster {
            h1 { (lang.text("qr-poster")) }
            div.qr { (drawn) }
            p { b { (link) } }
            p.soft.screen { (lang.text(qr_lead(ctx))) }
            (downloads(ctx, &code))
        }
    };
    page(ctx, 200, &lang.text("qr-title"), body)
}

fn qr_lead(ctx: &RequestContext) -> &'static str {
    if ctx.app.config.server.is_here_only() { "qr-here-only" } else { "qr-lead" }
}

fn downloads(ctx: &RequestContext, code: &Referral) -> Markup {
    let (lang, name) = (ctx.lang(), &code.referral_code);
    html! {
        p.actions {
            a href=(format!("/{name}/qr.svg")) download=(format!("qr-{name}.svg")) { (lang.text("qr-download")) }
            a href=(format!("/{name}/qr.png")) download=(format!("qr-{name}.png")) { (lang.text("qr-download-png")) }
            a href=(format!("/profile/codes/{name}/qr")) { (Icon::Next) (lang.text("qr-print")) }
        }
    }
}

/// The member's code of the path, as long as it works.
fn active_code(ctx: &RequestContext, me: &SignedIn) -> Result<Referral, HttpError> {
    let CodeInput::Possible(key) = CodeInput::read(ctx.path_param(0)) else {
        return Err(HttpError::NotFound);
    };
    let found = ctx.db_read(|conn| referrals::find_own_by_key(conn, me.user.id, &key))?;
    found.filter(|code| code.status(ctx.now) == CodeStatus::Active).ok_or(HttpError::NotFound)
}
