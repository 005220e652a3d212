//! An action on the people chosen in the list. It can be taken back, so it asks nothing first.

use crate::actions::accounts_admin::{self, AccountAction, ActionResult, UserRef};
use crate::domain::validation::ValidationError;
use crate::web::pages::flash::{Flash, Undo, UndoAction};
use crate::web::{Admin, HandlerResult, HttpError, RequestContext, response};

pub fn submit(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    let fields = ctx.read_form()?;
    let action = fields.required("action", |name| match name {
        "disable" => Ok((AccountAction::Disable, Flash::PeopleDisabled, UndoAction::EnablePeople)),
        "enable" => Ok((AccountAction::Enable, Flash::PeopleEnabled, UndoAction::DisablePeople)),
        _ => Err(ValidationError::NotAChoice),
    });
    fields.finish()?;
    let Some((action, flash, undo)) = action else { return Err(HttpError::NotFound) };
    let source = admin.audit_source();
    let mut ids = fields.integers("chosen");
    let mut changed = Vec::new();
    ids.truncate(crate::web::components::list::PAGE_ROWS);
    for id in ids.iter().copied() {
        match accounts_admin::perform(
            &ctx.app.db,
            &ctx.app.config,
            action,
            UserRef::Id(id),
            &source,
            ctx.now,
        )? {
            ActionResult::Done => changed.push(id),
            // The list offers no checkbox for the acting admin.
            ActionResult::Already | ActionResult::Unknown | ActionResult::OnSelf => {}
            ActionResult::AdminRevoked => return Err(HttpError::NotFound),
        }
    }
    ctx.app.invalidate_leaderboard();
    match (changed.is_empty(), ids.is_empty()) {
        (_, true) => Flash::NoneChosen.leave(ctx),
        (true, false) => Flash::AlreadySo.leave(ctx),
        (false, false) => flash.leave_with_undo(ctx, Undo { action: undo, ids: changed }),
    }
    Ok(response::see_other("/admin/people"))
}
