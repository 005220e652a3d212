//! Something on a page.

use fantoccini::Locator;
use fantoccini::elements;
use fantoccini::error::CmdError;

use super::Browser;

pub struct Element<'b> {
    browser: &'b Browser,
    found: elements::Element,
}

impl<'b> Element<'b> {
    pub fn new(browser: &'b Browser, found: elements::Element) -> Element<'b> {
        Element { browser, found }
    }

    /// What can be seen of it.
    #[track_caller]
    pub fn text(&self) -> String {
        self.browser.asks("a text", self.found.text())
    }

    #[track_caller]
    pub fn all(&self, css: &str) -> Vec<Element<'b>> {
        let found = self
            .browser
            .asks(format_args!("find every {css} inside"), self.found.find_all(Locator::Css(css)));
        found.into_iter().map(|element| Element::new(self.browser, element)).collect()
    }

    /// The value of a field.
    #[track_caller]
    pub fn value(&self) -> String {
        self.browser.asks("a field's value", self.found.prop("value")).unwrap_or_default()
    }

    /// Empty when it has none.
    #[track_caller]
    pub fn attribute(&self, name: &str) -> String {
        self.browser.asks(format_args!("the attribute {name}"), self.found.attr(name)).unwrap_or_default()
    }

    /// Types into a field, instead of its value.
    #[track_caller]
    pub fn is_typed(&self, text: &str) {
        self.browser.asks("clear a field", self.found.clear());
        self.browser.asks(format_args!("type {text:?}"), self.found.send_keys(text));
    }

    #[track_caller]
    pub fn is_clicked(&self) {
        self.browser.asks("click", self.found.click());
    }

    /// Whether its page is no longer the one that is shown.
    pub fn is_gone(&self) -> Result<bool, CmdError> {
        match self.browser.tries(self.found.attr("lang")) {
            Ok(_) => Ok(false),
            Err(error) if error.is_stale_element_reference() || error.is_no_such_element() => Ok(true),
            Err(error) => Err(error),
        }
    }
}
