//! The server's side of a socket, seen from the client's: what real bytes get for an answer.

mod connection_limits;
mod memory_budget;
mod request_framing;
mod responses;
mod shutdown;
mod signals_and_files;
mod test_server;
mod timeouts;
