//! Settings in force, in groups: what each is for, its value in words, and where it came from. They are
//! changed at their sources only.

use std::path::Path;

use maud::{Markup, html};

use crate::config::Source;
use crate::config::keys::KEYS;
use crate::config::show::Line;
use crate::domain::timestamp::{DAY, HOUR, MINUTE};
use crate::i18n::Lang;
use crate::web::pages::admin::{breakable, file_size, operator_page};
use crate::web::{Admin, HandlerResult, RequestContext};

pub fn show(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let lang = ctx.lang();
    let lines = &ctx.app.settings;
    let changed: Vec<&Line> = lines.iter().filter(|line| line.source != Source::Default).collect();
    let title = lang.text("admin-settings");
    let body = html! {
        div.head { h1 { (title) } p.lead { (lang.text("admin-settings-lead")) } }
        @if !changed.is_empty() { (group(lang, "changed", &lang.text("settings-changed"), &changed, true)) }
        @for section in sections(lines) {
            @let of_section: Vec<&Line> = lines.iter()
                .filter(|line| section_of(line.name) == section && line.source == Source::Default).collect();
            @if !of_section.is_empty() { (group(lang, section, section, &of_section, false)) }
        }
    };
    operator_page(ctx, &title, body)
}

/// Part of a setting's name before its point; empty for one without.
fn section_of(name: &str) -> &str {
    name.split_once('.').map_or("", |(section, _)| section)
}

/// Sections in their order, each once.
fn sections(lines: &[Line]) -> Vec<&str> {
    let mut sections: Vec<&str> = Vec::new();
    for line in lines {
        if sections.last() != Some(&section_of(line.name)) {
            sections.push(section_of(line.name));
        }
    }
    sections
}

fn group(lang: Lang, id: &str, title: &str, lines: &[&Line], is_open: bool) -> Markup {
    let id = format!("settings-{id}");
    html! {
        details.list.group open[is_open] {
            summary.hd { h2 id=(id) { (if title.is_empty() { "referral.toml" } else { title }) } span { (lang.number(lines.len() as i64)) } }
            table aria-labelledby=(id) {
                thead { tr {
                    th scope="col" { (lang.text("admin-setting")) }
                    th scope="col" { (lang.text("admin-value")) }
                    th.opt scope="col" { (lang.text("admin-origin")) }
                } }
                tbody { @for line in lines { (row(lang, line)) } }
            }
        }
    }
}

fn row(lang: Lang, line: &Line) -> Markup {
    let help = KEYS.iter().find(|key| key.name == line.name).map_or("", |key| key.help);
    html! {
        tr {
            th scope="row" {
                code { (line.name) }
                small.soft.help lang=(Lang::OPERATOR.code()) { (help) }
            }
            td { (value(lang, line)) }
            td.opt.soft { (breakable(&source_text(lang, &line.source))) }
        }
    }
}

/// The value, and what it means where that is not plain.
fn value(lang: Lang, line: &Line) -> Markup {
    let Some(value) = &line.value else { return html! { span.soft { (lang.text("admin-value-set")) } } };
    let bare = value.trim_matches('\u{22}');
    let meaning = bare.parse::<i64>().ok().and_then(|n| in_words(lang, line.name, n));
    html! {
        @if bare.is_empty() { span.soft { (lang.text("settings-empty")) } }
        @else if let Some(meaning) = meaning { (meaning) " " small.soft { (value) } }
        @else { code { (breakable(value)) } }
    }
}

/// Durations and sizes in words: the unit is the last part of the setting's name.
fn in_words(lang: Lang, name: &str, n: i64) -> Option<String> {
    if name.ends_with("_bytes") {
        return Some(file_size(lang, u64::try_from(n).ok()?));
    }
    if name.ends_with("_days") {
        return Some(lang.plural("duration-days", n));
    }
    let seconds = name.ends_with("_seconds").then_some(n).filter(|n| *n > 0)?;
    Some(match seconds {
        _ if seconds % DAY == 0 => lang.plural("duration-days", seconds / DAY),
        _ if seconds % HOUR == 0 => lang.plural("duration-hours", seconds / HOUR),
        _ if seconds % MINUTE == 0 => lang.plural("duration-minutes", seconds / MINUTE),
        _ => lang.plural("duration-seconds", seconds),
    })
}

/// Where a setting came from, in the language of the page.
pub fn source_text(lang: Lang, from: &Source) -> String {
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
