//! Referral link of an active code, and links to share it.

use maud::{Markup, html};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::store::referrals::Referral;
use crate::web::RequestContext;

/// Query parameter with the language of a card: a messenger that fetches it sends none.
pub const CARD_LANG_PARAM: &str = "in";

/// Absolute referral link.
pub fn link(ctx: &RequestContext, referral: &Referral) -> String {
    ctx.app.link(&format!("/{}", referral.referral_code))
}

/// Absolute URL of the share card, in the language of the request.
pub fn card_link(ctx: &RequestContext, referral: &Referral) -> String {
    ctx.app.link(&format!("/{}/card.png?{CARD_LANG_PARAM}={}", referral.referral_code, ctx.lang().code()))
}

/// Link, share links and QR code. The script adds copying and the share sheet.
pub fn share_links(ctx: &RequestContext, code: &Referral) -> Markup {
    let lang = ctx.lang();
    let link = link(ctx, code);
    let id = format!("link-{}", code.id);
    let words =
        if code.description.is_empty() { lang.text("share-text").as_str() } else { &code.description };
    let (url, text) = (percent_encode(&link), percent_encode(words));
    let subject = percent_encode(&lang.text("share-subject"));
    let body = percent_encode(&format!("{words}\r\n\r\n{link}"));
    let message = percent_encode(&format!("{words} {link}"));
    let ways = [
        ("share-telegram", format!("https://t.me/share/url?url={url}&text={text}")),
        ("share-vk", format!("https://vk.com/share.php?url={url}&title={text}")),
        ("share-whatsapp", format!("https://wa.me/?text={message}")),
        ("share-mail", format!("mailto:?subject={subject}&body={body}")),
    ];
    html! {
        div.share data-copy=(lang.text("share-copy")) data-copied=(lang.text("share-copied")) data-share=(lang.text("share-more"))
            data-text=(words) {
            label for=(id) { (lang.text("profile-link")) }
            div.row { input id=(id) type="text" readonly value=(link); }
            ul.ways aria-label=(lang.text("share-with")) {
                @for (name, href) in &ways { li { a href=(href) rel="noopener noreferrer" { (lang.text(name)) } } }
            }
            (qr_details(ctx, code))
        }
    }
}

/// Collapsed, and loaded when opened: for showing on a phone.
fn qr_details(ctx: &RequestContext, code: &Referral) -> Markup {
    let lang = ctx.lang();
    let picture = format!("/{}/qr.svg", code.referral_code);
    html! {
        details.qr {
            summary { (lang.text("qr-title")) }
            p.muted { (lang.text(if ctx.app.config.server.is_here_only() { "qr-here-only" } else { "qr-lead" })) }
            img src=(picture) width="264" height="264" loading="lazy"
                alt=(lang.format("qr-alt", &[("code", code.referral_code.as_str().into())]));
            p { a href=(picture) download=(format!("qr-{}.svg", code.referral_code)) { (lang.text("qr-download")) } }
        }
    }
}

/// RFC 3986 2.3: all but unreserved characters.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Query value with `%20` for a space: mail programs do not decode `+` (RFC 6068 5).
fn percent_encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}
