//! `POST /api/v1/logout`: this token is dead.

use crate::actions::sign_in;
use crate::http::cookies::Name;
use crate::http::{Answer, SignedIn, Visit, answer};
use crate::store::sessions::Kind;

pub fn submit(visit: &Visit, me: &SignedIn) -> Answer {
    sign_in::sign_out(visit.app, &me.user, &me.session, &visit.trace(), visit.now)?;
    if me.kind == Kind::Cookie {
        visit.clear_cookie(Name::UserToken);
    }
    Ok(answer::empty(204))
}
