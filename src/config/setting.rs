//! How the fields of [`Config`](crate::config::Config) are made from a [`Value`] and turned back into one.

use std::net::IpAddr;
use std::path::PathBuf;

use ipnet::IpNet;

use crate::config::value::Value;
use crate::config::{
    AttributionTouch, FraudPolicy, LogFormat, MailMode, MailSecurity, ProgramMode, SecondFactorPolicy,
};
use crate::domain::mailbox::Mailbox;
use crate::i18n::Lang;

pub trait Setting: Sized {
    fn from_value(value: Value) -> Option<Self>;
    fn to_value(&self) -> Value;
}

/// Networks in CIDR notation; a bare address is a network of one. None if one of them is neither.
pub fn networks(items: &[String]) -> Option<Vec<IpNet>> {
    let network = |item: &String| item.parse().ok().or_else(|| item.parse::<IpAddr>().ok().map(IpNet::from));
    items.iter().map(network).collect()
}

macro_rules! number {
    ($($type:ty),*) => {$(
        impl Setting for $type {
            fn from_value(value: Value) -> Option<Self> {
                match value {
                    Value::Number(number) => number.try_into().ok(),
                    _ => None,
                }
            }
            fn to_value(&self) -> Value {
                Value::Number(i64::try_from(*self).unwrap_or(i64::MAX))
            }
        }
    )*};
}
number!(u8, u16, u64, usize, i64);

/// Enumerations stand in the file as one word.
macro_rules! word {
    ($type:ident, $($variant:ident = $word:literal),*) => {
        impl $type {
            pub const WORDS: &'static [&'static str] = &[$($word),*];
        }
        impl Setting for $type {
            fn from_value(value: Value) -> Option<Self> {
                match value {
                    $(Value::Text(word) if word == $word => Some($type::$variant),)*
                    _ => None,
                }
            }
            fn to_value(&self) -> Value {
                match self {
                    $($type::$variant => Value::Text($word.into()),)*
                }
            }
        }
    };
}
word!(LogFormat, Text = "text", Json = "json");
word!(MailMode, Console = "console", Smtp = "smtp");
word!(MailSecurity, StartTls = "starttls", Tls = "tls", None = "none");
word!(SecondFactorPolicy, Optional = "optional", Admins = "admins", All = "all");
word!(AttributionTouch, First = "first", Last = "last");
word!(ProgramMode, Referral = "referral", Waitlist = "waitlist");
word!(FraudPolicy, Flag = "flag", Hold = "hold", Off = "off");

/// By its code.
impl Setting for Lang {
    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Text(code) => Lang::from_code(&code),
            _ => None,
        }
    }
    fn to_value(&self) -> Value {
        Value::Text(self.code().into())
    }
}

impl Setting for bool {
    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Switch(on) => Some(on),
            _ => None,
        }
    }
    fn to_value(&self) -> Value {
        Value::Switch(*self)
    }
}

impl Setting for String {
    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
    fn to_value(&self) -> Value {
        Value::Text(self.clone())
    }
}

/// An empty text is the same as none.
impl Setting for Option<String> {
    fn from_value(value: Value) -> Option<Self> {
        String::from_value(value).map(|text| Some(text).filter(|text| !text.is_empty()))
    }
    fn to_value(&self) -> Value {
        Value::Text(self.clone().unwrap_or_default())
    }
}

impl Setting for Mailbox {
    fn from_value(value: Value) -> Option<Self> {
        String::from_value(value).and_then(|text| Mailbox::parse(&text).ok())
    }
    fn to_value(&self) -> Value {
        Value::Text(self.to_string())
    }
}

/// An empty text is the same as none.
impl Setting for Option<Mailbox> {
    fn from_value(value: Value) -> Option<Self> {
        match value.is_empty_text() {
            true => Some(None),
            false => Mailbox::from_value(value).map(Some),
        }
    }
    fn to_value(&self) -> Value {
        self.as_ref().map_or(Value::Text(String::new()), Setting::to_value)
    }
}

impl Setting for PathBuf {
    fn from_value(value: Value) -> Option<Self> {
        String::from_value(value).map(PathBuf::from)
    }
    fn to_value(&self) -> Value {
        Value::Text(self.display().to_string())
    }
}

impl Setting for Vec<String> {
    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::List(items) => Some(items),
            _ => None,
        }
    }
    fn to_value(&self) -> Value {
        Value::List(self.clone())
    }
}

impl Setting for Vec<IpNet> {
    fn from_value(value: Value) -> Option<Self> {
        match value {
            Value::List(items) => networks(&items),
            _ => None,
        }
    }
    fn to_value(&self) -> Value {
        Value::List(self.iter().map(ToString::to_string).collect())
    }
}
