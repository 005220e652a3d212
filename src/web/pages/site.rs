//! What the operator calls the site, and how it looks.

use std::borrow::Cow;

use maud::{Markup, PreEscaped, html};

use crate::web::assets;
use crate::web::pages::markup::FastEscape;
use crate::web::{HandlerResult, RequestContext, response};

/// Inline icon: saves a request.
const ICON_SVG: &str = include_str!("../../../assets/icon.svg");

/// Where the web app manifest is.
pub const MANIFEST: &str = "/manifest.webmanifest";

/// Where a home screen's app sends what a person shares to it.
const SHARE_TARGET: &str = "/profile/share";

/// Name of the site: in the header, titles and link previews.
pub fn site_name<'a>(ctx: &'a RequestContext<'_>) -> Cow<'a, str> {
    ctx.brand().name.as_str().into()
}

/// The operator's logo, or the program's own mark. The name is next to it, so it has none.
pub fn mark(ctx: &RequestContext) -> Markup {
    html! {
        @match ctx.brand().logo_path() {
            Some(path) => img src=(FastEscape(&path)) alt="" width="28" height="28";,
            None => span aria-hidden="true" { (PreEscaped(ICON_SVG)) },
        }
    }
}

/// The operator's one line about the site, else the program's.
pub fn description<'a>(ctx: &'a RequestContext<'_>) -> Cow<'a, str> {
    match ctx.brand().tagline.as_str() {
        "" => ctx.lang().text("site-description").as_str().into(),
        tagline => tagline.into(),
    }
}

/// Links of the footer that the operator set, each with its text key.
pub fn legal_links<'a>(ctx: &'a RequestContext<'_>) -> impl Iterator<Item = (&'a str, &'static str)> {
    let brand = ctx.brand();
    let links = [(brand.privacy_url.as_str(), "menu-privacy"), (brand.terms_url.as_str(), "menu-terms")];
    links.into_iter().filter(|(url, _)| !url.is_empty())
}

/// Icons of tabs and home screens.
pub fn icon_links(ctx: &RequestContext) -> Markup {
    let brand = ctx.brand();
    let logo = brand.logo_path();
    let media_type = brand.logo.as_ref().map_or("image/svg+xml", |logo| logo.media_type());
    html! {
        link rel="icon" type=(media_type) href=(FastEscape(logo.as_deref().unwrap_or(assets::ICON.path())));
        link rel="manifest" href=(MANIFEST);
    }
}

/// Web app manifest (W3C Application Manifest): name, colours and icons of the site on a home screen.
pub fn manifest(ctx: &RequestContext) -> HandlerResult {
    let brand = ctx.brand();
    let icon = match (&brand.logo, brand.logo_path()) {
        (Some(logo), Some(path)) => {
            serde_json::json!({ "src": path, "type": logo.media_type(), "sizes": "any" })
        }
        _ => serde_json::json!({ "src": assets::ICON.path(), "type": "image/svg+xml", "sizes": "any" }),
    };
    let value = serde_json::json!({
        "name": brand.name,
        "short_name": brand.name,
        "description": description(ctx),
        "lang": ctx.lang().code(),
        "start_url": "/",
        // What another app shares becomes the message next to the link (W3C Web Share Target); browsers
        // offer that to a site that is installed, which a site in a mere tab is not.
        "display": "minimal-ui",
        "share_target": {
            "action": SHARE_TARGET,
            "method": "GET",
            // The default, of which Chromium complains if it is left out.
            "enctype": "application/x-www-form-urlencoded",
            "params": { "title": "title", "text": "text", "url": "url" },
        },
        "theme_color": crate::domain::theme::hex(brand.theme.light.accent),
        "background_color": "#f8f5ef",
        "icons": [icon],
    });
    let mut answer = response::with_bytes(200, "application/manifest+json", value.to_string());
    response::add_header(&mut answer, "Cache-Control", "public, max-age=3600");
    response::add_header(&mut answer, "Vary", "Accept-Language, Cookie");
    Ok(answer)
}

/// One line that says what the site is; `None` if the operator wrote none.
pub fn tagline(_ctx: &RequestContext) -> Option<String> {
    None
}
