//! How far somebody came who was referred: what decided by whom, what spoke against it, and whether they count.

/// How far somebody came. Only the confirmed count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Registered,
    Confirmed,
    /// Confirmed, and waits for a reviewer's word.
    Held,
    /// Confirmed, in a branch that an admin froze.
    Frozen,
    Rejected,
}

/// What decided by whom somebody came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The newcomer opened the link; its cookie says so.
    Link,
    /// The newcomer typed a code that no opened link gave them.
    Typed,
    /// An admin said so.
    Moved,
}

/// Why somebody does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rejection {
    CodeExpired,
    CodeOff,
    /// As many as its owner wanted had confirmed before.
    CodeUsedUp,
    /// An admin said so.
    Review,
}

/// What makes one look twice at a referral. Each alone can be innocent, so none decides anything by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// The same mailbox under another name: dots, or something behind a plus.
    Mailbox,
    /// An address of a service for addresses that are thrown away.
    Disposable,
    /// The referrer signed in from this very browser.
    Browser,
    /// The referrer was in the same network today.
    Network,
    /// Faster than people are.
    Speed,
}

/// An enum whose values have names that are stored and shown to programs.
macro_rules! named {
    ($name:ident { $($value:ident = $text:literal),+ $(,)? }) => {
        impl $name {
            pub const ALL: &[$name] = &[$($name::$value),+];

            /// The name it is stored under.
            pub fn name(self) -> &'static str {
                match self {
                    $($name::$value => $text),+
                }
            }

            pub fn named(name: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|value| value.name() == name)
            }
        }
    };
}

named!(Standing {
    Registered = "registered",
    Confirmed = "confirmed",
    Held = "held",
    Frozen = "frozen",
    Rejected = "rejected",
});
named!(Rule { Link = "link", Typed = "typed", Moved = "moved" });
named!(Rejection {
    CodeExpired = "code_expired",
    CodeOff = "code_off",
    CodeUsedUp = "code_used_up",
    Review = "review",
});
named!(Signal {
    Mailbox = "mailbox",
    Disposable = "disposable",
    Browser = "browser",
    Network = "network",
    Speed = "speed",
});
