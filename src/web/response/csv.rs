//! CSV responses (RFC 4180), streamed in batches of rows.

use std::io;

use csv::{Terminator, WriterBuilder};
use rouille::Response;

use crate::i18n::{Lang, ListSeparator};
use crate::web::response::{self, error::HttpError, stream};

/// Byte order mark: without it Excel does not read the file as UTF-8.
const UTF8_BOM: &[u8] = "\u{feff}".as_bytes();

pub type Row = Vec<String>;

/// CSV download `{file}.csv`, split at `separator`. `next` returns the rows in batches, and none at the end. The first
/// batch is read before the response begins, so its error gets a status.
///
/// # Errors
/// Of `next`; `Internal` when a row is not as wide as the header.
pub fn csv_response<E>(
    file: &str,
    columns: &[&str],
    separator: ListSeparator,
    mut next: impl FnMut() -> Result<Vec<Row>, E> + Send + 'static,
) -> Result<Response, HttpError>
where
    E: Into<HttpError> + std::error::Error + Send + Sync + 'static,
{
    let width = columns.len();
    let header = columns.iter().map(|name| (*name).to_owned()).collect();
    let rows = next().map_err(Into::into)?;
    let mut ended = rows.is_empty();
    let table = std::iter::once(header).chain(rows);
    let table = encode_rows(width, separator, table).map_err(|e| HttpError::Internal(Box::new(e)))?;
    let rest = move || {
        if ended {
            return Ok(Vec::new());
        }
        let rows = next().map_err(io::Error::other)?;
        ended = rows.is_empty();
        Ok(encode_rows(width, separator, rows)?)
    };
    let first = [UTF8_BOM, &table].concat();
    let mut answer = stream::stream_response("text/csv; charset=utf-8; header=present", first, rest);
    response::add_header(&mut answer, "Content-Disposition", format!("attachment; filename=\"{file}.csv\""));
    Ok(answer)
}

/// The link to the CSV of a list of the API, for the spreadsheets of a language.
pub fn link(lang: Lang, path: &str) -> String {
    match lang.list_separator() {
        ListSeparator::Comma => format!("{path}.csv"),
        other => format!("{path}.csv?separator={}", other.name()),
    }
}

fn encode_rows(
    width: usize,
    separator: ListSeparator,
    rows: impl IntoIterator<Item = Row>,
) -> Result<Vec<u8>, csv::Error> {
    let mut writer = WriterBuilder::new();
    let mut writer = writer.terminator(Terminator::CRLF).delimiter(separator.byte()).from_writer(Vec::new());
    for row in rows {
        if row.len() != width {
            let text = format!("a row of {} cells in a table of {width} columns", row.len());
            return Err(io::Error::other(text).into());
        }
        writer.write_record(row.iter().map(|cell| escape_formula(cell)))?;
    }
    writer.into_inner().map_err(|e| e.into_error().into())
}

/// Escapes a cell that a spreadsheet would run as a formula, with an apostrophe (OWASP, «CSV
/// Injection»).
///
/// Spreadsheets of some languages split a row at semicolons, others at a configured separator. So a
/// formula may begin after any of these, and after quotation marks or spaces that follow it.
fn escape_formula(cell: &str) -> String {
    let mut harmless = String::with_capacity(cell.len() + 1);
    if cell.starts_with(['\t', '\r', '\n']) {
        harmless.push('\'');
    }
    let mut begins = true;
    for c in cell.chars() {
        if begins && matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠') {
            harmless.push('\'');
        }
        harmless.push(c);
        begins = matches!(c, ';' | '\t' | '|' | '\r' | '\n') || (begins && matches!(c, '"' | ' '));
    }
    harmless
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_another_width_is_an_error_and_not_left_out() {
        let rows = || vec![vec!["1".to_owned()]];
        let narrow = csv_response("test", &["id", "name"], ListSeparator::Comma, move || {
            Ok::<_, crate::store::Error>(rows())
        });
        assert!(matches!(narrow, Err(HttpError::Internal(_))));
    }
}
