//! `POST /api/v1/logout`: this token is dead.

use crate::actions::sign_in;
use crate::store::sessions::Kind;
use crate::web::response::cookies::Name;
use crate::web::{
    request::{context::Visit, session::SignedIn},
    response::{self, Answer},
};

pub fn submit(visit: &Visit, me: &SignedIn) -> Answer {
    sign_in::sign_out(visit.app, &me.user, &me.session, &visit.trace(), visit.now)?;
    if me.kind == Kind::Cookie {
        visit.clear_cookie(Name::UserToken);
    }
    Ok(response::empty(204))
}
