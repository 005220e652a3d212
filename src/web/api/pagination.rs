//! Cursor pagination: the cursor is the last id of a page, so rows inserted later shift nothing.

use std::sync::Arc;

use crate::store::{self, Connection};
use rouille::Response;
use serde::Serialize;
use serde_json::Value;

use crate::domain::validation::{FieldError, ValidationError};
use crate::i18n::ListSeparator;
use crate::store::users;
use crate::web::response::csv::{self, Row};
use crate::web::{HandlerResult, HttpError, RequestContext, SignedIn, response};

/// Default and maximum of rows on a page.
const DEFAULT_ROWS: i64 = 50;
const MAX_ROWS: i64 = 200;

/// Requested page: ids below `before`, newest first.
pub struct PageRequest {
    pub before: i64,
    pub limit: usize,
}

/// User of the path's `{id}`: the member, or any user for an admin; 404 for others.
pub fn user_id_from_path(ctx: &RequestContext, me: &SignedIn) -> Result<i64, HttpError> {
    let id: i64 = ctx.path_param(0).parse().map_err(|_| HttpError::NotFound)?;
    if id == me.user.id {
        return Ok(id);
    }
    let exists = me.user.is_admin && ctx.db_read(|conn| users::find_by_id(conn, id))?.is_some();
    if exists { Ok(id) } else { Err(HttpError::NotFound) }
}

#[derive(Serialize)]
pub struct PageJson<T> {
    pub items: Vec<T>,
    /// `cursor` of the next page; null on the last.
    pub next: Option<String>,
}

impl PageRequest {
    /// Reads `cursor` and `limit` from the query.
    pub fn from_query(ctx: &RequestContext) -> Result<PageRequest, HttpError> {
        let number = |name: &'static str| match ctx.query_param(name) {
            None => Ok(None),
            Some(text) => text.parse::<i64>().ok().filter(|n| *n > 0).map(Some).ok_or_else(|| {
                HttpError::Unprocessable(vec![FieldError::new(name, ValidationError::NotANumber)])
            }),
        };
        let limit = number("limit")?.unwrap_or(DEFAULT_ROWS).min(MAX_ROWS);
        Ok(PageRequest {
            before: number("cursor")?.unwrap_or(i64::MAX),
            limit: usize::try_from(limit).unwrap_or(1),
        })
    }

    /// Lower bound for lists with the oldest first.
    pub fn after_id(&self) -> i64 {
        if self.before == i64::MAX { 0 } else { self.before }
    }

    /// One row more than fits shows whether there is a next page.
    pub fn fetch_rows(&self) -> usize {
        self.limit + 1
    }

    /// Page from fetched rows.
    pub fn build<R, T>(&self, rows: Vec<R>, id: impl Fn(&R) -> i64, show: impl Fn(&R) -> T) -> PageJson<T> {
        let (rows, next) = self.split(rows, id);
        PageJson { items: rows.iter().map(show).collect(), next }
    }

    /// Rows of the page, and the next cursor.
    pub fn split<R>(&self, mut rows: Vec<R>, id: impl Fn(&R) -> i64) -> (Vec<R>, Option<String>) {
        let more = rows.len() > self.limit;
        rows.truncate(self.limit);
        let next = rows.last().filter(|_| more).map(|row| id(row).to_string());
        (rows, next)
    }
}

/// CSV form of a list: file name, and the JSON fields that are columns.
#[derive(Clone, Copy)]
pub struct CsvTable {
    pub file: &'static str,
    pub columns: &'static [&'static str],
}

/// What separates the cells of a list that is asked for as CSV, by a path that ends so or by `format=csv`;
/// `None` for JSON. Programs get a comma unless they ask for another `separator`.
pub fn csv_separator(ctx: &RequestContext) -> Result<Option<ListSeparator>, HttpError> {
    let not_a_choice =
        |field| HttpError::Unprocessable(vec![FieldError::new(field, ValidationError::NotAChoice)]);
    match ctx.query_param("format").as_deref() {
        _ if ctx.path_is_csv() => {}
        None | Some("json") => return Ok(None),
        Some("csv") => {}
        Some(_) => return Err(not_a_choice("format")),
    }
    let Some(name) = ctx.query_param("separator") else { return Ok(Some(ListSeparator::Comma)) };
    ListSeparator::from_name(&name).map(Some).ok_or_else(|| not_a_choice("separator"))
}

/// One page as JSON, or the whole list as CSV. `fetch(conn, before, limit)` returns items with
/// their ids, newest first.
pub fn respond_page<T: Serialize>(
    ctx: &RequestContext,
    table: CsvTable,
    fetch: impl Fn(&Connection, i64, usize) -> store::Result<Vec<(i64, T)>> + Send + 'static,
) -> HandlerResult {
    // CSV ignores the page, but an invalid one is refused all the same.
    let page = PageRequest::from_query(ctx)?;
    let Some(separator) = csv_separator(ctx)? else {
        let rows = ctx.db_read(|conn| fetch(conn, page.before, page.fetch_rows()))?;
        let (rows, next) = page.split(rows, |(id, _)| *id);
        return response::json(
            200,
            &PageJson { items: rows.into_iter().map(|(_, item)| item).collect(), next },
        );
    };
    let db = Arc::clone(&ctx.app.db);
    let mut before = i64::MAX;
    let next = move || -> store::Result<Vec<Row>> {
        let rows = db.read(|conn| fetch(conn, before, MAX_ROWS as usize))?;
        before = rows.last().map_or(0, |(id, _)| *id);
        Ok(rows.iter().map(|(_, item)| csv_row(item, table.columns)).collect())
    };
    csv::csv_response(table.file, table.columns, separator, next)
}

/// A list without pagination.
pub fn respond_all<T: Serialize>(ctx: &RequestContext, table: CsvTable, items: Vec<T>) -> HandlerResult {
    match try_csv(ctx, table, &items)? {
        Some(answer) => Ok(answer),
        None => response::json(200, &PageJson { items, next: None }),
    }
}

/// The items as CSV when the query asks for it.
pub fn try_csv<T: Serialize>(
    ctx: &RequestContext,
    table: CsvTable,
    items: &[T],
) -> Result<Option<Response>, HttpError> {
    let Some(separator) = csv_separator(ctx)? else { return Ok(None) };
    let mut rows: Vec<Row> = items.iter().map(|item| csv_row(item, table.columns)).collect();
    let next = move || Ok::<_, store::Error>(std::mem::take(&mut rows));
    Ok(Some(csv::csv_response(table.file, table.columns, separator, next)?))
}

/// Cells by column: the item's JSON fields.
fn csv_row(item: &impl Serialize, columns: &[&str]) -> Row {
    let item = serde_json::to_value(item).expect("an item serializes");
    let cell = |name: &&str| match &item[*name] {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    columns.iter().map(cell).collect()
}
