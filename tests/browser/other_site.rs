//! A page of another site: the widget in its frame, and the script that carries a code. The host is `localhost` and the
//! program 127.0.0.1, which are two sites, so what is third-party is so here.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};
use std::thread;

use referral::i18n::Lang;
use serde_json::{Value, json};

use crate::chromium::{Browser, Device, Driver};
use crate::exchange::call;
use crate::installation::Installation;

/// A site that shows one page, whatever is asked for.
struct Host {
    address: SocketAddr,
    page: Arc<Mutex<String>>,
}

impl Host {
    fn starts() -> Host {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let page = Arc::new(Mutex::new(String::new()));
        let shown = Arc::clone(&page);
        // It ends with the tests.
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let mut stream = stream;
                let _ = stream.read(&mut [0; 8192]);
                let page = shown.lock().expect("the page").clone();
                let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close";
                let _ = write!(stream, "{head}\r\nContent-Length: {}\r\n\r\n{page}", page.len());
            }
        });
        Host { address, page }
    }

    fn url(&self) -> String {
        format!("http://localhost:{}", self.address.port())
    }

    fn shows(&self, page: &str) {
        *self.page.lock().expect("the page") = format!("<!doctype html><title>A shop</title>{page}");
    }
}

const DESK: Device = Device { lang: Lang::En, width: 1280, scripts: true };

struct Scene {
    program: Installation,
    host: Host,
    key: String,
}

impl Scene {
    fn starts() -> Scene {
        let host = Host::starts();
        let mut program = Installation::new();
        program.is_told("REFERRAL_EMBED__ORIGINS", &host.url());
        program.starts();
        let key = program.prints(&["key", "new", "shop", "--preset", "all"]);
        Scene { program, host, key: key.trim().to_owned() }
    }

    fn calls(&self, method: &str, path: &str, body: &Value) -> Value {
        let (status, json) =
            call(self.program.address, method, &format!("/api/v1{path}"), Some(&self.key), body);
        assert!(matches!(status, 200 | 201), "{path}: {status} {json}");
        json
    }

    /// A frame with the widget of Anna.
    fn frame(&self) -> String {
        let token = self.calls("POST", "/embed_tokens", &json!({ "participant": "u_7" }));
        format!(
            "<iframe src=\"{}\" width=380 height=100></iframe>",
            token["url"].as_str().expect("an address")
        )
    }

    fn script(&self) -> String {
        format!("<script src=\"{}/r.js\"></script>", self.program.url())
    }
}

/// What the page of the host says of the frame's messages.
const LISTENS: &str =
    "<script>window.said = []; addEventListener('message', (event) => said.push([event.origin, event.data]));
    addEventListener('referral-expired', () => said.push('ended'));</script>";

#[test]
fn the_widget_shows_in_a_frame_of_an_allowed_site_without_cookies_and_once() {
    let scene = Scene::starts();
    let code = scene.calls("PUT", "/participants/u_7", &json!({ "name": "Anna", "lang": "en" }));
    let code = code["code"].as_str().expect("a code").to_owned();
    let driver = Driver::start();
    let browser = Browser::open(&driver, DESK);
    let frame = scene.frame();
    scene.host.shows(&format!("{LISTENS}{}{frame}", scene.script()));
    browser.goes_to(&scene.host.url());
    // It grows to what it shows, and tells so to this page alone.
    browser.comes_to("document.querySelector('iframe').clientHeight >= 300", "the frame grows");
    let origin = browser.measures("said[0][0]");
    browser.expects("who said so", origin.as_str(), Some(scene.program.url().as_str()));
    browser.enters_frame();
    let link = browser.runs("return document.querySelector('#url').value");
    browser.insists(link.as_str().is_some_and(|link| link.ends_with(&code)), "the link shows");
    browser.expects("its address", browser.runs("return location.hash").as_str(), Some(""));
    browser.expects("its cookies", browser.runs("return document.cookie").as_str(), Some(""));
    let kept = browser.runs("try { return localStorage.length + sessionStorage.length } catch { return 0 }");
    browser.expects("what it stores", kept.as_u64(), Some(0));
    browser.leaves_frame();
    // The same token again, as after a reload, ends it.
    browser.goes_to(&scene.host.url());
    browser.comes_to("said.includes('ended')", "the host learns that it ended");
    let expired = browser.measures("said.some((said) => said[1] === 'expired')");
    browser.insists(expired == true, "the frame posts `expired`");
    browser.expects("complaints", browser.complaints().len(), 0);
}

#[test]
fn a_site_that_is_not_named_gets_no_frame_and_one_without_scripts_a_link() {
    let scene = Scene::starts();
    scene.calls("PUT", "/participants/u_7", &json!({ "name": "Anna" }));
    let driver = Driver::start();
    let stranger = Host::starts();
    stranger.shows(&scene.frame());
    let browser = Browser::open(&driver, DESK);
    browser.goes_to(&stranger.url());
    browser.comes_to("document.readyState === 'complete'", "the page is whole");
    browser.insists(
        browser.complaints().iter().any(|said| said.contains("frame-ancestors")),
        "the browser refuses the frame",
    );
    let plain = Browser::open(&driver, Device { scripts: false, ..DESK });
    plain.goes_to(&format!("{}/embed", scene.program.url()));
    let href = plain.find("a[href='/profile']").text();
    plain.insists(!href.is_empty(), "a link remains");
}

#[test]
fn the_script_carries_a_code_to_links_forms_and_stripe_and_keeps_it_by_consent_alone() {
    let scene = Scene::starts();
    let driver = Driver::start();
    let browser = Browser::open(&driver, DESK);
    let consents = scene.script().replace("<script", "<script data-store=consent");
    scene.host.shows(&format!(
        "{consents}<a id=own href=/next?a=1#top>.</a><a id=here href=#top>.</a><a id=other href=https://other.example/>.</a>
         <a id=pay href=https://buy.stripe.com/x>.</a><stripe-buy-button></stripe-buy-button>
         <form data-referral></form><form id=foreign></form>"
    ));
    browser.goes_to(&format!("{}/?ref=ABCD-1234", scene.host.url()));
    for (expression, expected) in [
        ("own.search + own.hash", "?a=1&ref=ABCD-1234#top"),
        ("other.search", ""),
        ("here.getAttribute('href')", "#top"),
        ("pay.search", "?client_reference_id=rf_ABCD-1234"),
        ("document.querySelector('stripe-buy-button').getAttribute('client-reference-id')", "rf_ABCD-1234"),
        ("document.querySelector('form[data-referral] [name=ref]').value", "ABCD-1234"),
        ("String(foreign.querySelector('[name=ref]'))", "null"),
        ("document.cookie", ""),
    ] {
        browser.expects(expression, browser.measures(expression).as_str(), Some(expected));
    }
    browser.measures("referral.consent(true)");
    browser.goes_to(&scene.host.url());
    browser.expects("the code", browser.measures("referral.code").as_str(), Some("ABCD-1234"));
    browser.measures("referral.consent(false)");
    browser.goes_to(&scene.host.url());
    browser.expects("the code", browser.measures("referral.code").as_str(), Some(""));
    browser.goes_to(&format!("{}/?via=%3Cscript%3E", scene.host.url()));
    browser.expects("the code", browser.measures("referral.code").as_str(), Some(""));
}
