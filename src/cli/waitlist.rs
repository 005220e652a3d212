//! `waitlist list | admit`: who waits, in the order of their places, and who may take part now.

use serde_json::{Value, json};

use crate::actions::program::admission::{self, MAX_ADMITTED};
use crate::actions::program::{ProgramError, ProgramResult};
use crate::actions::waitlist::join_missing;
use crate::app::clock::Clock;
use crate::cli::CliError;
use crate::cli::database::{self, failed};
use crate::cli::terminal::{print, table};
use crate::cli::waitlist_args::WaitlistCommand;
use crate::config::Config;
use crate::domain::participant::number;
use crate::domain::waitlist::Rank;
use crate::store::audit::AuditSource;
use crate::store::{self, Db, participants, waitlist};

pub fn run(config: &Config, command: &WaitlistCommand) -> Result<(), CliError> {
    if !config.program.is_waitlist() {
        return Err(CliError::Failed(
            "program.mode is referral, so there is no waitlist; set it to \"waitlist\".".into(),
        ));
    }
    let db = database::open(config)?;
    join_missing(&db, &config.program, Clock::System.now()).map_err(|e| failed(config, e))?;
    match command {
        WaitlistCommand::List { limit, json } => list(config, &db, *limit, *json),
        WaitlistCommand::Admit { next, json } => admit(config, &db, *next, *json),
    }
}

/// A person who waits or was admitted.
struct Row {
    /// From 1; `None` once admitted.
    place: Option<i64>,
    person: i64,
    external_id: Option<String>,
    counted: i64,
}

impl Row {
    fn load(conn: &store::Connection, place: Option<i64>, person: i64, counted: i64) -> store::Result<Row> {
        let external_id = participants::find_by_id(conn, person)?.and_then(|found| found.external_id);
        Ok(Row { place, person, external_id, counted })
    }

    fn json(&self) -> Value {
        json!({
            "place": self.place,
            "id": number(self.person),
            "external_id": self.external_id,
            "referrals": self.counted,
        })
    }
}

fn list(config: &Config, db: &Db, limit: u32, as_json: bool) -> Result<(), CliError> {
    let places = config.program.places_per_referral;
    let found = db.read(|conn| -> store::Result<Vec<Row>> {
        let first = waitlist::list_after(conn, Rank::FIRST, limit as usize, places)?;
        (1..)
            .zip(first)
            .map(|(place, entry)| Row::load(conn, Some(place), entry.person, entry.counted))
            .collect()
    });
    show(&found.map_err(|e| failed(config, e))?, as_json, "The waitlist is empty.\n")
}

/// In transactions of at most `MAX_ADMITTED` people, so that a server's writers wait for as long.
fn admit(config: &Config, db: &Db, next: u32, as_json: bool) -> Result<(), CliError> {
    let (by, mut left, mut admitted) = (AuditSource::operator(), next as usize, Vec::new());
    while left > 0 {
        let now = Clock::System.now();
        let batch = db.write(|tx| -> ProgramResult<Vec<Row>> {
            let people = admission::admit_next(tx, config, left.min(MAX_ADMITTED), &by, now)?;
            let row = |person: i64| -> store::Result<Row> {
                let counted = waitlist::find(tx, person)?.map_or(0, |entry| entry.counted);
                Row::load(tx, None, person, counted)
            };
            Ok(people.into_iter().map(row).collect::<store::Result<_>>()?)
        });
        let batch = batch.map_err(|why| match why {
            ProgramError::Store(e) => failed(config, e),
            _ => failed(config, "none was admitted"),
        })?;
        if batch.is_empty() {
            break;
        }
        left -= batch.len();
        admitted.extend(batch);
    }
    show(&admitted, as_json, "The waitlist is empty.\n")
}

fn show(rows: &[Row], as_json: bool, nothing: &str) -> Result<(), CliError> {
    if as_json {
        let all: Vec<Value> = rows.iter().map(Row::json).collect();
        return print(&format!("{:#}\n", Value::from(all)));
    }
    if rows.is_empty() {
        return print(nothing);
    }
    let cells: Vec<[String; 4]> = rows
        .iter()
        .map(|row| {
            [
                row.place.map_or_else(|| "admitted".to_owned(), |place| place.to_string()),
                number(row.person),
                row.external_id.clone().unwrap_or_default(),
                row.counted.to_string(),
            ]
        })
        .collect();
    print(&table(["PLACE", "ID", "EXTERNAL ID", "REFERRALS"], &cells))
}
