//! Copies of the database: those that lie there, and one more. They are fetched from the server's folder, and not from
//! here: whoever has one has everything.

use maud::html;

use super::super::form::Form;
use super::super::notice::Notice;
use super::super::when;
use super::{file_size, frame, table};
use crate::actions::backups::{self as deed, Refused};
use crate::actions::operator;
use crate::backups;
use crate::http::fields::Fields;
use crate::http::{Admin, Answer, Visit, answer};
use crate::store::audit::What;
use crate::store::backup::Error;

pub fn show(visit: &Visit, _admin: &Admin) -> Answer {
    let lang = visit.lang();
    let copies = backups::list(&visit.app.config).unwrap_or_default();
    let rows = copies.iter().map(|copy| {
        [
            html! { code { (copy.file.file_name().unwrap_or_default().to_string_lossy()) } },
            when::at(lang, copy.at),
            html! { (file_size(lang, copy.size)) },
        ]
    });
    let nothing = Fields::default();
    let form = Form::new(visit, &nothing);
    // Whole, for the operator's shell may stand elsewhere than the server does.
    let folder = backups::folder(&visit.app.config);
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
            operator::noted(&visit.app.db, What::BackupMade, &name, &admin.trace(), visit.now)?;
            Notice::BackupMade
        }
        Err(Refused::Busy | Refused::Failed(Error::Exists)) => Notice::ErrandBusy,
        Err(Refused::InMemory) => Notice::BackupInMemory,
        Err(Refused::Failed(_)) => Notice::BackupFailed,
    };
    notice.leave(visit);
    Ok(answer::see_other("/admin/backups"))
}
