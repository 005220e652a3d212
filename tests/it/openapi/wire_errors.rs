//! What the wire refuses to a program before it is a request, it refuses in the program's own words.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

use referral::web::handler::Site as Served;
use referral::wire::{self, Limits, Stop};
use serde_json::Value;

use super::document::Document;
use crate::site::harness::Site;

#[test]
fn what_is_too_large_or_broken_is_a_problem_to_a_program_and_a_page_to_a_person() {
    let site = Site::new();
    let document = Document::read();
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("its address");
    let stop = Stop::new();
    let limits = Limits::from(&site.app.config.server);
    let (served, stopping) = (Arc::new(Served(Arc::clone(&site.app))), stop.clone());
    let serving = thread::spawn(move || wire::serve(listener, limits, served, stopping));

    let large = "Content-Length: 100000\r\n\r\n";
    let chunked = format!("Transfer-Encoding: chunked\r\n\r\n11170\r\n{}\r\n0\r\n\r\n", "x".repeat(70_000));
    let broken = "Transfer-Encoding: chunked\r\n\r\nzz\r\n";
    let header = format!("X-Long: {}\r\n\r\n", "x".repeat(20_000));
    let cases = [
        ("/api/v1/register", large.to_owned(), 413),
        ("/api/v1/register", chunked.clone(), 413),
        ("/api/v1/register", broken.to_owned(), 400),
        ("/api/v1/me?limit=1", header.clone(), 431),
        ("/register", large.to_owned(), 413),
        ("/register", chunked, 413),
        ("/register", header, 431),
    ];
    for (target, rest, status) in cases {
        let mut socket = TcpStream::connect(address).expect("a connection");
        let request = format!("POST {target} HTTP/1.1\r\nHost: {address}\r\n{rest}");
        // The server may close before it has read all of what it refuses.
        let _ = socket.write_all(request.as_bytes());
        let mut answer = String::new();
        let _ = socket.read_to_string(&mut answer);
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_else(|| panic!("{target}: {answer:?}"));
        let head = head.to_ascii_lowercase();
        assert!(head.starts_with(&format!("http/1.1 {status} ")), "{target}: {head}");
        if target.starts_with("/api/") {
            assert!(head.contains("content-type: application/problem+json"), "{target}: {head}");
            let problem: Value = serde_json::from_str(body).expect("JSON");
            let schema = serde_json::json!({ "$ref": "#/components/schemas/Problem" });
            assert_eq!(document.mistakes(&schema, &problem, true), Vec::<String>::new());
            assert_eq!(problem["status"], status);
        } else {
            assert!(head.contains("content-type: text/html"), "{target}: {head}");
        }
    }
    stop.request();
    serving.join().expect("the server ends").expect("well");
}

#[test]
fn a_program_hears_of_a_path_that_is_no_text_in_its_own_words() {
    let site = Site::new();
    for target in ["/api/v1/codes/%00", "/api/v1/codes/%FF", "/api/%0d%0a", "/api/v1/nothing"] {
        let reply = site.answers("GET", target, &[], b"");
        assert_eq!(reply.is(404).header("Content-Type"), Some("application/problem+json"), "{target}");
    }
    assert_eq!(
        site.answers("GET", "/%00", &[], b"").is(404).header("Content-Type"),
        Some("text/html; charset=utf-8")
    );
}
