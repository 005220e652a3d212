//! A list as CSV: all rows that the page's search and filter find, in its order.

use std::sync::Arc;

use crate::i18n::Lang;
use crate::store::listing::ListQuery;
use crate::store::{self, Connection, Db};
use crate::web::HandlerResult;
use crate::web::components::list::{List, ListState};
use crate::web::response::csv::csv_response;

/// Rows read at a time: few enough to hold, and enough that a million take seconds.
const BATCH_ROWS: usize = 5_000;

/// Streams the list; `rows` of the list in the store.
pub fn download<R>(
    list: &'static List<R>,
    lang: Lang,
    state: &ListState,
    db: &Arc<Db>,
    rows: impl Fn(&Connection, &ListQuery) -> store::Result<Vec<R>> + Send + 'static,
) -> HandlerResult {
    let texts = || list.columns.iter().filter_map(|column| Some((column.name, column.text?)));
    let names: Vec<&str> = texts().map(|(name, _)| name).collect();
    let db = Arc::clone(db);
    let mut query = ListQuery { offset: 0, limit: BATCH_ROWS, ..state.query() };
    let next = move || -> store::Result<Vec<Vec<String>>> {
        let batch = db.read(|conn| rows(conn, &query))?;
        query.offset += batch.len();
        Ok(batch.iter().map(|row| texts().map(|(_, text)| text(row)).collect()).collect())
    };
    csv_response(list.file, &names, lang.list_separator(), next)
}
