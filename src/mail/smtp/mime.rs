//! A message in MIME.

use mail_send::mail_builder::MessageBuilder;
use mail_send::mail_builder::headers::address::Address;
use mail_send::mail_builder::headers::date::Date;
use mail_send::mail_builder::headers::raw::Raw;

use crate::domain::mailbox::Mailbox;
use crate::domain::message::{Message, to_rfc5322};
use crate::mail::delivery_error::DeliveryError;

/// The message in MIME: text and HTML as alternatives, in UTF-8.
pub fn mime(message: &Message) -> Result<Vec<u8>, DeliveryError> {
    if let Some(flaw) = message.invalid_header() {
        return Err(DeliveryError::invalid_message(flaw));
    }
    let mut mime = MessageBuilder::new();
    if let Some(reply_to) = &message.reply_to {
        mime = mime.reply_to(address(reply_to));
    }
    if let Some(url) = &message.unsubscribe_url {
        mime = mime.header("List-Unsubscribe", Raw::new(format!("<{url}>")));
        // One click needs https (RFC 8058 3.1).
        if url.starts_with("https://") {
            mime = mime.header("List-Unsubscribe-Post", Raw::new("List-Unsubscribe=One-Click"));
        }
    }
    let mime = mime
        .date(Date::new(message.date.0))
        .message_id(message.message_id.as_str())
        .from(address(&message.from))
        .to(message.to.as_str())
        .subject(message.subject.as_str())
        // RFC 3834 §5: absence notices must not answer it.
        .header("Auto-Submitted", Raw::new("auto-generated"))
        .header("Content-Language", Raw::new(message.lang.as_str()))
        .text_body(to_rfc5322(&message.text))
        .html_body(to_rfc5322(&message.html))
        .write_to_vec();
    mime.map_err(|error| {
        DeliveryError::invalid_message(format!("The message cannot be written in MIME ({error})."))
    })
}

/// A mailbox as a header. The library encodes a name of other letters (RFC 2047) and quotes one of specials.
fn address(mailbox: &Mailbox) -> Address<'_> {
    match mailbox.name.as_str() {
        "" => mailbox.address.as_str().into(),
        name => (name, mailbox.address.as_str()).into(),
    }
}
