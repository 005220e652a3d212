//! Every kind of email as it would be sent now, and a test email to the admin.

use maud::html;

use crate::actions::accounts_admin;
use crate::mail::{emails, preview};
use crate::store::outbox::MessageKind;
use crate::web::pages::{admin::operator_page, flash::Flash, form::Form};
use crate::web::{Admin, FormInput, HandlerResult, RequestContext, response};

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
            button type="submit" { (lang.text("emails-test")) }
            p.soft { (me.email) }
        })?)
        div.pair {
            @for (kind, message) in &kinds {
                section.card {
                    h2 { (lang.text(emails::find(*kind).name_key)) }
                    @match message {
                        Some(message) => {
                            dl.facts { dt { (lang.text("emails-subject")) } dd { b { (message.subject) } } }
                            pre.letter { (message.text) }
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

pub fn submit(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    ctx.read_form()?;
    accounts_admin::send_test_email(ctx.app, &admin.me.user, ctx.now)?;
    ctx.app.mail_waker.notify();
    Flash::TestSent.leave(ctx);
    Ok(response::see_other("/admin/emails"))
}
