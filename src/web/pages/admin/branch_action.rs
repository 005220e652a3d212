//! Admin action on a branch: confirmation page with a reason, then the action.

use maud::html;

use crate::actions::accounts_admin::UserRef;
use crate::actions::branch::{self, BranchOutcome, Referrer};
use crate::actions::review::{self, Decision, ReviewResult, Verdict};
use crate::domain::admin_note::AdminNote;
use crate::domain::code::{CodeInput, Key};
use crate::domain::email::Email;
use crate::domain::validation::ValidationError;
use crate::store::{self, attributions, branches, users};
use crate::web::pages::{
    admin::review::REASON,
    flash::{Flash, Undo, UndoAction},
    form::{Field, Form, TEXT},
};
use crate::web::{Admin, FormInput, HandlerResult, HttpError, RequestContext, response};

#[derive(Clone, Copy, PartialEq, Eq)]
enum BranchAction {
    Freeze,
    Restore,
    Move,
    Review(Decision),
}

/// Texts of an action.
struct ActionPage {
    action: BranchAction,
    title: &'static str,
    lead: &'static str,
    danger: bool,
}

fn action_from_path(ctx: &RequestContext) -> Result<ActionPage, HttpError> {
    let page = |action, title, lead, danger| ActionPage { action, title, lead, danger };
    Ok(match ctx.path_param(1) {
        "freeze" => page(BranchAction::Freeze, "branch-freeze", "branch-freeze-lead", true),
        "restore" => page(BranchAction::Restore, "branch-restore", "branch-restore-lead", false),
        "move" => page(BranchAction::Move, "branch-move", "branch-move-lead", false),
        "approve" => {
            page(BranchAction::Review(Decision::Approve), "branch-approve", "branch-approve-lead", false)
        }
        "reject" => page(BranchAction::Review(Decision::Reject), "branch-reject", "branch-reject-lead", true),
        _ => return Err(HttpError::NotFound),
    })
}

const REFERRER: Field = Field {
    name: "referrer",
    label: "field-referrer",
    hint: Some("field-referrer-hint"),
    max_chars: 254,
    ..TEXT
};

/// The user may be deleted: a frozen branch can still be restored.
fn user_id_from_path(ctx: &RequestContext) -> Result<i64, HttpError> {
    ctx.path_param(0).parse().map_err(|_| HttpError::NotFound)
}

pub fn show(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let page = action_from_path(ctx)?;
    form(ctx, &FormInput::default(), &page, user_id_from_path(ctx)?)
}

fn form(ctx: &RequestContext, fields: &FormInput, page: &ActionPage, id: i64) -> HandlerResult {
    let lang = ctx.lang();
    let (user, below) = ctx.db_read(|conn| -> store::Result<_> {
        Ok((users::find_by_id(conn, id)?, branches::count_below(conn, id)?.referees))
    })?;
    if user.is_none() && page.action != BranchAction::Restore {
        return Err(HttpError::NotFound);
    }
    let form = Form::new(ctx, fields);
    let inside = html! {
        @if page.action == BranchAction::Move { (form.field(REFERRER)) }
        (form.field(REASON))
        p.actions {
            button.danger[page.danger] type="submit" { (lang.text(page.title)) }
            a.button.quiet href=(format!("/admin/people/{id}/branch")) { (lang.text("admin-back")) }
        }
    };
    let body = html! {
        div.card.narrow {
            h1 { (lang.text(page.title)) }
            p { b {
                @match &user { Some(user) => { (user.firstname) " · " (user.email) }, None => { "#" (id) } }
            } }
            p.soft { (lang.text(page.lead)) }
            p { (lang.text("branch-people")) ": " b { (below) } }
            (form.render(&format!("/admin/people/{id}/branch/{}", ctx.path_param(1)), inside)?)
        }
    };
    form.page(&lang.text(page.title), body)
}

/// New referrer as submitted: id, email address or code.
enum ReferrerInput {
    Id(i64),
    Email(Email),
    Code(Key),
}

fn parse_referrer(text: &str) -> Result<ReferrerInput, ValidationError> {
    let text = text.trim();
    if let Some(id) = text.strip_prefix('#').and_then(|number| number.parse().ok()) {
        return Ok(ReferrerInput::Id(id));
    }
    if text.contains('@') {
        return Email::parse(text).map(ReferrerInput::Email);
    }
    match CodeInput::read(text) {
        CodeInput::Possible(key) => Ok(ReferrerInput::Code(key)),
        CodeInput::Mistyped => Err(ValidationError::CodeMistyped),
        CodeInput::Impossible => {
            Err(if text.is_empty() { ValidationError::Empty } else { ValidationError::UnknownUser })
        }
    }
}

pub fn submit(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    let fields = ctx.read_form()?;
    let page = action_from_path(ctx)?;
    let id = user_id_from_path(ctx)?;
    let why = fields.required("reason", AdminNote::parse);
    let referrer = match page.action {
        BranchAction::Move => fields.required("referrer", parse_referrer),
        _ => None,
    };
    let (Some(why), true) = (why, fields.errors().is_empty()) else {
        return form(ctx, &fields, &page, id);
    };
    let (db, by, now) = (&ctx.app.db, &admin.audit_source(), ctx.now);
    let before = ctx.db_read(|conn| attributions::find_by_referee(conn, id))?.and_then(|of| of.referrer_id);
    let outcome = match (page.action, &referrer) {
        (BranchAction::Freeze, _) => branch::freeze(db, id, &why, by, now)?,
        (BranchAction::Restore, _) => branch::restore(db, id, &why, by, now)?,
        (BranchAction::Review(decision), _) => {
            match review::decide_branch(db, id, &Verdict { decision, why: &why, by, now })? {
                ReviewResult::Decided(_) => BranchOutcome::Done,
                ReviewResult::Already | ReviewResult::UsedUp => BranchOutcome::Already,
                ReviewResult::Unknown => BranchOutcome::Unknown,
                ReviewResult::AdminRevoked => BranchOutcome::AdminRevoked,
            }
        }
        (BranchAction::Move, Some(named)) => {
            let referrer = match named {
                ReferrerInput::Id(id) => Referrer::User(UserRef::Id(*id)),
                ReferrerInput::Email(email) => Referrer::User(UserRef::Email(email)),
                ReferrerInput::Code(key) => Referrer::Code(key),
            };
            branch::move_to(db, id, referrer, &why, by, now)?
        }
        (BranchAction::Move, None) => return Err(HttpError::Malformed),
    };
    match outcome {
        BranchOutcome::Done => leave_notice(ctx, page.action, id, before),
        BranchOutcome::Already => Flash::AlreadySo.leave(ctx),
        BranchOutcome::UnknownReferrer => fields.add_error("referrer", ValidationError::UnknownUser),
        BranchOutcome::Cycle => fields.add_error("referrer", ValidationError::OwnBranch),
        BranchOutcome::Unknown | BranchOutcome::AdminRevoked => return Err(HttpError::NotFound),
    }
    if !fields.errors().is_empty() {
        return form(ctx, &fields, &page, id);
    }
    Ok(response::see_other(&format!("/admin/people/{id}/branch")))
}

/// Says what was done, with a button that takes it back where it can be.
fn leave_notice(ctx: &RequestContext, action: BranchAction, id: i64, referrer_before: Option<i64>) {
    let undo = |action, ids| Some(Undo { action, ids });
    let (flash, undo) = match action {
        BranchAction::Freeze => (Flash::BranchFrozen, undo(UndoAction::RestoreBranch, vec![id])),
        BranchAction::Restore => (Flash::BranchRestored, undo(UndoAction::FreezeBranch, vec![id])),
        BranchAction::Move => (
            Flash::PersonMoved,
            referrer_before.and_then(|before| undo(UndoAction::MoveBack, vec![id, before])),
        ),
        BranchAction::Review(_) => (Flash::Decided, None),
    };
    match undo {
        Some(undo) => flash.leave_with_undo(ctx, undo),
        None => flash.leave(ctx),
    }
}
