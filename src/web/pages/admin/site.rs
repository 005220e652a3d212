//! What the site is called and how it looks. What the file or the environment sets is shown with its
//! source and cannot be changed here.

use maud::{Markup, html};

use crate::actions::site_settings::{self, LogoChange};
use crate::app::brand::{self, LOGO, TEXTS};
use crate::config::{self, Value, keys};
use crate::domain::logo::Logo;
use crate::domain::theme::hex;
use crate::domain::unicode::clean_line;
use crate::domain::validation::ValidationError;
use crate::i18n::Lang;
use crate::web::pages::admin::settings::source_text;
use crate::web::pages::flash::Flash;
use crate::web::pages::form::{Field, Form, TEXT};
use crate::web::pages::{
    markup::{FastEscape, csrf_field},
    site,
};
use crate::web::request::csrf;
use crate::web::{Admin, FormInput, HandlerResult, HttpError, RequestContext, response};

/// Field of the form, the setting that it changes.
const FIELDS: [(Field, &str); 5] = [
    (
        Field { name: "name", label: "site-name", hint: Some("site-name-hint"), max_chars: 50, ..OPTIONAL },
        "site.name",
    ),
    (
        Field {
            name: "tagline",
            label: "site-tagline",
            hint: Some("site-tagline-hint"),
            max_chars: 150,
            ..OPTIONAL
        },
        "site.tagline",
    ),
    (
        Field {
            name: "accent",
            label: "site-accent",
            hint: Some("site-accent-hint"),
            max_chars: 7,
            ..OPTIONAL
        },
        "site.accent",
    ),
    (Field { name: "privacy_url", label: "site-privacy-url", ..URL }, "site.privacy_url"),
    (Field { name: "terms_url", label: "site-terms-url", ..URL }, "site.terms_url"),
];

const OPTIONAL: Field = Field { required: false, ..TEXT };
const URL: Field = Field { kind: "url", max_chars: 500, ..OPTIONAL };

pub fn show(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let brand = ctx.brand();
    let host = ctx.app.config.server.host();
    let accent = if brand.has_accent { saved_accent(ctx) } else { String::new() };
    let fields = FormInput::with_defaults(&[
        ("name", if brand.name == host { "" } else { &brand.name }),
        ("tagline", &brand.tagline),
        ("accent", &accent),
        ("privacy_url", &brand.privacy_url),
        ("terms_url", &brand.terms_url),
        ("language", brand.language.code()),
    ]);
    page(ctx, &fields)
}

/// The accent as it was chosen, which the pages may show darker.
fn saved_accent(ctx: &RequestContext) -> String {
    hex(ctx.brand().accent)
}

pub fn submit(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    let (fields, file) = ctx.read_upload("logo")?;
    let mut texts = Vec::new();
    let names =
        FIELDS.iter().map(|(field, setting)| (field.name, *setting)).chain([("language", "site.language")]);
    for (field, setting) in names.filter(|(_, setting)| TEXTS.contains(setting)) {
        // An absent field is one that cannot be changed here.
        if fields.has_field(field) {
            let text = fields.optional(field, |text| read(setting, text));
            texts.push((setting, text.unwrap_or_default()));
        }
    }
    let logo = match file.map(Logo::check) {
        Some(Ok(logo)) => LogoChange::Replace(logo),
        Some(Err(why)) => {
            fields.add_error("logo", ValidationError::Logo(why));
            LogoChange::Keep
        }
        None if fields.is_checked("remove_logo") => LogoChange::Remove,
        None => LogoChange::Keep,
    };
    match fields.finish() {
        Ok(()) => {}
        Err(HttpError::Unprocessable(_)) => return page(ctx, &fields),
        Err(other) => return Err(other),
    }
    site_settings::save(ctx.app, admin.me.user.id, &texts, &logo, &admin.audit_source(), ctx.now)?;
    Flash::SiteSaved.leave(ctx);
    Ok(response::see_other("/admin/site"))
}

/// A text in the normal form of its setting.
fn read(setting: &str, text: &str) -> Result<String, ValidationError> {
    let text = clean_line(text)?;
    let read = keys::find(setting).and_then(|key| key.allowed.read_text(&text).ok());
    match read {
        Some(Value::Text(text)) => Ok(text),
        _ => Err(match setting {
            "site.name" => ValidationError::TooLong(config::MAX_NAME_CHARS),
            "site.tagline" => ValidationError::TooLong(config::MAX_TAGLINE_CHARS),
            "site.accent" => ValidationError::NotAColor,
            "site.language" => ValidationError::NotAChoice,
            _ => ValidationError::NotAWebAddress,
        }),
    }
}

fn page(ctx: &RequestContext, fields: &FormInput) -> HandlerResult {
    let lang = ctx.lang();
    let form = Form::new(ctx, fields);
    let [name, tagline, accent, privacy, terms] = FIELDS.map(|(field, setting)| match fixed(ctx, setting) {
        Some(source) => fixed_field(lang, field.label, fields.submitted(field.name), &source),
        None => form.field(field),
    });
    let body = html! {
        div.head { h1 { (lang.text("admin-site")) } p.lead { (lang.text("site-lead")) } }
        form.card.slim method="post" action="/admin/site" enctype="multipart/form-data" novalidate {
            (csrf_field(&csrf::token(ctx)?))
            (name) (tagline)
            (language_field(ctx, fields))
            (accent)
            (accent_notes(ctx))
            (logo_field(ctx, fields, &form))
            (privacy) (terms)
            (form.submit("site-save"))
        }
    };
    form.page(&lang.text("admin-site"), body)
}

/// Where a setting comes from that cannot be changed here.
fn fixed(ctx: &RequestContext, setting: &str) -> Option<String> {
    let source = brand::source(&ctx.app.config, &ctx.app.settings, setting)?;
    Some(source_text(ctx.lang(), &source))
}

fn fixed_field(lang: Lang, label: &'static str, value: &str, source: &str) -> Markup {
    html! {
        div.field {
            b { (lang.text(label)) }
            p { (value) }
            p.hint { (lang.format("site-set-elsewhere", &[("source", source.into())])) }
        }
    }
}

fn language_field(ctx: &RequestContext, fields: &FormInput) -> Markup {
    let lang = ctx.lang();
    if let Some(source) = fixed(ctx, "site.language") {
        return fixed_field(lang, "site-language", ctx.brand().language.own_name(), &source);
    }
    html! {
        div.field {
            label for="language" { (lang.text("site-language")) }
            p.hint #site-language-hint { (lang.text("site-language-hint")) }
            select #language name="language" aria-describedby="site-language-hint" {
                @for choice in Lang::ALL {
                    option value=(choice.code()) lang=(choice.code())
                        selected[fields.submitted("language") == choice.code()] { (choice.own_name()) }
                }
            }
        }
    }
}

/// What became of the accent, where that is not what its operator expects.
fn accent_notes(ctx: &RequestContext) -> Markup {
    let (lang, theme) = (ctx.lang(), &ctx.brand().theme);
    html! {
        @if theme.is_corrected {
            p.hint { (lang.format("site-accent-corrected", &[("color", hex(theme.light.accent).into())])) }
        }
        @if theme.resembles_state { p.hint { (lang.text("site-accent-resembles")) } }
    }
}

fn logo_field(ctx: &RequestContext, fields: &FormInput, form: &Form) -> Markup {
    let lang = ctx.lang();
    if let Some(source) = fixed(ctx, LOGO) {
        return fixed_field(lang, "site-logo", "", &source);
    }
    let wrong = fields.errors().into_iter().find(|wrong| wrong.field == "logo");
    let has_logo = ctx.brand().logo.is_some();
    html! {
        div.field {
            label for="logo" { (lang.text("site-logo")) " " span.hint { (lang.text("field-optional")) } }
            p.hint #site-logo-hint { (lang.text("site-logo-hint")) }
            @if let Some(wrong) = &wrong { p.mistake #logo-wrong { (lang.refusal(wrong.why)) } }
            @if has_logo { p { (site::mark(ctx)) } }
            input #logo name="logo" type="file" accept="image/svg+xml,image/png"
                aria-describedby=(FastEscape(if wrong.is_some() { "logo-wrong site-logo-hint" } else { "site-logo-hint" }))
                aria-invalid=[wrong.as_ref().map(|_| "true")];
        }
        @if has_logo { (form.checkbox("remove_logo", "site-logo-remove")) }
    }
}
