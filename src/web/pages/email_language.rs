//! Language of a member's emails, a part of the profile.

use maud::{Markup, html};

use crate::actions::account;
use crate::domain::validation::ValidationError;
use crate::i18n::Lang;
use crate::web::pages::flash::Flash;
use crate::web::pages::form::Form;
use crate::web::request::context::LANG_COOKIE_SECONDS;
use crate::web::response::cookies::CookieName;
use crate::web::{FormInput, HandlerResult, HttpError, RequestContext, SignedIn, response};

/// Form on the profile page; the language in force is checked.
pub fn form(ctx: &RequestContext, me: &SignedIn) -> Result<Markup, HttpError> {
    let lang = ctx.lang();
    let current = ctx.app.user_lang(&me.user);
    let fields = FormInput::default();
    Form::new(ctx, &fields).render(
        "/profile/language",
        html! {
            fieldset {
                legend { (lang.text("profile-language")) }
                @for choice in Lang::ALL {
                    @let id = format!("language-{}", choice.code());
                    div.check {
                        input id=(id) type="radio" name="lang" value=(choice.code()) checked[choice == current];
                        label for=(id) lang=(choice.code()) { (choice.own_name()) }
                    }
                }
            }
            button.quiet type="submit" { (lang.text("profile-language-save")) }
        },
    )
}

pub fn choose(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let fields = ctx.read_form()?;
    let lang = fields.required("lang", |code| Lang::from_code(code).ok_or(ValidationError::NotAChoice));
    fields.finish()?;
    let Some(lang) = lang else { return Err(HttpError::Malformed) };
    account::set_language(ctx.app, me.user.id, lang)?;
    Flash::LanguageChanged.leave(ctx);
    ctx.set_cookie(CookieName::Lang, lang.code().into(), Some(LANG_COOKIE_SECONDS));
    Ok(response::see_other("/profile/account"))
}
