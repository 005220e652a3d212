//! The delivery of one message, and the time limit of each step.

use std::future::Future;
use std::sync::Arc;

use mail_send::SmtpClient;
use tokio::io::BufWriter;
use tokio::time::{Instant, timeout_at};

use crate::domain::message::Message;
use crate::mail::delivery_error::{DeliveryError, SmtpStage};
use crate::mail::smtp::eof_stream::{AsyncStream, EofStream};
use crate::mail::smtp::error::SmtpError;
use crate::mail::smtp::kept_connections::{Connection, KeptConnections};
use crate::mail::smtp::settings::Server;

/// A whole delivery may take this many times the limit of one step.
const STEP_LIMITS_PER_DELIVERY: u32 = 3;

/// Stores that the mail server may have the message of this id from now on. The error says why not.
pub type Note = Arc<dyn Fn(i64) -> Result<(), String> + Send + Sync>;

/// mail-send writes a text in pieces, a system call and a TLS record each; an email is some
/// kilobytes.
const WRITE_BUFFER_BYTES: usize = 16 * 1024;

pub type Client<'c> = SmtpClient<EofStream<BufWriter<Box<dyn AsyncStream + 'c>>>>;

impl Server {
    pub fn client<'c>(&self, stream: impl AsyncStream + 'c) -> Client<'c> {
        let stream: Box<dyn AsyncStream + 'c> = Box::new(stream);
        let stream = EofStream(BufWriter::with_capacity(WRITE_BUFFER_BYTES, stream));
        SmtpClient { stream, timeout: self.settings.timeout }
    }
}

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
    pub async fn run(&self, kept: &KeptConnections) -> Result<(), DeliveryError> {
        let content = self.mime()?;
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
            Err(failure) => return Err(self.leave(kept, connection, failure)),
        }
        Ok(())
    }

    /// The connection after the server agreed to take the message on it.
    async fn announced(
        &self,
        kept: &KeptConnections,
        mut connection: Connection,
    ) -> Result<Connection, DeliveryError> {
        match self.announce(&mut connection).await {
            Ok(()) => Ok(connection),
            Err(failure) => Err(self.leave(kept, connection, failure)),
        }
    }

    /// Drops the connection. A server that gave no reply would not answer QUIT either.
    fn leave(&self, kept: &KeptConnections, connection: Connection, failure: DeliveryError) -> DeliveryError {
        if failure.code.is_some() {
            kept.leave(connection);
        }
        failure
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

#[cfg(test)]
mod tests {
    use std::io;
    use std::pin::Pin;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::task::{Context, Poll};

    use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
    use tokio::runtime::Builder;

    use super::*;
    use crate::config::{Mail, MailSecurity};
    use crate::mail::smtp::settings::SmtpSettings;

    /// Counts what reaches the socket, or the TLS session before it.
    struct Counted(Arc<AtomicUsize>);

    impl AsyncRead for Counted {
        fn poll_read(self: Pin<&mut Self>, _: &mut Context<'_>, _: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
            Poll::Pending
        }
    }

    impl AsyncWrite for Counted {
        fn poll_write(self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
            self.0.fetch_add(1, Ordering::Relaxed);
            Poll::Ready(Ok(bytes.len()))
        }

        fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
            Poll::Ready(Ok(()))
        }

        fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
            Poll::Ready(Ok(()))
        }
    }

    #[test]
    fn a_text_is_one_write_however_many_lines_of_it_begin_with_a_dot() {
        let mail = Mail { host: "127.0.0.1".into(), security: MailSecurity::None, ..Mail::default() };
        let settings = SmtpSettings::from_config(&mail, "site.example");
        let server =
            Server::new(settings, || Err("no TLS here".into())).unwrap_or_else(|why| panic!("{why}"));
        for lines in [0, 1, 10, 300] {
            let writes = Arc::<AtomicUsize>::default();
            let mut client = server.client(Counted(Arc::clone(&writes)));
            let text = ".a line that begins with a dot\r\n".repeat(lines);
            let runtime = Builder::new_current_thread().build().expect("a runtime");
            runtime.block_on(client.write_message(text.as_bytes())).expect("a text that is sent");
            assert_eq!(writes.load(Ordering::Relaxed), 1, "{lines} lines");
        }
    }
}
