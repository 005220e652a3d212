//! Bytes that are no request, or a request in an unusual dress.

use std::io::Write;

use super::test_server::{Site, get, wide};

/// Sends bytes that must be refused, and asserts that the application saw nothing and serving goes on.
fn refused(bytes: impl AsRef<[u8]>, status: u16) {
    let site = Site::start(wide());
    let mut client = site.connect();
    client.send(bytes);
    client.ends_sending();
    client.answer().is_refusal(status);
    client.is_closed();
    assert_eq!(site.handled(), 0);
    site.still_serves();
}

fn post(headers: &str, body: &str) -> String {
    format!("POST /see HTTP/1.1\r\nHost: site\r\n{headers}\r\n{body}")
}

#[test]
fn a_body_too_large_by_its_own_account_is_refused_before_it_comes() {
    for length in ["1001", "17592186044416", "9223372036854775807", "18446744073709551615"] {
        refused(post(&format!("Content-Length: {length}\r\n"), ""), 413);
    }
}

#[test]
fn a_length_that_is_no_number_is_refused() {
    for length in ["+3", "-1", "3, 3", "0x3", "3 3", "", "99999999999999999999999"] {
        refused(post(&format!("Content-Length: {length}\r\n"), "abc"), 400);
    }
    refused(post("Content-Length: 3\r\nContent-Length: 4\r\n", "abcd"), 400);
}

#[test]
fn chunks_count_when_a_length_is_given_too_and_nothing_after_them_is_a_request() {
    for headers in [
        "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n",
    ] {
        let site = Site::start(wide());
        let mut client = site.connect();
        client.send(post(headers, &format!("5\r\nhello\r\n0\r\n\r\n{}", get("/hello"))));
        assert!(client.answer().text().ends_with("\n\nhello"));
        client.is_closed();
        assert_eq!(site.handled(), 1);
    }
}

#[test]
fn chunks_that_are_none_are_refused() {
    for chunks in ["zz\r\nhello", "\r\n", "-1\r\na", "5\r\nhelloXX", "fffffffffffffffff\r\n", "5\r\nhel"] {
        refused(post("Transfer-Encoding: chunked\r\n", chunks), 400);
    }
    for codings in ["gzip", "gzip, chunked", "chunked, chunked", "chunked\r\nTransfer-Encoding: chunked"] {
        refused(post(&format!("Transfer-Encoding: {codings}\r\n"), "0\r\n\r\n"), 400);
    }
    refused("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400);
}

#[test]
fn chunks_that_add_up_to_too_much_are_refused_while_they_come() {
    let chunk = format!("c8\r\n{}\r\n", "x".repeat(200));
    refused(post("Transfer-Encoding: chunked\r\n", &chunk.repeat(6)), 413);
}

#[test]
fn chunks_and_trailers_within_the_limit_reach_the_application_as_one_body() {
    let site = Site::start(wide());
    let mut client = site.connect();
    client.send(post("Transfer-Encoding: chunked\r\n", "3;a=b\r\nabc\r\n2\r\nde\r\n0\r\nX-Late: 1\r\n\r\n"));
    assert!(client.answer().text().ends_with("\n\nabcde"));
    client.send(get("/hello"));
    assert_eq!(client.answer().text(), "hello");
}

#[test]
fn what_is_no_http_is_refused() {
    for bytes in [
        &b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"[..],
        b"hello\r\n\r\n",
        b"GET /\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: site\r\nX: a\0b\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: site\r\nno colon\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: site\r\nX : a\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: site\r\nX: a\r\n folded\r\n\r\n",
        b"GET / HTTP/3.0\r\nHost: site\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: site",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET /a b HTTP/1.1\r\nHost: site\r\n\r\n",
    ] {
        refused(bytes, 400);
    }
}

#[test]
fn a_target_that_names_no_path_is_refused() {
    refused("OPTIONS * HTTP/1.1\r\nHost: site\r\n\r\n", 400);
    refused("GET site:80 HTTP/1.1\r\nHost: site\r\n\r\n", 400);
}

#[test]
fn connect_is_no_method_here() {
    let site = Site::start(wide());
    let answer = site.ask("CONNECT site:443 HTTP/1.1\r\nHost: site:443\r\n\r\n");
    answer.is_refusal(405);
    assert_eq!(answer.header("allow"), Some("GET, HEAD, POST"));
    assert_eq!(site.handled(), 0);
    site.still_serves();
}

#[test]
fn a_request_names_exactly_one_host() {
    refused("GET / HTTP/1.1\r\n\r\n", 400);
    refused("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400);
    let site = Site::start(wide());
    assert_eq!(site.ask("GET /hello HTTP/1.0\r\n\r\n").text(), "hello");
}

#[test]
fn a_header_section_too_long_or_too_many_is_refused() {
    refused(format!("GET / HTTP/1.1\r\nHost: site\r\nX: {}\r\n\r\n", "x".repeat(17_000)), 431);
    refused(format!("GET / HTTP/1.1\r\nHost: site\r\nX: {}", "x".repeat(17_000)), 431);
    refused(format!("GET / HTTP/1.1\r\nHost: site\r\n{}\r\n", "X: 1\r\n".repeat(100)), 431);
    let site = Site::start(wide());
    assert_eq!(
        site.ask(format!("GET /hello HTTP/1.1\r\nHost: site\r\n{}\r\n", "X: 1\r\n".repeat(99))).status,
        200
    );
}

#[test]
fn a_target_too_long_is_refused() {
    refused(get(&format!("/{}", "a".repeat(20_000))), 414);
    refused(get(&format!("/{}", "a".repeat(100_000))), 414);
}

#[test]
fn a_target_in_absolute_form_reaches_the_application_as_path_and_query() {
    let site = Site::start(wide());
    let seen = |target: &str| site.get(target).text().lines().next().unwrap().to_owned();
    assert_eq!(seen("http://elsewhere.example/see?a=%2F&b=c%20d"), "GET /see?a=%2F&b=c%20d");
    assert_eq!(site.get("http://elsewhere.example").text(), "hello");
}

#[test]
fn the_application_sees_method_target_headers_body_and_peer_as_they_were_sent() {
    let site = Site::start(wide());
    for path in ["/see", "/blocking/see"] {
        let mut client = site.connect();
        client.send(format!(
            "POST {path}?q=1+2 HTTP/1.1\r\nHost: site\r\nX-Two: a\r\nX-Two: b\r\nX-Name: Имя\r\nContent-Length: 4\r\n\r\na\0\nb"
        ));
        let peer = client.socket.local_addr().unwrap();
        assert_eq!(
            client.answer().text(),
            format!(
                "POST {path}?q=1+2\nhost: site\nx-two: a\nx-two: b\nx-name: Имя\ncontent-length: 4\npeer={peer}\n\na\0\nb"
            )
        );
    }
}

#[test]
fn a_header_that_is_no_utf_8_is_left_out_and_the_others_stay() {
    let site = Site::start(wide());
    let answer = site.ask(b"GET /see HTTP/1.1\r\nHost: site\r\nX-Bad: \xff\xfe\r\nX-Good: yes\r\n\r\n");
    assert!(answer.text().contains("x-good: yes"));
    assert!(!answer.text().contains("x-bad"));
}

#[test]
fn trace_and_unknown_methods_are_the_applications_to_answer() {
    let site = Site::start(wide());
    for method in ["TRACE", "BREW", "get"] {
        let answer = site.ask(format!("{method} /see HTTP/1.1\r\nHost: site\r\n\r\n"));
        assert!(answer.text().starts_with(&format!("{method} /see\n")));
    }
}

#[test]
fn an_upgrade_is_not_taken_up() {
    let site = Site::start(wide());
    let mut client = site.connect();
    client.send("GET /hello HTTP/1.1\r\nHost: site\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");
    assert_eq!(client.answer().status, 200);
    client.send(get("/hello"));
    assert_eq!(client.answer().text(), "hello");
}

#[test]
fn a_client_that_asks_first_is_told_to_continue_or_refused() {
    let site = Site::start(wide());
    let mut client = site.connect();
    client.send(post("Expect: 100-continue\r\nContent-Length: 5\r\n", ""));
    assert_eq!(client.answer().status, 100);
    client.send("hello");
    assert!(client.answer().text().ends_with("\n\nhello"));
    client.send(post("Expect: 100-continue\r\nContent-Length: 5000\r\n", ""));
    client.answer().is_refusal(413);
    client.is_closed();
}

#[test]
fn a_client_that_continues_a_refused_body_is_not_cut_off_before_it_reads_why() {
    let site = Site::start(wide());
    let mut client = site.connect();
    client.send(post("Content-Length: 900000\r\n", ""));
    client.answer().is_refusal(413);
    client.is_closed();
    // Had the server closed its reading side, the first of these would meet a reset and the others an error.
    for _ in 0..90 {
        client.socket.write_all(&[b'x'; 10_000]).unwrap();
    }
    site.still_serves();
}
