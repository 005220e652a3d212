//! One connection, from its first byte to its close: hyper speaks HTTP, this watches the deadlines,
//! the stop and the eviction.

use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use hyper::body::Bytes;
use hyper::server::conn::http1;
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep};

use crate::wire::application::{Application, Event};
use crate::wire::connection_limits::Activity;
use crate::wire::error_response;
use crate::wire::limits::{HYPER_IDLE_TIMEOUT, LAST_CALL_TIMEOUT, MAX_HEADER_BYTES};
use crate::wire::read_head::{HeadResult, read_head};
use crate::wire::request::RequestService;
use crate::wire::server::Server;
use crate::wire::socket::{ConnectionState, Socket, SocketPhase};

/// hyper's buffer for one connection: a header section fits, and little more is kept for a client.
const HYPER_BUFFER_BYTES: usize = 20 * 1024;

/// When the timer is set again while there is no deadline.
const TIMER_IDLE_INTERVAL: Duration = Duration::from_secs(60);

enum CloseReason {
    /// hyper is done with it, or could not go on.
    Closed(hyper::Result<()>),
    TimedOut,
    /// It was idle, and closes for another.
    Evicted,
    /// The server stops and no request was in progress.
    Stopped,
}

/// Serves one connection until it ends. Must be the root of its task: it relies on one waker.
///
/// hyper's buffers are most of what a connection costs, so it is there only from the first request
/// to the next pause.
pub(super) async fn serve_connection<A: Application>(
    mut socket: TcpStream,
    peer: SocketAddr,
    activity: &Arc<Activity>,
    server: Arc<Server<A>>,
) {
    // Responses are written in one piece, and sent at once.
    let _ = socket.set_nodelay(true);
    let limits = &server.limits;
    let mut timeout = limits.idle_timeout;
    let mut unread = Bytes::new();
    loop {
        activity.set_idle();
        let head = match read_head(&socket, unread, timeout, activity, &server).await {
            HeadResult::Read(head) => head,
            HeadResult::Refused(status, head) => {
                server.record_refusal(status);
                let target = error_response::request_target(&head);
                return Box::pin(error_response::send_and_close(socket, &server, status, target)).await;
            }
            HeadResult::Closed => return,
            HeadResult::Evicted => return server.app.record(Event::Evicted),
        };
        activity.set_busy();
        // Boxed, so that an idle connection allocates no room for it.
        let Some(left) = Box::pin(serve_requests(socket, head, peer, activity, &server)).await else {
            return;
        };
        (socket, unread) = left;
        timeout = limits.idle_timeout.saturating_sub(HYPER_IDLE_TIMEOUT);
    }
}

/// Serves requests until the connection ends (`None`) or pauses: then returns the socket and what
/// was read of the next request.
async fn serve_requests<A: Application>(
    socket: TcpStream,
    unread: Bytes,
    peer: SocketAddr,
    activity: &Arc<Activity>,
    server: &Arc<Server<A>>,
) -> Option<(TcpStream, Bytes)> {
    let state = Arc::new(ConnectionState::new(&server.limits, Arc::clone(activity)));
    let mut http = http1::Builder::new();
    // A client that shut down its sending side still gets its response. hyper's own timeout is off:
    // it begins at a connection's idleness and knows no body.
    http.half_close(true)
        .header_read_timeout(None)
        .max_header_size(MAX_HEADER_BYTES)
        .max_buf_size(HYPER_BUFFER_BYTES);
    let service = RequestService::new(Arc::clone(server), peer, Arc::clone(&state));
    let mut connection = http.serve_connection(Socket::new(socket, unread, Arc::clone(&state)), service);

    let reason = poll_with_deadlines(&mut connection, &state, activity, server).await;

    // A connection that was idle between its requests was not slow.
    let is_slow = state.is_stalled() || matches!(state.phase(), SocketPhase::Head | SocketPhase::Body);
    match reason {
        CloseReason::TimedOut if is_slow => server.app.record(Event::TimedOut),
        CloseReason::Evicted => server.app.record(Event::Evicted),
        _ => {}
    }
    let parts = connection.into_parts();
    let socket = parts.io.into_inner();
    let refusal = match &reason {
        CloseReason::Stopped | CloseReason::Closed(Ok(())) => None,
        CloseReason::Closed(Err(error)) if state.awaits_request() => {
            error_response::status_of(error, &parts.read_buf)
        }
        CloseReason::Closed(Err(error)) => {
            log::debug!(error:% = error; "wire: a connection broke off");
            None
        }
        CloseReason::TimedOut
            if state.phase() == SocketPhase::Idle
                && !state.is_stalled()
                && server.limits.idle_timeout > HYPER_IDLE_TIMEOUT =>
        {
            return Some((socket, parts.read_buf));
        }
        CloseReason::TimedOut if !state.is_stalled() => (state.phase() == SocketPhase::Head).then_some(408),
        CloseReason::TimedOut | CloseReason::Evicted => {
            // Otherwise the kernel keeps for minutes what the client never read.
            let _ = socket.set_zero_linger();
            None
        }
    };
    let is_unread = state.was_truncated() || !parts.read_buf.is_empty();
    match (refusal, reason) {
        (Some(status), _) => {
            let target = error_response::request_target(&parts.read_buf).to_owned();
            // Thousands may be refused at once, and drained after it: without hyper's buffer.
            drop(parts.read_buf);
            // Boxed, like the other: rare and large.
            Box::pin(error_response::send_and_close(socket, server, status, &target)).await;
        }
        (None, CloseReason::Closed(Ok(()))) if is_unread => {
            drop(parts.read_buf);
            Box::pin(error_response::drain_and_close(socket)).await;
        }
        _ => {}
    }
    None
}

type HyperConnection<A> = http1::Connection<Socket, RequestService<A>>;

/// Polls hyper, and after each poll checks the eviction, the stop and the deadline of the phase.
async fn poll_with_deadlines<A: Application>(
    connection: &mut HyperConnection<A>,
    state: &ConnectionState,
    activity: &Activity,
    server: &Server<A>,
) -> CloseReason {
    let (stop, limits) = (&server.stop, &server.limits);
    let mut stopping = pin!(stop.notified());
    let mut evicted = pin!(activity.evicted());
    let mut is_registered = false;
    let mut last_call = None;

    // One timer for the connection. Deadlines mostly move away, so it fires early and is set again,
    // instead of being moved with every request.
    let mut timer = pin!(sleep(limits.idle_timeout.min(HYPER_IDLE_TIMEOUT)));
    let mut deadline = Some(timer.deadline());
    let mut seen = state.changes();

    std::future::poll_fn(|cx| {
        if let Poll::Ready(result) = Pin::new(&mut *connection).poll(cx) {
            return Poll::Ready(CloseReason::Closed(result));
        }

        // Once, as it takes a lock that all connections share.
        if !is_registered {
            is_registered = true;
            let _ = stopping.as_mut().poll(cx);
            let _ = evicted.as_mut().poll(cx);
        }
        if activity.is_evicted() && state.awaits_client() {
            return Poll::Ready(CloseReason::Evicted);
        }
        if seen != state.changes() {
            seen = state.changes();
            deadline = state.timeout(limits).and_then(|timeout| Instant::now().checked_add(timeout));
        }
        // A request in progress gets `Connection: close`, and this is polled again when it is sent.
        let is_stopping = stop.is_requested() && state.awaits_request();
        if is_stopping {
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
                    let reason = if is_stopping { CloseReason::Stopped } else { CloseReason::TimedOut };
                    return Poll::Ready(reason);
                }
                Some(deadline) => timer.as_mut().reset(deadline),
                None => timer.as_mut().reset(now + TIMER_IDLE_INTERVAL),
            }
        }
        Poll::Pending
    })
    .await
}
