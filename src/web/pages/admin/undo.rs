//! Takes an admin's last action back. The action is a new one, with its own entry in the audit log.

use crate::actions::accounts_admin::{self, AccountAction, ActionResult, UserRef};
use crate::actions::branch::{self, BranchOutcome, Referrer};
use crate::domain::admin_note::AdminNote;
use crate::domain::validation::ValidationError;
use crate::web::pages::flash::{Flash, Undo, UndoAction};
use crate::web::{Admin, HandlerResult, HttpError, RequestContext, response};

pub fn submit(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    let fields = ctx.read_form()?;
    let undo = fields.required("undo", |text| Undo::decode(text).ok_or(ValidationError::NotAChoice));
    let back = fields.required("back", |path| Ok::<_, ValidationError>(path.to_owned()));
    fields.finish()?;
    let Some(undo) = undo else { return Err(HttpError::NotFound) };
    match undo.action {
        UndoAction::EnablePeople => change_accounts(ctx, admin, AccountAction::Enable, &undo.ids)?,
        UndoAction::DisablePeople => change_accounts(ctx, admin, AccountAction::Disable, &undo.ids)?,
        UndoAction::RestoreBranch | UndoAction::FreezeBranch | UndoAction::MoveBack => {
            change_branch(ctx, admin, &undo)?;
        }
    }
    Flash::Undone.leave(ctx);
    // A page of the operator, so that the form cannot lead elsewhere.
    let back = back.filter(|path| path.starts_with("/admin/") && !path.contains(['\\', '\r', '\n']));
    Ok(response::see_other(back.as_deref().unwrap_or("/admin")))
}

fn change_accounts(
    ctx: &RequestContext,
    admin: &Admin,
    action: AccountAction,
    ids: &[i64],
) -> Result<(), HttpError> {
    let source = admin.audit_source();
    for id in ids {
        let done = accounts_admin::perform(
            &ctx.app.db,
            &ctx.app.config,
            action,
            UserRef::Id(*id),
            &source,
            ctx.now,
        )?;
        if done == ActionResult::AdminRevoked {
            return Err(HttpError::NotFound);
        }
    }
    ctx.app.invalidate_leaderboard();
    Ok(())
}

fn change_branch(ctx: &RequestContext, admin: &Admin, undo: &Undo) -> Result<(), HttpError> {
    let (db, by, now) = (&ctx.app.db, admin.audit_source(), ctx.now);
    let Ok(why) = AdminNote::parse(&ctx.lang().text("undo-reason")) else { return Err(HttpError::NotFound) };
    let done = match (undo.action, undo.ids.as_slice()) {
        (UndoAction::RestoreBranch, [id]) => branch::restore(db, *id, &why, &by, now)?,
        (UndoAction::FreezeBranch, [id]) => branch::freeze(db, *id, &why, &by, now)?,
        (UndoAction::MoveBack, [id, before]) => {
            branch::move_to(db, *id, Referrer::User(UserRef::Id(*before)), &why, &by, now)?
        }
        _ => return Err(HttpError::NotFound),
    };
    match done {
        BranchOutcome::Done | BranchOutcome::Already => Ok(()),
        _ => Err(HttpError::NotFound),
    }
}
