//! Forms in the manner of GOV.UK: labels, hints, an error summary, errors at their fields,
//! submitted values.

use std::cell::RefCell;

use maud::{Markup, html};
use rouille::Response;

use crate::domain::email::Email;
use crate::domain::person::Password;
use crate::domain::validation::FieldError;
use crate::i18n::{Lang, Text};
use crate::web::components::notice::{Kind, notice};
use crate::web::pages::{
    layout::{self, Preview},
    markup::{FastEscape, csrf_field},
};
use crate::web::request::csrf;
use crate::web::{FormInput, HttpError, RequestContext, response};

pub struct Form<'v, 'r> {
    ctx: &'v RequestContext<'r>,
    fields: &'v FormInput,
    errors: Vec<FieldError>,
    /// Name and label of rendered fields, for the error summary.
    shown: RefCell<Vec<(&'static str, &'static str)>>,
    /// What helps when attempts are limited.
    help: Option<Markup>,
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
    /// HTML's `minlength` and `maxlength`; 0 for none.
    pub min_chars: usize,
    pub max_chars: usize,
    /// Whether the field has the focus when the page opens without a mistake.
    pub autofocus: bool,
}

pub const TEXT: Field = Field {
    name: "",
    label: "",
    hint: None,
    kind: "text",
    autocomplete: "off",
    inputmode: None,
    required: true,
    min_chars: 0,
    max_chars: 0,
    autofocus: false,
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
pub const NEW_PASSWORD: Field = Field {
    hint: Some("field-password-hint"),
    autocomplete: "new-password",
    min_chars: Password::MIN_CHARS,
    ..PASSWORD
};
pub const PASSWORD_AGAIN: Field =
    Field { name: "password2", label: "field-password2", hint: None, ..NEW_PASSWORD };

impl<'v, 'r> Form<'v, 'r> {
    pub fn new(ctx: &'v RequestContext<'r>, fields: &'v FormInput) -> Form<'v, 'r> {
        Form { ctx, fields, errors: fields.errors(), shown: RefCell::default(), help: None }
    }

    /// Adds what helps when attempts are limited, such as a link to a new password.
    pub fn with_help(self, help: Markup) -> Form<'v, 'r> {
        Form { help: Some(help), ..self }
    }

    /// Page with messages on top; with errors, also a 422 and a note in the title; after a failure that
    /// keeps the form, its status.
    pub fn page(&self, title: &str, body: Markup) -> Result<Response, HttpError> {
        self.page_with_preview(title, None, body)
    }

    /// Page of a small form: a column in the middle under its heading.
    pub fn narrow_page(&self, heading: &str, body: Markup) -> Result<Response, HttpError> {
        let body = html! {
            div.narrow {
                (self.summary())
                h1 { (FastEscape(heading)) }
                (self.failure_notice())
                (body)
            }
        };
        self.respond(heading, None, body)
    }

    /// The same as `page` with an Open Graph preview.
    pub fn page_with_preview(
        &self,
        title: &str,
        preview: Option<&Preview>,
        body: Markup,
    ) -> Result<Response, HttpError> {
        self.respond(title, preview, html! { (self.summary()) (self.failure_notice()) (body) })
    }

    fn respond(&self, title: &str, preview: Option<&Preview>, body: Markup) -> Result<Response, HttpError> {
        let failure = self.fields.failure();
        let status = failure.map_or(if self.errors.is_empty() { 200 } else { 422 }, |failure| failure.status);
        let mut answer = if status == 200 {
            layout::page_with_preview(self.ctx, status, title, preview, body)?
        } else {
            let title = self.ctx.lang().format("form-mistake-title", &[("title", title.into())]);
            layout::page_with_preview(self.ctx, status, &title, preview, body)?
        };
        for (name, value) in failure.into_iter().flat_map(|failure| &failure.headers) {
            response::add_header(&mut answer, name, value.clone());
        }
        Ok(answer)
    }

    /// Why the form is here again although nothing in it is wrong.
    fn failure_notice(&self) -> Markup {
        let Some(failure) = self.fields.failure() else { return html! {} };
        let (what, todo) = failure.messages;
        let lang = self.ctx.lang();
        let inside = html! {
            @match failure.retry_seconds {
                Some(seconds) => p.deadline data-left=(seconds) data-over=(lang.text("failure-again-now")) {
                    b { (lang.text(what)) } " "
                    span.left { (lang.rounded(seconds, "failure-again-minutes", "failure-again-seconds")) }
                }
                None => p { b { (lang.text(what)) } " " (lang.text(todo)) }
            }
            @if let (Some(help), 429) = (&self.help, failure.status) { p { (help) } }
        };
        notice(Kind::Warm, inside)
    }

    /// Error summary with links to fields. A single mistake is told at its field alone, which has the
    /// focus; one without a field is told here.
    fn summary(&self) -> Markup {
        let lang = self.ctx.lang();
        let shown = self.shown.borrow();
        // In the order of fields, not of validation.
        let mut wrong = self.errors.clone();
        wrong.sort_by_key(|w| shown.iter().position(|(name, _)| w.field == *name));
        if wrong.iter().filter(|w| shown.iter().any(|(name, _)| w.field == *name)).count() == 1
            && wrong.len() == 1
        {
            return html! {};
        }
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
        let hint = input.hint.map(|hint| self.ctx.lang().text(hint).as_str());
        self.field_with_hint(input, hint)
    }

    /// The same with a hint that is put together, such as one with a name.
    pub fn field_with_hint(&self, input: Field, hint: Option<&str>) -> Markup {
        let lang = self.ctx.lang();
        self.shown.borrow_mut().push((input.name, input.label));
        let wrong = self.errors.iter().find(|w| w.field == input.name);
        let is_secret = input.kind == "password";
        // Passwords are never redisplayed; one that was fine must be typed again, and the page says so.
        let is_again = is_secret && wrong.is_none() && !self.fields.submitted(input.name).is_empty();
        let hint = if is_again { Some(lang.text("field-password-again").as_str()) } else { hint };
        let has_focus =
            if self.errors.len() == 1 { wrong.is_some() } else { input.autofocus && self.errors.is_empty() };
        let [name, kind, autocomplete] = [input.name, input.kind, input.autocomplete].map(FastEscape);
        let value = (!is_secret).then(|| FastEscape(self.fields.submitted(input.name)));
        let control = html! {
            @if input.kind == "textarea" {
                textarea id=(name) name=(name) rows="3" maxlength=[(input.max_chars > 0).then_some(input.max_chars)]
                    aria-describedby=[describedby(input.name, hint.is_some(), wrong.is_some())]
                    aria-invalid=[wrong.map(|_| "true")] { (self.fields.submitted(input.name)) }
            } @else {
                input id=(name) name=(name) type=(kind) value=[value] autocomplete=(autocomplete)
                    inputmode=[input.inputmode] required[input.required] minlength=[(input.min_chars > 0).then_some(input.min_chars)]
                    maxlength=[(input.max_chars > 0).then_some(input.max_chars)] autofocus[has_focus]
                    aria-describedby=[describedby(input.name, hint.is_some(), wrong.is_some())]
                    aria-invalid=[wrong.map(|_| "true")];
            }
        };
        html! {
            div.field {
                label for=(name) { (lang.text(input.label)) }
                @if let Some(hint) = hint {
                    span.hint.warm[is_again] id={ (name) "-hint" } { (FastEscape(hint)) }
                } @else if !input.required {
                    span.hint { (lang.text("field-optional")) }
                }
                @if is_secret {
                    div.secret data-show=(lang.text("field-show")) data-hide=(lang.text("field-hide")) { (control) }
                } @else {
                    (control)
                }
                @if let Some(wrong) = wrong {
                    p.mistake id={ (name) "-wrong" } role=[(self.errors.len() == 1).then_some("alert")] { (lang.refusal(wrong.why)) }
                }
            }
        }
    }

    /// A field inside of a sentence: its label is read aloud, and its mistake is told by `mistakes`.
    pub fn inline(&self, input: Field) -> Markup {
        let (label, wrong) = self.show_inline(input.name, input.label);
        html! {
            input id=(input.name) name=(input.name) type=(input.kind) value=(self.fields.submitted(input.name))
                aria-label=(label) autocomplete="off" inputmode=[input.inputmode]
                size=[(input.max_chars > 0 && input.kind == "text").then_some(input.max_chars)]
                aria-describedby=[describedby(input.name, false, wrong)] aria-invalid=[wrong.then_some("true")];
        }
    }

    /// A choice inside of a sentence: values with their text keys.
    pub fn inline_choice(
        &self,
        name: &'static str,
        label: &'static str,
        options: &[(&str, &'static str)],
    ) -> Markup {
        let (label, wrong) = self.show_inline(name, label);
        let lang = self.ctx.lang();
        html! {
            select id=(name) name=(name) aria-label=(label) aria-describedby=[describedby(name, false, wrong)]
                aria-invalid=[wrong.then_some("true")] {
                @for (value, text) in options {
                    option value=(value) selected[self.fields.submitted(name) == *value] { (lang.text(text)) }
                }
            }
        }
    }

    fn show_inline(&self, name: &'static str, label: &'static str) -> (Text, bool) {
        self.shown.borrow_mut().push((name, label));
        (self.ctx.lang().text(label), self.errors.iter().any(|wrong| wrong.field == name))
    }

    /// What is wrong with the fields of a sentence, below it.
    pub fn mistakes(&self, names: &[&str]) -> Markup {
        let lang = self.ctx.lang();
        let wrong = self.errors.iter().filter(|wrong| names.contains(&wrong.field.as_ref()));
        html! {
            @for wrong in wrong {
                @let shown = self.shown.borrow().iter().find(|(name, _)| wrong.field == *name).copied();
                p.mistake id={ (wrong.field) "-wrong" } role=[(self.errors.len() == 1).then_some("alert")] {
                    @if let Some((_, label)) = shown { (lang.text(label)) ": " (lowercase_first(&lang.refusal(wrong.why))) }
                }
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

    pub fn lang(&self) -> Lang {
        self.ctx.lang()
    }

    pub fn submit(&self, label: &'static str) -> Markup {
        html! { button type="submit" { (self.ctx.lang().text(label)) } }
    }

    /// The button, and the way back to its right.
    pub fn submit_or_back(&self, label: &'static str, back: &str) -> Markup {
        html! { p.actions { (self.submit(label)) a.button.quiet href=(back) { (self.ctx.lang().text("admin-back")) } } }
    }

    /// The only button of a small form, as wide as its fields.
    pub fn wide_submit(&self, label: &'static str) -> Markup {
        html! { button.wide type="submit" { (self.ctx.lang().text(label)) } }
    }
}

/// The account's address in a hidden field: a password manager keeps a password under it, and learns
/// from it whose password the form is about (WHATWG HTML 4.10.18.7, `username`).
pub fn username(email: &Email) -> Markup {
    html! { input type="text" name="username" autocomplete="username" value=(email) hidden; }
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
