//! A whole file: its header, its rows in batches of one transaction each, and the verdict on each row.

use std::collections::HashSet;
use std::io::{BufRead, BufReader, Read};

use csv::{ByteRecord, ReaderBuilder, StringRecord};
use serde_json::json;

use crate::actions::program::{ProgramError, ProgramResult};
use crate::domain::validation::{FieldError, ValidationError};
use crate::store::audit::AuditSource;
use crate::store::imports::{self, ImportKind, ImportRow, Verdict};
use crate::store::{self, Transaction};
use crate::web::api::program::imports::columns::{self, Column};
use crate::web::api::program::imports::rows::{self, RowError, WantedReferrer};
use crate::web::{HttpError, RequestContext};

/// Rows of one transaction: other writers wait for no more.
const BATCH_ROWS: usize = 250;

/// Bytes of a header line, at most; the separator is found in it.
const HEADER_BYTES: usize = 64 * 1024;

const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// Who sends the file.
pub struct Sender {
    /// `None`: an admin.
    pub key_id: Option<i64>,
    pub by: AuditSource,
}

/// One file, being read in.
struct Run<'r, 'c> {
    ctx: &'r RequestContext<'c>,
    sender: &'r Sender,
    kind: ImportKind,
    dry_run: bool,
    columns: Vec<Column>,
    /// Rows whose referrer may be in a later row.
    wanted: Vec<WantedReferrer>,
    /// What a dry run would have brought: names, addresses and codes.
    brought: HashSet<String>,
}

/// Reads a file in; returns the number of the import. A dry run keeps nothing of it but the verdicts.
///
/// # Errors
/// `InProgress` while another file is read in; `Unprocessable` without a header that is known.
pub fn run(
    ctx: &RequestContext,
    sender: &Sender,
    kind: ImportKind,
    dry_run: bool,
    file: impl Read,
) -> Result<i64, HttpError> {
    let _alone = begin(ctx).ok_or(HttpError::InProgress)?;
    let mut file = BufReader::with_capacity(HEADER_BYTES, file);
    let separator = find_separator(file.fill_buf().map_err(|_| HttpError::Malformed)?);
    let mut reader = ReaderBuilder::new().delimiter(separator).flexible(true).from_reader(file);
    let columns = read_header(kind, reader.byte_headers().map_err(|_| HttpError::Malformed)?)?;
    let shown: Vec<_> = columns.iter().map(|of| json!({ "header": of.header, "field": of.field })).collect();
    let shown = serde_json::Value::from(shown).to_string();
    let id = ctx.app.db.write(|tx| imports::insert(tx, kind, dry_run, sender.key_id, &shown, ctx.now))?;
    let mut run = Run { ctx, sender, kind, dry_run, columns, wanted: Vec::new(), brought: HashSet::new() };
    let (mut number, mut batch) = (0, Vec::with_capacity(BATCH_ROWS));
    let mut record = ByteRecord::new();
    loop {
        // A broken record is a row too, and the reader continues behind it.
        let read = reader.read_byte_record(&mut record);
        if matches!(read, Ok(false)) {
            break;
        }
        number += 1;
        let row = read.ok().and_then(|_| StringRecord::from_byte_record(record.clone()).ok());
        batch.push((number, row));
        if batch.len() == BATCH_ROWS {
            run.store(id, &batch)?;
            batch.clear();
        }
    }
    run.store(id, &batch)?;
    run.credit_all(id)?;
    ctx.app.db.write(|tx| imports::finish(tx, id, ctx.app.clock.now()))?;
    ctx.app.invalidate_leaderboard();
    Ok(id)
}

/// The right to read a file in: one at a time, because each is many writes.
pub fn begin<'c>(ctx: &'c RequestContext) -> Option<crate::app::running_requests::RunningRequest<'c>> {
    ctx.app.running_requests.begin(0, "import")
}

/// The separator that the header line has most of, outside of quotes.
fn find_separator(start: &[u8]) -> u8 {
    let line = start.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let unquoted: Vec<u8> =
        line.split(|byte| *byte == b'"').step_by(2).flat_map(|part| part.iter().copied()).collect();
    let count = |separator: u8| unquoted.iter().filter(|byte| **byte == separator).count();
    // Of equal counts the comma, which is first.
    SEPARATORS.into_iter().rev().max_by_key(|separator| count(*separator)).unwrap_or(b',')
}

fn read_header(kind: ImportKind, header: &ByteRecord) -> Result<Vec<Column>, HttpError> {
    let header = StringRecord::from_byte_record(header.clone()).map_err(|_| HttpError::Malformed)?;
    let headers = header.iter().map(|name| name.trim_start_matches('\u{feff}'));
    let columns = columns::recognize(kind, headers);
    let has = |field: &str| columns.iter().any(|column| column.field == Some(field));
    let missing = match kind {
        ImportKind::Participants if has("external_id") || has("email") => None,
        ImportKind::Participants => Some("external_id"),
        ImportKind::Events if !has("type") => Some("type"),
        ImportKind::Events if !has("id") => Some("id"),
        ImportKind::Events => None,
    };
    match missing {
        None => Ok(columns),
        Some(field) => Err(HttpError::Unprocessable(vec![FieldError::new(field, ValidationError::Missing)])),
    }
}

impl Run<'_, '_> {
    /// Stores a batch of rows and their verdicts; a dry run rolls the rows back and keeps the verdicts.
    fn store(&mut self, import: i64, batch: &[(i64, Option<StringRecord>)]) -> Result<(), HttpError> {
        let db = &self.ctx.app.db;
        let mut verdicts = Vec::with_capacity(batch.len());
        let ended = db.write(|tx| -> ProgramResult<()> {
            for (number, record) in batch {
                verdicts.push(self.row(tx, *number, record.as_ref())?);
            }
            if self.dry_run {
                return Err(ProgramError::NotFound);
            }
            keep(tx, import, &verdicts)?;
            Ok(())
        });
        match ended {
            Err(ProgramError::NotFound) if self.dry_run => {
                db.write(|tx| keep(tx, import, &verdicts))?;
                Ok(())
            }
            other => other.map_err(HttpError::from),
        }
    }

    /// One row in a part of the transaction, which a mistake undoes.
    fn row(
        &mut self,
        tx: &Transaction,
        number: i64,
        record: Option<&StringRecord>,
    ) -> store::Result<ImportRow> {
        let Some(record) = record else {
            let why = Some("malformed".to_owned());
            return Ok(ImportRow { row: number, verdict: Verdict::Refused, field: None, why });
        };
        let mut ended = Err(RowError::Wrong(String::new(), String::new()));
        tx.savepoint(|| {
            ended = self.apply(tx, number, record);
            ended.as_ref().ok().map(|_| ())
        })?;
        into_row(number, ended)
    }

    fn apply(&mut self, tx: &Transaction, number: i64, record: &StringRecord) -> Result<Verdict, RowError> {
        let cells = rows::cells(&self.columns, record);
        if self.kind == ImportKind::Events {
            return rows::record(self.ctx, tx, self.sender.key_id, cells);
        }
        if self.dry_run {
            let names = ["external_id", "email", "code"].map(|field| cells.get(field).cloned());
            let names = names.into_iter().flatten().filter_map(|value| value.as_str().map(str::to_lowercase));
            self.brought.extend(names);
        }
        let (verdict, participant, referrer) = rows::put(self.ctx, tx, self.sender.key_id, cells)?;
        if let Some(referrer) = referrer {
            let wanted = WantedReferrer { row: number, participant, referrer };
            if self.dry_run || !rows::credit(self.ctx, tx, &self.sender.by, &wanted)? {
                self.wanted.push(wanted);
            }
        }
        Ok(verdict)
    }

    /// Credits the referrers that were in later rows.
    fn credit_all(&mut self, import: i64) -> Result<(), HttpError> {
        let wanted = std::mem::take(&mut self.wanted);
        for batch in wanted.chunks(BATCH_ROWS) {
            self.ctx.app.db.write(|tx| -> ProgramResult<()> {
                for wanted in batch {
                    if self.dry_run && self.brought.contains(&wanted.referrer.to_lowercase()) {
                        continue;
                    }
                    let mut ended = Ok(false);
                    tx.savepoint(|| {
                        ended = rows::credit(self.ctx, tx, &self.sender.by, wanted);
                        (!self.dry_run && ended.is_ok()).then_some(())
                    })?;
                    let why = match ended {
                        Ok(true) => continue,
                        // A dry run undid the row that the referrer is for.
                        Err(RowError::Wrong(_, why)) if self.dry_run && why == "not_found" => continue,
                        Ok(false) => "unknown_participant".to_owned(),
                        Err(RowError::Wrong(_, why)) => why,
                        Err(RowError::Store(e)) => return Err(e.into()),
                    };
                    let field = Some("referred_by".to_owned());
                    let verdict = Verdict::WithoutReferrer;
                    imports::insert_row(
                        tx,
                        import,
                        &ImportRow { row: wanted.row, verdict, field, why: Some(why) },
                    )?;
                }
                Ok(())
            })?;
        }
        Ok(())
    }
}

fn into_row(number: i64, ended: Result<Verdict, RowError>) -> store::Result<ImportRow> {
    match ended {
        Ok(verdict) => Ok(ImportRow { row: number, verdict, field: None, why: None }),
        Err(RowError::Store(e)) => Err(e),
        Err(RowError::Wrong(field, why)) => {
            let field = Some(field).filter(|field| !field.is_empty());
            Ok(ImportRow { row: number, verdict: Verdict::Refused, field, why: Some(why) })
        }
    }
}

fn keep(tx: &Transaction, import: i64, verdicts: &[ImportRow]) -> store::Result<()> {
    verdicts.iter().try_for_each(|row| imports::insert_row(tx, import, row))
}
