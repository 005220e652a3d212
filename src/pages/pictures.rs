//! The pictures of a referral link: its QR code, and the card that messengers show beside it. They are as public as the
//! link itself and hold nothing that its page does not say.

use rouille::Response;

use super::invitation;
use crate::http::{Answer, Failure, Visit, answer};
use crate::lang::Lang;
use crate::picture::{Card, NoCard, qr};
use crate::store::referrals::{Invitation, Referral};

/// The language of a card is part of its address: whoever fetches it for a chat speaks none.
const IN: &str = "in";

pub fn qr(visit: &Visit) -> Answer {
    let invitation = invitation::active(visit)?;
    let svg = qr::svg(&link(visit, &invitation.referral)).ok_or(Failure::NotFound)?;
    Ok(shared(answer::of(200, "image/svg+xml", svg)))
}

pub fn card(visit: &Visit) -> Answer {
    let invitation = invitation::active(visit)?;
    let lang = visit.query(IN).and_then(|code| Lang::named(&code)).unwrap_or(visit.lang);
    let file = visit.app.gallery.show(&of(visit, lang, &invitation)).map_err(|why| match why {
        NoCard::Busy => Failure::Busy(2),
        NoCard::Broken(error) => Failure::Internal(Box::new(error)),
    })?;
    Ok(shared(answer::of(200, "image/png", file.as_ref())))
}

/// A link as people pass it on.
pub fn link(visit: &Visit, referral: &Referral) -> String {
    visit.app.link(&format!("/{}", referral.referral_code))
}

/// Where the card of an invitation is, as this visit's language has it.
pub fn card_link(visit: &Visit, referral: &Referral) -> String {
    visit.app.link(&format!("/{}/card.png?{IN}={}", referral.referral_code, visit.lang.code()))
}

/// A name that the font cannot write is left out: the rest is true without it.
fn of(visit: &Visit, lang: Lang, invitation: &Invitation) -> Card {
    let name = invitation.referrer.as_str();
    let initial: String = name.chars().take(1).flat_map(char::to_uppercase).collect();
    let (sentence, initial) = if Card::can_say(name) && Card::can_say(&initial) {
        (lang.with("card-invites", &[("name", name.into())]), initial)
    } else {
        (lang.t("card-invited").to_owned(), String::new())
    };
    let host = visit.app.config.server.host().to_owned();
    Card { sentence, initial, site: lang.t("site-name").to_owned(), host }
}

/// Pages anywhere may show it; search engines need not, for it names a person. Caches may keep it for a day, so long a
/// picture may outlive its code.
fn shared(mut picture: Response) -> Response {
    answer::add(&mut picture, "Cache-Control", "public, max-age=86400");
    answer::add(&mut picture, "Cross-Origin-Resource-Policy", "cross-origin");
    answer::add(&mut picture, "X-Robots-Tag", "noindex");
    picture
}
