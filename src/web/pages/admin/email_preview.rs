//! Every kind of email as it would be sent now, as text and designed, and a test email to the admin.

use maud::html;

use crate::actions::accounts_admin;
use crate::mail::{emails, preview};
use crate::store::outbox::MessageKind;
use crate::web::pages::{admin::operator_page, flash::Flash, form::Form};
use crate::web::{Admin, FormInput, HandlerResult, HttpError, RequestContext, response};

pub fn show(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    let (lang, me) = (ctx.lang(), &admin.me.user);
    let mut kinds = Vec::new();
    for kind in MessageKind::ALL.iter().copied() {
        kinds.push((kind, preview::preview(ctx.app, me, kind, lang, ctx.now)?));
    }
    let nothing = FormInput::default();
    let form = Form::new(ctx, &nothing);
    let title = lang.text("emails-preview");
    let body = html! {
        div.head {
            h1 { (title) }
            p.lead { (lang.text("emails-preview-lead")) }
        }
        (form.render("/admin/emails/kinds", html! {
            p.actions { button type="submit" { (lang.text("emails-test")) } span.soft { (me.email) } }
        })?)
        div.pair {
            @for (kind, message) in &kinds {
                section.card {
                    h2 { (lang.text(emails::find(*kind).name_key)) }
                    @match message {
                        Some(message) => {
                            dl.facts { dt { (lang.text("emails-subject")) } dd { b { (message.subject) } } }
                            pre.letter { (message.text) }
                            p { a href={ "/admin/emails/kinds/" (kind.name()) } { (lang.text("emails-preview-html")) } }
                        },
                        None => p.soft { (lang.text("emails-preview-none")) },
                    }
                }
            }
        }
        p.after { a href="/admin/emails" { (lang.text("admin-emails")) } }
    };
    operator_page(ctx, &title, body)
}

/// An email draws itself: its styles are inline. Nothing in it runs, and its links open nothing.
const EMAIL_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; sandbox";

/// The HTML of a kind, as a mail program shows it.
pub fn show_html(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    let kind = MessageKind::from_name(ctx.path_param(0)).ok_or(HttpError::NotFound)?;
    let message = preview::preview(ctx.app, &admin.me.user, kind, ctx.lang(), ctx.now)?;
    let html = message.ok_or(HttpError::NotFound)?.html;
    let mut answer = response::with_bytes(200, "text/html; charset=utf-8", html);
    response::add_header(&mut answer, "Content-Security-Policy", EMAIL_POLICY);
    Ok(answer)
}

pub fn submit(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    ctx.read_form()?;
    accounts_admin::send_test_email(ctx.app, &admin.me.user, ctx.now)?;
    ctx.app.mail_waker.notify();
    Flash::TestSent.leave(ctx);
    Ok(response::see_other("/admin/emails"))
}
