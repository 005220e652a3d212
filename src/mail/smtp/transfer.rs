//! Sender, recipient and content of a message to the server.

use mail_send::mail_builder::MessageBuilder;
use mail_send::mail_builder::headers::address::Address;
use mail_send::mail_builder::headers::date::Date;
use mail_send::mail_builder::headers::raw::Raw;
use mail_send::smtp::AssertReply;
use mail_send::smtp::message::Parameters;
use smtp_proto::EXT_SMTP_UTF8;
use tokio::task::spawn_blocking;

use crate::domain::mailbox::Mailbox;
use crate::domain::message::{Message, to_rfc5322};
use crate::mail::delivery_error::{DeliveryError, SmtpStage};
use crate::mail::smtp::client::Client;
use crate::mail::smtp::delivery::Delivery;
use crate::mail::smtp::error::{Offer, SmtpError};
use crate::mail::smtp::kept_connections::Connection;

impl Delivery<'_> {
    /// MAIL, RCPT and DATA (RFC 5321 §3.3), up to the server's consent to the text.
    pub async fn announce(&self, connection: &mut Connection) -> Result<(), DeliveryError> {
        let Connection { client, offer } = connection;
        let Message { from, to, reply_to, .. } = self.message;
        let from = &from.address;
        let is_ascii = |mailbox: &Mailbox| mailbox.address.is_ascii();
        let mut options = Parameters::new();
        if !from.is_ascii() || !to.is_ascii() || !reply_to.as_ref().is_none_or(is_ascii) {
            if !offer.has_capability(EXT_SMTP_UTF8) {
                return Err(self.failure(SmtpStage::Recipient, SmtpError::NotOffered(Offer::SmtpUtf8)));
            }
            options.add("SMTPUTF8");
        }
        self.within(SmtpStage::Sender, client.mail_from(from, &options)).await?;
        self.within(SmtpStage::Recipient, client.rcpt_to(to, &Parameters::new())).await?;
        let go_ahead = async { client.cmd("DATA\r\n").await?.assert_code(354) };
        self.within(SmtpStage::Data, go_ahead).await
    }

    /// The text, and the server's answer for it.
    pub async fn send_content(&self, client: &mut Client<'_>, content: &[u8]) -> Result<(), DeliveryError> {
        self.note().await?;
        let taken = async {
            client.write_message(content).await?;
            client.read().await?.assert_positive_completion()
        };
        self.within(SmtpStage::Data, taken).await
    }

    /// Stores that the server may have the message from now on. The database write waits for the disk,
    /// so it runs on a blocking thread: the runtime has one thread for all deliveries.
    async fn note(&self) -> Result<(), DeliveryError> {
        let Some((note, id)) = self.note.clone() else { return Ok(()) };
        let noted = spawn_blocking(move || note(id)).await;
        noted.unwrap_or_else(|error| Err(error.to_string())).map_err(|why| {
            let sentence = format!("The database cannot note that the message is sent ({why}), so it waits.");
            DeliveryError::transient(SmtpStage::Data, sentence)
        })
    }

    /// The message in MIME: text and HTML as alternatives, in UTF-8.
    pub fn mime(&self) -> Result<Vec<u8>, DeliveryError> {
        let message = self.message;
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
}

/// A mailbox as a header. The library encodes a name of other letters (RFC 2047) and quotes one of specials.
fn address(mailbox: &Mailbox) -> Address<'_> {
    match mailbox.name.as_str() {
        "" => mailbox.address.as_str().into(),
        name => (name, mailbox.address.as_str()).into(),
    }
}
