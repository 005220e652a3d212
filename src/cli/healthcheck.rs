//! `healthcheck`: asks the running server for `/healthz`, for containers and service managers.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::os::unix::net::UnixStream;
use std::time::{Duration, Instant};

use crate::cli::CliError;
use crate::cli::terminal::print;
use crate::config::Config;
use crate::wire::ListenAddress;
use crate::wire::listener::{UNIX_PREFIX, as_tcp};

/// For connecting, sending and reading together.
const TIMEOUT: Duration = Duration::from_secs(3);

/// The body is two bytes; more comes from another program.
const MAX_RESPONSE_BYTES: usize = 8 * 1024;

/// Prints `ok` if the server that these settings describe answers 200 to `GET /healthz`.
pub fn run(config: &Config) -> Result<(), CliError> {
    let listen = &config.server.listen;
    let address = match listen.strip_prefix(UNIX_PREFIX) {
        Some(path) => ListenAddress::Unix(path.into()),
        None => {
            let named = listen.parse().ok().filter(|address: &SocketAddr| address.port() != 0);
            let sentence = "which names no port to ask; give the port with --listen.";
            let named = named.ok_or_else(|| failed(format!("server.listen is {listen}, {sentence}")))?;
            ListenAddress::Tcp(loopback_for(named))
        }
    };
    let answer = request(&address, Instant::now() + TIMEOUT).map_err(|why| {
        let why = match why.kind() {
            ErrorKind::WouldBlock | ErrorKind::TimedOut => format!("no answer in {} s", TIMEOUT.as_secs()),
            _ => why.to_string(),
        };
        failed(format!("no server at {address} ({why}); start it with `referral serve`, or look at its log."))
    })?;
    match status(&answer) {
        Some("200") => print("ok\n"),
        Some(code) => Err(failed(format!("the server at {address} answers {code}; look at its log."))),
        None => Err(failed(format!("what listens at {address} is no web server; look at server.listen."))),
    }
}

fn failed(sentence: String) -> CliError {
    CliError::Failed(sentence)
}

/// The loopback address for 0.0.0.0 or [::], which listen there too.
fn loopback_for(mut address: SocketAddr) -> SocketAddr {
    match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => address.set_ip(Ipv4Addr::LOCALHOST.into()),
        IpAddr::V6(ip) if ip.is_unspecified() => address.set_ip(Ipv6Addr::LOCALHOST.into()),
        _ => {}
    }
    address
}

fn request(address: &ListenAddress, deadline: Instant) -> io::Result<Vec<u8>> {
    let (mut stream, host) = match address {
        ListenAddress::Tcp(address) => {
            (TcpStream::connect_timeout(address, time_left(deadline)?)?, address.to_string())
        }
        ListenAddress::Unix(path) => (as_tcp(UnixStream::connect(path)?), "localhost".to_owned()),
    };
    stream.set_write_timeout(Some(time_left(deadline)?))?;
    stream.write_all(
        format!("GET /healthz HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes(),
    )?;
    let (mut answer, mut piece) = (Vec::new(), [0; 1024]);
    // Only the status line matters. A slow server must not outlast the timeout.
    while answer.len() < MAX_RESPONSE_BYTES && !answer.contains(&b'\n') {
        stream.set_read_timeout(Some(time_left(deadline)?))?;
        match stream.read(&mut piece) {
            Ok(0) => break,
            Ok(length) => answer.extend_from_slice(&piece[..length]),
            Err(why) if why.kind() == ErrorKind::Interrupted => {}
            Err(why) => return Err(why),
        }
    }
    Ok(answer)
}

fn time_left(deadline: Instant) -> io::Result<Duration> {
    let left = deadline.saturating_duration_since(Instant::now());
    if left.is_zero() { Err(ErrorKind::TimedOut.into()) } else { Ok(left) }
}

/// The code of the status line (RFC 9112, 4).
fn status(answer: &[u8]) -> Option<&str> {
    let line = std::str::from_utf8(answer.split(|byte| *byte == b'\n').next()?).ok()?;
    line.trim_end().strip_prefix("HTTP/1.")?.split(' ').nth(1)
}
