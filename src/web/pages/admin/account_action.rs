//! Admin action on an account: confirmation page, then the action.

use maud::html;

use crate::actions::accounts_admin::{self, AccountAction, ActionResult, UserRef};
use crate::domain::validation::ValidationError;
use crate::store::users::User;
use crate::web::pages::{
    admin::{
        confirm_action::{self, Confirmation},
        links::user_from_path,
    },
    flash::{Flash, Undo, UndoAction},
};
use crate::web::{Admin, HandlerResult, HttpError, RequestContext, response};

/// Texts of an action.
struct ActionPage {
    action: AccountAction,
    title: &'static str,
    lead: &'static str,
    submit: &'static str,
    danger: bool,
    flash: Flash,
}

/// Action of the path; `session` for revoking one session.
fn action_from_path(ctx: &RequestContext, session: Option<i64>) -> Result<ActionPage, HttpError> {
    use AccountAction::*;
    let page = |action, title, lead, submit, danger, flash| ActionPage {
        action,
        title,
        lead,
        submit,
        danger,
        flash,
    };
    #[rustfmt::skip]
    let page = match ctx.path_param(1) {
        "activate" => page(Activate, "admin-activate-title", "admin-activate-lead",
            "admin-activate", false, Flash::PersonActivated),
        "disable" => page(Disable, "admin-disable-title", "admin-disable-lead",
            "admin-disable", true, Flash::PersonDisabled),
        "enable" => page(Enable, "admin-enable-title", "admin-enable-lead",
            "admin-enable", false, Flash::PersonEnabled),
        "sign-out" => page(SignOut, "admin-sign-out-title", "admin-sign-out-lead",
            "admin-sign-out", false, Flash::AllSessionsEnded),
        "end-session" => page(EndSession(session.ok_or(HttpError::NotFound)?), "admin-end-session-title", "admin-end-session-lead",
            "sessions-end", false, Flash::SessionsEnded),
        "reset-2fa" => page(ResetSecondFactor, "admin-reset-2fa-title", "admin-reset-2fa-lead",
            "admin-reset-2fa", true, Flash::FactorReset),
        "make-admin" => page(MakeAdmin, "admin-make-admin-title", "admin-make-admin-lead",
            "admin-make-admin", false, Flash::AdminMade),
        "remove-admin" => page(RemoveAdmin, "admin-remove-admin-title", "admin-remove-admin-lead",
            "admin-remove-admin", true, Flash::AdminRemoved),
        "delete" => page(Delete, "admin-delete-title", "admin-delete-lead",
            "admin-delete", true, Flash::PersonDeleted),
        _ => return Err(HttpError::NotFound),
    };
    Ok(page)
}

pub fn show(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let session = crate::web::pages::admin::query_number(ctx, "session");
    let page = action_from_path(ctx, session)?;
    ask(ctx, &page, &user_from_path(ctx)?, None)
}

fn ask(ctx: &RequestContext, page: &ActionPage, user: &User, refused: Option<&'static str>) -> HandlerResult {
    let carries = match page.action {
        AccountAction::EndSession(id) => Some(("session", id)),
        _ => None,
    };
    let question = Confirmation {
        title: page.title,
        lead: page.lead,
        submit: page.submit,
        about: html! { (user.firstname) " · " (user.email) },
        danger: page.danger,
        asks_email: page.action == AccountAction::Delete,
        carries,
        back: &format!("/admin/people/{}", user.id),
    };
    match refused {
        Some(why) => confirm_action::refuse(ctx, &question, why),
        None => confirm_action::ask(ctx, &question),
    }
}

pub fn submit(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    let fields = ctx.read_form()?;
    let session = fields.optional("session", |t| t.parse().map_err(|_| ValidationError::NotANumber));
    fields.finish()?;
    let page = action_from_path(ctx, session)?;
    let user = user_from_path(ctx)?;
    if page.action == AccountAction::Delete
        && user.id != admin.me.user.id
        && !fields.submitted("email").trim().eq_ignore_ascii_case(user.email.as_str())
    {
        return ask(ctx, &page, &user, Some("refusal-not-the-address"));
    }
    let undo = match page.action {
        AccountAction::Disable => Some(UndoAction::EnablePeople),
        AccountAction::Enable => Some(UndoAction::DisablePeople),
        _ => None,
    };
    match accounts_admin::perform(
        &ctx.app.db,
        &ctx.app.config,
        page.action,
        UserRef::Id(user.id),
        &admin.audit_source(),
        ctx.now,
    )? {
        ActionResult::Done => match undo {
            Some(action) => page.flash.leave_with_undo(ctx, Undo { action, ids: vec![user.id] }),
            None => page.flash.leave(ctx),
        },
        ActionResult::Already => Flash::AlreadySo.leave(ctx),
        ActionResult::Unknown | ActionResult::AdminRevoked => return Err(HttpError::NotFound),
        ActionResult::OnSelf => return ask(ctx, &page, &user, Some("admin-oneself")),
    }
    ctx.app.invalidate_leaderboard();
    Ok(match page.action {
        AccountAction::Delete => response::see_other("/admin/people"),
        _ => response::see_other(&format!("/admin/people/{}", user.id)),
    })
}
