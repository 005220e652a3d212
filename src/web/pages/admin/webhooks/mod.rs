//! Webhooks: the endpoints, a new one whose secret is shown once, and what can be done with each.

pub mod actions;
pub mod deliveries;
pub mod delivery;

use maud::{Markup, html};

use crate::actions::program::ProgramError;
use crate::actions::program::endpoints::{self, EndpointInput};
use crate::actions::webhooks::address::AddressPolicy;
use crate::domain::validation::ValidationError;
use crate::domain::webhook::{self, DisabledReason, WantedTypes, WebhookFormat, WebhookType};
use crate::i18n::Lang;
use crate::store::webhooks::{self, Webhook};
use crate::web::components::pill::{self, State};
use crate::web::components::when;
use crate::web::pages::{
    admin::breakable,
    form::{Field, Form, TEXT},
};
use crate::web::{Admin, FormInput, HandlerResult, HttpError, RequestContext, response};

const PATH: &str = "/admin/webhooks";

const URL: Field = Field {
    name: "url",
    label: "webhook-url",
    hint: Some("webhook-url-hint"),
    kind: "url",
    max_chars: AddressPolicy::MAX_URL_CHARS,
    ..TEXT
};

const CHAT: Field = Field {
    name: "chat_id",
    label: "webhook-chat",
    hint: Some("webhook-chat-hint"),
    max_chars: endpoints::MAX_CHAT_CHARS,
    required: false,
    ..TEXT
};

pub fn show(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    page(ctx, admin, &FormInput::with_defaults(&[("format", WebhookFormat::Standard.name())]))
}

fn page(ctx: &RequestContext, admin: &Admin, fields: &FormInput) -> HandlerResult {
    let lang = ctx.lang();
    let all = ctx.db_read(webhooks::list_all)?;
    let form = Form::new(ctx, fields);
    let inside = html! {
        (form.field(URL))
        (formats(lang, fields))
        (form.field(CHAT))
        (types(lang, fields))
        p.actions { (form.submit("webhook-add")) }
    };
    let body = html! {
        div.head { h1 { (lang.text("admin-webhooks")) } p.lead { (lang.text("webhooks-lead")) } }
        (new_secret(ctx, admin))
        div.aside {
            section.card.flush aria-labelledby="all" {
                div.hd { h2 #all { (lang.text("webhooks-all")) } }
                @if all.is_empty() { p.pad.soft { (lang.text("webhooks-none")) } } @else { (endpoints_table(ctx, &all)) }
            }
            section.card aria-labelledby="new" {
                h2 #new { (lang.text("webhooks-new")) }
                (form.render(PATH, inside)?)
            }
        }
    };
    form.page(&lang.text("admin-webhooks"), body)
}

/// The secret that this session's last action made, once.
fn new_secret(ctx: &RequestContext, admin: &Admin) -> Markup {
    let lang = ctx.lang();
    html! {
        @if let Some(secret) = ctx.app.new_webhook_secrets.take(&admin.me.session_hash, ctx.now) {
            div.notice role="status" {
                p { (lang.text("webhook-secret-shown-once")) }
                p { code #new-secret { (secret) } }
            }
        }
    }
}

fn formats(lang: Lang, fields: &FormInput) -> Markup {
    html! {
        fieldset {
            legend { (lang.text("webhook-format")) }
            @for format in WebhookFormat::ALL {
                label.check {
                    input type="radio" name="format" value=(format.name()) checked[fields.submitted("format") == format.name()];
                    " " (lang.text(format_text(*format)))
                }
            }
        }
    }
}

fn format_text(format: WebhookFormat) -> &'static str {
    match format {
        WebhookFormat::Standard => "webhook-format-standard",
        WebhookFormat::Slack => "webhook-format-slack",
        WebhookFormat::Discord => "webhook-format-discord",
        WebhookFormat::Telegram => "webhook-format-telegram",
    }
}

fn types(lang: Lang, fields: &FormInput) -> Markup {
    html! {
        details {
            summary { (lang.text("webhook-types")) }
            p { small { (lang.text("webhook-types-hint")) } }
            @for r#type in WebhookType::ALL {
                label.check {
                    input type="checkbox" name=(r#type.name()) checked[fields.has_field(r#type.name())];
                    " " code { (r#type.name()) }
                }
            }
        }
    }
}

/// Two lines an endpoint on a phone, as lists have them.
fn endpoints_table(ctx: &RequestContext, all: &[Webhook]) -> Markup {
    let lang = ctx.lang();
    let columns = [
        ("k1", "webhook-endpoint"),
        ("k3", "webhook-types"),
        ("k2", "person-state"),
        ("num k4", "webhook-last-delivered"),
    ];
    html! {
        table.fold role="table" aria-labelledby="all" {
            thead role="rowgroup" {
                tr role="row" {
                    @for (class, name) in columns { th class=(class) role="columnheader" scope="col" { (lang.text(name)) } }
                }
            }
            tbody role="rowgroup" {
                @for of in all {
                    tr role="row" {
                        th.k1 role="rowheader" scope="row" {
                            a href=(format!("{PATH}/{}", of.id)) { (breakable(&of.shown_url())) }
                        }
                        td.k3.soft role="cell" { (short_format(lang, of.format)) " · " (types_text(lang, &of.types)) }
                        td.k2 role="cell" { (state(lang, of)) }
                        td.num.k4 role="cell" {
                            @match of.delivered_at { Some(at) => (when::moment(lang, at, ctx.now)), None => (lang.text("webhook-never")) }
                        }
                    }
                }
            }
        }
    }
}

fn short_format(lang: Lang, format: WebhookFormat) -> String {
    match format {
        WebhookFormat::Standard => "JSON".to_owned(),
        chat => lang.text(format_text(chat)).to_owned(),
    }
}

fn types_text(lang: Lang, types: &WantedTypes) -> String {
    match types.as_str() {
        WantedTypes::ALL => lang.text("webhook-types-all").to_owned(),
        some => some.replace(' ', ", "),
    }
}

fn state(lang: Lang, of: &Webhook) -> Markup {
    match (of.disabled_at, of.disabled_why) {
        (None, _) => pill::pill(State::Active, &lang.text("webhook-active")),
        (Some(_), None) => pill::pill(State::Off, &lang.text("webhook-disabled")),
        (Some(_), Some(DisabledReason::Gone)) => {
            pill::pill(State::Rejected, &lang.text("webhook-disabled-gone"))
        }
        (Some(_), Some(DisabledReason::Failing)) => {
            pill::pill(State::Rejected, &lang.text("webhook-disabled-failing"))
        }
    }
}

/// Adds an endpoint.
pub fn submit(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    let fields = ctx.read_form()?;
    let url = fields.required("url", |text| endpoints::policy(ctx.app).check_url(text));
    let format =
        fields.required("format", |text| WebhookFormat::from_name(text).ok_or(ValidationError::NotAChoice));
    let chat_id = fields.optional("chat_id", endpoints::parse_chat);
    let chosen = WebhookType::ALL.iter().map(|r#type| r#type.name()).filter(|name| fields.has_field(name));
    let types = WantedTypes::from_names(chosen).or_else(|| WantedTypes::from_names([WantedTypes::ALL]));
    if format == Some(WebhookFormat::Telegram) && chat_id.is_none() {
        fields.add_error("chat_id", ValidationError::Missing);
    }
    let (Some(url), Some(format), Some(types), true) = (url, format, types, fields.errors().is_empty())
    else {
        return page(ctx, admin, &fields);
    };
    let input = EndpointInput { url, types, format, chat_id };
    let lang = ctx.lang().code();
    let made = ctx.app.db.write(|tx| endpoints::create(tx, &input, lang, &admin.audit_source(), ctx.now));
    match made {
        Ok((made, secret)) => {
            if made.format == WebhookFormat::Standard {
                ctx.app.new_webhook_secrets.put(admin.me.session_hash, secret, ctx.now);
            }
            Ok(response::see_other(PATH))
        }
        Err(ProgramError::Conflict(wrong)) => {
            fields.add_error("url", wrong.why);
            page(ctx, admin, &fields)
        }
        Err(other) => Err(other.into()),
    }
}

/// The endpoint that the path names, by its number alone.
fn find(ctx: &RequestContext) -> Result<Webhook, HttpError> {
    let id: i64 = ctx.path_param(0).parse().map_err(|_| HttpError::NotFound)?;
    ctx.db_read(|conn| webhooks::find(conn, id))?.ok_or(HttpError::NotFound)
}

/// `whk_3 · example.com`.
fn about(of: &Webhook) -> Markup {
    html! { code { (webhook::number(of.id)) } " · " (of.shown_url()) }
}
