//! Addresses that no endpoint makes this server talk to.

use serde_json::json;

use super::{Receiver, adds, deliveries, delivers, path, site};
use crate::programs::{Host, host};
use crate::site::harness::Site;

#[test]
fn an_address_is_checked_when_the_message_is_sent() {
    let site = Site::new();
    let host = host(&site);
    let receiver = Receiver::answering(200);
    let made = adds(&host, "https://example.com/", &["*"]);
    // As if the name led elsewhere since it was added: `localhost` is resolved at the delivery.
    for url in [receiver.url(), format!("http://localhost:{}/", receiver.port)] {
        site.execute(&format!("UPDATE webhooks SET url = '{url}'"));
        host.posts(&path(&made, "/ping"), &json!({})).is(202);
        delivers(&site);
        let error =
            deliveries(&host, &made)[0]["attempts"][0]["error"].as_str().expect("an error").to_owned();
        assert!(error.starts_with("address_refused"), "{error}");
    }
    assert_eq!(receiver.received().len(), 0);
}

#[test]
fn a_link_local_address_is_refused_where_private_ones_are_allowed() {
    let site = site();
    let host = host(&site);
    let made = adds(&host, "http://10.255.255.1/", &["*"]);
    site.execute("UPDATE webhooks SET url = 'http://169.254.169.254/latest/meta-data'");
    host.posts(&path(&made, "/ping"), &json!({})).is(202);
    delivers(&site);
    let error = deliveries(&host, &made)[0]["attempts"][0]["error"].as_str().expect("an error").to_owned();
    assert!(error.starts_with("address_refused"), "{error}");
}

#[test]
fn plain_http_to_a_public_address_is_refused_at_the_delivery_too() {
    let site = site();
    let host = host(&site);
    let made = adds(&host, "http://app:3000/", &["*"]);
    site.execute("UPDATE webhooks SET url = 'http://93.184.215.14/'");
    host.brings("u_1");
    delivers(&site);
    let error = deliveries(&host, &made)[0]["attempts"][0]["error"].as_str().expect("an error").to_owned();
    assert!(error.starts_with("address_refused"), "{error}");
}
