//! Sender, recipient and content of a message to the server.

use mail_send::smtp::AssertReply;
use mail_send::smtp::message::Parameters;
use smtp_proto::EXT_SMTP_UTF8;
use tokio::task::spawn_blocking;

use crate::domain::mailbox::Mailbox;
use crate::domain::message::Message;
use crate::mail::delivery_error::{DeliveryError, SmtpStage};
use crate::mail::smtp::client::Client;
use crate::mail::smtp::connection_pool::Connection;
use crate::mail::smtp::delivery::Delivery;
use crate::mail::smtp::error::{Offer, SmtpError};

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
}
