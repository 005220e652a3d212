//! How many connections there may be.

use referral::wire::{Event, Limits};

use super::test_server::{Site, get, wide};
use crate::wait::until;

#[test]
fn a_connection_too_many_is_told_503_and_closed_while_all_others_are_being_answered() {
    let site = Site::start(Limits { max_connections: 2, ..wide() });
    let mut held: Vec<_> = (0..2).map(|_| site.connect()).collect();
    for client in &mut held {
        client.send(get("/wait"));
        site.is_waiting();
    }
    let mut third = site.connect();
    third.answer().is_refusal(503);
    third.is_closed();
    held.iter().for_each(|_| site.release());
    for client in &mut held {
        assert_eq!(client.answer().text(), "at last");
    }
    assert_eq!((site.counted(Event::ConnectionLimit), site.counted(Event::Evicted)), (1, 0));
}

#[test]
fn the_longest_idle_connection_is_closed_for_a_new_one() {
    let body = "POST /blocking/see HTTP/1.1\r\nHost: site\r\nContent-Length: 1000\r\n\r\nhalf".to_owned();
    let kept = get("/hello");
    for said in [String::new(), "GET / HT".into(), body, kept, get("/big")] {
        let site = Site::start(Limits { max_connections: 2, ..wide() });
        let mut busy = site.connect();
        busy.send(get("/wait"));
        site.is_waiting();
        let mut silent = site.connect();
        silent.send(&said);
        site.has_room_again();
        until("one has left", || site.counted(Event::Evicted) == 1);
        // To its end, whether that is one or a reset.
        let _ = std::io::copy(&mut silent.socket, &mut std::io::sink());
        site.release();
        assert_eq!(busy.answer().text(), "at last");
    }
}

#[test]
fn one_address_has_its_own_connection_limit() {
    let site = Site::start(Limits { max_connections_per_ip: 1, ..wide() });
    let _held = site.connect();
    site.connect().answer().is_refusal(503);
}

#[test]
fn a_trusted_proxy_may_have_more_than_one_address_has() {
    let trusted = vec!["127.0.0.0/8".parse().expect("a network")];
    let site = Site::start(Limits { max_connections_per_ip: 1, trusted_proxies: trusted, ..wide() });
    let _held = site.connect();
    site.still_serves();
}

#[test]
fn whatever_ends_a_connection_frees_its_place() {
    let site = Site::start(Limits { max_connections_per_ip: 1, ..wide() });
    for bytes in [
        "",
        "GET / HT",
        "nonsense\r\n\r\n",
        "GET /panic HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /short HTTP/1.1\r\nHost: a\r\n\r\n",
    ] {
        let mut client = site.connect();
        client.send(bytes);
        client.ends_sending();
        drop(client);
        site.has_room_again();
    }
}
