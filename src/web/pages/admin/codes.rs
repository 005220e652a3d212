//! All codes: search by code or owner, deactivate.

use maud::{Markup, html};

use crate::actions::accounts_admin::{self, ActionResult};
use crate::domain::code::{CodeInput, CodeStatus};
use crate::store::admin_codes::{self, AdminCode};
use crate::store::{self, users};
use crate::web::pages::{
    admin::{
        PAGE_ROWS, action_links, admin_page,
        confirm_action::{self, Confirmation},
        links::{user_link, user_page_link},
        query_number, table, take_page,
    },
    flash::Flash,
    markup,
};
use crate::web::{Admin, HandlerResult, HttpError, RequestContext, response};

const MAX_SEARCH_CHARS: usize = 64;

/// Sort order, which also defines the cursor.
#[derive(Clone, Copy)]
enum Order {
    Newest,
    Owner,
    Code,
}

pub fn show(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let lang = ctx.lang();
    let typed: String =
        ctx.query_param("q").unwrap_or_default().trim().chars().take(MAX_SEARCH_CHARS).collect();
    let person = query_number(ctx, "person");
    let on = ctx.query_param("state").as_deref() == Some("on");
    let before = query_number(ctx, "cursor").unwrap_or(i64::MAX);
    let person_text = person.map(|id| id.to_string());
    let after = ctx.query_param("cursor").and_then(|code| match CodeInput::read(&code) {
        CodeInput::Possible(key) => Some(key),
        CodeInput::Mistyped | CodeInput::Impossible => None,
    });
    let (mut codes, rest, order, owner) = ctx.db_read(|conn| -> store::Result<_> {
        let owner = person.map(|id| users::find_by_id(conn, id)).transpose()?.flatten();
        let (codes, rest, order) = match (person, CodeInput::read(&typed), on) {
            (Some(id), _, _) => {
                let rest = vec![("person", person_text.as_deref().unwrap_or(""))];
                (admin_codes::list_by_user(conn, id, before, PAGE_ROWS + 1)?, rest, Order::Newest)
            }
            (None, CodeInput::Possible(key), _) => {
                let rest = vec![("q", typed.as_str())];
                (admin_codes::search(conn, &key, after.as_ref(), PAGE_ROWS + 1)?, rest, Order::Code)
            }
            (None, _, _) if !typed.is_empty() => (Vec::new(), vec![], Order::Newest),
            (None, _, true) => {
                (admin_codes::list_active(conn, before, PAGE_ROWS + 1)?, vec![("state", "on")], Order::Owner)
            }
            (None, _, false) => {
                (admin_codes::list_newest(conn, before, PAGE_ROWS + 1)?, vec![], Order::Newest)
            }
        };
        Ok((codes, rest, order, owner))
    })?;
    let cursor = |code: &AdminCode| {
        let referral = &code.code.referral;
        match order {
            Order::Newest => referral.id.to_string(),
            Order::Owner => referral.user_id.to_string(),
            Order::Code => referral.referral_code.clone(),
        }
    };
    let more = take_page(lang, "/admin/codes", &rest, &mut codes, cursor);
    let all = !on && person.is_none() && typed.is_empty();
    let body = html! {
        form.search role="search" method="get" action="/admin/codes" {
            label for="q" { (lang.text("admin-codes-search")) }
            div.row {
                input #q name="q" type="search" value=(typed) maxlength=(MAX_SEARCH_CHARS) autocomplete="off";
                button type="submit" { (lang.text("admin-search")) }
            }
        }
        section aria-labelledby="codes" {
            h2 #codes { (lang.text("admin-codes-found")) }
            ul.choice {
                li { a href="/admin/codes" aria-current=[all.then_some("true")] { (lang.text("admin-all")) } }
                li { a href="/admin/codes?state=on" aria-current=[on.then_some("true")] { (lang.text("admin-codes-on")) } }
                @if let Some(owner) = &owner {
                    li { a href=(format!("/admin/codes?person={}", owner.id)) aria-current="true" { (owner.firstname) } }
                }
            }
            @if codes.is_empty() { p.empty { (lang.text("admin-codes-none")) } } @else { (codes_table(ctx, "codes", &codes)) }
            (more)
            @if let Some(owner) = &owner { (user_page_link(lang, owner.id)) }
        }
    };
    admin_page(ctx, &lang.text("admin-codes"), body)
}

fn codes_table(ctx: &RequestContext, labelled_by: &str, codes: &[AdminCode]) -> Markup {
    let rows = codes.iter().map(|listed| {
        let [code, state, counts, actions] = row(ctx, listed);
        [code, user_link(listed.code.referral.user_id, &listed.owner_name), state, counts, actions]
    });
    let columns = ["person-code", "admin-owner", "person-state", "admin-code-counts", "admin-action"];
    table(ctx.lang(), labelled_by, columns, rows)
}

pub(super) fn user_codes_table(ctx: &RequestContext, labelled_by: &str, codes: &[AdminCode]) -> Markup {
    let columns = ["person-code", "person-state", "admin-code-counts", "admin-action"];
    table(ctx.lang(), labelled_by, columns, codes.iter().map(|listed| row(ctx, listed)))
}

/// Cells: code, status, counts, actions.
fn row(ctx: &RequestContext, listed: &AdminCode) -> [Markup; 4] {
    let lang = ctx.lang();
    let counted = &listed.code;
    let referral = &counted.referral;
    let (class, word) = match referral.status(ctx.now) {
        _ if referral.deleted => ("off", "code-deleted"),
        CodeStatus::Active if listed.owner_is_blocked => ("waiting", "code-paused"),
        state => markup::code_badge(state),
    };
    let off = (format!("/admin/codes/{}/off", referral.id), lang.text("admin-code-off"));
    [
        html! { code { (referral.referral_code) } @if !referral.description.is_empty() { br; span.muted { (referral.description) } } },
        html! {
            span.state.(class) { (lang.text(word)) }
            @if !referral.deleted {
                br;
                span.muted { (markup::until(lang, referral.expires_at)) }
            }
        },
        html! { (counted.clicks) " / " (referral.registered) " / " (referral.confirmed) },
        html! { @if referral.is_activated { (action_links(&[off])) } },
    ]
}

/// The code of the path's `{id}`.
fn code_from_path(ctx: &RequestContext) -> Result<AdminCode, HttpError> {
    let id = ctx.path_param(0).parse().map_err(|_| HttpError::NotFound)?;
    ctx.db_read(|conn| admin_codes::find_by_id(conn, id))?.ok_or(HttpError::NotFound)
}

pub fn ask(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let listed = code_from_path(ctx)?;
    let referral = &listed.code.referral;
    let question = Confirmation {
        title: "admin-code-off-title",
        lead: "admin-code-off-lead",
        submit: "admin-code-off",
        about: html! {
            code { (referral.referral_code) } " · " (user_link(referral.user_id, &listed.owner_name)) " · " (markup::date_time(ctx.lang(), referral.date))
        },
        danger: true,
        carries: None,
        back: "/admin/codes",
    };
    confirm_action::ask(ctx, &question)
}

pub fn submit(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    ctx.read_form()?;
    let referral = code_from_path(ctx)?.code.referral;
    match accounts_admin::deactivate_code(&ctx.app.db, referral.id, &admin.audit_source(), ctx.now)? {
        ActionResult::Done => Flash::CodeSwitchedOff.leave(ctx),
        ActionResult::Already => Flash::AlreadySo.leave(ctx),
        ActionResult::Unknown | ActionResult::OnSelf | ActionResult::AdminRevoked => {
            return Err(HttpError::NotFound);
        }
    }
    Ok(response::see_other(&format!("/admin/codes?person={}", referral.user_id)))
}
