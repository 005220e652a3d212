//! The server's side of a socket, seen from the client's: what real bytes get for an answer.

mod answers;
mod capacity;
mod framing;
mod patience;
mod process;
mod room;
mod site;
mod stopping;
