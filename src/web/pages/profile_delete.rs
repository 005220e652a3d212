//! *Удалить профиль*: deletes the account after re-authentication.

use maud::html;

use crate::actions::account;
use crate::web::pages::{
    flash::Flash,
    form::{Form, PASSWORD, username},
};
use crate::web::request::password_fields;
use crate::web::response::cookies::CookieName;
use crate::web::{FormInput, HandlerResult, RequestContext, SignedIn, response};

pub fn show(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    form(ctx, me, &FormInput::default())
}

fn form(ctx: &RequestContext, me: &SignedIn, fields: &FormInput) -> HandlerResult {
    let lang = ctx.lang();
    let form = Form::new(ctx, fields);
    let inside = html! {
        (username(&me.user.email))
        (form.field(PASSWORD))
        p.actions {
            button.danger type="submit" { (lang.text("profile-delete-submit")) }
            a.button.quiet href="/profile/account" { (lang.text("profile-delete-keep")) }
        }
    };
    let body = html! {
        div.card.narrow {
            h1 { (lang.text("menu-profile-delete")) }
            p.soft { (lang.text("profile-delete-lead")) }
            (form.render("/profile/delete", inside)?)
        }
    };
    form.page(&lang.text("menu-profile-delete"), body)
}

pub fn submit(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let fields = ctx.read_form()?;
    let Some(proof) = password_fields::verify_own(ctx, me, &fields, "password")? else {
        return form(ctx, me, &fields);
    };
    let deleted = account::delete_account(ctx.app, &proof, ctx.now)?;
    if !password_fields::accept_proof(deleted, &fields, "password")? {
        return form(ctx, me, &fields);
    }
    ctx.clear_cookie(CookieName::UserToken);
    Flash::ProfileDeleted.leave(ctx);
    Ok(response::see_other("/"))
}
