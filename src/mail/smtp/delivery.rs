//! One message on one connection, and the time limit of each step.

use std::future::Future;
use std::sync::Arc;

use mail_send::SmtpClient;
use tokio::time::{Instant, timeout_at};

use crate::domain::message::Message;
use crate::mail::delivery_error::{DeliveryError, SmtpStage};
use crate::mail::smtp::eof_stream::{AsyncStream, EofStream};
use crate::mail::smtp::error::SmtpError;
use crate::mail::smtp::settings::Server;

/// A whole delivery may take this many times the limit of one step.
const STEP_LIMITS_PER_DELIVERY: u32 = 3;

/// Stores that the mail server may have the message of this id from now on. The error says why not.
pub type Note = Arc<dyn Fn(i64) -> Result<(), String> + Send + Sync>;

pub type Client<'c> = SmtpClient<EofStream<Box<dyn AsyncStream + 'c>>>;

pub struct Delivery<'a> {
    pub server: &'a Server,
    pub message: &'a Message,
    pub note: Option<(Note, i64)>,
    deadline: Instant,
}

impl<'a> Delivery<'a> {
    pub fn new(server: &'a Server, message: &'a Message, note: Option<(Note, i64)>) -> Delivery<'a> {
        let deadline = Instant::now() + server.settings.timeout * STEP_LIMITS_PER_DELIVERY;
        Delivery { server, message, note, deadline }
    }

    pub fn client<'c>(&self, stream: impl AsyncStream + 'c) -> Client<'c> {
        SmtpClient { stream: EofStream(Box::new(stream)), timeout: self.server.settings.timeout }
    }

    /// Runs one step within its own limit and that of the whole delivery.
    pub async fn within<T>(
        &self,
        step: SmtpStage,
        work: impl Future<Output = mail_send::Result<T>>,
    ) -> Result<T, DeliveryError> {
        let until = self.deadline.min(Instant::now() + self.server.settings.timeout);
        match timeout_at(until, work).await {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(error)) => Err(self.failure(step, error.into())),
            Err(_) => Err(self.failure(step, SmtpError::Timeout)),
        }
    }

    pub fn failure(&self, step: SmtpStage, error: SmtpError) -> DeliveryError {
        error.at(step, self.server, self.message)
    }
}
