//! Referral link of an active code, and the ways to share it.

use maud::{Markup, html};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::i18n::Lang;
use crate::images::qr;
use crate::store::referrals::Referral;
use crate::web::RequestContext;
use crate::web::components::icon::Icon;

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

/// A place to share a link at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Telegram,
    WhatsApp,
    Email,
    Vk,
    X,
    Facebook,
    LinkedIn,
    Reddit,
}

impl Way {
    const ALL: [Way; 8] = [
        Way::Telegram,
        Way::WhatsApp,
        Way::Email,
        Way::Vk,
        Way::X,
        Way::Facebook,
        Way::LinkedIn,
        Way::Reddit,
    ];

    /// The ones that readers of a language use, most used first: the language's file has their names.
    pub fn of_lang(lang: Lang) -> Vec<Way> {
        let names = lang.text("share-ways");
        let way = |name: &str| Way::ALL.into_iter().find(|way| way.source() == name);
        names.as_str().split_whitespace().filter_map(way).collect()
    }

    /// Value of `utm_source` in its links.
    fn source(self) -> &'static str {
        match self {
            Way::Telegram => "telegram",
            Way::WhatsApp => "whatsapp",
            Way::Email => "email",
            Way::Vk => "vk",
            Way::X => "x",
            Way::Facebook => "facebook",
            Way::LinkedIn => "linkedin",
            Way::Reddit => "reddit",
        }
    }

    /// Text key of the name.
    pub fn name(self) -> &'static str {
        match self {
            Way::Telegram => "share-telegram",
            Way::WhatsApp => "share-whatsapp",
            Way::Email => "share-mail",
            Way::Vk => "share-vk",
            Way::X => "share-x",
            Way::Facebook => "share-facebook",
            Way::LinkedIn => "share-linkedin",
            Way::Reddit => "share-reddit",
        }
    }

    pub fn icon(self) -> Icon {
        match self {
            Way::Telegram => Icon::Send,
            Way::WhatsApp => Icon::Bubble,
            Way::Email => Icon::Envelope,
            Way::Vk | Way::Facebook | Way::LinkedIn => Icon::People,
            Way::X | Way::Reddit => Icon::Share,
        }
    }

    /// Address that opens the place with the message and the link.
    pub fn href(self, lang: Lang, link: &str, words: &str) -> String {
        let from_here = format!("{link}?utm_source={}", self.source());
        let (url, text) = (percent_encode(&from_here), percent_encode(words));
        match self {
            Way::Telegram => format!("https://t.me/share/url?url={url}&text={text}"),
            Way::WhatsApp => {
                format!("https://wa.me/?text={}", percent_encode(&format!("{words} {from_here}")))
            }
            Way::Email => {
                let body = percent_encode(&format!("{words}\r\n\r\n{from_here}"));
                format!("mailto:?subject={}&body={body}", percent_encode(&lang.text("share-subject")))
            }
            Way::Vk => format!("https://vk.com/share.php?url={url}&title={text}"),
            Way::X => format!("https://twitter.com/intent/tweet?url={url}&text={text}"),
            Way::Facebook => format!("https://www.facebook.com/sharer/sharer.php?u={url}"),
            Way::LinkedIn => format!("https://www.linkedin.com/sharing/share-offsite/?url={url}"),
            Way::Reddit => format!("https://www.reddit.com/submit?url={url}&title={text}"),
        }
    }
}

/// What a friend reads next to the link, unless the member writes something else: the code's message.
pub fn default_words(lang: Lang, code: &Referral) -> String {
    if code.description.is_empty() { lang.text("share-text").to_owned() } else { code.description.clone() }
}

/// The link in a field, its QR code and the first ways to share it. The script adds the copying, and
/// the share sheet of a phone.
pub fn share_block(ctx: &RequestContext, code: &Referral) -> Markup {
    let lang = ctx.lang();
    let (link, words) = (link(ctx, code), default_words(lang, code));
    let more = format!("/profile/codes/{}/share", code.referral_code);
    html! {
        div.share {
            div.copy data-copy=(lang.text("share-copy")) data-copied=(lang.text("share-copied")) {
                label.hidden for="url" { (lang.text("profile-link")) }
                input #url type="text" readonly value=(link);
            }
            (qr_link(lang, code, &link))
            ul.ways aria-label=(lang.text("share-with")) {
                @for way in Way::of_lang(lang).into_iter().take(3) { li { (way_link(lang, way, &link, &words)) } }
                li { a href=(more) data-text=(words) data-link=(link) { (Icon::Share) (lang.text("share-more")) } }
            }
        }
    }
}

pub fn way_link(lang: Lang, way: Way, link: &str, words: &str) -> Markup {
    html! {
        a href=(way.href(lang, link, words)) rel="noopener noreferrer" { (way.icon()) (lang.text(way.name())) }
    }
}

/// The QR code, which opens to the full screen.
fn qr_link(lang: Lang, code: &Referral, link: &str) -> Markup {
    let title = lang.text("qr-open");
    html! {
        @if let Some(code_svg) = qr_svg(lang, code, link) {
            a.qr href=(format!("/profile/codes/{}/qr", code.referral_code)) title=(title) { (code_svg) }
        }
    }
}

/// The QR code as part of a page; `None` where no code holds the link.
pub fn qr_svg(lang: Lang, code: &Referral, link: &str) -> Option<Markup> {
    let drawn = qr::path(&qr_target(link))?;
    let alt = lang.format("qr-alt", &[("code", code.referral_code.as_str().into())]);
    Some(html! {
        svg viewBox=(format!("0 0 {0} {0}", drawn.size)) role="img" aria-label=(alt) shape-rendering="crispEdges" {
            path d=(drawn.path) {}
        }
    })
}

/// What the QR code says: the link, and that it was a QR code.
pub fn qr_target(link: &str) -> String {
    format!("{link}?qr")
}

/// RFC 3986 2.3: all but unreserved characters.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Query value with `%20` for a space: mail programs do not decode `+` (RFC 6068 5).
fn percent_encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}
