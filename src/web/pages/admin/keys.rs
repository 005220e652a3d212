//! Keys of other programs: list, make one, which is shown once, and revoke.

use maud::{Markup, html};

use crate::actions::program::keys::{self as actions, KeyLabel, RevokeOutcome};
use crate::domain::key::{KeyRefusal, Preset, Scope, Scopes};
use crate::domain::timestamp::Timestamp;
use crate::domain::validation::ValidationError;
use crate::i18n::Lang;
use crate::store::keys::{self, StoredKey};
use crate::web::components::when;
use crate::web::pages::{
    admin::{
        action_links,
        confirm_action::{self, Confirmation},
        table,
    },
    flash::Flash,
    form::{Field, Form, TEXT},
};
use crate::web::{Admin, FormInput, HandlerResult, HttpError, RequestContext, response};

const PATH: &str = "/admin/keys";

const LABEL: Field = Field { name: "label", label: "keys-label", max_chars: KeyLabel::MAX_CHARS, ..TEXT };

const EXPIRES_ON: Field =
    Field { name: "expires_on", label: "keys-expires", kind: "date", required: false, ..TEXT };

pub fn show(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    page(ctx, admin, &FormInput::with_defaults(&[("preset", "app")]))
}

fn page(ctx: &RequestContext, admin: &Admin, fields: &FormInput) -> HandlerResult {
    let lang = ctx.lang();
    let all = ctx.db_read(keys::list_all)?;
    let new = ctx.app.new_keys.take(&admin.me.session_hash, ctx.now);
    let form = Form::new(ctx, fields);
    let inside = html! {
        (form.field(LABEL))
        (choice(lang, fields))
        (form.field(EXPIRES_ON))
        p.actions { (form.submit("keys-make")) }
    };
    let body = html! {
        div.head { h1 { (lang.text("admin-keys")) } p.lead { (lang.text("keys-lead")) } }
        @if let Some(key) = new {
            div.notice role="status" {
                p { (lang.text("keys-shown-once")) }
                p { code #new-key { (key.as_str()) } }
            }
        }
        div.aside {
            section.card.flush aria-labelledby="all" {
                div.hd { h2 #all { (lang.text("keys-all")) } }
                @if all.is_empty() { p.pad.soft { (lang.text("keys-none")) } } @else { (keys_table(lang, &all, ctx.now)) }
            }
            section.card aria-labelledby="new" {
                h2 #new { (lang.text("keys-new")) }
                (form.render(PATH, inside)?)
            }
        }
    };
    form.page(&lang.text("admin-keys"), body)
}

/// The presets, and the scopes one by one.
fn choice(lang: Lang, fields: &FormInput) -> Markup {
    html! {
        fieldset {
            legend { (lang.text("keys-allows")) }
            @for preset in Preset::ALL {
                label.check {
                    input type="radio" name="preset" value=(preset.name()) checked[fields.submitted("preset") == preset.name()];
                    " " (lang.text(preset_text(*preset)))
                }
            }
            label.check {
                input type="radio" name="preset" value="" checked[fields.submitted("preset").is_empty()];
                " " (lang.text("keys-preset-own"))
            }
            details {
                summary { (lang.text("keys-scopes")) }
                @for scope in Scope::ALL {
                    label.check {
                        input type="checkbox" name=(scope.name()) checked[fields.has_field(scope.name())];
                        " " code { (scope.name()) }
                    }
                }
            }
        }
    }
}

fn preset_text(preset: Preset) -> &'static str {
    match preset {
        Preset::App => "keys-preset-app",
        Preset::Reader => "keys-preset-reader",
        Preset::All => "keys-preset-all",
    }
}

fn keys_table(lang: Lang, all: &[StoredKey], now: Timestamp) -> Markup {
    let rows = all.iter().map(|key| {
        let (class, state) = match key.refusal(now) {
            None => ("counts", "keys-active"),
            Some(KeyRefusal::Expired) => ("off", "keys-expired"),
            Some(_) => ("rejected", "keys-revoked"),
        };
        let revoke = (format!("{PATH}/{}/revoke", key.id), lang.text("keys-revoke"));
        [
            html! { (key.label) small.soft { code { "…" (key.hint) } } },
            html! {
                span.pill.(class) { (lang.text(state)) }
                @if let Some(end) = key.expires_at { " · " (when::day(lang, end, now)) }
            },
            html! { small { (key.scopes.names()) } },
            html! { @match key.used_at { Some(at) => (when::ago(lang, at, now)), None => (lang.text("keys-unused")) } },
            if key.revoked_at.is_none() { action_links(&[revoke]) } else { html! {} },
        ]
    });
    table(lang, "all", ["keys-label", "person-state", "keys-allows", "admin-used", "admin-action"], rows)
}

pub fn submit(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    let fields = ctx.read_form()?;
    let label = fields.required("label", KeyLabel::parse);
    let preset = fields.optional("preset", |text| Preset::from_name(text).ok_or(ValidationError::NotAChoice));
    let chosen = Scope::ALL.iter().copied().filter(|scope| fields.has_field(scope.name()));
    let scopes = preset.map_or(Scopes::default(), Preset::scopes).with(chosen.collect());
    if scopes.is_empty() {
        fields.add_error("preset", ValidationError::Missing);
    }
    let expires_at = fields.optional("expires_on", |text| {
        let end = Timestamp::end_of_date(text).ok_or(ValidationError::NotADate)?;
        if end > ctx.now { Ok(end) } else { Err(ValidationError::NotInFuture) }
    });
    let (Some(label), true) = (label, fields.errors().is_empty()) else { return page(ctx, admin, &fields) };
    let made = actions::create(
        &ctx.app.db,
        &ctx.app.config,
        &label,
        scopes,
        expires_at,
        &admin.audit_source(),
        ctx.now,
    )?;
    let (key, _) = made.ok_or(HttpError::NotFound)?;
    ctx.app.new_keys.put(admin.me.session_hash, key, ctx.now);
    Ok(response::see_other(PATH))
}

fn find(ctx: &RequestContext) -> Result<StoredKey, HttpError> {
    let id: i64 = ctx.path_param(0).parse().map_err(|_| HttpError::NotFound)?;
    ctx.db_read(|conn| keys::find_by_id(conn, id))?.ok_or(HttpError::NotFound)
}

pub fn ask(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let key = find(ctx)?;
    let question = Confirmation {
        asks_email: false,
        title: "keys-revoke-title",
        lead: "keys-revoke-lead",
        submit: "keys-revoke",
        about: html! { (key.label) " · …" (key.hint) },
        danger: true,
        carries: None,
        back: PATH,
    };
    confirm_action::ask(ctx, &question)
}

pub fn revoke(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    ctx.read_form()?;
    let key = find(ctx)?;
    match actions::revoke(&ctx.app.db, key.id, &admin.audit_source(), ctx.now)? {
        RevokeOutcome::Done | RevokeOutcome::Already => {
            Flash::KeyRevoked.leave(ctx);
            Ok(response::see_other(PATH))
        }
        RevokeOutcome::Unknown | RevokeOutcome::AdminRevoked => Err(HttpError::NotFound),
    }
}
