//! The wire: the only code that uses hyper and tokio's sockets.
//!
//! hyper reads and writes HTTP/1. Around it are limits in time, size and number, so that the
//! synchronous application gets complete and bounded requests only. In reading order: `accept`
//! (connection limits) → `connection` (one socket, from first byte to close) → `read_head` (until a
//! header section is complete) → `request` (one request, one response) → `convert` (hyper's types
//! to rouille's and back).

mod accept;
mod application;
pub mod breached_passwords;
pub mod client;
mod connection;
mod connection_limits;
mod convert;
mod error_response;
mod headers;
mod limits;
pub mod listener;
mod memory_budget;
mod min_rate;
mod read_head;
mod request;
mod response_body;
mod server;
mod shutdown;
mod socket;
pub mod spooled_body;

use std::io;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use tokio::runtime;

pub use application::{Application, Embedded, Event};
pub use limits::Limits;
pub use listener::{ListenAddress, Listener};
pub use shutdown::Stop;

use server::Server;

/// How often the network threads report that they are alive.
pub const TICK_INTERVAL: Duration = Duration::from_secs(1);

/// Threads of the blocking pool. SQLite has one writer and hashes are bounded by the number of
/// cores, so more threads would only wait, each with a stack.
const MAX_BLOCKING_THREADS: usize = 64;

/// Serves until `stop`; returns when requests in flight have their responses, or after
/// `limits.stop_timeout`.
///
/// # Errors
/// When the listener cannot be used or threads cannot be started, never for a failing connection.
pub fn serve<A: Application>(
    listener: impl Into<Listener>,
    limits: Limits,
    app: Arc<A>,
    stop: Stop,
) -> io::Result<()> {
    run(listener.into(), limits, Arc::new(app), stop)
}

fn run(listener: Listener, limits: Limits, app: Arc<Arc<dyn Application>>, stop: Stop) -> io::Result<()> {
    let limits = accept::cap_by_open_files(limits);
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let runtime = runtime::Builder::new_multi_thread()
        .worker_threads(limits.network_threads.unwrap_or(cores))
        .max_blocking_threads(MAX_BLOCKING_THREADS)
        .thread_name("http")
        .enable_all()
        .build()?;
    accept::configure_listener(&listener)?;
    let listener = {
        let _within = runtime.enter();
        listener.into_async()?
    };
    let server = Arc::new(Server::new(limits, app, stop));
    runtime.spawn(tick(Arc::clone(&server)));
    // On a worker thread: a connection accepted there is served there, without waking another.
    let accepting = runtime.spawn(accept::accept(listener, Arc::clone(&server)));
    runtime.block_on(accepting).map_err(io::Error::other)?;

    let timeout = server.limits.stop_timeout;
    let all_closed = server.connections.all_closed();
    let left = server.stop.time_left(timeout);
    if runtime.block_on(async { tokio::time::timeout(left, all_closed).await }).is_err() {
        log::warn!(seconds = timeout.as_secs(); "wire: requests are unanswered at the stop timeout; stops");
    }
    runtime.shutdown_timeout(server.stop.time_left(timeout));
    Ok(())
}

/// Advances the coarse clock of idle connections, and reports that the runtime is alive.
async fn tick<A: Application>(server: Arc<Server<A>>) {
    loop {
        server.app.record(Event::Tick);
        tokio::time::sleep(TICK_INTERVAL).await;
        server.connections.tick();
    }
}
