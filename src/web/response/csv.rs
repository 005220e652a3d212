//! Lists as tables for spreadsheets: CSV by RFC 4180, written as it is read, so that the longest list takes no more
//! memory than a page of it.

use csv::{Terminator, WriterBuilder};
use rouille::Response;

use crate::web::response::{self, stream};

/// What tells a spreadsheet that the text is UTF-8; without it Excel takes Cyrillic for something else.
const UTF8_BOM: &[u8] = "\u{feff}".as_bytes();

pub type Row = Vec<String>;

/// A table under the name of a file. `next` gives its rows, some at a time, and none when there are no more; the first
/// are asked for at once, so that what goes wrong with them can still be said.
pub fn csv_response<E>(
    file: &str,
    columns: &[&str],
    mut next: impl FnMut() -> Result<Vec<Row>, E> + Send + 'static,
) -> Result<Response, E>
where
    E: std::error::Error + Send + Sync + 'static,
{
    let header = columns.iter().map(|name| (*name).to_owned()).collect();
    let mut begun = Some([UTF8_BOM, &encode_rows(&[header])].concat());
    let mut ended = false;
    let pieces = move || {
        if ended {
            return Ok(Vec::new());
        }
        let rows = next()?;
        ended = rows.is_empty();
        Ok([begun.take().unwrap_or_default(), encode_rows(&rows)].concat())
    };
    let mut answer = stream::stream_response("text/csv; charset=utf-8; header=present", pieces)?;
    response::add_header(&mut answer, "Content-Disposition", format!("attachment; filename=\"{file}.csv\""));
    Ok(answer)
}

fn encode_rows(rows: &[Row]) -> Vec<u8> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        // Nothing here can fail: all rows are as wide as the header, and memory takes what it is given.
        let _ = writer.write_record(row.iter().map(|cell| escape_formula(cell)));
    }
    writer.into_inner().unwrap_or_default()
}

/// A cell that no spreadsheet takes for a formula (OWASP, «CSV Injection»): an apostrophe goes before what would begin
/// one. Spreadsheets of some languages, such as Russian, split a row at semicolons, and others at what their owner chose;
/// there a cell begins behind each, and a quotation mark before the sign is no part of it.
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
