//! Numbers for words that many rows share, such as currencies: a number takes less memory.

use std::collections::HashMap;

#[derive(Default)]
pub(super) struct Words {
    list: Vec<String>,
    numbers: HashMap<String, u32>,
}

impl Words {
    /// The number of a word, which gets one if it has none.
    pub fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.find(word) {
            return number;
        }
        let number = u32::try_from(self.list.len()).expect("fewer words than that");
        self.list.push(word.to_owned());
        self.numbers.insert(word.to_owned(), number);
        number
    }

    pub fn find(&self, word: &str) -> Option<u32> {
        self.numbers.get(word).copied()
    }

    pub fn word(&self, number: u32) -> &str {
        self.list.get(number as usize).map_or("", String::as_str)
    }
}
