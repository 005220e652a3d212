//! What comes back, and in what order.

use super::test_server::{BIG, Site, get, wide};

#[test]
fn requests_sent_at_once_are_answered_in_order() {
    let site = Site::start(wide());
    let mut client = site.connect();
    let paths: Vec<_> = (0..50).map(|n| format!("{}/see?n={n}", ["", "/blocking"][n % 2])).collect();
    client.send(paths.iter().map(|path| get(path)).collect::<String>());
    for path in &paths {
        assert!(client.answer().text().starts_with(&format!("GET {path}\n")));
    }
}

#[test]
fn a_connection_stays_until_the_client_says_close() {
    let site = Site::start(wide());
    let mut client = site.connect();
    for _ in 0..3 {
        client.send(get("/hello"));
        let answer = client.answer();
        assert_eq!((answer.status_line.as_str(), answer.header("connection")), ("HTTP/1.1 200 OK", None));
    }
    client.send("GET /hello HTTP/1.1\r\nHost: site\r\nConnection: close\r\n\r\n");
    let answer = client.answer();
    assert_eq!((answer.text().as_str(), answer.header("connection")), ("hello", Some("close")));
    client.is_closed();
}

#[test]
fn http_1_0_closes_unless_it_asks_to_stay() {
    let site = Site::start(wide());
    let mut client = site.connect();
    client.send("GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    assert_eq!(client.answer().header("connection"), Some("keep-alive"));
    client.send("GET /stream HTTP/1.0\r\n\r\n");
    let answer = client.answer();
    assert_eq!((answer.header("transfer-encoding"), answer.body.len()), (None, 200_000));
    client.is_closed();
}

#[test]
fn a_client_that_has_ended_sending_still_gets_its_answer() {
    let site = Site::start(wide());
    for path in ["/hello", "/blocking/see"] {
        let mut client = site.connect();
        client.send(get(path));
        client.ends_sending();
        assert_eq!(client.answer().status, 200);
        client.is_closed();
    }
}

#[test]
fn head_has_the_headers_of_get_and_no_body() {
    let site = Site::start(wide());
    for path in ["/hello", "/empty", "/big", "/nothing", "/stream"] {
        let mut client = site.connect();
        client.send(format!("HEAD {path} HTTP/1.1\r\nHost: site\r\n\r\n"));
        let head = client.answer_to("HEAD");
        client.send(get(path));
        let get = client.answer();
        assert_eq!(path == "/hello", get.header("content-length") == Some("5"));
        let headers = |answer: &super::test_server::Answer| {
            let mut headers = answer.headers.clone();
            headers.retain(|(name, _)| name != "date" && name != "transfer-encoding");
            headers
        };
        assert_eq!((head.status, headers(&head)), (get.status, headers(&get)), "{path}");
    }
}

#[test]
fn bodies_of_any_size_arrive_whole() {
    let site = Site::start(wide());
    let big = site.get("/big");
    assert_eq!(big.header("content-length"), Some(BIG.to_string().as_str()));
    assert!(big.body.iter().all(|&byte| byte == b'b'));
    let stream = site.get("/stream");
    assert_eq!(stream.header("transfer-encoding"), Some("chunked"));
    assert_eq!(stream.body, vec![b's'; 200_000]);
    let empty = site.get("/empty");
    assert_eq!((empty.header("content-length"), empty.body.len()), (Some("0"), 0));
    assert_eq!(site.get("/nothing").header("content-length"), None);
}

#[test]
fn a_body_shorter_than_announced_breaks_the_connection_and_nothing_else() {
    let site = Site::start(wide());
    let mut client = site.connect();
    client.send("GET /short HTTP/1.1\r\nHost: site\r\n\r\n");
    // Whatever came before the end, the client can tell that it is not all.
    let came = client.rest();
    assert!(came.len() < 1000);
    assert!(came.is_empty() || String::from_utf8_lossy(&came).contains("content-length: 1000000"));
    site.still_serves();
}

#[test]
fn a_line_break_in_a_header_never_reaches_the_client() {
    let site = Site::start(wide());
    let mut client = site.connect();
    for _ in 0..3 {
        client.send(get("/split"));
        let answer = client.answer();
        assert_eq!(answer.text(), "split");
        for name in ["x-line", "x-smuggled", "x-nul", "x bad name"] {
            assert_eq!(answer.header(name), None, "{name}");
        }
        assert_eq!(answer.header("x-good"), Some("Привет"));
    }
}

#[test]
fn answers_of_a_kind_say_each_what_was_made_for_it() {
    let site = Site::start(wide());
    let mut client = site.connect();
    let asked = [
        ("Anna", "1"),
        ("Boris", "2"),
        ("a%0Ax-smuggled:1", "3"),
        ("", "4"),
        ("Carl", "a%0Db"),
        ("Dina", "5"),
    ];
    for (one, other) in asked.into_iter().cycle().take(20) {
        client.send(get(&format!("/made?one={one}&other={other}")));
        let answer = client.answer();
        let said = |value: &'static str| (!value.contains('%')).then_some(value);
        assert_eq!((answer.header("x-made"), answer.header("x-other")), (said(one), said(other)));
        assert_eq!((answer.header("x-always"), answer.header("connection")), (Some("yes"), None));
        assert_eq!(answer.header("x-common"), Some("yes"));
        assert_eq!((answer.header("x-smuggled"), answer.header("content-length")), (None, Some("4")));
    }
    client.send(get("/hello"));
    let answer = client.answer();
    assert_eq!((answer.header("x-always"), answer.header("x-greeting")), (None, Some("hi")));
}

#[test]
fn framing_is_not_the_applications_to_say() {
    let site = Site::start(wide());
    let mut client = site.connect();
    client.send(get("/framing"));
    let answer = client.answer();
    assert_eq!((answer.text().as_str(), answer.header("connection")), ("framing", None));
    client.send(get("/hello"));
    assert_eq!(client.answer().text(), "hello");
}

#[test]
fn a_header_given_twice_is_sent_twice() {
    let site = Site::start(wide());
    let mut client = site.connect();
    for _ in 0..3 {
        client.send(get("/cookies"));
        let answer = client.answer();
        let cookies = answer.headers.iter().filter(|(name, _)| name == "set-cookie");
        let cookies: Vec<_> = cookies.map(|(_, value)| value.as_str()).collect();
        assert_eq!(cookies, ["a=1", "b=2"]);
    }
}

#[test]
fn a_status_that_does_not_exist_is_a_500() {
    let site = Site::start(wide());
    assert_eq!(site.get("/odd").status, 500);
}

#[test]
fn a_panic_costs_its_own_request_and_not_the_connection() {
    let site = Site::start(wide());
    let mut client = site.connect();
    for path in ["/panic", "/blocking/panic"] {
        client.send(get(path));
        let answer = client.answer();
        assert_eq!((answer.status, answer.text().as_str()), (500, "the site says 500"));
        client.send(get("/hello"));
        assert_eq!(client.answer().text(), "hello");
    }
}

#[test]
fn a_request_that_waits_holds_up_no_other() {
    let site = Site::start(wide());
    let mut waiting: Vec<_> = (0..8).map(|_| site.connect()).collect();
    waiting[0].send(get("/wait"));
    site.is_waiting();
    for client in &mut waiting[1..] {
        client.send(get("/wait"));
    }
    for _ in 0..20 {
        assert_eq!(site.get("/hello").text(), "hello");
        assert!(site.get("/blocking/see").text().starts_with("GET"));
    }
    for client in &mut waiting {
        site.release();
        let _ = client;
    }
    for client in &mut waiting {
        assert_eq!(client.answer().text(), "at last");
    }
}
