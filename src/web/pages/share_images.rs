//! Images of a referral link: QR code and share card. They are as public as the link's page.

use std::sync::Arc;

use rouille::Response;

use crate::crypto::content_hash;
use crate::domain::code::{CodeInput, CodeStatus};
use crate::i18n::Lang;
use crate::store::invitations::Invitation;
use crate::web::pages::share_links;
use crate::web::{HandlerResult, HttpError, RequestContext, response};
use crate::{
    cache::cards::CardError,
    images::{Card, qr},
};

pub fn qr(ctx: &RequestContext) -> HandlerResult {
    let invitation = active_invitation(ctx)?;
    let link = share_links::link(ctx, &invitation.referral);
    let svg = qr::svg(&share_links::qr_target(&link)).ok_or(HttpError::NotFound)?;
    Ok(image_response(ctx, "image/svg+xml", svg))
}

pub fn qr_png(ctx: &RequestContext) -> HandlerResult {
    let invitation = active_invitation(ctx)?;
    let link = share_links::link(ctx, &invitation.referral);
    let file = qr::png(&share_links::qr_target(&link)).ok_or(HttpError::NotFound)?;
    Ok(image_response(ctx, "image/png", file))
}

pub fn card(ctx: &RequestContext) -> HandlerResult {
    let invitation = active_invitation(ctx)?;
    let lang = ctx
        .query_param(share_links::CARD_LANG_PARAM)
        .and_then(|code| Lang::from_code(&code))
        .unwrap_or(ctx.lang());
    let file = ctx.app.card_cache.get(&build_card(ctx, lang, &invitation)).map_err(|why| match why {
        CardError::Busy => HttpError::Busy(2),
        CardError::Broken(error) => HttpError::Internal(Box::new(error)),
    })?;
    Ok(image_response(ctx, "image/png", file.as_ref()))
}

/// # Errors
/// `NotFound` for an unknown code; `Gone` for one that is not active.
fn active_invitation(ctx: &RequestContext) -> Result<Arc<Invitation>, HttpError> {
    let CodeInput::Possible(key) = CodeInput::read(ctx.path_param(0)) else {
        return Err(HttpError::NotFound);
    };
    let found = ctx.app.invitation_cache.get(&ctx.app.db, &key)?;
    let invitation = found.ok_or(HttpError::NotFound)?;
    ctx.set_referrer_lang(&invitation.referrer_lang);
    if invitation.status(ctx.now) == CodeStatus::Active { Ok(invitation) } else { Err(HttpError::Gone) }
}

/// A name with a letter that the font lacks is left out; emoji are, and the rest of the name stays.
fn build_card(ctx: &RequestContext, lang: Lang, invitation: &Invitation) -> Card {
    let (sentence, initial) = match Card::drawable(&invitation.referrer_name) {
        Some(name) => {
            let initial = name.chars().find(|c| c.is_alphanumeric()).map(|c| c.to_uppercase().to_string());
            (lang.format("card-invites", &[("name", name.as_str().into())]), initial.unwrap_or_default())
        }
        None => (lang.text("card-invited").to_owned(), String::new()),
    };
    let description = Card::drawable(&invitation.referral.description).unwrap_or_default();
    let (brand, host) = (ctx.brand(), ctx.app.config.server.host().to_owned());
    Card {
        sentence,
        description,
        initial,
        site: brand.name.clone(),
        host,
        accent: brand.theme.light.accent,
        logo: brand.png_logo(),
    }
}

/// Caches may show an image five minutes after its code ended.
const CACHE_FIVE_MINUTES: &str = "public, max-age=300, must-revalidate";

/// Public image: any site may embed it. `noindex`, because it names a person.
fn image_response(ctx: &RequestContext, media_type: &'static str, picture: impl Into<Vec<u8>>) -> Response {
    let picture = picture.into();
    let tag = format!("\"{}\"", content_hash(&picture));
    let mut answer = response::with_etag(
        ctx.header("If-None-Match"),
        response::with_bytes(200, media_type, picture),
        tag.into(),
    );
    response::add_header(&mut answer, "Cache-Control", CACHE_FIVE_MINUTES);
    // A card URL without a language follows the request's.
    response::add_header(&mut answer, "Vary", "Accept-Language, Cookie");
    response::add_header(&mut answer, "Cross-Origin-Resource-Policy", "cross-origin");
    response::add_header(&mut answer, "X-Robots-Tag", "noindex");
    answer
}
