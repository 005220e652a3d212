//! The same thing told by many at once.

use std::thread;

use serde_json::{Value, json};

use super::{Host, host};
use crate::site::harness::Site;

#[test]
fn of_one_event_told_by_32_at_once_one_counts_and_all_get_its_id() {
    let site = Site::on_disk();
    let host = host(&site);
    let code = host.brings("u_7");
    let event = json!({ "type": "signup", "id": "s", "participant": "u_42", "code": code });
    let told: Vec<Value> = thread::scope(|scope| {
        let clients: Vec<_> = (0..32).map(|_| scope.spawn(|| host.tells(&event))).collect();
        clients.into_iter().map(|client| client.join().expect("an answer").json()).collect()
    });
    assert!(told.iter().all(|event| event["id"] == told[0]["id"]), "{told:?}");
    assert_eq!(told.iter().filter(|event| event["replayed"] == false).count(), 1);
    let anna = host.gets("/api/v1/participants/u_7").json();
    assert_eq!(anna["counts"], json!({ "clicks": 0, "registered": 1, "confirmed": 1 }));
    assert_eq!(site.value::<i64>("SELECT count(*) FROM users WHERE external_id = 'u_42'"), 1);
}

#[test]
fn of_refunds_told_at_once_no_more_count_than_the_purchase_has() {
    let site = Site::on_disk();
    let host = host(&site);
    host.brings("u_42");
    host.buys("p", "u_42", 1000).is(201);
    let statuses: Vec<u16> = thread::scope(|scope| {
        let refund =
            |n: usize| json!({ "type": "refund", "id": format!("re_{n}"), "of": "p", "amount": 300 });
        let host = &host;
        let clients: Vec<_> = (0..8).map(|n| scope.spawn(move || host.tells(&refund(n)).status)).collect();
        clients.into_iter().map(|client| client.join().expect("an answer")).collect()
    });
    assert_eq!(statuses.iter().filter(|status| **status == 201).count(), 3, "{statuses:?}");
    assert_eq!(statuses.iter().filter(|status| **status == 422).count(), 5, "{statuses:?}");
}
