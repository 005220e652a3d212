//! Users: newest, or search by id, code, prefix of email address or of name.

use std::collections::HashSet;

use crate::store::invitations;
use crate::store::{self, Connection};
use maud::{Markup, html};

use crate::domain::code::CodeInput;
use crate::domain::unicode::clean_line;
use crate::i18n::Lang;
use crate::store::admin_users;

use crate::store::users::{self, User};
use crate::web::pages::{
    admin::{
        PAGE_ROWS, address_cell, admin_page, badges, links::user_link, query_number, table, take_page,
        user_state,
    },
    markup,
};
use crate::web::{Admin, HandlerResult, RequestContext};

const MAX_SEARCH_CHARS: usize = 254;

pub fn show(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let lang = ctx.lang();
    let typed = clean_line(&ctx.query_param("q").unwrap_or_default()).unwrap_or_default();
    let typed: String = typed.chars().take(MAX_SEARCH_CHARS).collect();
    let body = html! {
        form.search role="search" method="get" action="/admin/people" {
            label for="q" { (lang.text("admin-people-search")) }
            p.hint #q-hint { (lang.text("admin-people-search-hint")) }
            div.row {
                input #q name="q" type="search" value=(typed) maxlength=(MAX_SEARCH_CHARS) autocomplete="off" aria-describedby="q-hint";
                button type="submit" { (lang.text("admin-search")) }
            }
        }
        @if typed.is_empty() { (newest_users(ctx)?) } @else { (search_results(ctx, &typed)?) }
    };
    admin_page(ctx, &lang.text("admin-people"), body)
}

fn newest_users(ctx: &RequestContext) -> store::Result<Markup> {
    let lang = ctx.lang();
    let before = query_number(ctx, "cursor").unwrap_or(i64::MAX);
    let (mut users, questioned) = ctx.db_read(|conn| -> store::Result<_> {
        let users = admin_users::list_newest(conn, before, PAGE_ROWS + 1)?;
        let questioned = admin_users::list_flagged(conn, &users)?;
        Ok((users, questioned))
    })?;
    let more = take_page(lang, "/admin/people", &[], &mut users, |user| user.id);
    Ok(html! {
        section aria-labelledby="newest" {
            h2 #newest { (lang.text("admin-people-newest")) }
            (users_table(lang, "newest", &users, &questioned)) (more)
        }
    })
}

/// Matches by id, code, email address and name. Only the latter two have further pages.
fn search_results(ctx: &RequestContext, typed: &str) -> store::Result<Markup> {
    let lang = ctx.lang();
    let (by, after) = (ctx.query_param("by").unwrap_or_default(), query_number(ctx, "cursor").unwrap_or(0));
    let wanted = |what: &str| by.is_empty() || by == what;
    let (numbered, owner, mut addressed, mut named, questioned) =
        ctx.db_read(|conn| -> store::Result<_> {
            let number = typed.trim_start_matches('#').parse().ok().filter(|_| by.is_empty());
            let numbered = number.map(|id| users::find_by_id(conn, id)).transpose()?.flatten();
            let owner = if by.is_empty() { find_code_owner(conn, typed)? } else { None };
            let addressed = if wanted("address") {
                admin_users::search_by_address(conn, typed, after, PAGE_ROWS + 1)?
            } else {
                Vec::new()
            };
            let named = if wanted("name") {
                admin_users::search_by_name(conn, typed, after, PAGE_ROWS + 1)?
            } else {
                Vec::new()
            };
            let mut questioned = admin_users::list_flagged(conn, &addressed)?;
            questioned.extend(admin_users::list_flagged(conn, &named)?);
            questioned.extend(admin_users::list_flagged(conn, numbered.as_slice())?);
            questioned.extend(admin_users::list_flagged(conn, owner.as_slice())?);
            Ok((numbered, owner, addressed, named, questioned))
        })?;
    let no_match = numbered.is_none() && owner.is_none() && addressed.is_empty() && named.is_empty();
    let more_by_address =
        take_page(lang, "/admin/people", &[("q", typed), ("by", "address")], &mut addressed, |user| user.id);
    let more_by_name =
        take_page(lang, "/admin/people", &[("q", typed), ("by", "name")], &mut named, |user| user.id);
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("q", typed).finish();
    let elsewhere = format!("/admin/codes?{query}");
    let parts = [
        ("numbered", "admin-people-by-number", numbered.into_iter().collect(), html! {}),
        ("owner", "admin-people-by-code", owner.into_iter().collect(), html! {}),
        ("addressed", "admin-people-by-address", addressed, more_by_address),
        ("named", "admin-people-by-name", named, more_by_name),
    ];
    Ok(html! {
        @if no_match {
            div.empty {
                p { (lang.text("admin-people-none")) }
                a.button.quiet href=(elsewhere) { (lang.text("admin-people-codes")) }
            }
        }
        @for (id, title, users, more) in &parts {
            @if !users.is_empty() {
                section aria-labelledby=(id) { h2 id=(id) { (lang.text(title)) } (users_table(lang, id, users, &questioned)) (more) }
            }
        }
    })
}

/// Owner of a code typed in full.
fn find_code_owner(conn: &Connection, typed: &str) -> store::Result<Option<User>> {
    let CodeInput::Possible(key) = CodeInput::read(typed) else { return Ok(None) };
    let Some(found) = invitations::find_by_key(conn, &key)? else { return Ok(None) };
    users::find_by_id(conn, found.referral.user_id)
}

fn users_table(lang: Lang, id: &str, users: &[User], questioned: &HashSet<i64>) -> Markup {
    let rows = users.iter().map(|user| {
        let (class, sentence) = user_state(user);
        [
            user_link(user.id, &user.firstname),
            address_cell(&user.email),
            html! {
                span.state.(class) { (lang.text(sentence)) }
                (badges(lang, user, questioned.contains(&user.id)))
            },
            markup::date(lang, user.date),
        ]
    });
    table(lang, id, ["person-name", "field-email", "person-state", "person-registered"], rows)
}
