//! One request and its answer: what is refused here, what runs on this thread, and what on the blocking pool.

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

use crate::wire::convert::RequestHead;
use crate::wire::memory_budget::{Budget, BudgetedBuffer, Reservation};
use crate::wire::response_body::ResponseBody;
use crate::wire::socket::{ConnectionState, SocketPhase};
use crate::wire::{Application, Embedded, Event, Server, convert};

/// Room made for a body before it comes.
const INITIAL_BODY_BYTES: u64 = 2048;

/// What hyper calls with each request of one connection.
pub(super) struct RequestService<A>(Arc<Connection<A>>);

/// The two ends of a connection.
struct Connection<A> {
    shared: Arc<Server<A>>,
    address: SocketAddr,
    progress: Arc<ConnectionState>,
}

/// An answer, now or after the body was read or the pool has worked.
pub(super) enum ResponseFuture {
    Now(Ready<Response<ResponseBody>>),
    Later(Pin<Box<dyn Future<Output = Response<ResponseBody>> + Send>>),
}

impl<A: Application> RequestService<A> {
    pub(super) fn new(
        shared: Arc<Server<A>>,
        address: SocketAddr,
        progress: Arc<ConnectionState>,
    ) -> RequestService<A> {
        RequestService(Arc::new(Connection { shared, address, progress }))
    }
}

impl<A: Application> Service<Request<Incoming>> for RequestService<A> {
    type Response = Response<ResponseBody>;
    type Error = Infallible;
    type Future = ResponseFuture;

    fn call(&self, request: Request<Incoming>) -> ResponseFuture {
        let peer = &self.0;
        peer.progress.enter(SocketPhase::Response);
        if let Err(status) = check_request(&request) {
            return ResponseFuture::Now(ready(peer.refuse(status, raw_url(&request))));
        }
        if request.body().size_hint().lower() > peer.shared.limits.max_body_bytes {
            return ResponseFuture::Now(ready(peer.refuse(413, raw_url(&request))));
        }
        let blocks = peer.shared.app.blocks(request.method().as_str(), raw_url(&request));
        let head = RequestHead::from_hyper(peer.address, &request, raw_url(&request));
        if !blocks && request.body().is_end_stream() {
            let request = head.into_rouille(Vec::new());
            return ResponseFuture::Now(ready(peer.finish(peer.respond(&request))));
        }
        let (peer, body) = (Arc::clone(peer), request.into_body());
        ResponseFuture::Later(Box::pin(async move {
            let answer = peer.respond_later(head, body, blocks).await;
            peer.finish(answer)
        }))
    }
}

impl Future for ResponseFuture {
    type Output = Result<Response<ResponseBody>, Infallible>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match self.get_mut() {
            ResponseFuture::Now(answer) => Pin::new(answer).poll(cx).map(Ok),
            ResponseFuture::Later(answer) => answer.as_mut().poll(cx).map(Ok),
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
        // What it holds of the room is its own until the answer is made.
        let (request, _held) = if body.is_end_stream() {
            (head.into_rouille(Vec::new()), None)
        } else {
            self.progress.enter(SocketPhase::Body);
            match self.receive_body(&head, body).await {
                Ok((body, held)) => (head.into_rouille(body), Some(held)),
                Err(status) => {
                    self.shared.count_refusal(status);
                    return self.refuse(status, &head.raw_url);
                }
            }
        };
        self.progress.enter(SocketPhase::Response);
        if !blocks {
            return self.respond(&request);
        }
        let (this, request) = (Arc::clone(self), Arc::new(request));
        let asked = Arc::clone(&request);
        self.shared.app.record(Event::Queued);
        let work = move || {
            this.shared.app.record(Event::Started);
            let answer = this.respond(&asked);
            this.shared.app.record(Event::Finished);
            answer
        };
        match tokio::task::spawn_blocking(work).await {
            Ok(answer) => answer,
            // The pool takes no more work: the server is stopping and the deadline is over.
            Err(_) => self.refuse(503, request.raw_url()),
        }
    }

    /// The whole body, with what it and the head hold of the room; or the status to refuse with.
    async fn receive_body(
        &self,
        head: &RequestHead,
        body: Incoming,
    ) -> Result<(Vec<u8>, [Reservation; 2]), u16> {
        let Server { limits, request_budget: room, .. } = &*self.shared;
        let of_head = room.reserve(head.size_bytes()).ok_or(503_u16)?;
        let body =
            tokio::time::timeout(limits.body_timeout, read_body(body, limits.max_body_bytes, room)).await;
        let (body, of_body) = body.unwrap_or(Err(408))?.into_parts();
        Ok((body, [of_head, of_body]))
    }

    fn respond(&self, request: &rouille::Request) -> Response<ResponseBody> {
        let progress = || Some(Arc::clone(&self.progress));
        let Server { app, response_budget: answer_room, .. } = &*self.shared;
        let answered = || {
            let answer = app.handle(request);
            match app.embedded_body(request, &answer) {
                Embedded::All(body) => Some(convert::to_hyper_embedded(answer, body, progress())),
                Embedded::Most => Some(convert::to_hyper(answer, progress())),
                Embedded::None => convert::to_hyper_within(answer_room, answer, progress()),
            }
        };
        match catch_unwind(AssertUnwindSafe(answered)) {
            Ok(Some(answer)) => answer,
            Ok(None) => {
                self.shared.count_refusal(503);
                self.refuse(503, request.raw_url())
            }
            Err(_) => {
                app.record(Event::Panicked);
                log::error!("a {} request panicked and got a 500", request.method());
                convert::to_hyper(error_response(&**app, 500, request.raw_url()), progress())
            }
        }
    }

    /// The answer as it leaves: the last one of this connection when the server is stopping.
    fn finish(&self, mut answer: Response<ResponseBody>) -> Response<ResponseBody> {
        if self.shared.stop.is_requested() {
            answer.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        answer
    }

    /// Refuses a request whose body, if any, stays unread: so the connection ends with the answer.
    fn refuse(&self, status: u16, raw_url: &str) -> Response<ResponseBody> {
        self.progress.cut_short();
        let answer = error_response(&*self.shared.app, status, raw_url);
        let mut response = convert::to_hyper(answer, Some(Arc::clone(&self.progress)));
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
        if status == 405 {
            // RFC 9110, 15.5.6 asks for it; this one is only ever the answer to CONNECT.
            let allow = response.headers_mut().entry(header::ALLOW);
            allow.or_insert(HeaderValue::from_static("GET, HEAD, POST"));
        }
        response
    }
}

/// The application's refusal, or an empty one should that panic. `raw_url` is empty where it is not known.
pub(super) fn error_response<A: Application>(app: &A, status: u16, raw_url: &str) -> rouille::Response {
    let refuse = || if raw_url.is_empty() { app.refuse(status) } else { app.refuse_at(status, raw_url) };
    catch_unwind(AssertUnwindSafe(refuse)).unwrap_or_else(|_| {
        app.record(Event::Panicked);
        log::error!("the page for status {status} panicked");
        rouille::Response::text("").with_status_code(status)
    })
}

/// Whether this is a request to an origin server (RFC 9112, 3.2): a path, and in HTTP/1.1 exactly one `Host`.
/// The `Err` is the status to refuse with.
fn check_request<B>(request: &Request<B>) -> Result<(), u16> {
    if request.method() == Method::CONNECT {
        return Err(405);
    }
    if !raw_url(request).starts_with('/') {
        return Err(400);
    }
    if !is_framed_plainly(request.headers()) {
        return Err(400);
    }
    let hosts = count_hosts(request.headers());
    if hosts > 1 || (hosts == 0 && request.version() == Version::HTTP_11) {
        return Err(400);
    }
    Ok(())
}

/// Whether chunks, if any, are the only coding of the body and named once (RFC 9112, 6.1 and 7): hyper is content when
/// they come last, and what else was named would reach the application undecoded.
fn is_framed_plainly(headers: &HeaderMap) -> bool {
    let mut codings = headers.get_all(header::TRANSFER_ENCODING).iter();
    match (codings.next(), codings.next()) {
        (None, _) => true,
        (Some(coding), None) => coding.as_bytes().trim_ascii().eq_ignore_ascii_case(b"chunked"),
        (Some(_), Some(_)) => false,
    }
}

fn count_hosts(headers: &HeaderMap) -> usize {
    headers.get_all(header::HOST).iter().count()
}

/// Path and query. A target in absolute form carries scheme and authority before them, which are not passed on.
fn raw_url<B>(request: &Request<B>) -> &str {
    request.uri().path_and_query().map_or("", |target| target.as_str())
}

/// The whole body, or the status to refuse with: 413 beyond `max` bytes, 503 when there is no room for it, 400 for broken
/// framing.
async fn read_body(mut body: Incoming, max: u64, room: &Budget) -> Result<BudgetedBuffer, u16> {
    // What was announced need never come: only what most forms are is believed.
    let announced = body.size_hint().lower().min(INITIAL_BODY_BYTES);
    let in_memory = |bytes: u64| usize::try_from(bytes).unwrap_or(usize::MAX);
    let mut gathered = BudgetedBuffer::with_max(in_memory(max), in_memory(announced));
    while let Some(frame) = body.frame().await {
        let Ok(frame) = frame else { return Err(400) };
        if let Some(data) = frame.data_ref() {
            if (gathered.bytes().len() + data.len()) as u64 > max {
                return Err(413);
            }
            if !gathered.push(room, data) {
                return Err(503);
            }
        }
    }
    Ok(gathered)
}
