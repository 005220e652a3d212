//! A participant is erased: what named them is gone, what others earned by them stays, and their events
//! are known still.

use serde_json::json;

use super::{Host, host, problem};
use crate::site::harness::Site;

#[test]
fn an_erased_participant_leaves_numbers_and_hashes() {
    let site = Site::on_disk();
    let host = host(&site);
    let code = host.brings("u_7");
    let name = "zoyamira-the-participant";
    let event = json!({
        "type": "signup", "id": "signup of zoyamira", "participant": name, "code": code,
        "metadata": { "who": "zoyamira" }
    });
    let told = host.tells(&event).is(201).json();
    let path = format!("/api/v1/participants/{name}");
    let body =
        json!({ "email": "zoyamira@example.com", "name": "Zoyamira", "stripe_customer": "cus_zoyamira" });
    host.calls("PUT", &path, &body).is(200);
    let purchase = json!({
        "type": "purchase", "id": "order of zoyamira", "participant": name, "amount": 4900, "currency": "USD"
    });
    host.tells(&purchase).is(201);
    host.calls("DELETE", &path, &json!({})).is(204);
    problem(&host.gets(&path), 404, "not_found");
    assert!(!site.dump().to_lowercase().contains("zoyamira"));
    let anna = host.gets("/api/v1/participants/u_7").json();
    assert_eq!(anna["counts"]["confirmed"], 1, "the referrer keeps the count");
    // A repeat still finds its event, and a refund its purchase.
    let again = host.tells(&event).is(200).json();
    assert_eq!((&again["id"], &again["participant"]), (&told["id"], &json!("prt_2")));
    host.tells(&purchase).is(200);
    host.tells(&json!({ "type": "refund", "id": "re", "of": "order of zoyamira", "amount": 900 })).is(201);
    // The name is free for another person.
    assert_eq!(host.calls("PUT", &path, &json!({})).is(201).json()["id"], "prt_3");
    problem(&host.calls("DELETE", "/api/v1/participants/u_99", &json!({})), 404, "not_found");
}
