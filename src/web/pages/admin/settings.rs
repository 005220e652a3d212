//! Every setting as it is in force, and where it came from. They are changed where they came from, and not here.

use std::path::Path;

use maud::html;

use crate::config::Origin;
use crate::i18n::Lang;
use crate::web::pages::admin::{breaking, frame, table};
use crate::web::{
    request::{context::Visit, session::Admin},
    response::Answer,
};

pub fn show(visit: &Visit, _admin: &Admin) -> Answer {
    let lang = visit.lang();
    let rows = visit.app.settings.iter().map(|line| {
        [
            html! { code { (line.name) } },
            html! {
                @match &line.value {
                    Some(value) => code { (breaking(value)) },
                    None => span.muted { (lang.t("admin-value-set")) },
                }
            },
            html! { span.muted[line.origin == Origin::Default] { (breaking(&origin(lang, &line.origin))) } },
        ]
    });
    let body = html! {
        p { (lang.t("admin-settings-lead")) }
        section aria-labelledby="settings" {
            h2 #settings { (lang.t("admin-settings-in-force")) }
            (table(lang, "settings", ["admin-setting", "admin-value", "admin-origin"], rows))
        }
    };
    frame(visit, "/admin/settings", &lang.t("admin-settings"), body)
}

fn origin(lang: Lang, from: &Origin) -> String {
    let path = |file: &Path| file.display().to_string();
    match from {
        Origin::Default => lang.t("origin-default").to_owned(),
        Origin::Follows(what) => lang.with("origin-follows", &[("what", (*what).into())]),
        Origin::Line { file, line } => {
            lang.with("origin-line", &[("file", path(file).into()), ("line", line.to_string().into())])
        }
        Origin::DotEnv { file, line, name } => lang.with(
            "origin-dotenv",
            &[("file", path(file).into()), ("line", line.to_string().into()), ("name", name.as_str().into())],
        ),
        Origin::Variable(name) => lang.with("origin-variable", &[("name", name.as_str().into())]),
        Origin::Flag(name) => lang.with("origin-flag", &[("name", (*name).into())]),
        Origin::Content { of, named_by } => {
            lang.with("origin-content", &[("file", path(of).into()), ("by", origin(lang, named_by).into())])
        }
    }
}
