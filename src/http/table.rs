//! Lists as tables for spreadsheets: CSV by RFC 4180, written as it is read, so that the longest list takes no more
//! memory than a page of it.

use std::io::{self, Read};

use csv::{Terminator, WriterBuilder};
use rouille::{Response, ResponseBody};

use super::answer;

/// What tells a spreadsheet that the text is UTF-8; without it Excel takes Cyrillic for something else.
const MARK: &[u8] = "\u{feff}".as_bytes();

pub type Row = Vec<String>;

/// A table under the name of a file. `next` gives its rows, some at a time, and none when there are no more; the first
/// are asked for at once, so that what goes wrong with them can still be said.
pub fn csv<E>(
    file: &str,
    columns: &[&str],
    mut next: impl FnMut() -> Result<Vec<Row>, E> + Send + 'static,
) -> Result<Response, E>
where
    E: std::error::Error + Send + Sync + 'static,
{
    let mut begun = MARK.to_vec();
    let header = columns.iter().map(|name| (*name).to_owned()).collect();
    let first = next()?;
    let mut ended = first.is_empty();
    begun.extend(written(&[vec![header], first].concat()));
    let rest = move || {
        if ended {
            return Ok(Vec::new());
        }
        let rows = next().map_err(io::Error::other)?;
        ended = rows.is_empty();
        Ok(written(&rows))
    };
    let body = Pieces { piece: begun, at: 0, rest };
    let mut answer = answer::of(200, "text/csv; charset=utf-8; header=present", Vec::new());
    answer.data = ResponseBody::from_reader(body);
    answer::add(&mut answer, "Content-Disposition", format!("attachment; filename=\"{file}.csv\""));
    Ok(answer)
}

fn written(rows: &[Row]) -> Vec<u8> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        // Nothing here can fail: all rows are as wide as the header, and memory takes what it is given.
        let _ = writer.write_record(row.iter().map(|cell| harmless(cell)));
    }
    writer.into_inner().unwrap_or_default()
}

/// A cell that no spreadsheet takes for a formula (OWASP, «CSV Injection»): an apostrophe goes before what would begin
/// one. Spreadsheets of some languages, such as Russian, split a row at semicolons, and others at what their owner chose;
/// there a cell begins behind each, and a quotation mark before the sign is no part of it.
fn harmless(cell: &str) -> String {
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

/// Reads one piece after the other.
struct Pieces<F> {
    piece: Vec<u8>,
    at: usize,
    rest: F,
}

impl<F: FnMut() -> io::Result<Vec<u8>>> Read for Pieces<F> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.piece.len() {
            self.piece = (self.rest)()?;
            self.at = 0;
        }
        let read = (&self.piece[self.at..]).read(buffer)?;
        self.at += read;
        Ok(read)
    }
}
