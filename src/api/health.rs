//! Whether the program lives, and whether its database answers.

use crate::http::{Answer, Visit, answer};

pub fn alive(_visit: &Visit) -> Answer {
    Ok(answer::text(200, "ok"))
}

pub fn ready(visit: &Visit) -> Answer {
    let asked = visit.app.db.read(|conn| {
        conn.query_row("SELECT count(*) FROM users WHERE id = 0", [], |row| row.get::<_, i64>(0))
    });
    match asked {
        Ok(_) => Ok(answer::text(200, "ok")),
        Err(error) => {
            log::error!(error:% = error; "the database does not answer");
            Ok(answer::text(503, "the database does not answer"))
        }
    }
}
