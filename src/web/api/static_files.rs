//! Static files embedded in the executable.

use rouille::Response;
use rouille::input::parse_priority_header;

use crate::app::brand::BrandFile;
use crate::web::api::openapi;
use crate::web::assets::{self, Asset};
use crate::web::{HandlerResult, HttpError, RequestContext, response};

/// The file name has a content hash, so the file never changes (RFC 8246).
const CACHE_ONE_YEAR: &str = "public, max-age=31536000, immutable";

pub fn show(ctx: &RequestContext) -> HandlerResult {
    let name = ctx.path_param(0);
    if let Some(asset) = Asset::from_file_name(name) {
        return Ok(serve(ctx, asset, CACHE_ONE_YEAR));
    }
    let file = ctx.brand().files.iter().find(|file| file.name == name).ok_or(HttpError::NotFound)?;
    Ok(serve_brand_file(file))
}

/// For an SVG that is opened by its own address: no script, no form, no frame, nothing fetched, whatever the
/// check of uploads has missed.
const SANDBOX: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

fn serve_brand_file(file: &BrandFile) -> Response {
    let mut answer = response::with_bytes(200, file.media_type, file.bytes.as_ref());
    response::add_header(&mut answer, "Cache-Control", CACHE_ONE_YEAR);
    response::add_header(&mut answer, "Content-Security-Policy", SANDBOX);
    answer
}

pub const FAVICON: &str = "/favicon.ico";

pub fn favicon(ctx: &RequestContext) -> HandlerResult {
    Ok(serve(ctx, &assets::FAVICON, CACHE_ONE_DAY))
}

/// What iOS asks for without a link to it.
pub const TOUCH_ICON: &str = "/apple-touch-icon.png";

pub fn touch_icon(ctx: &RequestContext) -> HandlerResult {
    Ok(serve(ctx, &assets::TOUCH_ICON, CACHE_ONE_DAY))
}

pub const CARRIER: &str = "/r.js";

/// The script of other sites' pages. They load it from here, so any site may.
pub fn carrier(ctx: &RequestContext) -> HandlerResult {
    let mut answer = serve(ctx, &assets::CARRIER, CACHE_ONE_HOUR);
    response::add_header(&mut answer, "Cross-Origin-Resource-Policy", "cross-origin");
    Ok(answer)
}

const CACHE_ONE_HOUR: &str = "public, max-age=3600";

const CACHE_ONE_DAY: &str = "public, max-age=86400";

/// Paths of one member. Referral links are absent: messengers check this file before they fetch a
/// preview, and the page itself says `noindex`. The trailing slashes keep codes with such a prefix
/// out.
const ROBOTS: &str = "User-agent: *\nDisallow: /activate/\nDisallow: /api/v1/\nDisallow: /email/\n\
                      Disallow: /password/reset/\nDisallow: /profile/\n";

/// RFC 9309.
pub fn robots(_ctx: &RequestContext) -> HandlerResult {
    let mut answer = response::text(200, ROBOTS);
    response::add_header(&mut answer, "Cache-Control", "public, max-age=86400");
    Ok(answer)
}

fn serve(ctx: &RequestContext, asset: &'static Asset, cache: &'static str) -> Response {
    let packed = accepts_gzip(ctx);
    let (bytes, tag) = if packed { (asset.gzip(), asset.gzip_etag()) } else { (asset.bytes, asset.etag()) };
    let mut answer = response::static_bytes(asset.media_type, bytes);
    if packed {
        response::add_header(&mut answer, "Content-Encoding", GZIP);
    }
    let mut answer = response::with_etag(ctx.header("If-None-Match"), answer, tag.into());
    response::add_header(&mut answer, "Vary", "Accept-Encoding");
    response::add_header(&mut answer, "Cache-Control", cache);
    answer
}

const GZIP: &str = "gzip";

/// Whether `Accept-Encoding` lists gzip with a weight above 0 (RFC 9110 12.5.3).
fn accepts_gzip(ctx: &RequestContext) -> bool {
    let names_it = |accepted| {
        parse_priority_header(accepted)
            .any(|(coding, weight)| coding.eq_ignore_ascii_case(GZIP) && weight > 0.0)
    };
    ctx.header("Accept-Encoding").is_some_and(names_it)
}

/// Embedded bytes equal to the body of a response to `raw_url`.
pub fn bytes_of(raw_url: &str, answer: &Response) -> Option<&'static [u8]> {
    let path = raw_url.split('?').next().filter(|_| answer.status_code == 200)?;
    if path == openapi::PATH {
        return Some(openapi::text().as_bytes());
    }
    let asset = match path {
        FAVICON => &assets::FAVICON,
        TOUCH_ICON => &assets::TOUCH_ICON,
        CARRIER => &assets::CARRIER,
        path => Asset::from_path(path)?,
    };
    let packed = answer.headers.iter().any(|(name, _)| name == "Content-Encoding");
    Some(if packed { asset.gzip() } else { asset.bytes })
}
