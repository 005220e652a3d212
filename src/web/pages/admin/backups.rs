//! Backups: list, make one, download one. A backup holds all data, so a download needs a password that was
//! given a short while ago, and is in the audit log.

use std::fs::File;
use std::io::{self, Read};

use maud::html;

use crate::actions::accounts_admin;
use crate::actions::backups::{self, BackupRefused};
use crate::store::audit::AuditEvent;
use crate::store::files::backup::Error;
use crate::web::components::when;
use crate::web::pages::{
    admin::{admin_page, breakable, file_size, table},
    flash::Flash,
    form::Form,
};
use crate::web::request::recent_password;
use crate::web::response::stream;
use crate::web::{Admin, FormInput, HandlerResult, HttpError, RequestContext, response};

/// Bytes of a file read at a time.
const CHUNK_BYTES: usize = 256 * 1024;

pub fn show(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let lang = ctx.lang();
    let backups = backups::list(&ctx.app.config);
    if let Err(e) = &backups {
        log::error!(error:% = e; "backup: cannot list the folder; the page says so");
    }
    let copies = backups.as_deref().unwrap_or_default();
    let nothing = FormInput::default();
    let form = Form::new(ctx, &nothing);
    let mut rows = Vec::new();
    for copy in copies {
        let name = copy.file.file_name().unwrap_or_default().to_string_lossy();
        // Its label says which one, for those who hear the buttons alone.
        let label = format!("{} {name}", lang.text("backups-download"));
        let button =
            html! { button.quiet type="submit" aria-label=(label) { (lang.text("backups-download")) } };
        rows.push([
            html! { code { (name) } },
            when::moment(lang, copy.at, ctx.now),
            html! { (file_size(lang, copy.size_bytes)) },
            form.render(&format!("/admin/backups/{name}"), button)?,
        ]);
    }
    // Absolute, because the operator's shell may be in another folder.
    let folder = backups::folder(&ctx.app.config);
    let folder = std::path::absolute(&folder).unwrap_or(folder);
    let body = html! {
        div.aside {
            section.card.flush aria-labelledby="copies" {
                div.hd { h2 #copies { (lang.text("backups-there")) } }
                @if backups.is_err() { p.pad.soft { (lang.text("backups-unreadable")) } }
                @else if copies.is_empty() { p.pad.soft { (lang.text("backups-none")) } } @else {
                    (table(lang, "copies", ["backups-name", "activity-when", "health-size", "admin-action"], rows))
                }
            }
            div.card {
                (form.render("/admin/backups", form.submit("backups-now"))?)
                p.soft { (lang.text("backups-lead")) }
                p.soft { (lang.text("backups-folder")) " " code { (breakable(&folder.display().to_string())) } }
            }
        }
    };
    admin_page(ctx, &lang.text("admin-backups"), body)
}

pub fn submit(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    ctx.read_form()?;
    let notice = match backups::make_on_request(ctx.app, ctx.now) {
        Ok(name) => {
            accounts_admin::record_audit(
                &ctx.app.db,
                AuditEvent::BackupMade,
                &name,
                &admin.audit_source(),
                ctx.now,
            )?;
            Flash::BackupMade
        }
        Err(BackupRefused::Busy | BackupRefused::Failed(Error::Exists)) => Flash::MaintenanceBusy,
        Err(BackupRefused::InMemory) => Flash::BackupInMemory,
        Err(BackupRefused::Failed(_)) => Flash::BackupFailed,
    };
    notice.leave(ctx);
    Ok(response::see_other("/admin/backups"))
}

/// After the password that each change of an admin needs, the download.
pub fn ask(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    ctx.read_form()?;
    Ok(response::see_other(&format!("/admin/backups/{}", find(ctx)?.0)))
}

/// The copy as a file. The entry of the audit log is on the disk before the first byte is sent.
pub fn download(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    recent_password::require(ctx, admin.me)?;
    let (name, file) = find(ctx)?;
    let event = AuditEvent::BackupDownloaded;
    accounts_admin::record_audit(&ctx.app.db, event, &name, &admin.audit_source(), ctx.now)?;
    let next = move || {
        let mut chunk = Vec::new();
        (&file).take(CHUNK_BYTES as u64).read_to_end(&mut chunk)?;
        Ok(chunk)
    };
    let mut answer = stream::stream_response("application/octet-stream", Vec::new(), next);
    response::add_header(&mut answer, "Content-Disposition", format!("attachment; filename=\"{name}\""));
    Ok(answer)
}

/// The backup that the path names. One that the rotation removes while it is sent stays readable.
fn find(ctx: &RequestContext) -> Result<(String, File), HttpError> {
    let name = ctx.path_param(0);
    let copy = backups::find(&ctx.app.config, name).map_err(unreadable)?.ok_or(HttpError::NotFound)?;
    let file = File::open(&copy.file).map_err(unreadable)?;
    Ok((name.to_string(), file))
}

fn unreadable(e: io::Error) -> HttpError {
    HttpError::Internal(e.into())
}
