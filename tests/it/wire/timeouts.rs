//! How long a slow or silent peer is waited for. The limits are short; nothing here waits longer than they last.

use std::io::{ErrorKind, Read, Write};
use std::thread;
use std::time::{Duration, Instant};

use referral::wire::{Event, Limits};

use super::test_server::{BIG, Site, get, wide};
use crate::patience::SOON;

const SHORT: Duration = Duration::from_millis(200);

/// Whether that is so with a short limit, or with a longer one: on a machine under load the client itself may be too slow
/// for the short one.
fn with_some_limit(is_so: impl FnMut(Duration) -> bool) -> bool {
    [1, 2, 4, 8].map(|times| SHORT * times).into_iter().any(is_so)
}

#[test]
fn a_new_connection_that_says_nothing_is_closed() {
    let serves = |limit| {
        let site = Site::start(Limits { idle_timeout: limit, ..wide() });
        let begun = Instant::now();
        site.connect().is_closed();
        assert!(begun.elapsed() >= limit);
        let mut other = site.connect();
        other.send(get("/hello"));
        other.rest().ends_with(b"hello")
    };
    assert!(with_some_limit(serves), "and whoever asks is answered");
}

#[test]
fn a_connection_is_kept_between_requests_for_as_long_as_configured() {
    let kept = |limit| {
        let site = Site::start(Limits { idle_timeout: limit, ..wide() });
        let mut client = site.connect();
        let begun = Instant::now();
        client.send(get("/hello"));
        // All there is until it is closed: one answer, and nothing more.
        let heard = client.rest();
        assert!(heard.is_empty() || begun.elapsed() >= limit);
        heard.starts_with(b"HTTP/1.1 200 OK\r\n") && heard.ends_with(b"hello")
    };
    assert!(with_some_limit(kept));
}

/// Longer than a connection keeps its buffers while nothing is said on it.
const SILENCE: Duration = Duration::from_millis(1300);

#[test]
fn a_connection_that_was_silent_for_a_while_is_answered_as_before() {
    let site = Site::start(wide());
    let mut client = site.connect();
    for _ in 0..3 {
        client.send(get("/hello"));
        assert_eq!(client.answer().text(), "hello");
        client.is_silent_for(SILENCE);
    }
    client.send("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n");
    client.answer().is_refusal(400);
    client.is_closed();
}

#[test]
fn a_silence_within_a_request_loses_nothing_of_it() {
    let site = Site::start(wide());
    let mut client = site.connect();
    client.send(format!("{}GET /see?half HTTP/1.1\r\nHo", get("/hello")));
    assert_eq!(client.answer().text(), "hello");
    client.is_silent_for(SILENCE);
    client.send("st: site\r\n\r\n");
    assert!(client.answer().text().starts_with("GET /see?half\nhost: site\n"));
}

#[test]
fn a_long_silence_after_an_answer_ends_when_configured() {
    let site = Site::start(Limits { idle_timeout: SILENCE, ..wide() });
    let mut client = site.connect();
    let begun = Instant::now();
    client.send(get("/hello"));
    assert_eq!(client.answer().text(), "hello");
    client.is_closed();
    assert!(begun.elapsed() >= SILENCE);
}

#[test]
fn a_header_section_that_drips_ends_in_408() {
    let site = Site::start(Limits { header_timeout: SHORT, ..wide() });
    let mut client = site.connect();
    client.send("GET / HTTP/1.1\r\n");
    drip(&mut client.socket, b"X: 1\r\n");
    client.answer().is_refusal(408);
    client.is_closed();
    assert_eq!((site.handled(), site.counted(Event::TimedOut)), (0, 1));
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
    assert_eq!(site.counted(Event::TimedOut), 1);
}

#[test]
fn a_body_that_drips_ends_in_408() {
    let site = Site::start(Limits { body_timeout: SHORT, ..wide() });
    for length in ["Content-Length: 1000", "Transfer-Encoding: chunked"] {
        let mut client = site.connect();
        client.send(format!("POST /see HTTP/1.1\r\nHost: site\r\n{length}\r\n\r\n"));
        drip(&mut client.socket, b"1\r\na\r\n");
        let answer = client.answer();
        answer.is_refusal(408);
        assert_eq!(answer.header("x-asked"), Some("/see"), "a program is refused in words it understands");
        client.is_closed();
    }
    assert_eq!((site.handled(), site.counted(Event::TimedOut)), (0, 2));
}

#[test]
fn a_body_that_stops_coming_ends_in_408_and_frees_its_place() {
    let site = Site::start(Limits { body_timeout: SHORT, max_connections_per_ip: 1, ..wide() });
    let mut client = site.connect();
    client.send("POST /blocking/see HTTP/1.1\r\nHost: site\r\nContent-Length: 1000\r\n\r\nhalf");
    client.answer().is_refusal(408);
    client.is_closed();
    drop(client);
    site.has_room_again();
}

#[test]
fn a_client_that_never_reads_its_answer_is_dropped() {
    let limits = Limits { body_timeout: SHORT, max_connections_per_ip: 1, ..wide() };
    let site = Site::start(limits);
    let mut client = site.connect();
    client.send(get("/big"));
    // The only slot is free again as soon as the silent reader is gone.
    site.has_room_again();
    assert_eq!(site.counted(Event::TimedOut), 1);
    let read = std::io::copy(&mut client.socket, &mut std::io::sink());
    match read {
        Ok(read) => assert!(read < BIG as u64),
        Err(error) => assert_eq!(error.kind(), ErrorKind::ConnectionReset),
    }
}

#[test]
fn a_client_that_reads_its_answer_too_slowly_is_dropped_however_steadily_it_reads() {
    let fastest = u64::MAX;
    let limits = Limits { body_timeout: SHORT, min_response_bytes_per_second: fastest, ..wide() };
    assert!(slowly_read(&Site::start(limits), SHORT / 8) < BIG);
}

#[test]
fn a_client_that_reads_slowly_and_fast_enough_gets_all_of_its_answer() {
    let gets_all = |limit| {
        let site = Site::start(Limits { body_timeout: limit, ..wide() });
        let begun = Instant::now();
        let read = slowly_read(&site, limit / 8);
        // It takes several times as long as a client may read nothing.
        assert!(read < BIG || begun.elapsed() > limit * 3);
        read > BIG
    };
    assert!(with_some_limit(gets_all));
}

/// Bytes that come of a big answer until it or the connection ends, read in steps with a rest after each. The rest is
/// the client's slowness and not the test's synchronisation.
fn slowly_read(site: &Site, rest: Duration) -> usize {
    let mut client = site.connect();
    client.send("GET /big HTTP/1.1\r\nHost: site\r\nConnection: close\r\n\r\n");
    let (mut read, mut rests) = (0, 0);
    let mut step = vec![0; 1024 * 1024];
    loop {
        match client.socket.read(&mut step) {
            Ok(0) => break,
            Ok(bytes) => read += bytes,
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::ConnectionReset);
                break;
            }
        }
        while read / step.len() > rests {
            rests += 1;
            thread::sleep(rest);
        }
    }
    read
}

#[test]
fn a_slow_handler_is_waited_for_longer_than_any_peer() {
    let waited_for = |limit| {
        let site =
            Site::start(Limits { header_timeout: limit, body_timeout: limit, idle_timeout: limit, ..wide() });
        let mut client = site.connect();
        client.send(get("/wait"));
        if !site.lets_wait(&client) {
            return false;
        }
        // Another connection's idleness is the clock: once it is closed, all of the limits have passed.
        site.connect().is_closed();
        site.connect().is_closed();
        site.release();
        assert_eq!(client.answer().text(), "at last");
        true
    };
    assert!(with_some_limit(waited_for));
}

/// Writes a piece at a time until the server has had enough. Each write waits for a moment, which is the client's
/// slowness and not the test's synchronisation.
fn drip(socket: &mut std::net::TcpStream, piece: &[u8]) {
    let begun = Instant::now();
    socket.set_read_timeout(Some(SHORT / 10)).unwrap();
    while begun.elapsed() < SOON {
        if socket.write_all(piece).is_err() || socket.peek(&mut [0]).is_ok() {
            break;
        }
    }
    socket.set_read_timeout(Some(SOON)).unwrap();
}
