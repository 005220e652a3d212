//! Forms in the manner of GOV.UK: labels, hints, an error summary, errors at their fields,
//! submitted values.

use std::cell::RefCell;

use maud::{Markup, html};
use rouille::Response;

use crate::domain::email::Email;
use crate::domain::validation::FieldError;
use crate::web::pages::{
    layout::{self, Preview},
    markup::{FastEscape, csrf_field},
};
use crate::web::request::csrf;
use crate::web::{FormInput, HttpError, RequestContext};

pub struct Form<'v, 'r> {
    ctx: &'v RequestContext<'r>,
    fields: &'v FormInput,
    errors: Vec<FieldError>,
    /// Name and label of rendered fields, for the error summary.
    shown: RefCell<Vec<(&'static str, &'static str)>>,
}

/// One field of a form.
#[derive(Clone, Copy)]
pub struct Field {
    pub name: &'static str,
    /// Text key of the label.
    pub label: &'static str,
    /// Text key of the hint.
    pub hint: Option<&'static str>,
    /// HTML's `type`.
    pub kind: &'static str,
    /// HTML's `autocomplete` (WCAG 2.2 1.3.5).
    pub autocomplete: &'static str,
    /// HTML's `inputmode`: which keyboard a phone offers.
    pub inputmode: Option<&'static str>,
    pub required: bool,
    /// HTML's `maxlength`; 0 for none.
    pub max_chars: usize,
}

pub const TEXT: Field = Field {
    name: "",
    label: "",
    hint: None,
    kind: "text",
    autocomplete: "off",
    inputmode: None,
    required: true,
    max_chars: 0,
};

/// Fields of several forms.
pub const EMAIL: Field = Field {
    name: "email",
    label: "field-email",
    kind: "email",
    autocomplete: "email",
    max_chars: 254,
    ..TEXT
};
pub const PASSWORD: Field = Field {
    name: "password",
    label: "field-password",
    kind: "password",
    autocomplete: "current-password",
    max_chars: 128,
    ..TEXT
};
pub const NEW_PASSWORD: Field =
    Field { hint: Some("field-password-hint"), autocomplete: "new-password", ..PASSWORD };
pub const PASSWORD_AGAIN: Field =
    Field { name: "password2", label: "field-password2", hint: None, ..NEW_PASSWORD };

impl<'v, 'r> Form<'v, 'r> {
    pub fn new(ctx: &'v RequestContext<'r>, fields: &'v FormInput) -> Form<'v, 'r> {
        Form { ctx, fields, errors: fields.errors(), shown: RefCell::default() }
    }

    /// Page with the error summary on top; with errors, also a 422 and a note in the title.
    pub fn page(&self, title: &str, body: Markup) -> Result<Response, HttpError> {
        self.page_with_preview(title, None, body)
    }

    /// The same with an Open Graph preview.
    pub fn page_with_preview(
        &self,
        title: &str,
        preview: Option<&Preview>,
        body: Markup,
    ) -> Result<Response, HttpError> {
        let body = html! { (self.summary()) (body) };
        if self.errors.is_empty() {
            return layout::page_with_preview(self.ctx, 200, title, preview, body);
        }
        let title = self.ctx.lang().format("form-mistake-title", &[("title", title.into())]);
        layout::page_with_preview(self.ctx, 422, &title, preview, body)
    }

    /// Error summary with links to fields; empty without errors.
    fn summary(&self) -> Markup {
        let lang = self.ctx.lang();
        let shown = self.shown.borrow();
        // In the order of fields, not of validation.
        let mut wrong = self.errors.clone();
        wrong.sort_by_key(|w| shown.iter().position(|(name, _)| w.field == *name));
        html! {
            @if !self.errors.is_empty() {
                div.notice.bad role="alert" aria-labelledby="mistakes" {
                    h2 #mistakes { (lang.text("form-mistakes")) }
                    ul {
                        @for wrong in &wrong {
                            @let why = lang.refusal(wrong.why);
                            @match shown.iter().find(|(name, _)| wrong.field == *name) {
                                Some((name, label)) => {
                                    li { a href=(format!("#{name}")) { (lang.text(label)) ": " (lowercase_first(&why)) } }
                                }
                                None => li { (why) },
                            }
                        }
                    }
                }
            }
        }
    }

    /// The `<form>` with its CSRF token around `inside`.
    pub fn render(&self, action: &str, inside: Markup) -> Result<Markup, HttpError> {
        let token = csrf::token(self.ctx)?;
        Ok(html! {
            form method="post" action=(action) novalidate {
                (csrf_field(&token))
                (inside)
            }
        })
    }

    pub fn field(&self, input: Field) -> Markup {
        let lang = self.ctx.lang();
        self.shown.borrow_mut().push((input.name, input.label));
        let wrong = self.errors.iter().find(|w| w.field == input.name);
        let [name, kind, autocomplete] = [input.name, input.kind, input.autocomplete].map(FastEscape);
        // Passwords are never redisplayed.
        let value = (input.kind != "password").then(|| FastEscape(self.fields.submitted(input.name)));
        html! {
            div.field {
                label for=(name) {
                    (lang.text(input.label))
                    @if !input.required { " " span.hint { (lang.text("field-optional")) } }
                }
                @if let Some(hint) = input.hint { p.hint id={ (name) "-hint" } { (lang.text(hint)) } }
                @if let Some(wrong) = wrong { p.mistake id={ (name) "-wrong" } { (lang.refusal(wrong.why)) } }
                input id=(name) name=(name) type=(kind) value=[value] autocomplete=(autocomplete)
                    inputmode=[input.inputmode] required[input.required] maxlength=[(input.max_chars > 0).then_some(input.max_chars)]
                    aria-describedby=[describedby(input.name, input.hint.is_some(), wrong.is_some())]
                    aria-invalid=[wrong.map(|_| "true")];
            }
        }
    }

    pub fn checkbox(&self, name: &'static str, label: &'static str) -> Markup {
        let lang = self.ctx.lang();
        self.shown.borrow_mut().push((name, label));
        let wrong = self.errors.iter().find(|w| w.field == name);
        html! {
            div.field {
                @if let Some(wrong) = wrong { p.mistake id={ (name) "-wrong" } { (lang.refusal(wrong.why)) } }
                div.check {
                    input id=(name) name=(name) type="checkbox" value="on" checked[self.fields.has_field(name)]
                        aria-describedby=[describedby(name, false, wrong.is_some())] aria-invalid=[wrong.map(|_| "true")];
                    label for=(name) { (lang.text(label)) }
                }
            }
        }
    }

    pub fn submit(&self, label: &'static str) -> Markup {
        html! { button type="submit" { (self.ctx.lang().text(label)) } }
    }
}

/// The account's address in a hidden field: a password manager keeps a password under it, and learns
/// from it whose password the form is about (WHATWG HTML 4.10.18.7, `username`).
pub fn username(email: &Email) -> Markup {
    html! { input type="text" name="username" autocomplete="username" value=(email) readonly hidden; }
}

/// Lower-cases the first letter, for use after a colon.
fn lowercase_first(sentence: &str) -> String {
    let mut rest = sentence.chars();
    rest.next().map_or_else(String::new, |first| first.to_lowercase().chain(rest).collect())
}

/// `aria-describedby` (WAI-ARIA 1.2) of a field.
fn describedby(name: &str, hint: bool, wrong: bool) -> Option<Markup> {
    let name = FastEscape(name);
    (hint || wrong).then(|| {
        html! {
            @if hint { (name) "-hint" }
            @if hint && wrong { " " }
            @if wrong { (name) "-wrong" }
        }
    })
}
