//! An empty page: by the program's own wire, and by rouille's own server; and the bytes of any page by the bare wire. Each
//! says where it listens.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;

use referral::config;
use referral::wire::{Application, Embedded, Limits, Stop, serve};
use rouille::{Request, Response, ResponseBody};

use crate::{Done, say};

/// Threads of rouille's pool: the number of its documentation for a machine of any size.
const POOL: usize = 8;

struct Empty;

impl Application for Empty {
    fn handle(&self, _: &Request) -> Response {
        Response::text("")
    }

    fn blocks(&self, _: &str, _: &str) -> bool {
        false
    }

    fn error_response(&self, status: u16, _: &str) -> Response {
        Response::text("").with_status_code(status)
    }
}

/// What another server answered once.
struct Same {
    headers: Vec<(&'static str, &'static str)>,
    body: &'static str,
}

impl Application for Same {
    fn handle(&self, _: &Request) -> Response {
        let headers = self.headers.iter().map(|&(name, value)| (name.into(), value.into())).collect();
        let data = ResponseBody::from_reader_and_size(self.body.as_bytes(), self.body.len());
        Response { status_code: 200, headers, data, upgrade: None }
    }

    fn embedded_body(&self, _: &Request, _: &Response) -> Embedded {
        Embedded::All(self.body.as_bytes())
    }

    fn common_headers(&self) -> Vec<(&'static str, &'static str)> {
        self.headers.clone()
    }

    fn blocks(&self, _: &str, _: &str) -> bool {
        false
    }

    fn error_response(&self, status: u16, _: &str) -> Response {
        Response::text("").with_status_code(status)
    }
}

/// What `address` answers at `path`, with the same headers, by the bare wire: as fast as any program behind it could be.
pub fn same(address: &str, path: &str) -> Done {
    let mut socket = TcpStream::connect(address)?;
    write!(socket, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    socket.read_to_string(&mut answer)?;
    // They are needed for as long as this process lives.
    let (head, body) = answer.leak().split_once("\r\n\r\n").ok_or("no answer")?;
    let headers = head.lines().skip(1).filter_map(|line| line.split_once(": "));
    let same = Same { headers: headers.filter(|(name, _)| *name != "date").collect(), body };
    wire(Arc::new(same))
}

/// `R`: hyper reads and writes, a rouille handler answers, within the limits that the program has by default.
pub fn hyper() -> Done {
    wire(Arc::new(Empty))
}

fn wire(app: Arc<impl Application>) -> Done {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let stop = Stop::on_signals()?;
    say(listener.local_addr()?);
    Ok(serve(listener, Limits::from(&config::Server::default()), app, stop)?)
}

/// `T`: the same handler on the server that rouille brings.
#[allow(clippy::disallowed_types, reason = "what the program is compared with")]
pub fn rouille() -> Done {
    let server = rouille::Server::new("127.0.0.1:0", |_| Response::text(""))?.pool_size(POOL);
    say(server.server_addr());
    server.run();
    Ok(())
}
