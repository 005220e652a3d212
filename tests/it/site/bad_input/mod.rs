//! Bad input: every field of every form and endpoint, with everything people and programs send by mistake or malice.
//! Each gets its status and its sentence, and leaves nothing half-written.

mod forgery;
mod form_bodies;
mod form_fields;
pub mod forms;
mod json_bodies;
mod json_fields;
mod names_and_addresses;
mod queries_and_headers;
mod unicode_names;

use referral::domain::validation::ValidationError;

/// What a field is for: decides what becomes of each value below.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    Name,
    Email,
    /// An address that may be left empty.
    Friend,
    /// The first of two alike in a form.
    NewPassword,
    /// The second of two, and what a too long one is told.
    Again(ValidationError),
    /// Compared where it is sent.
    AgainIfSent,
    /// The only one, in JSON.
    OnlyPassword,
    /// A password given as a proof, and what a wrong one is told.
    Given(ValidationError),
    Digits,
    Description,
    OwnCode,
    ReferrerCode,
    /// A last day or an end that may be left empty.
    End,
    /// An end that is changed, so that it must be one.
    NewEnd,
    /// A code or token that names something: what cannot be one is not found.
    Named,
    Tick,
    Boolean,
    Number,
    /// Accepted for the seed's sake and not looked at.
    Ignored,
}

/// What becomes of a value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict {
    Accepted,
    Refused(ValidationError),
    NotFound,
}

/// What is sent in place of a good value, each with its name.
pub fn nasty() -> [(&'static str, String); 11] {
    [
        ("empty", String::new()),
        ("spaces", "    ".into()),
        ("too long", "x".repeat(3000)),
        ("control", "Anna\u{1}Maria Luisa".into()),
        ("line break", "Anna\r\nBcc: all@elsewhere.net".into()),
        ("nul", "Anna\0Maria Luisa".into()),
        ("emoji", "👩‍👩‍👧‍👦🎉🎉🎉".into()),
        ("right to left", "שלום וברכה".into()),
        ("override", "Anna\u{202e}txt.exe".into()),
        ("four bytes", "𝔄𝔫𝔫𝔞 𝔐𝔞𝔯𝔦𝔞".into()),
        ("html", "<script>alert(1)</script>\"'&".into()),
    ]
}

impl Kind {
    pub fn verdict(self, nasty: &str) -> Verdict {
        use ValidationError::*;
        use Verdict::*;
        let empty = matches!(nasty, "empty" | "spaces");
        let long = nasty == "too long";
        let invisible = matches!(nasty, "control" | "line break" | "nul" | "override");
        match self {
            Kind::Name if empty => Refused(Empty),
            Kind::Name if long => Refused(TooLong(50)),
            Kind::Name | Kind::Description if invisible => Refused(ControlCharacter),
            Kind::Description if long => Refused(TooLong(150)),
            Kind::Name | Kind::Description => Accepted,
            Kind::Email if empty => Refused(Empty),
            Kind::Email | Kind::Friend if long => Refused(TooLong(254)),
            Kind::Email | Kind::Friend if invisible && nasty != "override" => Refused(ControlCharacter),
            Kind::Friend if empty => Accepted,
            Kind::Email | Kind::Friend => Refused(NotAnAddress),
            Kind::NewPassword | Kind::OnlyPassword | Kind::Again(_) | Kind::AgainIfSent | Kind::Given(_)
                if nasty == "empty" =>
            {
                Refused(Empty)
            }
            Kind::NewPassword | Kind::OnlyPassword if nasty == "spaces" => Refused(TooShort(8)),
            Kind::NewPassword | Kind::OnlyPassword | Kind::Given(_) if long => Refused(TooLong(128)),
            Kind::Again(why) if long => Refused(why),
            Kind::NewPassword | Kind::Again(_) | Kind::AgainIfSent => Refused(PasswordsDiffer),
            Kind::OnlyPassword => Accepted,
            Kind::Given(why) => Refused(why),
            Kind::Digits if empty => Refused(Empty),
            Kind::Digits => Refused(NotSixDigits),
            Kind::OwnCode | Kind::ReferrerCode | Kind::End if empty => Accepted,
            Kind::OwnCode if long => Refused(TooLong(32)),
            Kind::OwnCode | Kind::ReferrerCode => Refused(NotACode),
            Kind::End | Kind::NewEnd => Refused(NotADate),
            Kind::Named => NotFound,
            Kind::Boolean => Refused(NotABoolean),
            Kind::Number => Refused(NotANumber),
            Kind::Tick | Kind::Ignored => Accepted,
        }
    }

    /// Whether it may be left out.
    pub fn is_optional(self) -> bool {
        use Kind::*;
        matches!(
            self,
            Friend
                | Description
                | OwnCode
                | ReferrerCode
                | End
                | NewEnd
                | Tick
                | Boolean
                | Number
                | Ignored
                | AgainIfSent
        )
    }

    pub fn is_password(self) -> bool {
        matches!(
            self,
            Kind::NewPassword | Kind::OnlyPassword | Kind::Again(_) | Kind::AgainIfSent | Kind::Given(_)
        )
    }
}
