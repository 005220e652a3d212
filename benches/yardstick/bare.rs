//! An empty page: by the program's own wire, and by rouille's own server. Each says where it listens.

use std::net::TcpListener;
use std::sync::Arc;

use referral::config;
use referral::http::server::{Application, Limits, Stop, serve};
use rouille::{Request, Response};

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

    fn refuse(&self, status: u16) -> Response {
        Response::text("").with_status_code(status)
    }
}

/// `R`: hyper reads and writes, a rouille handler answers, within the limits that the program has by default.
pub fn hyper() -> Done {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let stop = Stop::on_signals()?;
    say(listener.local_addr()?);
    Ok(serve(listener, Limits::from(&config::Server::default()), Arc::new(Empty), stop)?)
}

/// `T`: the same handler on the server that rouille brings.
#[allow(clippy::disallowed_types, reason = "what the program is compared with")]
pub fn rouille() -> Done {
    let server = rouille::Server::new("127.0.0.1:0", |_| Response::text(""))?.pool_size(POOL);
    say(server.server_addr());
    server.run();
    Ok(())
}
