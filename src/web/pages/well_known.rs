//! Well-known addresses (RFC 8615): what programs look for on every site.

use crate::config::is_loopback;
use crate::domain::timestamp::DAY;
use crate::i18n::Lang;
use crate::web::{HandlerResult, HttpError, RequestContext, response};

/// Leads password managers to the page that changes a password (W3C «A well-known URL for changing
/// passwords»).
pub fn change_password(_ctx: &RequestContext) -> HandlerResult {
    Ok(response::see_other("/profile/password"))
}

const SECURITY: &str = "/.well-known/security.txt";

/// Days after which a copy of the file is out of date.
const SECURITY_DAYS: i64 = 30;

/// `security.txt` (RFC 9116): reports of a weakness are sent to the sender address of the site. A sender at this
/// machine, as by default, is no one to write to.
pub fn security(ctx: &RequestContext) -> HandlerResult {
    let contact = &ctx.app.config.mail.from.address;
    if is_loopback(contact.rsplit_once('@').map_or("", |(_, host)| host)) {
        return Err(HttpError::NotFound);
    }
    let expires = ctx.now.plus(SECURITY_DAYS * DAY).rfc3339();
    let languages = Lang::ALL.map(Lang::code).join(", ");
    let mut text =
        format!("Contact: mailto:{contact}\nExpires: {expires}\nPreferred-Languages: {languages}\n");
    // Section 2.5.2: the address of the file begins with https.
    if ctx.app.https() {
        text.push_str(&format!("Canonical: {}\n", ctx.app.link(SECURITY)));
    }
    Ok(response::text(200, text))
}
