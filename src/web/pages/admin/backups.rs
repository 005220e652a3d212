//! Backups: list, and make one. No download: a backup holds all data.

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
use crate::web::{Admin, FormInput, HandlerResult, RequestContext, response};

pub fn show(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let lang = ctx.lang();
    let backups = backups::list(&ctx.app.config);
    if let Err(e) = &backups {
        log::error!(error:% = e; "backup: cannot list the folder; the page says so");
    }
    let copies = backups.as_deref().unwrap_or_default();
    let rows = copies.iter().map(|copy| {
        [
            html! { code { (copy.file.file_name().unwrap_or_default().to_string_lossy()) } },
            when::moment(lang, copy.at, ctx.now),
            html! { (file_size(lang, copy.size_bytes)) },
        ]
    });
    let nothing = FormInput::default();
    let form = Form::new(ctx, &nothing);
    // Absolute, because the operator's shell may be in another folder.
    let folder = backups::folder(&ctx.app.config);
    let folder = std::path::absolute(&folder).unwrap_or(folder);
    let body = html! {
        div.aside {
            section.card.flush aria-labelledby="copies" {
                div.hd { h2 #copies { (lang.text("backups-there")) } }
                @if backups.is_err() { p.pad.soft { (lang.text("backups-unreadable")) } }
                @else if copies.is_empty() { p.pad.soft { (lang.text("backups-none")) } } @else {
                    (table(lang, "copies", ["backups-name", "activity-when", "health-size"], rows))
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
