//! What unfinished requests hold together, and answers that nobody takes: many large ones are not more than a small machine
//! has.

use referral::wire::{Event, Limits};

use super::test_server::{BIG, Client, Site, get, wide};
use crate::wait::until;

/// One thread, so that what one request gives back another can have.
fn with_room_for(bytes: usize) -> Site {
    Site::start(Limits {
        request_budget_bytes: bytes,
        max_body_bytes: 65_536,
        network_threads: Some(1),
        ..wide()
    })
}

/// Several that each send this much of a request, and nothing more.
fn unfinished(site: &Site, how_many: usize, request: &str) -> Vec<Client> {
    let begin = |_| {
        let mut client = site.connect();
        client.send(request);
        client
    };
    (0..how_many).map(begin).collect()
}

/// Waits until all but one are refused for want of room; returns that one.
fn all_but_one_are_refused(site: &Site, clients: Vec<Client>) -> Client {
    let is_answered = |client: &Client| {
        client.socket.set_nonblocking(true).unwrap();
        let answered = client.socket.peek(&mut [0]).is_ok();
        client.socket.set_nonblocking(false).unwrap();
        answered
    };
    let (all, before) = (clients.len(), site.counted(Event::MemoryLimit));
    until("all but one are answered", || clients.iter().filter(|it| is_answered(it)).count() == all - 1);
    let (refused, mut left): (Vec<_>, Vec<_>) = clients.into_iter().partition(is_answered);
    for mut client in refused {
        client.answer().is_refusal(503);
        client.is_closed();
    }
    assert_eq!(site.counted(Event::MemoryLimit) - before, all - 1);
    left.pop().expect("one has room")
}

/// Some 12 KB of header section.
fn fields() -> String {
    (0..12).map(|n| format!("X-{n}: {}\r\n", "x".repeat(990))).collect()
}

fn post(body: &str, announced: usize) -> String {
    format!("POST /blocking/see HTTP/1.1\r\nHost: site\r\nContent-Length: {announced}\r\n\r\n{body}")
}

#[test]
fn large_unfinished_bodies_share_one_budget_and_small_requests_need_none() {
    let site = with_room_for(65_536);
    let large = "x".repeat(60_000);
    let mut one = all_but_one_are_refused(&site, unfinished(&site, 4, &post(&large, 60_001)));

    assert_eq!(site.ask(post("little=1", 8)).status, 200);
    assert_eq!(site.ask(post(&large, 60_000)).status, 503);
    one.send("!");
    assert!(one.answer().text().ends_with("xxx!"));
    until("room for another", || site.ask(post(&large, 60_000)).status == 200);
}

#[test]
fn large_header_sections_that_never_end_share_it_too() {
    let site = with_room_for(16_384);
    let large = format!("GET /hello HTTP/1.1\r\nHost: site\r\n{}", fields());
    let mut one = all_but_one_are_refused(&site, unfinished(&site, 4, &large));

    site.still_serves();
    one.send("\r\n");
    assert_eq!(one.answer().text(), "hello");
    until("room for another", || site.ask(format!("{large}\r\n")).status == 200);
}

#[test]
fn a_header_section_keeps_its_part_of_the_budget_while_its_body_is_awaited() {
    let site = with_room_for(16_384);
    let large = format!("POST /see HTTP/1.1\r\nHost: site\r\nContent-Length: 2\r\n{}\r\n!", fields());
    let mut one = all_but_one_are_refused(&site, unfinished(&site, 3, &large));

    assert_eq!(site.ask(get("/hello")).status, 200);
    one.send("!");
    assert!(one.answer().text().ends_with("\n!!"));
}

#[test]
fn large_unread_answers_share_one_budget_and_small_ones_need_none() {
    let site = Site::start(Limits { response_budget_bytes: BIG, network_threads: Some(1), ..wide() });
    let mut patient = site.connect();
    patient.send(get("/big"));
    // It is answered in pieces, so it has begun when its head is there.
    patient.socket.peek(&mut [0]).expect("an answer");
    site.get("/big").is_refusal(503);
    site.get("/blocking/big").is_refusal(503);
    assert_eq!(site.counted(Event::MemoryLimit), 2);
    site.still_serves();

    assert_eq!(patient.answer().body.len(), BIG);
    until("room for another", || site.get("/big").status == 200);
}

#[test]
fn a_streamed_answer_takes_the_budget_of_one_chunk() {
    let site = Site::start(Limits { response_budget_bytes: 40 * 1024, network_threads: Some(1), ..wide() });
    let mut patient = site.connect();
    patient.send(get("/endless"));
    patient.socket.peek(&mut [0]).expect("an answer");
    site.get("/stream").is_refusal(503);
    drop(patient);
    until("room for another", || site.get("/stream").status == 200);
}
