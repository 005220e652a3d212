//! The code that a newcomer gives, in a form or a JSON body: who referred them.

use crate::actions::referrer;
use crate::store::attributions::Claim;
use crate::web::request::input::Fields;
use crate::web::{request::context::Visit, response::error::Failure};

/// Who referred a newcomer by the optional field `code` and the links that the browser opened; the field is marked when
/// it holds no code.
pub fn claim(visit: &Visit, fields: &Fields) -> Result<Option<Claim>, Failure> {
    let typed = fields.optional("code", |t| Ok(t.to_owned()));
    match referrer::resolve(visit.app, typed.as_deref(), visit.touches(), visit.now)? {
        Ok(claim) => Ok(claim),
        Err(why) => {
            fields.refuse("code", why);
            Ok(None)
        }
    }
}
