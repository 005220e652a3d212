//! Text on its way into a page, escaped quickly.

use maud::{Escaper, Render};

/// Text that rarely holds what markup needs escaped: looked through at once, and then taken as a whole, where maud goes
/// byte by byte.
#[derive(Clone, Copy)]
pub struct FastEscape<'t>(pub &'t str);

impl Render for FastEscape<'_> {
    fn render_to(&self, buffer: &mut String) {
        let is_special = |byte: u8| matches!(byte, b'&' | b'<' | b'>' | b'"');
        // Without a way out in the middle, which lets it be done many bytes at a time.
        if self.0.bytes().fold(false, |found, byte| found | is_special(byte)) {
            let _ = std::fmt::Write::write_str(&mut Escaper::new(buffer), self.0);
        } else {
            buffer.push_str(self.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use maud::html;

    use super::*;

    #[test]
    fn what_markup_reads_is_escaped_as_elsewhere() {
        for text in ["", "Вера открыла ссылку", "<b>", "a & b", "\"", "x > y", "'", "Вера <"]
        {
            assert_eq!(html! { (FastEscape(text)) }.into_string(), html! { (text) }.into_string());
        }
    }
}
