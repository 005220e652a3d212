//! A form that is sent twice, as by a double click: the second answer is that of the first.

use rouille::Response;

use crate::cache::submissions::{Begun, Redirect};
use crate::crypto::tokens::Purpose;
use crate::web::request::context::RequestContext;
use crate::web::request::csrf;
use crate::web::response::{self, HandlerResult};

/// Handles a form, unless it is the same as the browser's last one: each rendering of a form has
/// another CSRF token, so the same path and body are the same press of a button. Only a redirect is
/// repeated: a form with a mistake is handled each time.
pub fn once(ctx: &RequestContext, handle: impl FnOnce() -> HandlerResult) -> HandlerResult {
    let Some(browser) = csrf::cookie_nonce(ctx) else { return handle() };
    csrf::check_origin(ctx, true)?;
    let form = ctx.app.signer.hash(Purpose::Submission, &[ctx.target().as_bytes(), ctx.read_body()?]);
    match ctx.app.submissions.begin(&browser, form, ctx.now) {
        Begun::Repeated(Redirect { location, cookies }) => {
            cookies.into_iter().for_each(|cookie| ctx.put_cookie(cookie));
            Ok(response::see_other(&location))
        }
        Begun::First(running) => {
            let answer = handle()?;
            if let Some(redirect) = redirect(ctx, &answer) {
                running.finish(redirect);
            }
            Ok(answer)
        }
    }
}

/// A script of the page does something else in between, such as signing out.
pub fn forget(ctx: &RequestContext) {
    if let Some(browser) = csrf::cookie_nonce(ctx) {
        ctx.app.submissions.forget(&browser);
    }
}

fn redirect(ctx: &RequestContext, answer: &Response) -> Option<Redirect> {
    let (_, location) = answer.headers.iter().find(|(name, _)| name == "Location")?;
    let cookies = ctx.response_cookies().clone();
    (answer.status_code == 303).then(|| Redirect { location: location.clone().into_owned(), cookies })
}
