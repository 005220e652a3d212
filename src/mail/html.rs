//! An email as HTML. Mail programs know tables and attributes; many read a `<style>` in the head too,
//! which has what attributes cannot say: the colours of a dark screen.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::app::brand::Brand;
use crate::domain::theme::{Tokens, hex};
use crate::i18n::Lang;
use crate::mail::content::{Content, Footer, initial};

const FONT: &str = "-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const MONO: &str = "ui-monospace,Menlo,Consolas,monospace";

/// Colours that are the same for every operator, light: paper, card, line, ink, second text, grey dots,
/// and the warm ones of what is open.
const PAPER: &str = "#f8f5ef";
const CARD: &str = "#ffffff";
const LINE: &str = "#e4dfd4";
const INK: &str = "#17211d";
const SOFT: &str = "#57635d";
const EDGE: &str = "#7f8881";

pub fn render(lang: Lang, brand: &Brand, content: &Content, footer: &Footer) -> String {
    let light = brand.theme.light;
    html! {
        (DOCTYPE)
        html lang=(lang.code()) dir=[lang.direction()] {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width";
                meta name="color-scheme" content="light dark";
                meta name="supported-color-schemes" content="light dark";
                title { (content.subject) }
                style { (PreEscaped(dark_style(brand.theme.dark))) }
            }
            body.paper style=(format!("margin:0;padding:0;background:{PAPER};color:{INK};font:16px/1.5 {FONT}")) {
                div style="display:none;max-height:0;overflow:hidden" { (content.preheader) }
                // What a screen reader jumps to, where an email is read as a page.
                div role="main" { table.paper role="presentation" width="100%" cellspacing="0" cellpadding="0" style=(format!("background:{PAPER}")) { tr {
                    td align="center" style="padding:24px 12px" {
                        table role="presentation" width="480" cellspacing="0" cellpadding="0" style="width:100%;max-width:480px" {
                            tr { td style="padding:0 8px 14px" { (header(brand, footer)) } }
                            tr { td.card style=(format!("padding:28px 24px;background:{CARD};border:1px solid {LINE};border-radius:16px")) {
                                (card(content, light))
                            } }
                            tr { td.soft style=(format!("padding:16px 8px;color:{SOFT};font-size:14px")) { (foot(content, footer)) } }
                        }
                    }
                } } }
            }
        }
    }
    .into_string()
}

/// Mark and name of the site. A mail program shows no SVG, so without a PNG the mark is an initial.
fn header(brand: &Brand, footer: &Footer) -> Markup {
    let light = brand.theme.light;
    html! {
        table role="presentation" cellspacing="0" cellpadding="0" { tr {
            @if let Some(logo) = &footer.logo_url {
                td { img src=(logo) height="28" alt="" style="display:block;height:28px;width:auto;max-width:140px;border:0"; }
            } @else {
                td.accent width="28" height="28" align="center" aria-hidden="true"
                    style=(format!("background:{};color:{};border-radius:9px;font-weight:700", hex(light.accent), hex(light.on_accent))) {
                    (initial(&brand.name))
                }
            }
            td.ink style=(format!("padding:0 10px;font-weight:700;color:{INK}")) { (brand.name) }
        } }
    }
}

fn card(content: &Content, light: Tokens) -> Markup {
    let accent = hex(light.accent);
    html! {
        @if let Some(from) = &content.thread_from { (thread(from, &content.thread_to, content.thread_is_settled, light)) }
        h1.ink style=(format!("margin:0 0 8px;font:700 24px/1.25 {FONT};letter-spacing:-.3px;color:{INK}")) { (content.title) }
        @for paragraph in &content.paragraphs { p style="margin:0 0 12px" { (paragraph) } }
        @if let Some(code) = &content.code {
            p style="margin:0 0 16px" { (code.lead) }
            div.digits dir="ltr" style=(format!("padding:18px 8px 18px 18px;border-radius:10px;text-align:center;font:700 40px/1 {MONO};letter-spacing:10px;color:{accent};background:{}", hex(light.wash))) {
                (code.digits)
            }
            p.soft style=(format!("margin:0;padding:12px 0 18px;text-align:center;color:{SOFT};font-size:14px")) { (code.life) }
        }
        table role="presentation" width="100%" cellspacing="0" cellpadding="0" style="margin:8px 0 0" { tr {
            td.accent align="center" bgcolor=(accent) style=(format!("border-radius:10px;background:{accent}")) {
                a.accent href=(content.link) style=(format!("display:block;padding:14px 20px;border-radius:10px;background:{accent};color:{};font-weight:700;text-decoration:none;word-break:break-word", hex(light.on_accent))) {
                    (content.button)
                }
            }
        } }
        p.soft style=(format!("margin:14px 0 0;color:{SOFT};font-size:13px;word-break:break-all")) {
            a.soft href=(content.link) style=(format!("color:{SOFT}")) { (content.link) }
        }
        @for paragraph in &content.after { p.soft style=(format!("margin:14px 0 0;color:{SOFT};font-size:14px")) { (paragraph) } }
    }
}

/// Who invites, and who is asked: dotted, while it does not count. A border is the one line that every
/// mail program draws.
fn thread(from: &str, to: &str, is_settled: bool, light: Tokens) -> Markup {
    let accent = hex(light.accent);
    html! {
        table role="presentation" aria-hidden="true" width="220" cellspacing="0" cellpadding="0" style="margin:0 0 20px" { tr {
            td.accent width="44" height="44" align="center" style=(format!("width:44px;border-radius:22px;background:{};color:{};font-weight:700", hex(light.accent), hex(light.on_accent))) {
                (from)
            }
            @if is_settled {
                td style="padding:0 8px" { div.line style=(format!("border-top:3px solid {accent};height:0;line-height:0;font-size:0")) { "\u{a0}" } }
                td.accent width="44" height="44" align="center" style=(format!("width:44px;border-radius:22px;background:{accent};color:{};font-weight:700", hex(light.on_accent))) {
                    (to)
                }
            } @else {
            td style="padding:0 8px" { div.dots style=(format!("border-top:3px dotted {EDGE};height:0;line-height:0;font-size:0")) { "\u{a0}" } }
            td.new width="44" height="40" align="center" style="width:44px;border:2px dashed #df6a17;border-radius:22px;background:#fdecdc;color:#a8400f;font-weight:700;font-size:14px" {
                (to)
            }
            }
        } }
    }
}

fn foot(content: &Content, footer: &Footer) -> Markup {
    html! {
        p style="margin:0 0 8px" { (content.why) }
        @if let Some(end) = &footer.unsubscribe {
            p style="margin:0 0 8px" { a.soft href=(end.url) style=(format!("color:{SOFT}")) { (end.name) } }
        }
        p style="margin:0" {
            a.soft href=(footer.site_url) style=(format!("color:{SOFT}")) { (footer.site) }
            @for (url, name) in &footer.links { " · " a.soft href=(url) style=(format!("color:{SOFT}")) { (name) } }
        }
    }
}

/// Attributes are stronger than a sheet, except than what is `!important`.
fn dark_style(dark: Tokens) -> String {
    let Tokens { accent, on_accent, wash, .. } = dark;
    let (accent, on_accent, wash) = (hex(accent), hex(on_accent), hex(wash));
    format!(
        "@media (prefers-color-scheme:dark){{\
         .paper{{background:#101513!important;color:#e9efec!important}}\
         .card{{background:#1b2320!important;border-color:#303b36!important}}\
         .ink{{color:#e9efec!important}}.soft{{color:#a6b4ad!important}}\
         .accent{{background:{accent}!important;color:{on_accent}!important}}\
         .digits{{background:{wash}!important;color:{accent}!important}}\
         .dots{{border-color:#7b8a83!important}}.line{{border-color:{accent}!important}}\
         .new{{background:#3a281b!important;color:#ffb27a!important;border-color:#f58b3d!important}}}}"
    )
}
