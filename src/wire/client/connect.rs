//! A connection to the server of a URL, at an address that was checked.

use std::io;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs};
use std::sync::Arc;
use std::thread;

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio_rustls::TlsConnector;

use crate::wire::client::connection_pool::{Origin, Sender};
use crate::wire::client::request::Shared;

/// Bytes of an answer's header section.
const MAX_HEAD_BYTES: usize = 16 * 1024;

/// Resolves the name once, checks the addresses, and connects to the first that answers.
pub async fn connect(shared: &Shared, origin: &Origin) -> Result<Sender, String> {
    let host = origin.host.trim_matches(['[', ']']);
    let addresses = resolve(host, origin.port).await?;
    if let Some(refused) = addresses.iter().find(|at| !(shared.rules.allows)(at.ip(), origin.is_https)) {
        return Err(format!(
            "address_refused: {} leads to {}, where no message may be sent",
            origin.host,
            refused.ip()
        ));
    }
    let tcp = connect_to_any(&addresses).await?;
    // A message is small and waits for its answer; without the option it still works.
    let _ = tcp.set_nodelay(true);
    if !origin.is_https {
        return handshake(tcp).await;
    }
    let name = ServerName::try_from(host.to_owned())
        .map_err(|_| format!("{host:?} can have no certificate: it is no name of a host"))?;
    let tls = TlsConnector::from(shared.tls()?).connect(name, tcp).await;
    handshake(tls.map_err(|error| format!("TLS failed: {error}"))?).await
}

async fn connect_to_any(addresses: &[SocketAddr]) -> Result<TcpStream, String> {
    let mut last = "the name has no address".to_owned();
    for address in addresses {
        match TcpStream::connect(address).await {
            Ok(stream) => return Ok(stream),
            Err(error) => last = format!("no connection to {address}: {error}"),
        }
    }
    Err(last)
}

async fn handshake<S>(stream: S) -> Result<Sender, String>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let mut http = http1::Builder::new();
    http.max_buf_size(MAX_HEAD_BYTES);
    let (sender, connection) = http
        .handshake::<_, Full<Bytes>>(TokioIo::new(stream))
        .await
        .map_err(|error| format!("HTTP failed: {error}"))?;
    // Ends with the sender; its failure is that of the request.
    tokio::spawn(connection);
    Ok(sender)
}

/// Asks the DNS on a separate thread: a runtime waits for its blocking pool when it ends, so a lookup
/// there would keep the program from stopping while the DNS is down.
async fn resolve(host: &str, port: u16) -> Result<Vec<SocketAddr>, String> {
    if let Ok(ip) = host.parse::<IpAddr>() {
        return Ok(vec![SocketAddr::new(ip, port)]);
    }
    let name = Arc::<str>::from(host);
    let asked = Arc::clone(&name);
    let (answer, result) = oneshot::channel();
    let started = thread::Builder::new().name("dns".into()).spawn(move || {
        let found = (&*asked, port).to_socket_addrs().map(Iterator::collect);
        // The receiver is gone when the request timed out.
        let _ = answer.send(found);
    });
    let found = match started {
        Ok(_) => result.await.unwrap_or_else(|_| Err(io::Error::other("the resolver broke off"))),
        Err(error) => Err(error),
    };
    found.map_err(|error| format!("{name} cannot be resolved: {error}"))
}
