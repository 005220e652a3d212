//! A real mail server on its own port: takes messages over plain, STARTTLS and TLS connections, keeps them
//! for the test to look at, and misbehaves on demand. It stops when dropped.
//!
//! ```ignore
//! let server = SmtpServer::start(Behaviour { security: MailSecurity::Tls, ..Behaviour::default() });
//! // … the product sends to 127.0.0.1:{server.port()}, believing server.root_ca() …
//! let message = server.next_message(SOON);
//! assert_eq!(message.to, ["someone@example.com"]);
//! ```

mod certificates;
mod received;
mod session;

use std::collections::BTreeSet;
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use referral::config::MailSecurity;
use socket2::{Domain, Socket, Type};

pub use certificates::Certificate;
pub use received::Received;

/// What the server is like. The default takes every message, over a plain connection, without a login.
#[derive(Clone)]
pub struct Behaviour {
    pub security: MailSecurity,
    pub certificate: Certificate,
    /// User name and password it asks for; never offered before TLS unless `security` is `None`.
    pub login: Option<(&'static str, &'static str)>,
    /// As EHLO lists them.
    pub mechanisms: &'static str,
    /// Offers SMTPUTF8 (RFC 6531).
    pub smtputf8: bool,
    pub quirk: Quirk,
}

impl Default for Behaviour {
    fn default() -> Self {
        Behaviour {
            security: MailSecurity::None,
            certificate: Certificate::Good,
            login: None,
            mechanisms: "PLAIN LOGIN",
            smtputf8: false,
            quirk: Quirk::None,
        }
    }
}

impl Behaviour {
    /// The default server with one quirk.
    pub fn quirk(quirk: Quirk) -> Behaviour {
        Behaviour { quirk, ..Behaviour::default() }
    }
}

/// One way to misbehave.
#[derive(Clone, Copy)]
pub enum Quirk {
    None,
    /// Reads on and never answers again, on this number of connections.
    Silent(At, usize),
    HangsUp(At),
    /// Gives this reply instead of the good one, this number of times over all connections.
    Says(At, &'static str, usize),
    /// The same once a connection has taken a message, and then hangs up; no reply: only hangs up.
    OnKept(At, Option<&'static str>),
    /// Takes this long for every answer.
    Slow(Duration),
    NoStartTls,
    /// Says 220 to STARTTLS and continues without TLS.
    GarbageForTls,
}

/// A moment of the conversation: the answer to what the client said.
#[derive(Clone, Copy, PartialEq)]
pub enum At {
    Greeting,
    Hello,
    StartTls,
    Login,
    Sender,
    Recipient,
    Data,
    /// After the first line of the message.
    MidMessage,
    EndOfMessage,
    Quit,
}

pub struct SmtpServer {
    port: u16,
    root_ca: PathBuf,
    shared: Arc<Shared>,
    acceptor: Option<JoinHandle<Vec<JoinHandle<()>>>>,
}

struct Shared {
    behaviour: Behaviour,
    tls: Arc<rustls::ServerConfig>,
    stops: AtomicBool,
    seen: Mutex<Seen>,
    news: Condvar,
}

#[derive(Default)]
struct Seen {
    connections: Vec<TcpStream>,
    commands: Vec<String>,
    messages: Vec<Received>,
    /// Which messages a test was given.
    handed_out: BTreeSet<usize>,
    quirks: usize,
}

impl SmtpServer {
    pub fn start(behaviour: Behaviour) -> SmtpServer {
        static STARTED: AtomicUsize = AtomicUsize::new(0);
        let (tls, root) = certificates::make(behaviour.certificate);
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let root_ca =
            std::env::temp_dir().join(format!("referral-test-ca-{}-{number}.pem", std::process::id()));
        std::fs::write(&root_ca, root).expect("the CA is written");
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let shared = Arc::new(Shared {
            behaviour,
            tls,
            stops: AtomicBool::new(false),
            seen: Mutex::default(),
            news: Condvar::new(),
        });
        let for_acceptor = Arc::clone(&shared);
        let acceptor = thread::spawn(move || accept(&listener, &for_acceptor));
        SmtpServer { port, root_ca, shared, acceptor: Some(acceptor) }
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    pub fn behaviour(&self) -> &Behaviour {
        &self.shared.behaviour
    }

    /// PEM file of the CA that has signed the server's certificate, if that is `Good`.
    pub fn root_ca(&self) -> &Path {
        &self.root_ca
    }

    /// All messages taken so far.
    pub fn messages(&self) -> Vec<Received> {
        self.shared.seen().messages.clone()
    }

    /// The oldest message that no test was given yet, waited for.
    pub fn next_message(&self, within: Duration) -> Received {
        self.hand_out(within, "a message", |_| true)
    }

    /// The oldest message to an address that no test was given yet, waited for.
    pub fn message_to(&self, recipient: &str, within: Duration) -> Received {
        let what = format!("a message to {recipient}");
        self.hand_out(within, &what, |message| message.to.iter().any(|to| to == recipient))
    }

    fn hand_out(&self, within: Duration, what: &str, wanted: impl Fn(&Received) -> bool) -> Received {
        self.shared.wait(within, what, |seen| {
            let is_next = |at: &usize| !seen.handed_out.contains(at) && wanted(&seen.messages[*at]);
            let at = (0..seen.messages.len()).find(is_next)?;
            seen.handed_out.insert(at);
            Some(seen.messages[at].clone())
        })
    }

    /// What clients said so far, a line each, without the messages themselves.
    pub fn commands(&self) -> Vec<String> {
        self.shared.seen().commands.clone()
    }

    /// How often the server has lived out its quirk, or would have.
    pub fn quirks(&self) -> usize {
        self.shared.seen().quirks
    }

    /// Connections accepted so far.
    pub fn connections(&self) -> usize {
        self.shared.seen().connections.len()
    }
}

/// A port with no listener, kept reserved as long as this value lives: other tests take free ports too.
pub struct ClosedPort(Socket);

impl ClosedPort {
    pub fn reserve() -> ClosedPort {
        let socket = Socket::new(Domain::IPV4, Type::STREAM, None).expect("a socket");
        socket.bind(&SocketAddr::from(([127, 0, 0, 1], 0)).into()).expect("a free port");
        ClosedPort(socket)
    }

    pub fn port(&self) -> u16 {
        let address = self.0.local_addr().expect("an address");
        address.as_socket().expect("of IP").port()
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        self.shared.stops.store(true, Ordering::SeqCst);
        // Ends the acceptor's wait, unless it has ended already.
        let _ = TcpStream::connect(("127.0.0.1", self.port));
        let sessions = self.acceptor.take().and_then(|acceptor| acceptor.join().ok()).unwrap_or_default();
        for connection in &self.shared.seen().connections {
            let _ = connection.shutdown(Shutdown::Both);
        }
        for session in sessions {
            // A session that panicked has said so on stderr; panicking in a drop would hide the test's own words.
            let _ = session.join();
        }
        let _ = std::fs::remove_file(&self.root_ca);
    }
}

impl Shared {
    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    fn note(&self, change: impl FnOnce(&mut Seen)) {
        change(&mut self.seen());
        self.news.notify_all();
    }

    fn wait<T>(&self, within: Duration, what: &str, mut look: impl FnMut(&mut Seen) -> Option<T>) -> T {
        let deadline = Instant::now() + within;
        let mut seen = self.seen();
        loop {
            if let Some(found) = look(&mut seen) {
                return found;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero(),
                "{what} did not come within {within:?}; clients said {:?}",
                seen.commands
            );
            seen = match self.news.wait_timeout(seen, left) {
                Ok((seen, _)) => seen,
                Err(poisoned) => poisoned.into_inner().0,
            };
        }
    }
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) -> Vec<JoinHandle<()>> {
    let mut sessions = Vec::new();
    for connection in listener.incoming() {
        let Ok(connection) = connection else { break };
        if shared.stops.load(Ordering::SeqCst) {
            break;
        }
        let kept = connection.try_clone().expect("a second handle");
        shared.note(|seen| seen.connections.push(kept));
        let shared = Arc::clone(shared);
        sessions.push(thread::spawn(move || session::serve(connection, &shared)));
    }
    sessions
}
