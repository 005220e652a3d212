//! Settings in force and their sources. They are changed at their sources only.

use std::path::Path;

use maud::html;

use crate::config::Source;
use crate::i18n::Lang;
use crate::web::pages::admin::{admin_page, breakable, table};
use crate::web::{Admin, HandlerResult, RequestContext};

pub fn show(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let lang = ctx.lang();
    let rows = ctx.app.settings.iter().map(|line| {
        [
            html! { code { (line.name) } },
            html! {
                @match &line.value {
                    Some(value) => code { (breakable(value)) },
                    None => span.muted { (lang.text("admin-value-set")) },
                }
            },
            html! { span.muted[line.source == Source::Default] { (breakable(&source_text(lang, &line.source))) } },
        ]
    });
    let body = html! {
        p { (lang.text("admin-settings-lead")) }
        section aria-labelledby="settings" {
            h2 #settings { (lang.text("admin-settings-in-force")) }
            (table(lang, "settings", ["admin-setting", "admin-value", "admin-origin"], rows))
        }
    };
    admin_page(ctx, &lang.text("admin-settings"), body)
}

fn source_text(lang: Lang, from: &Source) -> String {
    let path = |file: &Path| file.display().to_string();
    match from {
        Source::Default => lang.text("origin-default").to_owned(),
        Source::Follows(what) => lang.format("origin-follows", &[("what", (*what).into())]),
        Source::Line { file, line } => {
            lang.format("origin-line", &[("file", path(file).into()), ("line", line.to_string().into())])
        }
        Source::DotEnv { file, line, name } => lang.format(
            "origin-dotenv",
            &[("file", path(file).into()), ("line", line.to_string().into()), ("name", name.as_str().into())],
        ),
        Source::Variable(name) => lang.format("origin-variable", &[("name", name.as_str().into())]),
        Source::Flag(name) => lang.format("origin-flag", &[("name", (*name).into())]),
        Source::Content { of, named_by } => lang.format(
            "origin-content",
            &[("file", path(of).into()), ("by", source_text(lang, named_by).into())],
        ),
    }
}
