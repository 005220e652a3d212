//! How a delivery ended, in words for the operator. The words are kept and logged, so they hold no address,
//! no password and nothing of the letter.

use std::fmt;

use crate::domain::message::Message;

#[derive(Clone, Debug, PartialEq)]
pub enum DeliveryOutcome {
    /// The server answered the end of the letter with 250: the letter is its business now (RFC 5321 §6.1).
    Taken,
    Failed(DeliveryError),
}

#[derive(Clone, Debug, PartialEq)]
pub struct DeliveryError {
    pub step: SmtpStage,
    /// Another try of the same letter would fail too: it is the letter, not the server or the settings.
    pub permanent: bool,
    /// The server's reply code, when it was a reply that ended the delivery.
    pub code: Option<u16>,
    /// One English sentence: what happened and what to check.
    pub sentence: String,
}

/// The steps of a delivery, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SmtpStage {
    Letter,
    Resolve,
    Connect,
    Greeting,
    Hello,
    Tls,
    Login,
    Sender,
    Recipient,
    Data,
}

impl fmt::Display for SmtpStage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            SmtpStage::Letter => "the letter itself",
            SmtpStage::Resolve => "the server's name",
            SmtpStage::Connect => "the connection",
            SmtpStage::Greeting => "the server's greeting",
            SmtpStage::Hello => "EHLO",
            SmtpStage::Tls => "TLS",
            SmtpStage::Login => "login",
            SmtpStage::Sender => "the sender",
            SmtpStage::Recipient => "the recipient",
            SmtpStage::Data => "the letter's transfer",
        })
    }
}

impl DeliveryError {
    /// A failure that another try may mend, or the operator.
    pub(super) fn transient(step: SmtpStage, sentence: String) -> DeliveryError {
        DeliveryError { step, permanent: false, code: None, sentence }
    }

    /// A panic: what another try mends or not, but never the operator.
    pub(super) fn panicked() -> DeliveryError {
        let sentence = "The delivery broke off inside of this program: please report it.";
        DeliveryError::transient(SmtpStage::Letter, sentence.into())
    }

    pub(super) fn invalid_message(sentence: String) -> DeliveryError {
        DeliveryError { step: SmtpStage::Letter, permanent: true, code: None, sentence }
    }
}

const QUOTE_CHARS: usize = 200;

/// The server's own words, fit to be kept: on one line, at most 200 characters, and without what servers like
/// to repeat: the `secrets` in any place, addresses, and links or codes of the letter.
pub(super) fn quote(reply: &str, letter: &Message, secrets: &[String]) -> String {
    let mut reply: String = reply.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    for secret in secrets.iter().filter(|secret| !secret.is_empty()) {
        reply = reply.replace(secret.as_str(), "***");
    }
    let quoted: Vec<&str> = reply
        .split_whitespace()
        .map(|word| {
            if names_someone(word, letter) {
                "(address)"
            } else if repeats_the_letter(word, letter) {
                "(letter)"
            } else {
                word
            }
        })
        .collect();
    quoted.join(" ").chars().take(QUOTE_CHARS).collect()
}

/// An address, or the part before `@` of one of the letter's two, standing alone.
fn names_someone(word: &str, letter: &Message) -> bool {
    let bare = bare(word).to_lowercase();
    let is_local_part = |address: &str| {
        address.split_once('@').is_some_and(|(local, _)| !local.is_empty() && local.to_lowercase() == bare)
    };
    word.contains('@') || is_local_part(&letter.to) || is_local_part(&letter.from)
}

/// Spam filters name the link they dislike. Links, tokens and codes have a digit or a slash in them and are not
/// short; other words of the letter are words of the language, and the reply needs those.
fn repeats_the_letter(word: &str, letter: &Message) -> bool {
    let tells = |part: &str| part.len() >= 6 && part.contains(|c: char| c.is_ascii_digit() || c == '/');
    let word = bare(word);
    [&letter.text, &letter.html, &letter.subject].into_iter().any(|text| {
        (tells(word) && text.contains(word))
            || text.split_whitespace().map(bare).any(|part| tells(part) && word.contains(part))
    })
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}
