//! What inputs are made of: words that mean something somewhere, and noise.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Stands in whatever would be markup, and never in a page as such.
pub const MARKUP: &str = "<zzz";
/// The same within an attribute.
pub const ATTRIBUTE: &str = "\" onzzz=";
/// Stands in most of the odd texts: none of what visitors write belongs in the log.
pub const MARK: &str = "zzz";

/// Texts that have broken some program somewhere.
const ODD: &[&str] = &[
    "",
    " ",
    "0",
    "-1",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551616",
    "1e999",
    "NaN",
    "null",
    "true",
    "<zzz>alert(1)</zzz>",
    "\" onzzz=\"1",
    "' onzzz='1",
    "zzz'; DROP TABLE users; --",
    "{{zzz}}",
    "${zzz}",
    "%zzz%n%s",
    "zzz\r\nSet-Cookie: a=b",
    "zzz\0",
    "zzz\u{7f}",
    "\u{feff}zzz",
    "\u{202e}zzz",
    "\u{2028}zzz",
    "zzz\u{200b}zzz",
    "../../zzz",
    "//zzz.example",
    "/\\zzz.example",
    "javascript:zzz",
    "http://zzz.example/",
    "https://127.0.0.1:8080@zzz.example",
    "ßẞİıſK",
    "e\u{301}zzz",
    "👨‍👩‍👧‍👦",
    "ﷺ",
    "ａｎｎａ@ｅｘａｍｐｌｅ.ｃｏｍ",
    "аnnа",
    "TEA-TIME",
    "tea time",
    "ТЕА-ТIМЕ",
    "%2F%2e%2e",
    "%",
    "%zz",
    "+",
    "&",
    "=",
    ";",
    "anna@example.com",
    "ANNA@EXAMPLE.COM",
    "zzz@example.com",
    "zzz@почта.рф",
    "zzz@xn--",
    "\"zzz\"@example.com",
    "zzz@[127.0.0.1]",
    "2026-03-14",
    "2026-02-30",
    "9999-12-31",
    "0000-00-00",
    "2026-03-14T12:00:00Z",
    "2026-03-14T12:00:00+99:99",
    "-262144-01-01",
    "1",
    "on",
    "correct horse",
    "000000",
    "123456",
    "first",
    "last",
];

pub fn odd() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => select(ODD).prop_map(str::to_owned),
        2 => Just(format!("{MARKUP}>{ATTRIBUTE}1")),
        2 => "[a-zA-Z0-9@. -]{0,40}",
        1 => any::<String>(),
        1 => (select(ODD), 1..400_usize).prop_map(|(piece, times)| piece.repeat(times)),
        2 => (select(ODD), select(ODD)).prop_map(|(one, other)| format!("{one}{other}")),
    ]
}

/// A text that stands on one line of a header: what the wire lets through.
pub fn header_value() -> impl Strategy<Value = String> {
    odd().prop_map(|text| text.chars().filter(|c| !c.is_control()).collect())
}

/// One change to some bytes.
#[derive(Clone, Debug)]
pub enum Edit {
    Set(Index, u8),
    Insert(Index, Vec<u8>),
    Remove(Index, u8),
    Repeat(Index, u8, u8),
}

/// What was right, and then something happened to it.
pub fn edited(whole: impl Strategy<Value = Vec<u8>>) -> impl Strategy<Value = Vec<u8>> {
    let edit = prop_oneof![
        (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Edit::Set(at, byte)),
        (any::<Index>(), odd()).prop_map(|(at, text)| Edit::Insert(at, text.into_bytes())),
        (any::<Index>(), 1..20_u8).prop_map(|(at, count)| Edit::Remove(at, count)),
        (any::<Index>(), 1..20_u8, 1..50_u8).prop_map(|(at, count, times)| Edit::Repeat(at, count, times)),
    ];
    (whole, vec(edit, 0..4)).prop_map(|(mut bytes, edits)| {
        for edit in edits {
            edit.apply(&mut bytes);
        }
        bytes
    })
}

impl Edit {
    fn apply(self, bytes: &mut Vec<u8>) {
        let place = |at: Index, bytes: &Vec<u8>| at.index(bytes.len() + 1);
        match self {
            Edit::Set(at, byte) => {
                let at = place(at, bytes);
                if let Some(there) = bytes.get_mut(at) {
                    *there = byte;
                }
            }
            Edit::Insert(at, text) => {
                let at = place(at, bytes);
                bytes.splice(at..at, text);
            }
            Edit::Remove(at, count) => {
                let at = place(at, bytes);
                let end = (at + usize::from(count)).min(bytes.len());
                bytes.drain(at..end);
            }
            Edit::Repeat(at, count, times) => {
                let at = place(at, bytes);
                let end = (at + usize::from(count)).min(bytes.len());
                let piece = bytes[at..end].repeat(usize::from(times));
                bytes.splice(at..at, piece);
            }
        }
    }
}

/// Any JSON, deep and wide.
pub fn json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        odd().prop_map(Into::into),
    ];
    leaf.prop_recursive(6, 40, 5, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..5).prop_map(Into::into),
            vec((odd(), inner), 0..5)
                .prop_map(|pairs| serde_json::Value::Object(pairs.into_iter().collect())),
        ]
    })
}
