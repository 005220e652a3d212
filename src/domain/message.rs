//! An email message that is ready to send, and the check before it is given to a mail server.

use std::fmt;

use crate::domain::mailbox::Mailbox;
use crate::domain::timestamp::Timestamp;

#[derive(Clone, PartialEq)]
pub struct Message {
    pub from: Mailbox,
    pub reply_to: Option<Mailbox>,
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    /// Without angle brackets. The same in all retries, so that mail programs detect duplicates.
    pub message_id: String,
    pub date: Timestamp,
    /// A language tag of RFC 5646: `ru`, `en`.
    pub lang: String,
    /// Where its reader ends emails of this kind (RFC 2369 3.2).
    pub unsubscribe_url: Option<String>,
}

impl Message {
    /// Why the message must not be sent, as a sentence that quotes nothing of it; `None` if it may.
    ///
    /// A line break in a header begins another header, and one in an address begins another SMTP
    /// command; neither library below looks (RFC 5321 §4.1.1.2, RFC 5322 §2.2).
    pub fn invalid_header(&self) -> Option<String> {
        let no_reply_to = Mailbox::default();
        let reply_to = self.reply_to.as_ref().unwrap_or(&no_reply_to);
        for (name, value) in [
            ("sender's name", &self.from.name),
            ("sender's address", &self.from.address),
            ("name for answers", &reply_to.name),
            ("address for answers", &reply_to.address),
            ("recipient's address", &self.to),
            ("subject", &self.subject),
            ("Message-ID", &self.message_id),
            ("language", &self.lang),
            ("link to unsubscribe", self.unsubscribe_url.as_ref().unwrap_or(&no_reply_to.name)),
        ] {
            if value.chars().any(char::is_control) {
                return Some(format!("The email's {name} holds a control character, so it was not sent."));
            }
        }
        if self.reply_to.as_ref().is_some_and(|mailbox| !is_one_address(&mailbox.address)) {
            return Some(
                "The email's address for answers is not an address: check mail.reply_to; it was not sent."
                    .into(),
            );
        }
        for (name, value) in [
            ("sender's address is not an address: check mail.from", &self.from.address),
            ("recipient's address is not an address", &self.to),
            ("Message-ID is not of the form name@host", &self.message_id),
        ] {
            if !is_one_address(value) {
                return Some(format!("The email's {name}; it was not sent."));
            }
        }
        None
    }
}

/// Whether the text is one address between `<` and `>`, not whether mail arrives there.
fn is_one_address(text: &str) -> bool {
    let has_both_sides = text
        .split_once('@')
        .is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty() && !domain.contains('@'));
    has_both_sides && !text.contains(|c: char| c.is_whitespace() || c == '<' || c == '>')
}

/// Without address and text: messages have links that sign in.
impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Message").field("message_id", &self.message_id).finish_non_exhaustive()
    }
}

/// Text as mail wants it: every line ends with CR LF, also inside of Base64 (RFC 2045 §6.8), and
/// there is no control character but these and the tab.
pub fn to_rfc5322(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    text.replace('\n', "\r\n")
}
