//! The delivery of one message, and the time limit of each step.

use std::future::Future;
use std::sync::Arc;

use tokio::time::{Instant, timeout_at};

use crate::domain::message::Message;
use crate::mail::delivery_error::{DeliveryError, SmtpStage};
use crate::mail::smtp::connection_pool::{Connection, ConnectionPool};
use crate::mail::smtp::error::SmtpError;
use crate::mail::smtp::mime::mime;
use crate::mail::smtp::settings::Server;

/// A whole delivery may take this many times the limit of one step.
const STEP_LIMITS_PER_DELIVERY: u32 = 3;

/// Stores that the mail server may have the message of this id from now on. The error says why not.
pub type Note = Arc<dyn Fn(i64) -> Result<(), String> + Send + Sync>;

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

    /// Delivers the message on a kept connection if there is one, and keeps the connection after it. A
    /// server may have ended a kept one at any time; before the text that costs the message nothing
    /// but a new connection.
    pub async fn run(&self, kept: &ConnectionPool) -> Result<(), DeliveryError> {
        let content = mime(self.message)?;
        let announced = match kept.take() {
            None => None,
            Some(connection) => match self.announced(kept, connection).await {
                Err(failure) if is_end_of_connection(&failure) => None,
                other => Some(other?),
            },
        };
        let mut connection = match announced {
            Some(connection) => connection,
            None => self.announced(kept, self.open().await?).await?,
        };
        match self.send_content(&mut connection.client, &content).await {
            Ok(()) => kept.keep(connection),
            Err(failure) => return Err(leave(kept, connection, failure)),
        }
        Ok(())
    }

    /// The connection after the server agreed to take the message on it.
    async fn announced(
        &self,
        kept: &ConnectionPool,
        mut connection: Connection,
    ) -> Result<Connection, DeliveryError> {
        match self.announce(&mut connection).await {
            Ok(()) => Ok(connection),
            Err(failure) => Err(leave(kept, connection, failure)),
        }
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

/// Whether a failure may concern the kept connection and not the message: the server hung up or said
/// 421 (RFC 5321 §3.8), or takes no further message on it, for which servers have many codes.
fn is_end_of_connection(failure: &DeliveryError) -> bool {
    match failure.code {
        None => !failure.permanent,
        Some(code) => code == 421 || failure.step == SmtpStage::Sender,
    }
}

/// Drops the connection. A server that gave no reply would not answer QUIT either.
fn leave(kept: &ConnectionPool, connection: Connection, failure: DeliveryError) -> DeliveryError {
    if failure.code.is_some() {
        kept.leave(connection);
    }
    failure
}
