//! A member's account: name, time zone, theme and who finds the code; language; leaderboard; sign-in; data; deletion.

use maud::{Markup, html};

use crate::actions::account::{self, Preferences};
use crate::domain::person::{Firstname, Theme, TimeZone};
use crate::domain::validation::ValidationError;
use crate::i18n::Text;
use crate::web::pages::{
    email_language,
    flash::Flash,
    form::{Field, Form, TEXT},
    leaderboard,
};
use crate::web::{FormInput, HandlerResult, HttpError, RequestContext, SignedIn, response};

const NAME: Field = Field {
    name: "firstname",
    label: "field-firstname",
    autocomplete: "name",
    max_chars: Firstname::MAX_CHARS,
    ..TEXT
};

/// The script offers the names that the browser knows.
const TIME_ZONE: Field = Field {
    name: "time_zone",
    label: "account-time-zone",
    hint: Some("account-time-zone-hint"),
    required: false,
    max_chars: TimeZone::MAX_CHARS,
    ..TEXT
};

pub fn show(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let user = &me.user;
    let theme = user.theme.map_or("", Theme::name);
    let zone = user.time_zone.as_deref().unwrap_or_default();
    let mut fields = vec![("firstname", user.firstname.as_str()), ("time_zone", zone), ("theme", theme)];
    if user.found_by_email {
        fields.push(("found_by_email", "on"));
    }
    form(ctx, me, &FormInput::with_defaults(&fields))
}

fn form(ctx: &RequestContext, me: &SignedIn, fields: &FormInput) -> HandlerResult {
    let lang = ctx.lang();
    let form = Form::new(ctx, fields);
    let links = [
        ("/profile/email", lang.text("address-title"), Some(me.user.email.as_str())),
        ("/profile/password", lang.text("password-title"), None),
        ("/profile/second-factor", lang.text("factor-title"), None),
        ("/profile/sessions", lang.text("sessions-title"), None),
        ("/profile/data", lang.text("data-title"), None),
    ];
    let body = html! {
        div.head { h1 { (lang.text("profile-account")) } }
        div.pair {
            section.card aria-labelledby="details" {
                h2 #details { (lang.text("account-details")) }
                (form.render("/profile/account", html! {
                    (form.field(NAME))
                    (form.field(TIME_ZONE))
                    (theme_choice(ctx, fields))
                    (form.checkbox("found_by_email", "account-found-by-email"))
                    p.actions { (form.submit("account-save")) }
                })?)
            }
            div.stack {
                section.card aria-label=(lang.text("profile-language")) { (email_language::form(ctx, me)?) }
                section.card aria-label=(lang.text("leaders-title")) { (leaderboard::form(ctx, me.user.listed)?) }
            }
        }
        section.card aria-labelledby="access" {
            h2 #access { (lang.text("account-access")) }
            ul.plain {
                @for (path, name, detail) in links {
                    li { a href=(path) { (name) } @if let Some(detail) = detail { " " span.soft { (detail) } } }
                }
            }
        }
        section.card.danger-zone aria-labelledby="end" {
            h2 #end { (lang.text("menu-profile-delete")) }
            p.soft { (lang.text("account-delete-lead")) }
            p { a.button.danger href="/profile/delete" { (lang.text("menu-profile-delete")) } }
        }
    };
    form.page(&lang.text("profile-account"), body)
}

fn theme_choice(ctx: &RequestContext, fields: &FormInput) -> Markup {
    let lang = ctx.lang();
    let choices: [(&str, Text); 3] = [
        ("", lang.text("account-theme-system")),
        (Theme::Light.name(), lang.text("account-theme-light")),
        (Theme::Dark.name(), lang.text("account-theme-dark")),
    ];
    html! {
        fieldset {
            legend { (lang.text("account-theme")) }
            @for (value, name) in choices {
                @let id = format!("theme-{value}");
                div.check {
                    input id=(id) type="radio" name="theme" value=(value) checked[fields.submitted("theme") == value];
                    label for=(id) { (name) }
                }
            }
        }
    }
}

pub fn submit(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let fields = ctx.read_form()?;
    let firstname = fields.required("firstname", Firstname::parse);
    let time_zone = fields.optional("time_zone", TimeZone::parse);
    let theme = fields.optional("theme", |name| Theme::from_name(name).ok_or(ValidationError::NotAChoice));
    let (Some(firstname), true) = (firstname, fields.errors().is_empty()) else {
        return form(ctx, me, &fields);
    };
    let found_by_email = fields.is_checked("found_by_email");
    let wanted = Preferences { firstname, time_zone, theme, found_by_email };
    account::set_preferences(ctx.app, me.user.id, &wanted).map_err(HttpError::from)?;
    Flash::AccountSaved.leave(ctx);
    Ok(response::see_other("/profile/account"))
}
