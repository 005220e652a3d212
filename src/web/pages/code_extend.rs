//! Lets a member's code work thirty days longer, in one press.

use crate::actions::codes::{self, CodeUpdate, UpdateResult};
use crate::domain::code::{self, CodeInput};
use crate::domain::timestamp::DAY;
use crate::store::referrals;
use crate::web::pages::code_stats::{can_extend, end_of};
use crate::web::pages::flash::Flash;
use crate::web::request::throttle;
use crate::web::{HandlerResult, HttpError, RequestContext, SignedIn, response};

const DAYS: i64 = 30;

pub fn submit(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    ctx.read_form()?.finish()?;
    let CodeInput::Possible(key) = CodeInput::read(ctx.path_param(0)) else {
        return Err(HttpError::NotFound);
    };
    let found = ctx.db_read(|conn| referrals::find_own_by_key(conn, me.user.id, &key))?;
    let old = found.filter(|old| can_extend(old, ctx.now)).ok_or(HttpError::NotFound)?;
    throttle::limit_code_change(ctx, me)?;
    let from = end_of(&old).map_or(ctx.now, |end| end.max(ctx.now));
    let longest = ctx.now.plus(code::MAX_LIFE_DAYS * DAY);
    let expires_at = Some(from.plus(DAYS * DAY).min(longest));
    let change = CodeUpdate { expires_at, active: Some(true), ..CodeUpdate::default() };
    match codes::update(ctx.app, &me.user, &key, &change, &ctx.audit_source(), ctx.now)? {
        UpdateResult::Done(_) => {
            Flash::CodeExtended.leave(ctx);
            Ok(response::see_other(&format!("/profile/codes/{}", old.referral_code)))
        }
        // Another code is active now: the form says so, and what to do.
        UpdateResult::Refused { .. } => {
            Ok(response::see_other(&format!("/profile/referral/change?code={}", old.referral_code)))
        }
        UpdateResult::Unknown => Err(HttpError::NotFound),
    }
}
