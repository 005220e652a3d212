//! One delivery: what was sent, and every attempt.

use maud::html;

use crate::domain::webhook::WebhookFormat;
use crate::i18n::Lang;
use crate::store::webhooks;
use crate::store::{self, webhook_deliveries};
use crate::web::components::when;
use crate::web::pages::admin::webhooks::{PATH, deliveries};
use crate::web::pages::admin::{operator_page, table};
use crate::web::{Admin, HandlerResult, HttpError, RequestContext};

pub fn show(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let lang = ctx.lang();
    let id: i64 = ctx.path_param(0).parse().map_err(|_| HttpError::NotFound)?;
    let found = ctx.db_read(|conn| -> store::Result<_> {
        let Some(delivery) = webhook_deliveries::find(conn, id)? else { return Ok(None) };
        let Some(webhook) = webhooks::find(conn, delivery.webhook_id)? else { return Ok(None) };
        let attempts = webhook_deliveries::list_attempts(conn, id)?;
        Ok(Some((delivery, webhook, attempts)))
    })?;
    let (delivery, webhook, attempts) = found.ok_or(HttpError::NotFound)?;
    let rows = attempts.iter().map(|attempt| {
        [
            when::moment(lang, attempt.at, ctx.now),
            html! {
                @match (attempt.status, &attempt.error) {
                    (Some(status), _) => (status),
                    (None, error) => span lang=(Lang::OPERATOR.code()) { (error.as_deref().unwrap_or("")) },
                }
            },
            html! { (lang.format("webhook-milliseconds", &[("n", lang.number(attempt.duration_ms).into())])) },
            html! { @if let Some(answer) = &attempt.answer { pre.letter { (answer) } } },
        ]
    });
    let columns = ["activity-when", "webhook-answer", "webhook-duration", "webhook-body"];
    let body = html! {
        p { a href=(format!("{PATH}/{}", webhook.id)) { (webhook.shown_url()) } }
        h1 { (delivery.r#type) }
        p { (deliveries::state(lang, delivery.state)) " · " code { (delivery.message) } }
        section aria-labelledby="attempts" {
            h2 #attempts { (lang.text("webhook-attempts")) }
            @if attempts.is_empty() { p.empty { (lang.text("webhook-no-attempt")) } } @else { (table(lang, "attempts", columns, rows)) }
        }
        section aria-labelledby="body" {
            h2 #body { (lang.text("webhook-body")) }
            @match &delivery.body {
                Some(body) => pre.letter tabindex="0" { (pretty(body)) },
                None => p.empty { (lang.text("webhook-body-erased")) },
            }
            @if webhook.format == WebhookFormat::Standard { p { small { (lang.text("webhook-signed")) } } }
        }
    };
    operator_page(ctx, &delivery.r#type, body)
}

/// The JSON indented, for people.
fn pretty(body: &str) -> String {
    let json: Result<serde_json::Value, _> = serde_json::from_str(body);
    json.map_or_else(|_| body.to_owned(), |json| format!("{json:#}"))
}
