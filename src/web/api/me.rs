//! `/api/v1/me`: the signed-in member.

use serde::Serialize;

use crate::actions::explain::{self, Audience};
use crate::actions::{account, leaderboard_opt_in};
use crate::domain::person::LeaderboardName;
use crate::domain::validation::ValidationError;
use crate::store::users::User;
use crate::store::{self, attributions};
use crate::web::api::referees::AttributionJson;
use crate::web::{HandlerResult, RequestContext, SignedIn, response};

#[derive(Serialize)]
struct MeJson<'a> {
    id: i64,
    firstname: &'a str,
    email: &'a str,
    is_activated: bool,
    is_active: bool,
    /// RFC 3339.
    date: String,
    /// Leaderboard name: `initial` or `name`; null when not listed.
    listed: Option<&'static str>,
    /// Whether signed-in users find the active code by the address.
    found_by_email: bool,
    /// Attribution; null without a referrer.
    came_by: Option<ReferredByJson>,
}

#[derive(Serialize)]
struct ReferredByJson {
    /// First name; null after the referrer deleted the account.
    referrer: Option<String>,
    #[serde(flatten)]
    came: AttributionJson,
}

pub fn show(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    respond(ctx, &me.user)
}

fn respond(ctx: &RequestContext, me: &User) -> HandlerResult {
    let (came, referrer) = ctx.db_read(|conn| -> store::Result<_> {
        let (came, referrer) = attributions::find_with_referrer(conn, me.id)?.unzip();
        let came = explain::load_many(conn, came.into_iter().collect(), Audience::Referee)?.pop();
        Ok((came, referrer.flatten()))
    })?;
    let came_by = came.map(|why| ReferredByJson { referrer, came: AttributionJson::of(&why, ctx.lang()) });
    response::json(200, &MeJson::of(me, came_by))
}

pub fn change(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let fields = ctx.read_json(&["listed", "found_by_email"])?;
    let mut user = me.user.clone();
    let changes_listed = fields.has_field("listed");
    if changes_listed {
        user.listed = fields
            .optional("listed", |text| LeaderboardName::from_name(text).ok_or(ValidationError::NotAChoice));
    }
    let found = fields.boolean("found_by_email");
    fields.finish()?;
    if changes_listed {
        leaderboard_opt_in::set_visibility(ctx.app, user.id, user.listed, &ctx.audit_source(), ctx.now)?;
    }
    if let Some(found) = found {
        account::set_found_by_email(ctx.app, user.id, found)?;
        user.found_by_email = found;
    }
    respond(ctx, &user)
}

impl MeJson<'_> {
    fn of(user: &User, came_by: Option<ReferredByJson>) -> MeJson<'_> {
        MeJson {
            id: user.id,
            firstname: &user.firstname,
            email: user.email.as_str(),
            is_activated: user.is_activated,
            is_active: user.is_active,
            date: user.date.rfc3339(),
            listed: user.listed.map(LeaderboardName::name),
            found_by_email: user.found_by_email,
            came_by,
        }
    }
}
