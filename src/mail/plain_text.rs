//! An email as plain text, for programs and people that show no HTML.

use crate::mail::content::{Content, Footer};

/// Columns of a line (RFC 5322 2.1.1).
pub const MAX_COLUMNS: usize = 78;

/// The link and the digits are alone on their lines, so that every mail program makes the link
/// clickable as a whole.
pub fn render(content: &Content, footer: &Footer) -> String {
    let mut parts = vec![wrap(&content.title)];
    parts.extend(content.paragraphs.iter().map(|text| wrap(text)));
    if let Some(code) = &content.code {
        parts.push(wrap(&code.lead));
        parts.push(format!("    {}", code.digits));
        parts.push(wrap(&code.life));
        parts.push(wrap(&code.link_lead));
    }
    parts.push(content.link.clone());
    parts.extend(content.after.iter().map(|text| wrap(text)));
    parts.push("—".repeat(3));
    parts.push(wrap(&content.why));
    if let Some(end) = &footer.unsubscribe {
        parts.push(format!("{} {}", end.lead, end.url));
    }
    let links = footer.links.iter().map(|(url, name)| format!("{name}: {url}"));
    parts.push([footer.site.clone()].into_iter().chain(links).collect::<Vec<_>>().join("\r\n"));
    let mut text = parts.join("\r\n\r\n");
    text.push_str("\r\n");
    text
}

/// Breaks lines between words. A longer word is alone on its line.
fn wrap(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= MAX_COLUMNS => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.join("\r\n")
}
