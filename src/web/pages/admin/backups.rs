//! Copies of the database: those that lie there, and one more. They are fetched from the server's folder, and not from
//! here: whoever has one has everything.

use maud::html;

use crate::actions::accounts_admin;
use crate::actions::backup_rotation;
use crate::actions::backups::{self as deed, Refused};
use crate::store::audit::What;
use crate::store::files::backup::Error;
use crate::web::pages::admin::{file_size, frame, table};
use crate::web::pages::dates;
use crate::web::pages::flash::Notice;
use crate::web::pages::form::Form;
use crate::web::request::input::Fields;
use crate::web::{
    request::{context::Visit, session::Admin},
    response::{self, Answer},
};

pub fn show(visit: &Visit, _admin: &Admin) -> Answer {
    let lang = visit.lang();
    let copies = backup_rotation::list(&visit.app.config).unwrap_or_default();
    let rows = copies.iter().map(|copy| {
        [
            html! { code { (copy.file.file_name().unwrap_or_default().to_string_lossy()) } },
            dates::at(lang, copy.at),
            html! { (file_size(lang, copy.size)) },
        ]
    });
    let nothing = Fields::default();
    let form = Form::new(visit, &nothing);
    // Whole, for the operator's shell may stand elsewhere than the server does.
    let folder = backup_rotation::folder(&visit.app.config);
    let folder = std::path::absolute(&folder).unwrap_or(folder);
    let body = html! {
        p { (lang.t("backups-lead")) }
        p { (lang.t("backups-folder")) " " code { (folder.display()) } }
        (form.around("/admin/backups", form.submit("backups-now"))?)
        section aria-labelledby="copies" {
            h2 #copies { (lang.t("backups-there")) }
            @if copies.is_empty() { p.empty { (lang.t("backups-none")) } } @else {
                (table(lang, "copies", ["backups-name", "trail-when", "health-size"], rows))
            }
        }
    };
    frame(visit, "/admin/backups", &lang.t("admin-backups"), body)
}

pub fn submit(visit: &Visit, admin: &Admin) -> Answer {
    visit.form()?;
    let notice = match deed::make(visit.app, visit.now) {
        Ok(name) => {
            accounts_admin::noted(&visit.app.db, What::BackupMade, &name, &admin.trace(), visit.now)?;
            Notice::BackupMade
        }
        Err(Refused::Busy | Refused::Failed(Error::Exists)) => Notice::ErrandBusy,
        Err(Refused::InMemory) => Notice::BackupInMemory,
        Err(Refused::Failed(_)) => Notice::BackupFailed,
    };
    notice.leave(visit);
    Ok(response::see_other("/admin/backups"))
}
