//! The outcome of a delivery, with a sentence for the operator. The sentence is stored and logged, so it
//! has no address, no password and nothing of the message.

use std::fmt;

use crate::domain::message::Message;

#[derive(Clone, Debug, PartialEq)]
pub enum DeliveryOutcome {
    /// The server answered the content with 250 and is responsible for it now (RFC 5321 §6.1).
    Taken,
    Failed(DeliveryError),
}

#[derive(Clone, Debug, PartialEq)]
pub struct DeliveryError {
    pub step: SmtpStage,
    /// A retry would fail too: the cause is the message, not the server or the settings.
    pub permanent: bool,
    /// The reply code, if a reply of the server ended the delivery.
    pub code: Option<u16>,
    /// What happened and what to check.
    pub sentence: String,
}

/// The steps of a delivery, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SmtpStage {
    Message,
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
            SmtpStage::Message => "the message itself",
            SmtpStage::Resolve => "the server's name",
            SmtpStage::Connect => "the connection",
            SmtpStage::Greeting => "the server's greeting",
            SmtpStage::Hello => "EHLO",
            SmtpStage::Tls => "TLS",
            SmtpStage::Login => "login",
            SmtpStage::Sender => "the sender",
            SmtpStage::Recipient => "the recipient",
            SmtpStage::Data => "the message's transfer",
        })
    }
}

impl DeliveryError {
    /// A failure that a retry or the operator may cure.
    pub(super) fn transient(step: SmtpStage, sentence: String) -> DeliveryError {
        DeliveryError { step, permanent: false, code: None, sentence }
    }

    /// A panic.
    pub(super) fn panicked() -> DeliveryError {
        let sentence = "The delivery broke off inside of this program: please report it.";
        DeliveryError::transient(SmtpStage::Message, sentence.into())
    }

    pub(super) fn invalid_message(sentence: String) -> DeliveryError {
        DeliveryError { step: SmtpStage::Message, permanent: true, code: None, sentence }
    }
}

const QUOTE_CHARS: usize = 200;

/// A server's reply, fit to be stored: one line of at most 200 characters, without the `secrets`, addresses,
/// and links or codes of the message, which servers like to repeat.
pub(super) fn quote(reply: &str, message: &Message, secrets: &[String]) -> String {
    let mut reply: String = reply.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    for secret in secrets.iter().filter(|secret| !secret.is_empty()) {
        reply = reply.replace(secret.as_str(), "***");
    }
    let quoted: Vec<&str> = reply
        .split_whitespace()
        .map(|word| {
            if names_someone(word, message) {
                "(address)"
            } else if repeats_message(word, message) {
                "(message)"
            } else {
                word
            }
        })
        .collect();
    quoted.join(" ").chars().take(QUOTE_CHARS).collect()
}

/// Whether a word is an address, or the local part of the sender's or recipient's.
fn names_someone(word: &str, message: &Message) -> bool {
    let bare = bare(word).to_lowercase();
    let is_local_part = |address: &str| {
        address.split_once('@').is_some_and(|(local, _)| !local.is_empty() && local.to_lowercase() == bare)
    };
    word.contains('@')
        || is_local_part(&message.to)
        || is_local_part(&message.from.address)
        || message.reply_to.as_ref().is_some_and(|mailbox| is_local_part(&mailbox.address))
}

/// Whether a word repeats a link, token or code of the message, as spam filters do. Those have a digit or
/// a slash and at least six characters; other words stay, because the reply needs them.
fn repeats_message(word: &str, message: &Message) -> bool {
    let tells = |part: &str| part.len() >= 6 && part.contains(|c: char| c.is_ascii_digit() || c == '/');
    let word = bare(word);
    [&message.text, &message.html, &message.subject].into_iter().any(|text| {
        (tells(word) && text.contains(word))
            || text.split_whitespace().map(bare).any(|part| tells(part) && word.contains(part))
    })
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}
