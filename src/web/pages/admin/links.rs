//! Links from admin pages to users, and the user of a path.

use maud::{Markup, html};

use crate::i18n::Lang;
use crate::store::users::{self, User};
use crate::web::{HttpError, RequestContext};

/// The user of the path's `{id}`.
pub fn user_from_path(ctx: &RequestContext) -> Result<User, HttpError> {
    let id = ctx.path_param(0).parse().map_err(|_| HttpError::NotFound)?;
    ctx.db_read(|conn| users::find_by_id(conn, id))?.ok_or(HttpError::NotFound)
}

/// Link to a user's page.
pub fn user_link(id: i64, name: &str) -> Markup {
    html! { a href=(format!("/admin/people/{id}")) { bdi { (name) } } }
}

/// Paragraph with a link to a user's page.
pub fn user_page_link(lang: Lang, id: i64) -> Markup {
    html! { p.after { a href=(format!("/admin/people/{id}")) { (lang.text("admin-person-page")) } } }
}

/// Link to a user's page, or «deleted».
pub fn user_or_deleted(lang: Lang, id: Option<i64>, name: Option<&str>) -> Markup {
    match (id, name) {
        (Some(id), Some(name)) => user_link(id, name),
        _ => html! { (lang.text("person-gone")) },
    }
}
