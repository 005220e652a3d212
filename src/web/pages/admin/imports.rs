//! Files of participants and events: tried first, then read in; and what became of the last ones.

use maud::{Markup, html};

use crate::domain::timestamp::Timestamp;
use crate::domain::validation::{FieldError, ValidationError};
use crate::i18n::Lang;
use crate::store;
use crate::store::imports::{self, Import, ImportKind, ImportRow, Verdict};
use crate::web::api::program::imports::file::{self, Sender};
use crate::web::api::program::imports::rows_csv;
use crate::web::components::when;
use crate::web::pages::admin::{admin_page, table};
use crate::web::pages::markup::csrf_field;
use crate::web::request::csrf;
use crate::web::response::csv;
use crate::web::{Admin, FormInput, HandlerResult, HttpError, RequestContext, response};

const MAX_IMPORTS: usize = 20;

/// Mistakes that are shown of an import; its CSV has all rows.
const MAX_MISTAKES: usize = 20;

pub fn show(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    page(ctx, &FormInput::default())
}

fn page(ctx: &RequestContext, fields: &FormInput) -> HandlerResult {
    let lang = ctx.lang();
    let found = ctx.app.db.read(|conn| -> store::Result<Vec<_>> {
        let all = imports::list(conn, MAX_IMPORTS)?;
        all.into_iter().map(|of| Ok((imports::count(conn, of.id)?, of))).collect()
    })?;
    let mistakes = match found.first() {
        Some((_, last)) => ctx.app.db.read(|conn| imports::first_mistakes(conn, last.id, MAX_MISTAKES))?,
        None => Vec::new(),
    };
    let rows = found.iter().map(|(counts, of)| import_row(lang, of, counts, ctx.now));
    let body = html! {
        p.lead { (lang.text("imports-lead")) }
        div.card.slim { (form(ctx, fields)?) }
        @if !found.is_empty() {
            section.card.flush aria-labelledby="imports" {
                div.hd { h2 #imports { (lang.text("imports-last")) } }
                (table(lang, "imports", ["activity-when", "imports-kind", "imports-result", "admin-action"], rows))
            }
        }
        @if !mistakes.is_empty() { (mistake_list(lang, &mistakes)) }
    };
    let mut answer = admin_page(ctx, &lang.text("admin-imports"), body)?;
    if !fields.errors().is_empty() {
        answer.status_code = 422;
    }
    Ok(answer)
}

fn form(ctx: &RequestContext, fields: &FormInput) -> Result<Markup, HttpError> {
    let lang = ctx.lang();
    let wrong = fields.errors().into_iter().next();
    Ok(html! {
        form method="post" action="/admin/imports" enctype="multipart/form-data" {
            (csrf_field(&csrf::token(ctx)?))
            div.field {
                label for="kind" { (lang.text("imports-kind")) }
                select #kind name="kind" {
                    @for kind in ImportKind::ALL {
                        option value=(kind.name()) selected[fields.submitted("kind") == kind.name()] { (kind_text(lang, *kind)) }
                    }
                }
            }
            div.field {
                label for="file" { (lang.text("imports-file")) }
                p.hint #file-hint { (lang.text("imports-file-hint")) }
                @if let Some(wrong) = &wrong { p.mistake #file-wrong { (wrong.field) ": " (lang.refusal(wrong.why)) } }
                input #file name="file" type="file" accept=".csv,.tsv,.txt,text/csv" required aria-describedby="file-hint";
            }
            p.actions {
                button type="submit" name="dry_run" value="true" { (lang.text("imports-try")) }
                button.quiet type="submit" name="dry_run" value="false" { (lang.text("imports-read")) }
            }
        }
    })
}

fn kind_text(lang: Lang, kind: ImportKind) -> crate::i18n::Text {
    lang.text(match kind {
        ImportKind::Participants => "imports-participants",
        ImportKind::Events => "imports-events",
    })
}

fn import_row(lang: Lang, of: &Import, counts: &[(Verdict, i64)], now: Timestamp) -> [Markup; 4] {
    let state = if of.dry_run { "imports-tried" } else { "imports-done" };
    let state = if of.finished_at.is_some() { state } else { "imports-unfinished" };
    let path = format!("/admin/imports/{}/rows", of.id);
    [
        when::moment(lang, of.started_at, now),
        html! { (kind_text(lang, of.kind)) br; small { (lang.text(state)) } },
        html! {
            @for (verdict, rows) in counts { (lang.text(verdict_key(*verdict))) ": " (lang.number(*rows)) br; }
        },
        html! { a href=(csv::link(lang, &path)) { (lang.text("list-download")) } },
    ]
}

fn verdict_key(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Created => "imports-created",
        Verdict::Updated => "imports-updated",
        Verdict::Unchanged => "imports-unchanged",
        Verdict::Waiting => "state-waiting",
        Verdict::WithoutReferrer => "imports-without-referrer",
        Verdict::Refused => "imports-refused",
    }
}

fn mistake_list(lang: Lang, mistakes: &[ImportRow]) -> Markup {
    html! {
        section aria-labelledby="mistakes" {
            h2 #mistakes { (lang.text("imports-mistakes")) }
            ul.plain {
                @for row in mistakes {
                    li {
                        (lang.format("imports-row", &[("row", row.row.into())])) " · "
                        (lang.text(verdict_key(row.verdict))) " · "
                        code { (row.field.as_deref().unwrap_or("")) " " (row.why.as_deref().unwrap_or("")) }
                    }
                }
            }
        }
    }
}

pub fn submit(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    let (fields, content) = ctx.read_upload("file")?;
    let kind = fields.required("kind", |text| ImportKind::from_name(text).ok_or(ValidationError::NotAChoice));
    let Some(content) = content else {
        fields.add_error("file", ValidationError::Missing);
        return page(ctx, &fields);
    };
    let Some(kind) = kind else { return page(ctx, &fields) };
    // Without a choice nothing is kept.
    let dry_run = fields.submitted("dry_run") != "false";
    let sender = Sender { key_id: None, by: admin.audit_source() };
    match file::run(ctx, &sender, kind, dry_run, content.as_slice()) {
        Ok(_) => Ok(response::see_other("/admin/imports")),
        Err(HttpError::Unprocessable(wrong)) => {
            if let Some(FieldError { why, .. }) = wrong.first() {
                fields.add_error("file", *why);
            }
            page(ctx, &fields)
        }
        Err(other) => Err(other),
    }
}

/// `GET /admin/imports/{id}/rows.csv`
pub fn rows(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let id = ctx.path_param(0).parse().map_err(|_| HttpError::NotFound)?;
    ctx.app.db.read(|conn| imports::find(conn, id))?.ok_or(HttpError::NotFound)?;
    rows_csv(ctx, id)
}
