//! What separates the items of a list.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListSeparator {
    Comma,
    Semicolon,
}

impl ListSeparator {
    /// As a query names it.
    pub fn name(self) -> &'static str {
        match self {
            ListSeparator::Comma => "comma",
            ListSeparator::Semicolon => "semicolon",
        }
    }

    pub fn from_name(name: &str) -> Option<ListSeparator> {
        [ListSeparator::Comma, ListSeparator::Semicolon].into_iter().find(|it| it.name() == name)
    }

    pub fn byte(self) -> u8 {
        match self {
            ListSeparator::Comma => b',',
            ListSeparator::Semicolon => b';',
        }
    }
}
