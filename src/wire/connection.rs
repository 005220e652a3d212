//! One connection, from its first byte to its close: hyper talks, this watches the clock and the stop.

use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use hyper::body::Bytes;
use hyper::server::conn::http1;
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep};

use crate::wire::idle_connections::Seat;
use crate::wire::read_head::{HeadResult, read_head};
use crate::wire::request::RequestService;
use crate::wire::socket::{ConnectionState, Socket, SocketPhase};
use crate::wire::{
    Application, Event, HYPER_IDLE_TIMEOUT, LAST_CALL_TIMEOUT, MAX_HEADER_BYTES, Server, error_response,
};

/// hyper's buffers for one connection, in bytes: a header section fits, and little more is kept for a peer.
const HYPER_BUFFER_BYTES: usize = 20 * 1024;

/// When the timer looks again while no deadline is set.
const TIMER_IDLE_INTERVAL: Duration = Duration::from_secs(60);

/// How a connection ended.
enum CloseReason {
    /// hyper is done with it, or could not go on.
    Closed(hyper::Result<()>),
    TimedOut,
    /// Somebody else wants its place, and it was the peer's turn.
    Evicted,
    /// The server stops and nothing was being asked.
    Stopped,
}

/// Serves one connection until it ends. To be the root of its task: it counts on one waker for its whole life.
///
/// hyper, whose buffers are most of what a connection costs, is there only from the first request to the next silence.
pub(super) async fn serve_connection<A: Application>(
    mut socket: TcpStream,
    peer: SocketAddr,
    seat: &Arc<Seat>,
    shared: Arc<Server<A>>,
) {
    // Answers leave at once; they are written in one piece anyway.
    let _ = socket.set_nodelay(true);
    let limits = &shared.limits;
    let mut patience = limits.idle_timeout;
    let mut unread = Bytes::new();
    loop {
        seat.waits();
        let said = match read_head(&socket, unread, patience, seat, &shared).await {
            HeadResult::Read(said) => said,
            HeadResult::Refused(status, said) => {
                shared.count_refusal(status);
                let refused = error_response::send_and_close(
                    socket,
                    &*shared.app,
                    status,
                    error_response::request_target(&said),
                );
                return Box::pin(refused).await;
            }
            HeadResult::Closed => return,
            HeadResult::Evicted => return shared.app.record(Event::Evicted),
        };
        seat.works();
        // Boxed, so that a connection that is only open does not set room aside for it.
        let Some(left) = Box::pin(serve_requests(socket, said, peer, seat, &shared)).await else { return };
        (socket, unread) = left;
        patience = limits.idle_timeout.saturating_sub(HYPER_IDLE_TIMEOUT);
    }
}

/// Requests and answers until there is nothing more to be said, which gives `None`, or nothing is being said for a while:
/// then the socket and what was read from it and belongs to no request yet.
async fn serve_requests<A: Application>(
    socket: TcpStream,
    unread: Bytes,
    peer: SocketAddr,
    seat: &Arc<Seat>,
    shared: &Arc<Server<A>>,
) -> Option<(TcpStream, Bytes)> {
    let progress = Arc::new(ConnectionState::new(&shared.limits, Arc::clone(seat)));
    let mut http = http1::Builder::new();
    // A client that has closed its sending side still gets its answer. hyper's own clock stays off: it starts at
    // a connection's idleness and knows no body, so ours does it all.
    http.half_close(true)
        .header_read_timeout(None)
        .max_header_size(MAX_HEADER_BYTES)
        .max_buf_size(HYPER_BUFFER_BYTES);
    let exchange = RequestService::new(Arc::clone(shared), peer, Arc::clone(&progress));
    let mut connection = http.serve_connection(Socket::new(socket, unread, Arc::clone(&progress)), exchange);

    let ending = poll_with_deadlines(&mut connection, &progress, seat, shared).await;

    // One that idled between its requests was not slow.
    let mid_way = progress.is_stalled() || matches!(progress.stage(), SocketPhase::Head | SocketPhase::Body);
    if matches!(ending, CloseReason::TimedOut) && mid_way {
        shared.app.record(Event::TimedOut);
    }
    if matches!(ending, CloseReason::Evicted) {
        shared.app.record(Event::Evicted);
    }
    let parts = connection.into_parts();
    let socket = parts.io.into_inner();
    let refusal = match &ending {
        CloseReason::Stopped => None,
        CloseReason::Evicted => {
            // What the peer never read would stay with the kernel for minutes.
            let _ = socket.set_zero_linger();
            None
        }
        CloseReason::Closed(Ok(())) => None,
        CloseReason::Closed(Err(error)) if progress.awaits_request() => {
            error_response::status_of(error, &parts.read_buf)
        }
        CloseReason::Closed(Err(error)) => {
            log::debug!("a connection broke off: {error}");
            None
        }
        CloseReason::TimedOut if progress.is_stalled() => {
            // As above.
            let _ = socket.set_zero_linger();
            None
        }
        CloseReason::TimedOut
            if progress.stage() == SocketPhase::Idle && shared.limits.idle_timeout > HYPER_IDLE_TIMEOUT =>
        {
            return Some((socket, parts.read_buf));
        }
        CloseReason::TimedOut => (progress.stage() == SocketPhase::Head).then_some(408),
    };
    match (refusal, ending) {
        (Some(status), _) => {
            let target = error_response::request_target(&parts.read_buf).to_owned();
            // Thousands may be refused in one moment and linger for the next: without hyper's buffer.
            drop(parts.read_buf);
            // Boxed, like the other: seldom needed, large, and otherwise room that every connection would set aside.
            Box::pin(error_response::send_and_close(socket, &*shared.app, status, &target)).await;
        }
        (None, CloseReason::Closed(Ok(()))) if progress.was_truncated() || !parts.read_buf.is_empty() => {
            drop(parts.read_buf);
            Box::pin(error_response::drain_and_close(socket)).await;
        }
        _ => {}
    }
    None
}

type HyperConnection<A> = http1::Connection<Socket, RequestService<A>>;

/// Polls hyper, and between its polls looks after the stop and the deadline of the stage the connection is in.
async fn poll_with_deadlines<A: Application>(
    connection: &mut HyperConnection<A>,
    progress: &ConnectionState,
    seat: &Seat,
    shared: &Server<A>,
) -> CloseReason {
    let (stop, limits) = (&shared.stop, &shared.limits);
    let mut stopping = pin!(stop.notified());
    let mut wanted = pin!(seat.wanted());
    let mut awaits_others = false;
    let mut last_call = None;

    // One timer for the connection's life. Deadlines mostly move away, so it is left to ring early and then set
    // again, instead of being moved with every request.
    let mut timer = pin!(sleep(limits.idle_timeout.min(HYPER_IDLE_TIMEOUT)));
    let mut deadline = Some(timer.deadline());
    let mut seen = progress.changes();

    std::future::poll_fn(|cx| {
        if let Poll::Ready(result) = Pin::new(&mut *connection).poll(cx) {
            return Poll::Ready(CloseReason::Closed(result));
        }

        // Registering once suffices and matters: it takes a lock that all connections share.
        if !awaits_others {
            awaits_others = true;
            let _ = stopping.as_mut().poll(cx);
            let _ = wanted.as_mut().poll(cx);
        }
        if seat.is_wanted() && progress.awaits_peer() {
            return Poll::Ready(CloseReason::Evicted);
        }
        if seen != progress.changes() {
            seen = progress.changes();
            deadline = progress.timeout(limits).and_then(|patience| Instant::now().checked_add(patience));
        }
        // What is being answered is told so by its answer, and comes by here again when that is written.
        let stops = stop.is_requested() && progress.awaits_request();
        if stops {
            let end = *last_call.get_or_insert_with(|| Instant::now() + LAST_CALL_TIMEOUT);
            deadline = Some(deadline.map_or(end, |deadline| deadline.min(end)));
        }
        if let Some(deadline) = deadline
            && deadline < timer.deadline()
        {
            timer.as_mut().reset(deadline);
        }
        while timer.as_mut().poll(cx).is_ready() {
            let now = Instant::now();
            match deadline {
                Some(deadline) if deadline <= now => {
                    return Poll::Ready(if stops { CloseReason::Stopped } else { CloseReason::TimedOut });
                }
                Some(deadline) => timer.as_mut().reset(deadline),
                None => timer.as_mut().reset(now + TIMER_IDLE_INTERVAL),
            }
        }
        Poll::Pending
    })
    .await
}
