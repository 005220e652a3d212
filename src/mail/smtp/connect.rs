//! The name of the mail server to a TCP connection.

use std::io;
use std::net::{SocketAddr, ToSocketAddrs};
use std::thread;

use mail_send::Error;
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::time::timeout;

use crate::mail::delivery_error::{DeliveryError, SmtpStage};
use crate::mail::smtp::delivery::Delivery;
use crate::mail::smtp::error::SmtpError;

impl Delivery<'_> {
    pub async fn connect(&self) -> Result<TcpStream, DeliveryError> {
        let addresses = self.resolve().await?;
        self.connect_to_any(addresses).await
    }

    /// The addresses of `mail.host`. A login without TLS may use those of this machine only.
    async fn resolve(&self) -> Result<Vec<SocketAddr>, DeliveryError> {
        let settings = &self.server.settings;
        let lookup = lookup(settings.host.clone(), settings.port);
        let mut addresses = self.within(SmtpStage::Resolve, async { Ok(lookup.await?) }).await?;
        if self.server.is_open_login() {
            addresses.retain(|address| address.ip().to_canonical().is_loopback());
        }
        match addresses.is_empty() {
            true => Err(self.failure(SmtpStage::Resolve, SmtpError::NoAddress)),
            false => Ok(addresses),
        }
    }

    /// The first address that answers. Each has its share of the step's limit, so that an unreachable
    /// one does not use up that of the others.
    async fn connect_to_any(&self, addresses: Vec<SocketAddr>) -> Result<TcpStream, DeliveryError> {
        let share = self.server.settings.timeout / u32::try_from(addresses.len()).unwrap_or(u32::MAX);
        let any = async {
            let mut last = Error::Timeout;
            for address in addresses {
                match timeout(share, TcpStream::connect(address)).await {
                    Ok(Ok(stream)) => return Ok(stream),
                    Ok(Err(error)) => last = Error::Io(error),
                    Err(_) => last = Error::Timeout,
                }
            }
            Err(last)
        };
        let tcp = self.within(SmtpStage::Connect, any).await?;
        // Commands are small and each waits for its reply; without the option it still works.
        let _ = tcp.set_nodelay(true);
        Ok(tcp)
    }
}

/// Asks the DNS on a separate thread. A runtime waits for its blocking pool when it ends, so a lookup
/// there would keep the program from stopping while the DNS is down.
async fn lookup(host: String, port: u16) -> io::Result<Vec<SocketAddr>> {
    let (answer, result) = oneshot::channel();
    thread::Builder::new().name("mail-dns".into()).spawn(move || {
        let found = (host.as_str(), port).to_socket_addrs().map(Iterator::collect);
        // The receiver is gone when the delivery timed out.
        let _ = answer.send(found);
    })?;
    result.await.unwrap_or_else(|_| Err(io::Error::other("the resolver broke off")))
}
