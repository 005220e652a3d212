//! Password change by a member.

use maud::html;

use crate::actions::passwords;
use crate::store::users;
use crate::web::pages::{
    flash::Flash,
    form::{Field, Form, NEW_PASSWORD, PASSWORD, PASSWORD_AGAIN, username},
};
use crate::web::request::{device_cookie, password_fields, throttle};
use crate::web::{FormInput, HandlerResult, RequestContext, SignedIn, response};

pub fn show(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    form(ctx, me, &FormInput::default())
}

fn form(ctx: &RequestContext, me: &SignedIn, fields: &FormInput) -> HandlerResult {
    let lang = ctx.lang();
    let form = Form::new(ctx, fields);
    let inside = html! {
        (username(&me.user.email))
        (form.field(Field { name: "old_password", label: "field-old-password", ..PASSWORD }))
        (form.field(Field { label: "field-new-password", ..NEW_PASSWORD }))
        (form.field(PASSWORD_AGAIN))
        (form.submit_or_back("password-submit", "/profile/account"))
    };
    let body = html! {
        div.card.narrow {
            h1 { (lang.text("password-title")) }
            p.soft { (lang.text("password-lead")) }
            (form.render("/profile/password", inside)?)
        }
    };
    form.page(&lang.text("password-title"), body)
}

pub fn submit(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let fields = ctx.read_form()?;
    let new = password_fields::parse_new_twice(ctx, &fields, Some(&me.user.email));
    let own = password_fields::verify_own(ctx, me, &fields, "old_password")?;
    let (Some(new), Some(proof)) = (new, own) else { return form(ctx, me, &fields) };
    let changed = {
        let origin = throttle::hash_origin(ctx, true);
        passwords::change_own(ctx.app, &proof, &new, &origin, &ctx.audit_source(), ctx.now)?
    };
    if !password_fields::accept_proof(changed, &fields, "old_password")? {
        return form(ctx, me, &fields);
    }
    if let Some(user) = ctx.app.db.read(|conn| users::find_by_id(conn, me.user.id))? {
        device_cookie::set(ctx, &user);
    }
    Flash::PasswordChanged.leave(ctx);
    Ok(response::see_other("/profile"))
}
