//! The pictures of a referral link: its QR code, and the card that messengers show beside it. They are as public as the
//! link itself and hold nothing that its page does not say.

use rouille::Response;

use crate::i18n::Lang;
use crate::store::referrals::{Invitation, Referral};
use crate::web::assets;
use crate::web::pages::invitation;
use crate::web::{
    request::context::RequestContext,
    response::{self, HandlerResult, error::HttpError},
};
use crate::{
    cache::cards::CardError,
    images::{Card, qr},
};

/// The language of a card is part of its address: whoever fetches it for a chat speaks none.
const IN: &str = "in";

pub fn qr(ctx: &RequestContext) -> HandlerResult {
    let invitation = invitation::active(ctx)?;
    let svg = qr::svg(&link(ctx, &invitation.referral)).ok_or(HttpError::NotFound)?;
    Ok(shared(ctx, "image/svg+xml", svg))
}

pub fn card(ctx: &RequestContext) -> HandlerResult {
    let invitation = invitation::active(ctx)?;
    let lang = ctx.query_param(IN).and_then(|code| Lang::from_code(&code)).unwrap_or(ctx.lang());
    let file = ctx.app.card_cache.get_or_render(&of(ctx, lang, &invitation)).map_err(|why| match why {
        CardError::Busy => HttpError::Busy(2),
        CardError::Broken(error) => HttpError::Internal(Box::new(error)),
    })?;
    Ok(shared(ctx, "image/png", file.as_ref()))
}

/// A link as people pass it on.
pub fn link(ctx: &RequestContext, referral: &Referral) -> String {
    ctx.app.link(&format!("/{}", referral.referral_code))
}

/// Where the card of an invitation is, as this visit's language has it.
pub fn card_link(ctx: &RequestContext, referral: &Referral) -> String {
    ctx.app.link(&format!("/{}/card.png?{IN}={}", referral.referral_code, ctx.lang().code()))
}

/// A name that the font cannot write is left out: the rest is true without it.
fn of(ctx: &RequestContext, lang: Lang, invitation: &Invitation) -> Card {
    let name = invitation.referrer_name.as_str();
    let initial: String = name.chars().take(1).flat_map(char::to_uppercase).collect();
    let (sentence, initial) = if Card::can_say(name) && Card::can_say(&initial) {
        (lang.format("card-invites", &[("name", name.into())]), initial)
    } else {
        (lang.text("card-invited").to_owned(), String::new())
    };
    let host = ctx.app.config.server.host().to_owned();
    Card { sentence, initial, site: lang.text("site-name").to_owned(), host }
}

/// How long a picture may be shown without asking whether its code still works: so long it may outlive the code.
const KEPT: &str = "public, max-age=300, must-revalidate";

/// Pages anywhere may show it; search engines need not, for it names a person. Whoever asks again for what they have is
/// told so in a few bytes, as long as the code works.
fn shared(ctx: &RequestContext, media_type: &'static str, picture: impl Into<Vec<u8>>) -> Response {
    let picture = picture.into();
    let tag = format!("\"{}\"", assets::content_hash(&picture));
    let mut answer = response::with_etag(ctx, response::with_bytes(200, media_type, picture), tag.into());
    response::add_header(&mut answer, "Cache-Control", KEPT);
    // The language of a card whose address names none.
    response::add_header(&mut answer, "Vary", "Accept-Language, Cookie");
    response::add_header(&mut answer, "Cross-Origin-Resource-Policy", "cross-origin");
    response::add_header(&mut answer, "X-Robots-Tag", "noindex");
    answer
}
