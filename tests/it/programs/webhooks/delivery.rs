//! Attempts: when a message is tried again, when it is given up, and what becomes of its endpoint.

use std::io::Write;
use std::time::{Duration, Instant};

use referral::domain::timestamp::{DAY, HOUR, MINUTE};
use serde_json::{Value, json};

use super::receiver::Received;
use super::{Receiver, adds, deliveries, delivers, path, site};
use crate::programs::{Host, host, problem};
use crate::site::harness::Site;

/// How many seconds after `site.clock` the only waiting delivery is due.
fn due_in_ms(site: &Site) -> i64 {
    let due: i64 = site.value("SELECT min(due_at_ms) FROM webhook_deliveries WHERE state = 'waiting'");
    due - site.clock.now().0 * 1_000
}

#[test]
fn a_message_is_tried_ten_times_then_it_is_dead_and_its_endpoint_disabled() {
    let site = site();
    let host = host(&site);
    let receiver = Receiver::answering(500);
    let made = adds(&host, &receiver.url(), &["*"]);
    let other = adds(&host, "http://127.0.0.1:9/", &["endpoint.disabled"]);
    host.brings("u_1");
    for pause in [5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR]
    {
        assert_eq!(delivers(&site), 1);
        let due = due_in_ms(&site);
        assert!((pause * 900..=pause * 1_100).contains(&due), "{due} after a pause of {pause}");
        site.clock.advance(due.div_euclid(1_000));
        if due % 1_000 != 0 {
            assert_eq!(delivers(&site), 0, "not before it is due");
            site.clock.advance(1);
        }
    }
    assert_eq!(delivers(&site), 2, "the last attempt, and what tells the other endpoint");
    let [delivery] = deliveries(&host, &made).try_into().expect("one");
    assert_eq!(
        (&delivery["state"], delivery["attempts"].as_array().map(Vec::len)),
        (&json!("dead"), Some(10))
    );
    let ids: Vec<String> = receiver.received().iter().map(|r| r.header("webhook-id").to_owned()).collect();
    assert!(ids.iter().all(|id| *id == ids[0]) && ids.len() == 10, "{ids:?}");
    let endpoint = host.gets(&path(&made, "")).json();
    assert_eq!(endpoint["disabled_why"], "failing");
    assert_eq!(deliveries(&host, &other)[0]["body"]["data"]["id"], made["id"]);
    // What comes until it is enabled is kept.
    host.brings("u_2");
    assert_eq!(deliveries(&host, &made)[0]["state"], "dead");
    problem(&host.posts(&path(&made, "/replay"), &json!({})), 409, "state_forbids");
    host.calls("PATCH", &path(&made, ""), &json!({ "disabled_at": null })).is(200);
    assert_eq!(delivers(&site), 0, "what is dead waits to be replayed");
    host.posts(&path(&made, "/replay"), &json!({ "state": "dead", "since": "2000-01-01T00:00:00Z" })).is(202);
    delivers(&site);
    assert_eq!(receiver.received().len(), 12);
}

#[test]
fn an_endpoint_that_took_something_since_is_not_disabled() {
    let site = site();
    let host = host(&site);
    // Takes all but the first message.
    let receiver =
        Receiver::with(|_, stream| write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").is_ok());
    let made = adds(&host, &receiver.url(), &["*"]);
    host.brings("u_1");
    site.execute("UPDATE webhook_deliveries SET attempts = 9; UPDATE webhooks SET delivered_at = 4102444800, url = 'http://127.0.0.1:9/'");
    delivers(&site);
    assert_eq!(deliveries(&host, &made)[0]["state"], "dead");
    assert_eq!(host.gets(&path(&made, "")).json()["disabled_at"], Value::Null);
}

#[test]
fn an_endpoint_that_is_gone_is_disabled_at_once() {
    let site = site();
    let host = host(&site);
    let receiver = Receiver::answering(410);
    let made = adds(&host, &receiver.url(), &["*"]);
    host.brings("u_1");
    host.brings("u_2");
    delivers(&site);
    assert_eq!(host.gets(&path(&made, "")).json()["disabled_why"], "gone");
    assert!(deliveries(&host, &made).iter().all(|delivery| delivery["state"] == "dead"));
    assert_eq!(receiver.received().len(), 1, "the second is not tried any more");
}

#[test]
fn a_pause_that_the_endpoint_asks_for_is_kept() {
    let site = site();
    let host = host(&site);
    let receiver = Receiver::with(|_, stream| {
        write!(stream, "HTTP/1.1 429 Slow\r\nRetry-After: 3600\r\nContent-Length: 0\r\n\r\n").is_ok()
    });
    adds(&host, &receiver.url(), &["*"]);
    host.brings("u_1");
    delivers(&site);
    assert_eq!(due_in_ms(&site), 3_600_000);
}

#[test]
fn a_redirect_is_not_followed_and_a_long_answer_is_cut() {
    let site = site();
    let host = host(&site);
    let elsewhere = Receiver::answering(200);
    let target = elsewhere.url();
    let receiver = Receiver::with(move |number, stream| match number {
        0 => write!(stream, "HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n").is_ok(),
        // 100 MB, of which the client takes what it wants.
        _ => {
            let _ = write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n");
            let part = "ы".repeat(32 * 1024);
            (0..1600).all(|_| stream.write_all(part.as_bytes()).is_ok())
        }
    });
    let made = adds(&host, &receiver.url(), &["*"]);
    host.brings("u_1");
    delivers(&site);
    assert_eq!(deliveries(&host, &made)[0]["attempts"][0]["status"], 302);
    site.clock.advance(10);
    let begun = Instant::now();
    delivers(&site);
    let delivery = &deliveries(&host, &made)[0];
    let answer = delivery["attempts"][1]["answer"].as_str().expect("an answer").to_owned();
    assert_eq!((&delivery["state"], answer.chars().count()), (&json!("delivered"), 1000));
    assert!(begun.elapsed() < Duration::from_secs(2), "it did not wait for the rest");
    assert_eq!(elsewhere.received().len(), 0);
}

#[test]
fn an_endpoint_that_hangs_or_dribbles_has_its_time_and_holds_up_no_other() {
    let site = site();
    let host = host(&site);
    let silent = Receiver::with(|_, _| {
        std::thread::park();
        false
    });
    let dribbling = Receiver::with(|_, stream| {
        let head = "HTTP/1.1 200 OK\r\nX-Long: ";
        let bytes = head.bytes().chain(std::iter::repeat(b'a'));
        bytes.into_iter().all(|byte| {
            std::thread::sleep(Duration::from_millis(10));
            stream.write_all(&[byte]).is_ok()
        })
    });
    let good = Receiver::answering(200);
    let slow = [adds(&host, &silent.url(), &["*"]), adds(&host, &dribbling.url(), &["*"])];
    let fast = adds(&host, &good.url(), &["*"]);
    (0..100).for_each(|n| drop(host.brings(&format!("u_{n}"))));
    // One message at a time to those that are not known to answer.
    let mut client = referral::background::webhook_delivery::client(&site.app, Duration::from_millis(300))
        .expect("a client");
    let begun = Instant::now();
    let mut queue = referral::background::webhook_delivery::Queue::default();
    while good.received().len() < 100 {
        assert!(begun.elapsed() < Duration::from_secs(10), "{} came", good.received().len());
        let wait = queue.step(&site.app, &mut client, true).expect("a step");
        let ended = client.wait(wait);
        queue.take_ended(ended, &site.app);
    }
    while client.in_flight() > 0 {
        queue.take_ended(client.wait(Duration::from_secs(1)), &site.app);
    }
    queue.step(&site.app, &mut client, false).expect("the last outcomes are stored");
    assert!(silent.received().len() < 20 && dribbling.received().len() < 20, "one at a time");
    for slow in slow {
        let tried: Vec<Value> = deliveries(&host, &slow)
            .into_iter()
            .filter(|d| !d["attempts"].as_array().expect("a list").is_empty())
            .collect();
        for delivery in tried {
            let error = delivery["attempts"][0]["error"].as_str().expect("an error");
            assert!(error.contains("no answer within"), "{error}");
        }
    }
    assert!(deliveries(&host, &fast).iter().filter(|d| d["state"] == "delivered").count() == 50);
}

#[test]
fn a_replay_sends_what_it_names_again_under_the_same_id() {
    let site = site();
    let host = host(&site);
    let receiver = Receiver::answering(200);
    let made = adds(&host, &receiver.url(), &["*"]);
    host.brings("old");
    site.clock.advance(2 * DAY);
    host.brings("new");
    host.tells(&json!({ "type": "signup", "id": "s", "participant": "new", "code": "NO-SUCH-CODE" })).is(201);
    delivers(&site);
    assert_eq!(receiver.received().len(), 3);
    let of_new = |request: &Received| request.json()["data"]["external_id"] == "new";
    let ids = || -> Vec<String> {
        let all = receiver.received();
        all.iter().filter(|request| of_new(request)).map(|r| r.header("webhook-id").to_owned()).collect()
    };
    host.posts(&path(&made, "/replay"), &json!({ "types": ["participant.created"] })).is(202);
    delivers(&site);
    assert_eq!(receiver.received().len(), 4, "of the last day, of that type");
    assert!(ids().len() == 2 && ids()[0] == ids()[1], "{:?}", ids());
    host.posts(&path(&made, "/replay"), &json!({ "state": "dead" })).is(202);
    assert_eq!(delivers(&site), 0);
    assert_eq!(site.value::<i64>("SELECT count(*) FROM webhook_replays"), 0, "both are done");
    assert_eq!(deliveries(&host, &made)[1]["attempts"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_connection_carries_further_messages_and_one_that_was_closed_is_made_anew() {
    let site = site();
    let host = host(&site);
    let receiver = Receiver::with(|number, stream| {
        let sent = write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok").is_ok();
        // Closed without a word after every third answer.
        sent && number % 3 != 2
    });
    let made = adds(&host, &receiver.url(), &["*"]);
    for n in 0..10 {
        host.brings(&format!("u_{n}"));
    }
    assert_eq!(delivers(&site), 10);
    assert!(deliveries(&host, &made).iter().all(|delivery| delivery["state"] == "delivered"));
}
