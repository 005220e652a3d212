//! *Удалить профиль*: the account and what names it, after the password was given again.

use maud::html;

use crate::actions::account;
use crate::web::pages::flash::Notice;
use crate::web::pages::form::{Form, PASSWORD};
use crate::web::request::input::Fields;
use crate::web::response::cookies::Name;
use crate::web::{
    request::{context::Visit, password_fields, session::SignedIn},
    response::{self, Answer},
};

pub fn show(visit: &Visit, _me: &SignedIn) -> Answer {
    form(visit, &Fields::default())
}

fn form(visit: &Visit, fields: &Fields) -> Answer {
    let lang = visit.lang();
    let form = Form::new(visit, fields);
    let inside = html! {
        (form.input(PASSWORD))
        button.danger type="submit" { (lang.t("profile-delete-submit")) }
    };
    let body = html! {
        h1 { (lang.t("menu-profile-delete")) }
        p.lead { (lang.t("profile-delete-lead")) }
        (form.around("/profile/delete", inside)?)
        p.aside { a href="/profile" { (lang.t("profile-delete-keep")) } }
    };
    form.page(&lang.t("menu-profile-delete"), body)
}

pub fn submit(visit: &Visit, me: &SignedIn) -> Answer {
    let fields = visit.form()?;
    let Some(proof) = password_fields::own(visit, me, &fields, "password")? else {
        return form(visit, &fields);
    };
    let deleted = account::delete(visit.app, &proof, visit.now)?;
    if !password_fields::held(deleted, &fields, "password")? {
        return form(visit, &fields);
    }
    visit.clear_cookie(Name::UserToken);
    Notice::ProfileDeleted.leave(visit);
    Ok(response::see_other("/"))
}
