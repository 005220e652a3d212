//! The wire: the only place that knows hyper and tokio's sockets.
//!
//! hyper reads and writes HTTP/1; around it stand limits in time, size and number, so that what reaches the
//! synchronous application is always a complete and bounded request. In reading order:
//! `accepting` (who may connect, and for whom somebody must leave) → `connection` (one socket, from first byte to close) → `opening` (until a request is
//! there) → `exchange` (one request, one answer) → `translation` (hyper's types to rouille's and back). What `opening`
//! and `exchange` gather takes its part of one `room`, and what is answered of another.

mod accept;
mod connection;
mod connection_limits;
mod convert;
mod error_response;
mod headers;
mod idle_connections;
mod memory_budget;
mod min_rate;
mod read_head;
mod request;
mod response_body;
mod shutdown;
mod socket;

use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use ipnet::IpNet;
use tokio::runtime;

use crate::config;
use crate::wire::connection_limits::Slots;
use crate::wire::idle_connections::Seats;
use crate::wire::memory_budget::Budget;
pub use shutdown::Stop;

/// What is served: the synchronous program.
pub trait Application: Send + Sync + 'static {
    /// Answers one complete request. A panic in here costs that request a 500 and nothing more. A body whose size is
    /// announced is in memory: reading it must not wait.
    fn handle(&self, request: &rouille::Request) -> rouille::Response;

    /// How much of the body of an answer that `handle` gave to this request lies in the executable.
    fn embedded_body(&self, _request: &rouille::Request, _answer: &rouille::Response) -> Embedded {
        Embedded::None
    }

    /// Whether this request may hash, write or wait, and so belongs on the blocking pool instead of the network
    /// threads. `raw_url` is the path and the query as they were sent.
    fn blocks(&self, method: &str, raw_url: &str) -> bool;

    /// The answer to what never became a request, so that it carries the site's own headers and look: 400, 405,
    /// 408, 413, 414, 431, 503, and 500 after a panic. Called on network threads: it must not wait.
    fn refuse(&self, status: u16) -> rouille::Response;

    /// The same where the request line could be read, so that a program is refused in words it understands.
    fn refuse_at(&self, status: u16, _raw_url: &str) -> rouille::Response {
        self.refuse(status)
    }

    /// Is told what happens on the wire, to count it. Called on network threads: it must not wait.
    fn record(&self, _event: Event) {}
}

/// What of a body lies in the executable, and is not copied for whoever asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Embedded {
    None,
    /// Nearly all of it: the answer's own body reads it from there.
    Most,
    /// All of it: it is sent instead of the answer's own body.
    All(&'static [u8]),
}

/// What happens on the wire and is worth counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A connection was let in.
    Connected,
    Disconnected,
    /// A connection was turned away: there are enough altogether.
    ConnectionLimit,
    /// A connection was turned away: there are enough from where it comes.
    NetworkLimit,
    /// The operating system gave no connection, for want of files or memory.
    AcceptFailed,
    /// A connection was ended because its peer was too slow.
    TimedOut,
    /// A connection whose peer was awaited was ended because somebody else wanted its place.
    Evicted,
    /// A request was refused because unfinished ones, or answers that nobody takes, hold all the memory that they may.
    MemoryLimit,
    /// A request waits for a thread of the blocking pool.
    Queued,
    /// It waits no more and is being answered there.
    Started,
    /// It was answered.
    Finished,
    /// The application panicked where it should not.
    Panicked,
    /// The network threads came round: at least every few seconds while they work.
    Tick,
}

/// How long, how large and how many.
#[derive(Clone, Debug)]
pub struct Limits {
    pub max_body_bytes: u64,
    /// From a request's first byte to the end of its header section.
    pub header_timeout: Duration,
    /// For a whole request body; also how long a peer may read nothing of an answer.
    pub body_timeout: Duration,
    /// The least a peer may read of its answers, measured while it holds one up.
    pub min_response_bytes_per_second: u64,
    /// Between requests, and before the first byte of a new connection.
    pub idle_timeout: Duration,
    pub max_connections: usize,
    /// An IPv6 /64 counts as one.
    pub max_connections_per_ip: usize,
    /// Network threads; as many as there are cores when it is `None`.
    pub network_threads: Option<usize>,
    /// Reverse proxies: the visitors of a whole site come from one such address, so it has no cap of its own.
    pub trusted_proxies: Vec<IpNet>,
    /// What all unfinished requests may hold together, beyond 4 KiB of headers and 4 KiB of body each.
    pub request_budget_bytes: usize,
    /// What all answers that their peers have not taken yet may hold together, beyond 32 KiB each.
    pub response_budget_bytes: usize,
    /// After a stop, what is in flight has this long to be answered.
    pub stop_timeout: Duration,
}

impl From<&config::Server> for Limits {
    fn from(server: &config::Server) -> Self {
        Limits {
            max_body_bytes: server.max_body_bytes,
            header_timeout: Duration::from_secs(server.header_timeout_seconds),
            body_timeout: Duration::from_secs(server.body_timeout_seconds),
            min_response_bytes_per_second: MIN_RESPONSE_BYTES_PER_SECOND,
            idle_timeout: Duration::from_secs(server.idle_timeout_seconds),
            max_connections: server.max_connections,
            max_connections_per_ip: server.max_connections_per_ip,
            network_threads: None,
            trusted_proxies: server.trusted_proxies.clone(),
            request_budget_bytes: REQUEST_BUDGET_BYTES,
            response_budget_bytes: RESPONSE_BUDGET_BYTES,
            stop_timeout: STOP_TIMEOUT,
        }
    }
}

/// A header section, request line included, ends within this many bytes or is refused with 431; hyper's own
/// limit on their number is 100.
const MAX_HEADER_BYTES: usize = 16 * 1024;

/// Slower than any line people have, and four times what Kestrel asks for (`MinResponseDataRate`, 240 bytes a second):
/// answers here are pages of a few kilobytes, so there is no patience to keep for long ones.
const MIN_RESPONSE_BYTES_PER_SECOND: u64 = 1024;

/// Room for 250 of the largest requests at once by the default settings, where hardly anybody ever sends one; and for the
/// largest one that can be configured, with some to spare.
const REQUEST_BUDGET_BYTES: usize = 20 * 1024 * 1024;

/// No page that people read is over 32 KiB. Longer are lists for programs, and tables, of which 500 at once are many.
const RESPONSE_BUDGET_BYTES: usize = 20 * 1024 * 1024;

/// Long enough for every honest answer, and shorter than any service manager waits before it kills.
const STOP_TIMEOUT: Duration = Duration::from_secs(5);

/// How long a connection on which nothing was being asked stays open after the stop: what its peer sent before it could
/// know, and what lies in the kernel unseen, is still answered, and that answer says that it is the last.
const LAST_CALL_TIMEOUT: Duration = Duration::from_millis(50);

/// How long hyper and its buffers stay after an answer, for the next request: longer than who asks without pause needs.
const HYPER_IDLE_TIMEOUT: Duration = Duration::from_millis(100);

/// How often the network threads say that they come round.
const TICK_INTERVAL: Duration = Duration::from_secs(1);

/// Threads for requests that block. SQLite has one writer and hashes are bounded by the number of cores, so more
/// of them would only wait, each on a stack of its own.
const MAX_BLOCKING_THREADS: usize = 64;

/// What every connection shares.
struct Server<A> {
    app: Arc<A>,
    limits: Limits,
    stop: Stop,
    request_budget: Budget,
    response_budget: Budget,
    seats: Arc<Seats>,
}

impl<A: Application> Server<A> {
    /// Of a request whose rest is not waited for, or whose answer finds no room.
    fn count_refusal(&self, status: u16) {
        match status {
            408 => self.app.record(Event::TimedOut),
            503 => self.app.record(Event::MemoryLimit),
            _ => {}
        }
    }
}

/// Serves until `stop` says so; returns after what is in flight was answered, at the stop's deadline at the latest.
///
/// # Errors
/// When the listener cannot be used or threads cannot be started. Failing connections are never an error here.
pub fn serve<A: Application>(
    listener: TcpListener,
    limits: Limits,
    app: Arc<A>,
    stop: Stop,
) -> io::Result<()> {
    run(listener, limits, Arc::new(app), stop)
}

/// Any application behind one type, so that hyper and all around it are compiled into the program once.
impl Application for Arc<dyn Application> {
    fn handle(&self, request: &rouille::Request) -> rouille::Response {
        (**self).handle(request)
    }

    fn embedded_body(&self, request: &rouille::Request, answer: &rouille::Response) -> Embedded {
        (**self).embedded_body(request, answer)
    }

    fn blocks(&self, method: &str, raw_url: &str) -> bool {
        (**self).blocks(method, raw_url)
    }

    fn refuse(&self, status: u16) -> rouille::Response {
        (**self).refuse(status)
    }

    fn refuse_at(&self, status: u16, raw_url: &str) -> rouille::Response {
        (**self).refuse_at(status, raw_url)
    }

    fn record(&self, event: Event) {
        (**self).record(event);
    }
}

fn run(listener: TcpListener, limits: Limits, app: Arc<Arc<dyn Application>>, stop: Stop) -> io::Result<()> {
    let limits = accept::cap_by_open_files(limits);
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let runtime = runtime::Builder::new_multi_thread()
        .worker_threads(limits.network_threads.unwrap_or(cores))
        .max_blocking_threads(MAX_BLOCKING_THREADS)
        .thread_name("http")
        .enable_all()
        .build()?;
    listener.set_nonblocking(true)?;
    accept::configure_listener(&listener)?;
    let listener = {
        let _within = runtime.enter();
        tokio::net::TcpListener::from_std(listener)?
    };
    let slots = Slots::new(&limits);
    let room = Budget::new(limits.request_budget_bytes, memory_budget::FREE_BYTES);
    let answer_room = Budget::new(limits.response_budget_bytes, convert::MAX_COPIED_BYTES);
    let shared = Arc::new(Server {
        app,
        limits,
        stop,
        request_budget: room,
        response_budget: answer_room,
        seats: Seats::new(),
    });
    runtime.spawn(tick(Arc::clone(&shared)));
    // On a worker thread: a connection accepted there is served there, without waking another thread.
    let accepting = runtime.spawn(accept::accept(listener, Arc::clone(&slots), Arc::clone(&shared)));
    runtime.block_on(accepting).map_err(io::Error::other)?;

    let deadline = shared.limits.stop_timeout;
    let left = shared.stop.time_left(deadline);
    let in_time = runtime.block_on(async { tokio::time::timeout(left, slots.all_free()).await });
    if in_time.is_err() {
        log::warn!("stopped with requests unanswered after {} s", deadline.as_secs());
    }
    runtime.shutdown_timeout(shared.stop.time_left(deadline));
    Ok(())
}

/// Counts the seconds, and proves, for as long as the runtime lives, that its clock and its threads do.
async fn tick<A: Application>(shared: Arc<Server<A>>) {
    loop {
        shared.app.record(Event::Tick);
        tokio::time::sleep(TICK_INTERVAL).await;
        shared.seats.tick();
    }
}
