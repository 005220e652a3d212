//! How long a slow or silent peer is waited for. The limits are short; nothing here waits longer than they last.

use std::io::{ErrorKind, Write};
use std::time::{Duration, Instant};

use referral::http::server::Limits;

use super::site::{BIG, Site, get, wide};

const SHORT: Duration = Duration::from_millis(200);

#[test]
fn a_new_connection_that_says_nothing_is_closed() {
    let site = Site::start(Limits { idle_timeout: SHORT, ..wide() });
    let begun = Instant::now();
    site.connect().is_closed();
    assert!(begun.elapsed() >= SHORT);
    site.still_serves();
}

#[test]
fn a_connection_is_kept_between_requests_for_as_long_as_configured() {
    let site = Site::start(Limits { idle_timeout: SHORT, ..wide() });
    let mut client = site.connect();
    client.send(get("/hello"));
    assert_eq!(client.answer().text(), "hello");
    let begun = Instant::now();
    client.is_closed();
    assert!(begun.elapsed() >= SHORT / 2);
}

#[test]
fn a_header_section_that_drips_ends_in_408() {
    let site = Site::start(Limits { header_timeout: SHORT, ..wide() });
    let mut client = site.connect();
    client.send("GET / HTTP/1.1\r\n");
    drip(&mut client.socket, b"X: 1\r\n");
    client.answer().is_refusal(408);
    client.is_closed();
    assert_eq!(site.handled(), 0);
}

#[test]
fn a_second_request_has_the_same_time_for_its_header_section() {
    let site = Site::start(Limits { header_timeout: SHORT, ..wide() });
    let mut client = site.connect();
    client.send(get("/hello"));
    assert_eq!(client.answer().text(), "hello");
    client.send("GET / HTTP/1.1\r\nHost: si");
    client.answer().is_refusal(408);
    client.is_closed();
}

#[test]
fn a_body_that_drips_ends_in_408() {
    let site = Site::start(Limits { body_timeout: SHORT, ..wide() });
    for length in ["Content-Length: 1000", "Transfer-Encoding: chunked"] {
        let mut client = site.connect();
        client.send(format!("POST /see HTTP/1.1\r\nHost: site\r\n{length}\r\n\r\n"));
        drip(&mut client.socket, b"1\r\na\r\n");
        client.answer().is_refusal(408);
        client.is_closed();
    }
    assert_eq!(site.handled(), 0);
}

#[test]
fn a_client_that_never_reads_its_answer_is_dropped() {
    let limits = Limits { body_timeout: SHORT, max_connections: 1, ..wide() };
    let site = Site::start(limits);
    let mut client = site.connect();
    client.send(get("/big"));
    // The only slot is free again as soon as the silent reader is gone.
    site.has_room_again();
    let read = std::io::copy(&mut client.socket, &mut std::io::sink());
    match read {
        Ok(read) => assert!(read < BIG as u64),
        Err(error) => assert_eq!(error.kind(), ErrorKind::ConnectionReset),
    }
}

#[test]
fn a_slow_handler_is_waited_for_longer_than_any_peer() {
    let site =
        Site::start(Limits { header_timeout: SHORT, body_timeout: SHORT, idle_timeout: SHORT, ..wide() });
    let mut client = site.connect();
    client.send(get("/wait"));
    site.is_waiting();
    // Another connection's idleness is the clock: once it is closed, all of the limits have passed.
    site.connect().is_closed();
    site.connect().is_closed();
    site.release();
    assert_eq!(client.answer().text(), "at last");
}

/// Writes a piece at a time until the server has had enough. Each write waits for a moment, which is the client's
/// slowness and not the test's synchronisation.
fn drip(socket: &mut std::net::TcpStream, piece: &[u8]) {
    let begun = Instant::now();
    socket.set_read_timeout(Some(SHORT / 10)).unwrap();
    while begun.elapsed() < Duration::from_secs(20) {
        if socket.write_all(piece).is_err() || socket.peek(&mut [0]).is_ok() {
            break;
        }
    }
    socket.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
}
