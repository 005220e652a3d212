//! One request and its response: what is refused, what runs on this thread, what on the blocking
//! pool.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::net::SocketAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use http_body_util::BodyExt;
use hyper::body::{Body, Incoming};
use hyper::header::{self, HeaderValue};
use hyper::service::Service;
use hyper::{HeaderMap, Method, Request, Response, Version};

use crate::wire::application::{Application, Embedded, Event};
use crate::wire::convert::{Converter, RequestHead};
use crate::wire::error_response::error_response;
use crate::wire::memory_budget::{Budget, BudgetedBuffer, Reservation};
use crate::wire::response_body::ResponseBody;
use crate::wire::server::Server;
use crate::wire::socket::{ConnectionState, SocketPhase};
use crate::wire::spooled_body;

/// How many body timeouts a body may take that is spooled: it is so much larger.
const SPOOLED_TIMEOUTS: u32 = 10;

/// Allocated for a body before its first byte: what most forms need.
const INITIAL_BODY_BYTES: u64 = 2048;

/// What hyper calls with each request of one connection.
pub(super) struct RequestService<A>(Arc<Connection<A>>);

struct Connection<A> {
    server: Arc<Server<A>>,
    peer: SocketAddr,
    state: Arc<ConnectionState>,
}

/// A response, now or when the body is read or the blocking pool is done.
pub(super) enum ResponseFuture {
    Now(Ready<Response<ResponseBody>>),
    Later(Pin<Box<dyn Future<Output = Response<ResponseBody>> + Send>>),
}

impl<A: Application> RequestService<A> {
    pub(super) fn new(
        server: Arc<Server<A>>,
        peer: SocketAddr,
        state: Arc<ConnectionState>,
    ) -> RequestService<A> {
        RequestService(Arc::new(Connection { server, peer, state }))
    }
}

impl<A: Application> Service<Request<Incoming>> for RequestService<A> {
    type Response = Response<ResponseBody>;
    type Error = Infallible;
    type Future = ResponseFuture;

    fn call(&self, request: Request<Incoming>) -> ResponseFuture {
        let connection = &self.0;
        let server = &connection.server;
        connection.state.enter(SocketPhase::Response);
        if let Err(status) = check_request(&request) {
            return ResponseFuture::Now(ready(connection.refuse(status, raw_url(&request))));
        }
        let max_bytes = server.app.max_body_bytes(raw_url(&request), server.limits.max_body_bytes);
        if request.body().size_hint().lower() > max_bytes {
            return ResponseFuture::Now(ready(connection.refuse(413, raw_url(&request))));
        }
        let blocks = server.app.blocks(request.method().as_str(), raw_url(&request));
        let head = RequestHead::from_hyper(connection.peer, &request, raw_url(&request));
        if !blocks && request.body().is_end_stream() {
            let request = head.into_rouille(Vec::new());
            return ResponseFuture::Now(ready(connection.finish(connection.respond(&request))));
        }
        let (connection, body) = (Arc::clone(connection), request.into_body());
        ResponseFuture::Later(Box::pin(async move {
            let response = connection.respond_later(head, body, blocks).await;
            connection.finish(response)
        }))
    }
}

impl Future for ResponseFuture {
    type Output = Result<Response<ResponseBody>, Infallible>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match self.get_mut() {
            ResponseFuture::Now(response) => Pin::new(response).poll(cx).map(Ok),
            ResponseFuture::Later(response) => response.as_mut().poll(cx).map(Ok),
        }
    }
}

impl<A: Application> Connection<A> {
    async fn respond_later(
        self: &Arc<Self>,
        head: RequestHead,
        body: Incoming,
        blocks: bool,
    ) -> Response<ResponseBody> {
        let mut spooled = None;
        // The reservations last until the response is made.
        let (request, _reservations) = if body.is_end_stream() {
            (head.into_rouille(Vec::new()), None)
        } else if blocks && self.server.app.spools_body(&head.raw_url) {
            self.state.enter(SocketPhase::Body);
            let Server { limits, app, .. } = &*self.server;
            let max_bytes = app.max_body_bytes(&head.raw_url, limits.max_body_bytes);
            let receiving = spooled_body::receive(body, max_bytes);
            let received = tokio::time::timeout(limits.body_timeout * SPOOLED_TIMEOUTS, receiving).await;
            match received.unwrap_or(Err(408)) {
                Ok(body) => spooled = Some(body),
                Err(status) => {
                    self.server.record_refusal(status);
                    return self.refuse(status, &head.raw_url);
                }
            }
            (head.into_rouille(Vec::new()), None)
        } else {
            self.state.enter(SocketPhase::Body);
            match self.receive_body(&head, body).await {
                Ok((body, reservations)) => (head.into_rouille(body), Some(reservations)),
                Err(status) => {
                    self.server.record_refusal(status);
                    return self.refuse(status, &head.raw_url);
                }
            }
        };
        self.state.enter(SocketPhase::Response);
        if !blocks {
            return self.respond(&request);
        }
        let (this, request) = (Arc::clone(self), Arc::new(request));
        let on_pool = Arc::clone(&request);
        self.server.app.record(Event::Queued);
        let work = move || {
            this.server.app.record(Event::Started);
            let response = spooled_body::with(spooled, || this.respond(&on_pool));
            this.server.app.record(Event::Finished);
            response
        };
        match tokio::task::spawn_blocking(work).await {
            Ok(response) => response,
            // The pool is shut down: the server is past its stop timeout.
            Err(_) => self.refuse(503, request.raw_url()),
        }
    }

    /// The whole body, and the reservations of head and body; or the status to refuse with.
    async fn receive_body(
        &self,
        head: &RequestHead,
        body: Incoming,
    ) -> Result<(Vec<u8>, [Reservation; 2]), u16> {
        let Server { limits, request_budget, .. } = &*self.server;
        let of_head = request_budget.reserve(head.size_bytes()).ok_or(503_u16)?;
        let max_bytes = self.server.app.max_body_bytes(&head.raw_url, limits.max_body_bytes);
        let reading = read_body(body, max_bytes, request_budget);
        let body = tokio::time::timeout(limits.body_timeout, reading).await;
        let (body, of_body) = body.unwrap_or(Err(408))?.into_parts();
        Ok((body, [of_head, of_body]))
    }

    fn respond(&self, request: &rouille::Request) -> Response<ResponseBody> {
        let Server { app, response_budget, .. } = &*self.server;
        let handle = || {
            let response = app.handle(request);
            match app.embedded_body(request, &response) {
                Embedded::All(body) => Some(self.converter().convert_embedded(response, body)),
                Embedded::Most => Some(self.converter().convert(response)),
                Embedded::None => self.converter().convert_within(response_budget, response),
            }
        };
        match catch_unwind(AssertUnwindSafe(handle)) {
            Ok(Some(response)) => response,
            Ok(None) => {
                self.server.record_refusal(503);
                self.refuse(503, request.raw_url())
            }
            Err(_) => {
                app.record(Event::Panicked);
                log::error!("wire: a {} request panicked; sends 500", request.method());
                self.converter().convert(error_response(&**app, 500, request.raw_url()))
            }
        }
    }

    fn converter(&self) -> Converter<'_> {
        Converter { common_headers: &self.server.common_headers, state: Some(Arc::clone(&self.state)) }
    }

    /// Makes the response this connection's last when the server is stopping.
    fn finish(&self, mut response: Response<ResponseBody>) -> Response<ResponseBody> {
        if self.server.stop.is_requested() {
            response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        response
    }

    /// Refuses a request whose body, if any, stays unread: so the connection ends with the
    /// response.
    fn refuse(&self, status: u16, raw_url: &str) -> Response<ResponseBody> {
        self.state.mark_truncated();
        let mut response = self.converter().convert(error_response(&*self.server.app, status, raw_url));
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
        if status == 405 {
            // RFC 9110, 15.5.6 asks for it; this 405 only ever answers CONNECT.
            let allow = response.headers_mut().entry(header::ALLOW);
            allow.or_insert(HeaderValue::from_static("GET, HEAD, POST"));
        }
        response
    }
}

/// Whether this is a request to an origin server (RFC 9112, 3.2): a path, and in HTTP/1.1 exactly
/// one `Host`. The `Err` is the status to refuse with.
fn check_request<B>(request: &Request<B>) -> Result<(), u16> {
    if request.method() == Method::CONNECT {
        return Err(405);
    }
    let hosts = request.headers().get_all(header::HOST).iter().count();
    let has_host = hosts == 1 || (hosts == 0 && request.version() != Version::HTTP_11);
    let is_sound = raw_url(request).starts_with('/') && is_framed_plainly(request.headers()) && has_host;
    if is_sound { Ok(()) } else { Err(400) }
}

/// Whether `chunked` is the body's only transfer coding, if any, and named once (RFC 9112, 6.1 and
/// 7). hyper accepts others before it, which would reach the application undecoded.
fn is_framed_plainly(headers: &HeaderMap) -> bool {
    let mut codings = headers.get_all(header::TRANSFER_ENCODING).iter();
    match (codings.next(), codings.next()) {
        (None, _) => true,
        (Some(coding), None) => coding.as_bytes().trim_ascii().eq_ignore_ascii_case(b"chunked"),
        (Some(_), Some(_)) => false,
    }
}

/// Path and query, without the scheme and authority of a target in absolute form.
fn raw_url<B>(request: &Request<B>) -> &str {
    request.uri().path_and_query().map_or("", |target| target.as_str())
}

/// The whole body, or the status to refuse with: 413 beyond `max_bytes`, 503 when the memory budget
/// is used up, 400 for broken framing.
async fn read_body(mut body: Incoming, max_bytes: u64, budget: &Budget) -> Result<BudgetedBuffer, u16> {
    // Announced bytes need never come, so few are allocated for them.
    let announced = body.size_hint().lower().min(INITIAL_BODY_BYTES);
    let in_memory = |bytes: u64| usize::try_from(bytes).unwrap_or(usize::MAX);
    let mut buffer = BudgetedBuffer::new(in_memory(max_bytes), in_memory(announced));
    while let Some(frame) = body.frame().await {
        let Ok(frame) = frame else { return Err(400) };
        if let Some(data) = frame.data_ref() {
            if (buffer.bytes().len() + data.len()) as u64 > max_bytes {
                return Err(413);
            }
            if !buffer.push(budget, data) {
                return Err(503);
            }
        }
    }
    Ok(buffer)
}
