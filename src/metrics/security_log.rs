//! Security log: one line for each security event (OWASP ASVS 5.0 16.3), under the target `security`.
//! The names are stable; a line has no email address, no token and no IP address.

use crate::domain::security_event::SecurityEvent;
use crate::metrics::Counter;

/// Target of the lines, for filters such as `RUST_LOG=security=info`.
pub const TARGET: &str = "security";

/// Written lines by event, of the whole process, as the log is.
static WRITTEN: [Counter; SecurityEvent::ALL.len()] = [const { Counter::new() }; SecurityEvent::ALL.len()];

/// Each event with how many lines were written for it.
pub fn counts() -> impl Iterator<Item = (SecurityEvent, u64)> {
    SecurityEvent::ALL.iter().copied().zip(WRITTEN.iter().map(Counter::get))
}

/// A security event with what is known of it.
#[derive(Clone, Copy, Debug)]
pub struct SecurityLine {
    pub event: SecurityEvent,
    /// Id of the account that it is about.
    pub user: Option<i64>,
    /// Who did it: `self`, `stranger`, `operator`, `admin`.
    pub by: &'static str,
    /// Id of the acting admin.
    pub admin: Option<i64>,
    /// Which check or limit refused; a constant of the program.
    pub reason: Option<&'static str>,
}

impl SecurityLine {
    /// A refusal, by a visitor or by the member `user`.
    pub fn refusal(event: SecurityEvent, user: Option<i64>, reason: Option<&'static str>) -> SecurityLine {
        let by = if user.is_some() { "self" } else { "stranger" };
        SecurityLine { event, user, by, admin: None, reason }
    }

    /// Something that a member did.
    pub fn member(event: SecurityEvent, user: i64) -> SecurityLine {
        SecurityLine { event, user: Some(user), by: "self", admin: None, reason: None }
    }

    /// Writes the line, and counts it.
    pub fn write(&self) {
        let SecurityLine { event, user, by, admin, reason } = *self;
        WRITTEN[event as usize].add();
        let level = if event.is_refusal() { log::Level::Warn } else { log::Level::Info };
        let name = event.name();
        // A field that is not known is left out.
        match (user, admin, reason) {
            (None, _, None) => log::log!(target: TARGET, level, event = name, by = by; "security event"),
            (None, _, Some(reason)) => {
                log::log!(target: TARGET, level, event = name, by = by, reason = reason; "security event");
            }
            (Some(user), None, None) => {
                log::log!(target: TARGET, level, event = name, by = by, user = user; "security event");
            }
            (Some(user), None, Some(reason)) => {
                log::log!(target: TARGET, level, event = name, by = by, user = user, reason = reason; "security event");
            }
            (Some(user), Some(admin), _) => {
                log::log!(target: TARGET, level, event = name, by = by, user = user, admin = admin; "security event");
            }
        }
    }
}
