//! *Вход*: somebody signs in.

use maud::html;

use crate::actions::sign_in::{self, Outcome};
use crate::domain::email::Email;
use crate::domain::person::Password;
use crate::domain::validation::Refusal;
use crate::store::audit::What;
use crate::store::sessions::Kind;
use crate::web::pages::form::{EMAIL, Form, PASSWORD};
use crate::web::request::input::Fields;
use crate::web::{
    request::{context::Visit, session, throttle},
    response::{self, Answer},
};

pub fn show(visit: &Visit) -> Answer {
    form(visit, &Fields::default())
}

fn form(visit: &Visit, fields: &Fields) -> Answer {
    let lang = visit.lang();
    let form = Form::new(visit, fields);
    let inside = html! {
        (form.input(EMAIL))
        (form.input(PASSWORD))
        (form.submit("login-submit"))
    };
    let body = html! {
        h1 { (lang.t("login-title")) }
        (form.around("/login", inside)?)
        p { a href="/password/forgot" { (lang.t("forgot-title")) } }
        p.actions.aside {
            (lang.t("login-no-letter"))
            a.button.quiet href="/repeat_token" { (lang.t("repeat-title")) }
        }
        p { (lang.t("login-no-account")) " " a href="/register" { (lang.t("menu-register")) } }
    };
    form.page(&lang.t("login-title"), body)
}

pub fn submit(visit: &Visit) -> Answer {
    let fields = visit.form()?;
    let email = fields.required("email", Email::parse);
    let password = fields.required("password", Password::given);
    let (Some(email), Some(password)) = (email, password) else { return form(visit, &fields) };
    let attempt = throttle::password(visit, &email)?;
    match sign_in::sign_in(visit.app, &email, &password)? {
        Outcome::Welcome(user) => {
            attempt.succeeded();
            throttle::know_browser(visit, &email);
            session::open(visit, &user, Kind::Cookie, What::SignedIn)?;
            Ok(response::see_other("/profile"))
        }
        Outcome::Wrong(user_id) => {
            attempt.failed(user_id);
            fields.refuse("password", Refusal::WrongCredentials);
            form(visit, &fields)
        }
    }
}
