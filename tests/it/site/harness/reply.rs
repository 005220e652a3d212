//! An answer, read whole.

use std::io::Read;

use fluent_bundle::FluentValue;
use rouille::Response;
use serde_json::Value;

use crate::sentence_keys::{self, Lang};

#[derive(Clone)]
pub struct Reply {
    /// What was asked, for the words of a failing test.
    pub asked: String,
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn read(asked: String, response: Response) -> Reply {
        let headers = response.headers.iter().map(|(n, v)| (n.to_string(), v.to_string())).collect();
        let (mut reader, _) = response.data.into_reader_and_size();
        let mut body = Vec::new();
        reader.read_to_end(&mut body).expect("a body");
        Reply { asked, status: response.status_code, headers, body }
    }

    /// Insists on a status.
    #[track_caller]
    pub fn is(&self, status: u16) -> &Reply {
        assert_eq!(self.status, status, "{}: {}", self.asked, self.text());
        self
    }

    /// Insists on words of the body.
    #[track_caller]
    pub fn says(&self, words: &str) -> &Reply {
        assert!(self.text().contains(words), "{} does not say {words:?}: {}", self.asked, self.text());
        self
    }

    /// Insists that words are not in the body. In the form's token, which may hold any few letters by chance, only the token
    /// itself would be.
    #[track_caller]
    pub fn keeps_quiet_of(&self, words: &str) -> &Reply {
        let token = self.csrf_token().filter(|token| !words.contains(token.as_str()));
        let text = token.map_or_else(|| self.text().to_owned(), |token| self.text().replace(&token, ""));
        assert!(!text.contains(words), "{} says {words:?}: {text}", self.asked);
        self
    }

    /// Insists on the sentence of this key, with any values, in the language of the page.
    #[track_caller]
    pub fn says_key(&self, key: &str) -> &Reply {
        let is_said = sentence_keys::says(self.text(), self.lang(), key);
        assert!(is_said, "{} does not say {key}: {}", self.asked, self.text());
        self
    }

    /// Insists on the sentence of this key with these values, in the language of the page.
    #[track_caller]
    pub fn says_with(&self, key: &str, values: &[(&str, FluentValue)]) -> &Reply {
        self.says(&sentence_keys::sentence(self.lang(), key, values))
    }

    /// Insists that the sentence of this key is not there, with whatever values.
    #[track_caller]
    pub fn keeps_quiet_of_key(&self, key: &str) -> &Reply {
        let is_said = sentence_keys::says(self.text(), self.lang(), key);
        assert!(!is_said, "{} says {key}: {}", self.asked, self.text());
        self
    }

    /// The language of a page; the default of the site where an answer names none.
    fn lang(&self) -> Lang {
        let (_, rest) = self.text().split_once("<html lang=\"").unwrap_or_default();
        let code = rest.split('"').next().unwrap_or_default();
        Lang::ALL.into_iter().find(|lang| lang.code() == code).unwrap_or(Lang::Ru)
    }

    /// Insists on being sent on to a path.
    #[track_caller]
    pub fn leads_to(&self, path: &str) -> &Reply {
        assert_eq!(
            (self.status, self.header("Location")),
            (303, Some(path)),
            "{}: {}",
            self.asked,
            self.text()
        );
        self
    }

    /// The first header of a name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, v)| v.as_str())
    }

    /// What the answer does with a cookie: the whole `Set-Cookie` header.
    pub fn sets_cookie(&self, name: &str) -> Option<&str> {
        let set = self.headers.iter().filter(|(n, _)| n.eq_ignore_ascii_case("Set-Cookie"));
        set.map(|(_, v)| v.as_str()).find(|v| v.split('=').next() == Some(name))
    }

    #[track_caller]
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("UTF-8")
    }

    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{}: {e}: {}", self.asked, self.text()))
    }

    /// The numbers that the page shows, in their order.
    pub fn numbers(&self) -> impl Iterator<Item = &str> {
        self.text().split("<dd>").skip(1).filter_map(|rest| rest.split('<').next())
    }

    /// The value of a form's hidden CSRF field, if there is a form.
    pub fn csrf_token(&self) -> Option<String> {
        let text = std::str::from_utf8(&self.body).ok()?;
        let (_, rest) = text.split_once("name=\"csrf_token\" value=\"")?;
        rest.split('"').next().map(str::to_owned)
    }
}
