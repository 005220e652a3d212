//! Listening sockets: of an address, of a path in the file system, or one that a service manager holds.

use std::fmt;
use std::fs::{self, Permissions};
use std::io::{self, ErrorKind};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::os::fd::OwnedFd;
use std::os::unix::fs::{FileTypeExt, PermissionsExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};

use listenfd::ListenFd;
use socket2::SockRef;
use tokio::net::TcpStream;

/// What an address begins with that is a path.
pub const UNIX_PREFIX: &str = "unix:";

/// Who connects by a path is on this machine, and counts as this peer: for limits, and for `server.trusted_proxies`.
pub const LOCAL_PEER: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

/// Where the server listens, as people write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListenAddress {
    Tcp(SocketAddr),
    Unix(PathBuf),
}

impl fmt::Display for ListenAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ListenAddress::Tcp(address) => address.fmt(f),
            ListenAddress::Unix(path) => write!(f, "{UNIX_PREFIX}{}", path.display()),
        }
    }
}

/// A listening socket.
pub struct Listener {
    socket: ListeningSocket,
    /// Removed before the socket is closed.
    path: Option<BoundPath>,
    /// A service manager holds the socket too: connections in its backlog are for the next server.
    pub(super) is_inherited: bool,
}

enum ListeningSocket {
    Tcp(TcpListener),
    Unix(UnixListener),
}

impl Listener {
    /// Binds `address:port`, or `unix:` and a path. A socket file that a server left behind is replaced. Everyone
    /// who reaches the path may connect, as to a port; its folder decides who does.
    ///
    /// # Errors
    /// Of the system; `AddrInUse` also when another server listens at the path.
    pub fn bind(listen: &str) -> io::Result<Listener> {
        let Some(path) = listen.strip_prefix(UNIX_PREFIX).map(Path::new) else {
            return Ok(TcpListener::bind(listen)?.into());
        };
        let socket = match UnixListener::bind(path) {
            Err(e) if e.kind() == ErrorKind::AddrInUse && is_left_behind(path) => {
                fs::remove_file(path)?;
                UnixListener::bind(path)?
            }
            bound => bound?,
        };
        let path = BoundPath(path.to_owned());
        fs::set_permissions(&path.0, Permissions::from_mode(0o666))?;
        Ok(Listener { socket: ListeningSocket::Unix(socket), path: Some(path), is_inherited: false })
    }

    /// The inherited socket: the one that a service manager passed to this process (`sd_listen_fds(3)`); `None` if it passed none.
    ///
    /// # Errors
    /// When it passed several, or what does not listen for streams.
    pub fn inherited() -> io::Result<Option<Listener>> {
        let mut passed = ListenFd::from_env();
        let socket = match passed.len() {
            0 => return Ok(None),
            1 => match passed.take_tcp_listener(0) {
                Ok(socket) => socket.map(ListeningSocket::Tcp),
                Err(_) => passed.take_unix_listener(0)?.map(ListeningSocket::Unix),
            },
            several => return Err(io::Error::other(format!("{several} sockets are passed, one is served"))),
        };
        Ok(socket.map(|socket| Listener { socket, path: None, is_inherited: true }))
    }

    /// # Errors
    /// When the system does not say.
    pub fn address(&self) -> io::Result<ListenAddress> {
        Ok(match &self.socket {
            ListeningSocket::Tcp(socket) => ListenAddress::Tcp(socket.local_addr()?),
            ListeningSocket::Unix(socket) => {
                let address = socket.local_addr()?;
                ListenAddress::Unix(address.as_pathname().map(Path::to_owned).unwrap_or_default())
            }
        })
    }

    /// For options that sockets of both kinds have.
    pub(super) fn options(&self) -> SockRef<'_> {
        match &self.socket {
            ListeningSocket::Tcp(socket) => SockRef::from(socket),
            ListeningSocket::Unix(socket) => SockRef::from(socket),
        }
    }

    /// To be called within a runtime.
    pub(super) fn into_async(self) -> io::Result<AsyncListener> {
        self.options().set_nonblocking(true)?;
        let socket = match self.socket {
            ListeningSocket::Tcp(socket) => AsyncSocket::Tcp(tokio::net::TcpListener::from_std(socket)?),
            ListeningSocket::Unix(socket) => AsyncSocket::Unix(tokio::net::UnixListener::from_std(socket)?),
        };
        Ok(AsyncListener { path: self.path, socket, is_inherited: self.is_inherited })
    }
}

impl From<TcpListener> for Listener {
    fn from(socket: TcpListener) -> Listener {
        Listener { socket: ListeningSocket::Tcp(socket), path: None, is_inherited: false }
    }
}

/// Whether no server listens at the path: it is a socket that refuses.
fn is_left_behind(path: &Path) -> bool {
    // Another file refuses a connection as well.
    let is_socket = path.symlink_metadata().is_ok_and(|found| found.file_type().is_socket());
    is_socket && UnixStream::connect(path).is_err_and(|e| e.kind() == ErrorKind::ConnectionRefused)
}

/// The path of a socket, removed when it is dropped.
struct BoundPath(PathBuf);

impl Drop for BoundPath {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

/// A listener of the runtime.
pub(super) struct AsyncListener {
    path: Option<BoundPath>,
    socket: AsyncSocket,
    pub is_inherited: bool,
}

enum AsyncSocket {
    Tcp(tokio::net::TcpListener),
    Unix(tokio::net::UnixListener),
}

impl AsyncListener {
    pub async fn accept(&self) -> io::Result<(TcpStream, SocketAddr)> {
        match &self.socket {
            AsyncSocket::Tcp(socket) => socket.accept().await,
            AsyncSocket::Unix(socket) => {
                let (stream, _) = socket.accept().await?;
                Ok((TcpStream::from_std(as_tcp(stream.into_std()?))?, LOCAL_PEER))
            }
        }
    }

    /// No one finds the path from now on; what is in the backlog can be accepted.
    pub fn remove_path(&mut self) {
        self.path = None;
    }
}

/// The same stream under the type that the wire works with: reading, writing, peeking, shutting down and time limits are
/// the same calls for both kinds of socket. Options of TCP alone fail, and are asked for where failing is no matter.
pub fn as_tcp(stream: UnixStream) -> std::net::TcpStream {
    OwnedFd::from(stream).into()
}
