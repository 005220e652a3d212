//! An admin's note on a user, for other admins.

use crate::actions::accounts_admin::{self, ActionResult};
use crate::domain::validation::ValidationError;
use crate::web::pages::{
    admin::{links::user_from_path, person::MAX_NOTE_CHARS},
    flash::Flash,
};
use crate::web::{Admin, HandlerResult, HttpError, RequestContext, response};

pub fn submit(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    let fields = ctx.read_form()?;
    let user = user_from_path(ctx)?;
    let note = fields.optional("note", |text| match text.trim() {
        text if text.chars().count() > MAX_NOTE_CHARS => Err(ValidationError::TooLong(MAX_NOTE_CHARS)),
        text => Ok(text.replace('\0', "")),
    });
    fields.finish()?;
    match accounts_admin::set_note(&ctx.app.db, user.id, note.as_deref(), &admin.audit_source())? {
        ActionResult::Done => Flash::NoteSaved.leave(ctx),
        _ => return Err(HttpError::NotFound),
    }
    Ok(response::see_other(&format!("/admin/people/{}", user.id)))
}
