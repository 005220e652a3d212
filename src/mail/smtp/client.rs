//! mail-send's client on a buffered stream whose end is an error.

use mail_send::SmtpClient;
use tokio::io::BufWriter;

use crate::mail::smtp::eof_stream::{AsyncStream, EofStream};
use crate::mail::smtp::settings::Server;

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

#[cfg(test)]
mod tests {
    use std::io;
    use std::pin::Pin;
    use std::sync::Arc;
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
