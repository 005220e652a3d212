//! *Удалить код*: the code ends; who came by it stays known.

use crate::actions::codes;
use crate::domain::code::Typed;
use crate::web::pages::flash::Notice;
use crate::web::{
    request::{context::Visit, session::SignedIn},
    response::{self, Answer, error::Failure},
};

pub fn submit(visit: &Visit, me: &SignedIn) -> Answer {
    let fields = visit.form()?;
    let code = fields.required("code", |t| Ok(Typed::read(t)));
    fields.check()?;
    let deleted = match code {
        Some(Typed::Possible(key)) => codes::delete(visit.app, &me.user, &key, &visit.trace(), visit.now)?,
        _ => false,
    };
    if !deleted {
        return Err(Failure::NotFound);
    }
    Notice::CodeDeleted.leave(visit);
    Ok(response::see_other("/profile"))
}
