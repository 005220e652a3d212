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

use crate::wire::convert::Head;
use crate::wire::memory_budget::{Gathered, Held, Room};
use crate::wire::response_body::Outgoing;
use crate::wire::socket::{Progress, Stage};
use crate::wire::{Application, Embedded, Event, Shared, convert};

/// Room made for a body before it comes.
const FORM_BYTES: u64 = 2048;

/// What hyper calls with each request of one connection.
pub(super) struct Exchange<A>(Arc<Peer<A>>);

/// The two ends of a connection.
struct Peer<A> {
    shared: Arc<Shared<A>>,
    address: SocketAddr,
    progress: Arc<Progress>,
}

/// An answer, now or after the body was read or the pool has worked.
pub(super) enum Answer {
    Now(Ready<Response<Outgoing>>),
    Later(Pin<Box<dyn Future<Output = Response<Outgoing>> + Send>>),
}

impl<A: Application> Exchange<A> {
    pub(super) fn new(shared: Arc<Shared<A>>, address: SocketAddr, progress: Arc<Progress>) -> Exchange<A> {
        Exchange(Arc::new(Peer { shared, address, progress }))
    }
}

impl<A: Application> Service<Request<Incoming>> for Exchange<A> {
    type Response = Response<Outgoing>;
    type Error = Infallible;
    type Future = Answer;

    fn call(&self, request: Request<Incoming>) -> Answer {
        let peer = &self.0;
        peer.progress.enter(Stage::Answer);
        if let Err(status) = shape(&request) {
            return Answer::Now(ready(peer.refuse(status, raw_url(&request))));
        }
        if request.body().size_hint().lower() > peer.shared.limits.max_body_bytes {
            return Answer::Now(ready(peer.refuse(413, raw_url(&request))));
        }
        let blocks = peer.shared.app.blocks(request.method().as_str(), raw_url(&request));
        let head = Head::of(peer.address, &request, raw_url(&request));
        if !blocks && request.body().is_end_stream() {
            let request = head.with(Vec::new());
            return Answer::Now(ready(peer.given(peer.answer(&request))));
        }
        let (peer, body) = (Arc::clone(peer), request.into_body());
        Answer::Later(Box::pin(async move {
            let answer = peer.answer_later(head, body, blocks).await;
            peer.given(answer)
        }))
    }
}

impl Future for Answer {
    type Output = Result<Response<Outgoing>, Infallible>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match self.get_mut() {
            Answer::Now(answer) => Pin::new(answer).poll(cx).map(Ok),
            Answer::Later(answer) => answer.as_mut().poll(cx).map(Ok),
        }
    }
}

impl<A: Application> Peer<A> {
    async fn answer_later(self: &Arc<Self>, head: Head, body: Incoming, blocks: bool) -> Response<Outgoing> {
        // What it holds of the room is its own until the answer is made.
        let (request, _held) = if body.is_end_stream() {
            (head.with(Vec::new()), None)
        } else {
            self.progress.enter(Stage::Body);
            match self.receive(&head, body).await {
                Ok((body, held)) => (head.with(body), Some(held)),
                Err(status) => {
                    self.shared.count_refusal(status);
                    return self.refuse(status, &head.raw_url);
                }
            }
        };
        self.progress.enter(Stage::Answer);
        if !blocks {
            return self.answer(&request);
        }
        let (this, request) = (Arc::clone(self), Arc::new(request));
        let asked = Arc::clone(&request);
        self.shared.app.happened(Event::Queued);
        let work = move || {
            this.shared.app.happened(Event::Begun);
            let answer = this.answer(&asked);
            this.shared.app.happened(Event::Done);
            answer
        };
        match tokio::task::spawn_blocking(work).await {
            Ok(answer) => answer,
            // The pool takes no more work: the server is stopping and the deadline is over.
            Err(_) => self.refuse(503, request.raw_url()),
        }
    }

    /// The whole body, with what it and the head hold of the room; or the status to refuse with.
    async fn receive(&self, head: &Head, body: Incoming) -> Result<(Vec<u8>, [Held; 2]), u16> {
        let Shared { limits, room, .. } = &*self.shared;
        let of_head = room.hold(head.size()).ok_or(503_u16)?;
        let body = tokio::time::timeout(limits.body_timeout, read(body, limits.max_body_bytes, room)).await;
        let (body, of_body) = body.unwrap_or(Err(408))?.end();
        Ok((body, [of_head, of_body]))
    }

    fn answer(&self, request: &rouille::Request) -> Response<Outgoing> {
        let progress = || Some(Arc::clone(&self.progress));
        let Shared { app, answer_room, .. } = &*self.shared;
        let answered = || {
            let answer = app.handle(request);
            match app.embedded(request, &answer) {
                Embedded::All(body) => Some(convert::carrying(answer, body, progress())),
                Embedded::Most => Some(convert::outgoing(answer, progress())),
                Embedded::Nothing => convert::within(answer_room, answer, progress()),
            }
        };
        match catch_unwind(AssertUnwindSafe(answered)) {
            Ok(Some(answer)) => answer,
            Ok(None) => {
                self.shared.count_refusal(503);
                self.refuse(503, request.raw_url())
            }
            Err(_) => {
                app.happened(Event::Panicked);
                log::error!("a {} request panicked and got a 500", request.method());
                convert::outgoing(refused(&**app, 500, request.raw_url()), progress())
            }
        }
    }

    /// The answer as it leaves: the last one of this connection when the server is stopping.
    fn given(&self, mut answer: Response<Outgoing>) -> Response<Outgoing> {
        if self.shared.stop.is_asked() {
            answer.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        answer
    }

    /// Refuses a request whose body, if any, stays unread: so the connection ends with the answer.
    fn refuse(&self, status: u16, raw_url: &str) -> Response<Outgoing> {
        self.progress.cut_short();
        let answer = refused(&*self.shared.app, status, raw_url);
        let mut response = convert::outgoing(answer, Some(Arc::clone(&self.progress)));
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
pub(super) fn refused<A: Application>(app: &A, status: u16, raw_url: &str) -> rouille::Response {
    let refuse = || if raw_url.is_empty() { app.refuse(status) } else { app.refuse_at(status, raw_url) };
    catch_unwind(AssertUnwindSafe(refuse)).unwrap_or_else(|_| {
        app.happened(Event::Panicked);
        log::error!("the page for status {status} panicked");
        rouille::Response::text("").with_status_code(status)
    })
}

/// Whether this is a request to an origin server (RFC 9112, 3.2): a path, and in HTTP/1.1 exactly one `Host`.
/// The `Err` is the status to refuse with.
fn shape<B>(request: &Request<B>) -> Result<(), u16> {
    if request.method() == Method::CONNECT {
        return Err(405);
    }
    if !raw_url(request).starts_with('/') {
        return Err(400);
    }
    if !is_framed_plainly(request.headers()) {
        return Err(400);
    }
    let hosts = hosts(request.headers());
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

fn hosts(headers: &HeaderMap) -> usize {
    headers.get_all(header::HOST).iter().count()
}

/// Path and query. A target in absolute form carries scheme and authority before them, which are not passed on.
fn raw_url<B>(request: &Request<B>) -> &str {
    request.uri().path_and_query().map_or("", |target| target.as_str())
}

/// The whole body, or the status to refuse with: 413 beyond `max` bytes, 503 when there is no room for it, 400 for broken
/// framing.
async fn read(mut body: Incoming, max: u64, room: &Room) -> Result<Gathered, u16> {
    // What was announced need never come: only what most forms are is believed.
    let announced = body.size_hint().lower().min(FORM_BYTES);
    let in_memory = |bytes: u64| usize::try_from(bytes).unwrap_or(usize::MAX);
    let mut gathered = Gathered::of(in_memory(max), in_memory(announced));
    while let Some(frame) = body.frame().await {
        let Ok(frame) = frame else { return Err(400) };
        if let Some(data) = frame.data_ref() {
            if (gathered.bytes().len() + data.len()) as u64 > max {
                return Err(413);
            }
            if !gathered.take(room, data) {
                return Err(503);
            }
        }
    }
    Ok(gathered)
}
