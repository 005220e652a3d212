//! *Выход*, which the seed lacked: the session is dead at once.

use super::notice::Notice;
use crate::actions::sign_in;
use crate::http::cookies::Name;
use crate::http::{Answer, SignedIn, Visit, answer};

pub fn submit(visit: &Visit, me: &SignedIn) -> Answer {
    visit.form()?;
    sign_in::sign_out(visit.app, &me.user, &me.session, &visit.trace(), visit.now)?;
    visit.clear_cookie(Name::UserToken);
    Notice::SignedOut.leave(visit);
    Ok(answer::see_other("/"))
}
