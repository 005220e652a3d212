//! A server on a port of its own with an application that shows what reached it, and a client that sends bytes.

use std::borrow::Cow;
use std::io::{self, Cursor, ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use referral::config;
use referral::wire::{Application, Event, Limits, Stop, serve};
use rouille::{Request, Response, ResponseBody};

use crate::patience::SOON;
use crate::wait::until;

pub const BIG: usize = 32 * 1024 * 1024;

/// Answers by path; `/wait` says that it was entered and then waits to be released.
pub struct Probe {
    pub handled: AtomicUsize,
    entered: Mutex<Sender<()>>,
    release: Mutex<Receiver<()>>,
    happened: Mutex<Vec<Event>>,
}

impl Application for Probe {
    fn handle(&self, request: &Request) -> Response {
        self.handled.fetch_add(1, Ordering::SeqCst);
        match request.raw_url().split('?').next().unwrap_or_default() {
            "/hello" | "/" => Response::text("hello").with_additional_header("x-greeting", "hi"),
            "/empty" => Response::text(""),
            "/see" | "/blocking/see" => seen(request),
            "/thread" | "/blocking/thread" => Response::text(format!("{:?}", thread::current().id())),
            "/panic" | "/blocking/panic" => panic!("as asked"),
            "/wait" => {
                self.entered.lock().unwrap().send(()).unwrap();
                self.release.lock().unwrap().recv().unwrap();
                Response::text("at last")
            }
            "/big" | "/blocking/big" => Response::from_data("application/octet-stream", vec![b'b'; BIG]),
            "/stream" => body(ResponseBody::from_reader(Cursor::new(vec![b's'; 200_000]))),
            "/endless" => body(ResponseBody::from_reader(io::repeat(b'e'))),
            "/short" => body(ResponseBody::from_reader_and_size(Cursor::new(vec![b's'; 10]), 1_000_000)),
            "/nothing" => Response::text("").with_status_code(204),
            "/odd" => Response::text("").with_status_code(42),
            "/split" => Response::text("split")
                .with_additional_header("x-line", "a\r\nx-smuggled: 1")
                .with_additional_header("x-nul", "a\0b")
                .with_additional_header("x bad name", "a")
                .with_additional_header("x-good", "Привет"),
            "/framing" => Response::text("framing")
                .with_additional_header("Content-Length", "3")
                .with_additional_header("Transfer-Encoding", "chunked")
                .with_additional_header("Connection", "upgrade"),
            "/cookies" => Response::text("cookies")
                .with_additional_header("Set-Cookie", "a=1")
                .with_additional_header("Set-Cookie", "b=2"),
            "/made" => {
                let query = request.raw_query_string().as_bytes();
                let made = |name| -> String {
                    let mut given = form_urlencoded::parse(query);
                    given.find(|(n, _)| n == name).map(|(_, value)| value.into_owned()).unwrap_or_default()
                };
                Response::text("made")
                    .with_additional_header("x-made", made("one"))
                    .with_additional_header("Connection", made("one"))
                    .with_additional_header("x-other", made("other"))
                    .with_additional_header("x-always", "yes")
                    .with_additional_header("x-common", "yes")
            }
            _ => Response::empty_404(),
        }
    }

    fn blocks(&self, _: &str, raw_url: &str) -> bool {
        raw_url.starts_with("/blocking/") || raw_url == "/wait"
    }

    fn common_headers(&self) -> Vec<(&'static str, &'static str)> {
        vec![("x-always", "yes"), ("x-common", "yes")]
    }

    fn error_response(&self, status: u16, raw_url: &str) -> Response {
        let response = Response::text(format!("the site says {status}"))
            .with_status_code(status)
            .with_additional_header("x-site", "yes");
        if raw_url.is_empty() {
            return response;
        }
        response.with_additional_header("x-asked", raw_url.to_owned())
    }

    fn record(&self, event: Event) {
        self.happened.lock().unwrap().push(event);
    }
}

fn body(data: ResponseBody) -> Response {
    Response {
        status_code: 200,
        headers: vec![(Cow::from("x-kind"), Cow::from("body"))],
        data,
        upgrade: None,
    }
}

/// The request as the application sees it: request line, headers, empty line, body.
fn seen(request: &Request) -> Response {
    let mut text = format!("{} {}\n", request.method(), request.raw_url());
    for (name, value) in request.headers() {
        text.push_str(&format!("{name}: {value}\n"));
    }
    text.push_str(&format!("peer={}\n\n", request.remote_addr()));
    let mut bytes = text.into_bytes();
    request.data().unwrap().read_to_end(&mut bytes).unwrap();
    Response::from_data("text/plain", bytes)
}

pub struct Site {
    pub address: SocketAddr,
    pub probe: Arc<Probe>,
    pub stop: Stop,
    serving: Option<JoinHandle<io::Result<()>>>,
    entered: Receiver<()>,
    release: Sender<()>,
}

/// Limits so wide that no test runs into them by accident.
pub fn wide() -> Limits {
    Limits {
        max_body_bytes: 1000,
        header_timeout: SOON * 2,
        body_timeout: SOON * 2,
        idle_timeout: SOON * 2,
        stop_timeout: SOON * 2,
        response_budget_bytes: 8 * BIG,
        ..Limits::from(&config::Server::default())
    }
}

impl Site {
    pub fn start(limits: Limits) -> Site {
        Site::start_with(limits, Stop::new())
    }

    pub fn start_with(limits: Limits, stop: Stop) -> Site {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (entered_sender, entered) = channel();
        let (release, release_receiver) = channel();
        let probe = Arc::new(Probe {
            handled: AtomicUsize::new(0),
            entered: Mutex::new(entered_sender),
            release: Mutex::new(release_receiver),
            happened: Mutex::default(),
        });
        let (app, asked) = (Arc::clone(&probe), stop.clone());
        let serving = Some(thread::spawn(move || serve(listener, limits, app, asked)));
        Site { address, probe, stop, serving, entered, release }
    }

    pub fn connect(&self) -> Client {
        Client::on(TcpStream::connect(self.address).unwrap())
    }

    /// The answer to one request on a connection of its own.
    pub fn ask(&self, bytes: impl AsRef<[u8]>) -> Answer {
        let mut client = self.connect();
        client.send(bytes);
        client.answer()
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask(get(path))
    }

    pub fn handled(&self) -> usize {
        self.probe.handled.load(Ordering::SeqCst)
    }

    /// How often that happened so far.
    pub fn counted(&self, event: Event) -> usize {
        self.probe.happened.lock().unwrap().iter().filter(|it| **it == event).count()
    }

    /// Returns when a `/wait` has reached the application.
    pub fn is_waiting(&self) {
        self.entered.recv_timeout(SOON).expect("nothing came to wait");
    }

    /// Whether this client's `/wait` reaches the application, or else its connection is closed before.
    pub fn lets_wait(&self, client: &Client) -> bool {
        client.socket.set_nonblocking(true).unwrap();
        let mut entered = false;
        until("a request that waits, or the end of its connection", || {
            entered = self.entered.try_recv().is_ok();
            let heard = client.socket.peek(&mut [0]);
            entered || !heard.is_err_and(|error| error.kind() == ErrorKind::WouldBlock)
        });
        client.socket.set_nonblocking(false).unwrap();
        entered
    }

    pub fn release(&self) {
        self.release.send(()).unwrap();
    }

    /// Waits for `serve` to return.
    pub fn returns(mut self) {
        self.serving.take().unwrap().join().unwrap().unwrap();
    }

    /// Asks until there is room for one more connection, which is then free again.
    pub fn has_room_again(&self) {
        let hello = "GET /hello HTTP/1.1\r\nHost: site\r\nConnection: close\r\n\r\n";
        until("room for one more", || self.ask(hello).status != 503);
    }

    pub fn still_serves(&self) {
        assert_eq!(self.get("/hello").text(), "hello");
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.stop.request();
        if let Some(serving) = self.serving.take() {
            let served = serving.join();
            if !thread::panicking() {
                served.unwrap().unwrap();
            }
        }
    }
}

pub fn get(path: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: site\r\n\r\n")
}

pub struct Client {
    pub socket: TcpStream,
    unread: Vec<u8>,
}

impl Client {
    pub fn on(socket: TcpStream) -> Client {
        socket.set_read_timeout(Some(SOON)).unwrap();
        socket.set_write_timeout(Some(SOON)).unwrap();
        Client { socket, unread: Vec::new() }
    }

    /// A server that has closed already is no failure here: what matters is what it answered.
    pub fn send(&mut self, bytes: impl AsRef<[u8]>) {
        let _ = self.socket.write_all(bytes.as_ref());
    }

    pub fn ends_sending(&self) {
        let _ = self.socket.shutdown(Shutdown::Write);
    }

    /// Says nothing for a while, and hears nothing either.
    pub fn is_silent_for(&mut self, while_: Duration) {
        self.socket.set_read_timeout(Some(while_)).unwrap();
        let heard = self.socket.peek(&mut [0]);
        assert_eq!(heard.expect_err("the server speaks unasked").kind(), ErrorKind::WouldBlock);
        self.socket.set_read_timeout(Some(SOON)).unwrap();
    }

    pub fn answer(&mut self) -> Answer {
        self.answer_to("GET")
    }

    /// Reads one answer; its framing depends on the method that it answers.
    pub fn answer_to(&mut self, method: &str) -> Answer {
        let end = loop {
            if let Some(at) = self.unread.windows(4).position(|four| four == b"\r\n\r\n") {
                break at + 4;
            }
            assert!(
                self.read_more(),
                "closed without an answer: {:?}",
                String::from_utf8_lossy(&self.unread)
            );
        };
        let head = String::from_utf8(self.unread.drain(..end).collect()).unwrap();
        let mut lines = head.trim_end().split("\r\n");
        let status_line = lines.next().unwrap();
        let status: u16 = status_line.split(' ').nth(1).unwrap().parse().unwrap();
        let headers: Vec<_> = lines
            .map(|line| {
                line.split_once(": ").map(|(name, value)| (name.to_lowercase(), value.to_owned())).unwrap()
            })
            .collect();
        let mut answer = Answer { status, status_line: status_line.to_owned(), headers, body: Vec::new() };
        if method == "HEAD" || status == 204 || status == 304 || status < 200 {
        } else if let Some(length) = answer.header("content-length") {
            answer.body = self.take(length.parse().unwrap());
        } else if answer.header("transfer-encoding") == Some("chunked") {
            loop {
                let size = usize::from_str_radix(&self.line(), 16).unwrap();
                answer.body.extend(self.take(size));
                self.line();
                if size == 0 {
                    break;
                }
            }
        } else {
            answer.body = self.rest();
        }
        answer
    }

    /// Asserts that the server closes with nothing more to say.
    pub fn is_closed(&mut self) {
        assert_eq!(String::from_utf8_lossy(&self.rest()), "");
    }

    /// Everything up to the end of the connection.
    pub fn rest(&mut self) -> Vec<u8> {
        while self.read_more() {}
        std::mem::take(&mut self.unread)
    }

    fn line(&mut self) -> String {
        let end = loop {
            if let Some(at) = self.unread.windows(2).position(|two| two == b"\r\n") {
                break at;
            }
            assert!(self.read_more(), "closed within a line");
        };
        let line = String::from_utf8(self.take(end)).unwrap();
        self.take(2);
        line
    }

    fn take(&mut self, length: usize) -> Vec<u8> {
        while self.unread.len() < length {
            assert!(self.read_more(), "closed after {} of {length} bytes", self.unread.len());
        }
        self.unread.drain(..length).collect()
    }

    /// False at the end of the connection.
    fn read_more(&mut self) -> bool {
        let mut bytes = vec![0; 65_536];
        match self.socket.read(&mut bytes) {
            Ok(read) => {
                self.unread.extend_from_slice(&bytes[..read]);
                read > 0
            }
            Err(error) if error.kind() == ErrorKind::ConnectionReset => false,
            Err(error) => panic!("the server neither answers nor closes: {error}"),
        }
    }
}

pub struct Answer {
    pub status: u16,
    pub status_line: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Asserts that this is the site's own refusal, complete, and the last answer of its connection.
    pub fn is_refusal(&self, status: u16) {
        assert_eq!(self.status_line.split(' ').nth(1), Some(status.to_string().as_str()), "{}", self.text());
        assert_eq!(self.header("x-site"), Some("yes"));
        assert_eq!(self.header("connection"), Some("close"));
        assert!(self.header("date").is_some());
        assert_eq!(self.text(), format!("the site says {status}"));
    }
}
