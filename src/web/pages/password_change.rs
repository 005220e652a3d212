//! A person changes their password.

use maud::html;

use crate::actions::passwords;
use crate::web::pages::flash::Notice;
use crate::web::pages::form::{Form, Input, NEW_PASSWORD, PASSWORD, PASSWORD_AGAIN};
use crate::web::request::input::Fields;
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
        (form.input(Input { name: "old_password", label: "field-old-password", ..PASSWORD }))
        (form.input(Input { label: "field-new-password", ..NEW_PASSWORD }))
        (form.input(PASSWORD_AGAIN))
        (form.submit("password-submit"))
    };
    let body = html! {
        h1 { (lang.t("password-title")) }
        p.lead { (lang.t("password-lead")) }
        (form.around("/profile/password", inside)?)
    };
    form.page(&lang.t("password-title"), body)
}

pub fn submit(visit: &Visit, me: &SignedIn) -> Answer {
    let fields = visit.form()?;
    let new = password_fields::new_twice(visit, &fields, Some(&me.user.email));
    let own = password_fields::own(visit, me, &fields, "old_password")?;
    let (Some(new), Some(proof)) = (new, own) else { return form(visit, &fields) };
    let changed = passwords::change(visit.app, &proof, &new, &visit.trace(), visit.now)?;
    if !password_fields::held(changed, &fields, "old_password")? {
        return form(visit, &fields);
    }
    Notice::PasswordChanged.leave(visit);
    Ok(response::see_other("/profile"))
}
