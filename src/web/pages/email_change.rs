//! Change of the email address; it takes effect when the new address is confirmed.

use maud::html;

use crate::actions::email_change;
use crate::domain::email::Email;
use crate::store::outbox::MessageKind;
use crate::web::pages::{
    flash::Flash,
    form::{EMAIL, Field, Form, PASSWORD, username},
};
use crate::web::request::{password_fields, throttle};
use crate::web::{FormInput, HandlerResult, RequestContext, SignedIn, response};

pub fn show(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    form(ctx, me, &FormInput::default())
}

fn form(ctx: &RequestContext, me: &SignedIn, fields: &FormInput) -> HandlerResult {
    let lang = ctx.lang();
    let form = Form::new(ctx, fields);
    let inside = html! {
        (username(&me.user.email))
        (form.field(Field { label: "field-new-email", ..EMAIL }))
        (form.field(PASSWORD))
        (form.submit_or_back("address-submit", "/profile/account"))
    };
    let body = html! {
        div.card.narrow {
            h1 { (lang.text("address-title")) }
            p.soft { (lang.text("address-lead")) }
            (form.render("/profile/email", inside)?)
        }
    };
    form.page(&lang.text("address-title"), body)
}

pub fn submit(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let fields = ctx.read_form()?;
    let new = fields.required("email", Email::parse);
    let own = password_fields::verify_own(ctx, me, &fields, "password")?;
    let (Some(new), Some(proof)) = (new, own) else { return form(ctx, me, &fields) };
    throttle::limit_email(ctx, MessageKind::NewAddress, &new)?;
    let asked = email_change::request_change(ctx.app, &proof, &new, &ctx.audit_source(), ctx.now)?;
    if !password_fields::accept_proof(asked, &fields, "password")? {
        return form(ctx, me, &fields);
    }
    Flash::AddressAsked.leave(ctx);
    Ok(response::see_other("/profile"))
}
