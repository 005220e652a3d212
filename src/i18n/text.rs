//! Sentences without variables.

use std::fmt;
use std::ops::Deref;

use maud::{Render, html};
use serde::{Serialize, Serializer};

/// A sentence of a file.
pub(super) struct StaticText {
    text: String,
    /// The sentence escaped for HTML, if that differs.
    markup: Option<String>,
}

impl StaticText {
    pub fn of(text: String) -> StaticText {
        let escaped = html! { (text) }.into_string();
        StaticText { markup: (escaped != text).then_some(escaped), text }
    }

    pub fn text(&'static self) -> Text {
        Text { text: &self.text, markup: self.markup.as_deref().unwrap_or(&self.text) }
    }
}

/// A sentence without variables. It is escaped once, when its file is read.
#[derive(Clone, Copy, Debug)]
pub struct Text {
    text: &'static str,
    markup: &'static str,
}

impl Text {
    /// A key in place of its missing sentence.
    pub(super) fn name(name: &'static str) -> Text {
        Text { text: name, markup: name }
    }

    pub fn as_str(self) -> &'static str {
        self.text
    }

    pub fn to_owned(self) -> String {
        self.text.to_owned()
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.text
    }
}

impl From<Text> for String {
    fn from(text: Text) -> String {
        text.to_owned()
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.text)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(self.text)
    }
}

impl Render for Text {
    fn render_to(&self, buffer: &mut String) {
        buffer.push_str(self.markup);
    }
}
