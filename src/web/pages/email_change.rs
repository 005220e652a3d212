//! A person changes their address: the new one takes effect when it is confirmed.

use maud::html;

use crate::actions::email_change;
use crate::domain::email::Email;
use crate::web::pages::flash::Notice;
use crate::web::pages::form::{EMAIL, Form, Input, PASSWORD};
use crate::web::request::input::Fields;
use crate::web::{
    request::{context::Visit, password_fields, session::SignedIn, throttle},
    response::{self, Answer},
};

pub fn show(visit: &Visit, _me: &SignedIn) -> Answer {
    form(visit, &Fields::default())
}

fn form(visit: &Visit, fields: &Fields) -> Answer {
    let lang = visit.lang();
    let form = Form::new(visit, fields);
    let inside = html! {
        (form.input(Input { label: "field-new-email", ..EMAIL }))
        (form.input(PASSWORD))
        (form.submit("address-submit"))
    };
    let body = html! {
        h1 { (lang.t("address-title")) }
        p.lead { (lang.t("address-lead")) }
        (form.around("/profile/email", inside)?)
    };
    form.page(&lang.t("address-title"), body)
}

pub fn submit(visit: &Visit, me: &SignedIn) -> Answer {
    let fields = visit.form()?;
    let new = fields.required("email", Email::parse);
    let own = password_fields::own(visit, me, &fields, "password")?;
    let (Some(new), Some(proof)) = (new, own) else { return form(visit, &fields) };
    throttle::address_change(visit, &new)?;
    let asked = email_change::ask(visit.app, &proof, &new, &visit.trace(), visit.now)?;
    if !password_fields::held(asked, &fields, "password")? {
        return form(visit, &fields);
    }
    Notice::AddressAsked.leave(visit);
    Ok(response::see_other("/profile"))
}
