//! *Выход*, which the seed lacked: the session is dead at once.

use crate::actions::sign_in;
use crate::web::pages::flash::Notice;
use crate::web::response::cookies::Name;
use crate::web::{
    request::{context::Visit, session::SignedIn},
    response::{self, Answer},
};

pub fn submit(visit: &Visit, me: &SignedIn) -> Answer {
    visit.form()?;
    sign_in::sign_out(visit.app, &me.user, &me.session, &visit.trace(), visit.now)?;
    visit.clear_cookie(Name::UserToken);
    Notice::SignedOut.leave(visit);
    Ok(response::see_other("/"))
}
