//! Whether the program lives, and whether its database answers.

use crate::store::users;
use crate::web::{
    request::context::Visit,
    response::{self, Answer},
};

pub fn alive(_visit: &Visit) -> Answer {
    Ok(response::text(200, "ok"))
}

pub fn ready(visit: &Visit) -> Answer {
    let db = &visit.app.db;
    match db.in_place().and_then(|()| db.read(|conn| users::by_id(conn, 0))) {
        Ok(_) => Ok(response::text(200, "ok")),
        Err(error) => {
            log::error!(error:% = error; "the database does not answer");
            Ok(response::text(503, "the database does not answer"))
        }
    }
}
