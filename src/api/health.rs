//! Whether the program lives, and whether its database answers.

use crate::http::{Answer, Visit, answer};
use crate::store::users;

pub fn alive(_visit: &Visit) -> Answer {
    Ok(answer::text(200, "ok"))
}

pub fn ready(visit: &Visit) -> Answer {
    let db = &visit.app.db;
    match db.in_place().and_then(|()| db.read(|conn| users::by_id(conn, 0))) {
        Ok(_) => Ok(answer::text(200, "ok")),
        Err(error) => {
            log::error!(error:% = error; "the database does not answer");
            Ok(answer::text(503, "the database does not answer"))
        }
    }
}
