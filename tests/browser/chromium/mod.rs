//! A real browser, headless, driven as W3C WebDriver has it, a step at a time: each call waits until it is done.
//!
//! ```ignore
//! let driver = Driver::start();
//! let browser = Browser::open(&driver, Device { lang: Lang::En, width: 360, scripts: true });
//! browser.goes_to(&url);
//! browser.submits("/login", &[("email", "anna@example.org"), ("password", PASSWORD)]);
//! browser.insists(browser.path() == "/profile", "signing in leads to the profile");
//! ```
//!
//! Whatever fails says which browser it was, where it stood and what it showed.

#![allow(clippy::result_large_err, reason = "how large is fantoccini's own business, and each ends a test")]

mod driver;
mod element;
mod vendor;

use std::fmt::{self, Debug, Display};
use std::time::Duration;

use data_encoding::BASE64;
use fantoccini::error::CmdError;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use referral::i18n::Lang;
use serde_json::{Map, Value, json};
use tokio::runtime::Runtime;

use crate::wait::until;

pub use driver::Driver;
pub use element::Element;
use vendor::Vendor;

/// Nothing that reaches out, nothing that asks, and no sandbox, which root cannot have.
const ARGUMENTS: [&str; 11] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-breakpad",
    "--hide-scrollbars",
];

/// More than any command takes; only a failure takes as long.
const LONGEST: Duration = Duration::from_secs(180);

/// More than a browser takes to close.
const CLOSING: Duration = Duration::from_secs(5);

/// The height of a screen, in pixels, unless a test says otherwise.
pub const HEIGHT: u32 = 900;

/// The language of a user, the width of the screen in pixels, and whether the browser runs scripts.
#[derive(Clone, Copy)]
pub struct Device {
    pub lang: Lang,
    pub width: u32,
    pub scripts: bool,
}

impl Device {
    fn mode(self) -> &'static str {
        if self.scripts { "scripts" } else { "plain" }
    }
}

/// What a failing step calls it, and the name of a picture begins with.
impl Display for Device {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{}", self.lang.code(), self.width, self.mode())
    }
}

pub struct Browser {
    device: Device,
    client: Client,
    /// Does the waiting; its tasks stand still in between.
    runtime: Runtime,
}

impl Browser {
    /// A new browser: no cookies, in the device's language.
    pub fn open(driver: &Driver, device: Device) -> Browser {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        let mut builder = ClientBuilder::new(connector);
        builder.capabilities(capabilities(driver, device));
        let url = driver.url();
        let connected =
            runtime.block_on(async { tokio::time::timeout(LONGEST, builder.connect(&url)).await });
        let client = connected
            .unwrap_or_else(|_| panic!("{device}: no browser came within {LONGEST:?}"))
            .unwrap_or_else(|error| panic!("{device}: no browser came: {error}"));
        let browser = Browser { device, client, runtime };
        browser.is_shown(device.width, HEIGHT, 1.0);
        // Pages are told the browser's real name, without which it passes for one that looks at links on its own.
        let version = browser.devtools("Browser.getVersion", json!({}));
        let name = version["userAgent"].as_str().expect("a name").replace("HeadlessChrome", "Chrome");
        browser.devtools("Emulation.setUserAgentOverride", json!({ "userAgent": name }));
        browser.goes_to("data:text/html,<title>plain</title><script>document.title = 'scripts'</script>");
        let title = browser.asks("its title", browser.client.title());
        browser.expects("scripts run, or do not, as was asked", title.as_str(), device.mode());
        browser
    }

    #[track_caller]
    pub fn goes_to(&self, url: &str) {
        self.asks(format_args!("open {url}"), self.client.goto(url));
    }

    /// The path of the page that is shown.
    #[track_caller]
    pub fn path(&self) -> String {
        self.asks("its address", self.client.current_url()).path().to_owned()
    }

    #[track_caller]
    pub fn find(&self, css: &str) -> Element<'_> {
        let found = self.asks(format_args!("find {css}"), self.client.find(Locator::Css(css)));
        Element::new(self, found)
    }

    #[track_caller]
    pub fn all(&self, css: &str) -> Vec<Element<'_>> {
        let found = self.asks(format_args!("find every {css}"), self.client.find_all(Locator::Css(css)));
        found.into_iter().map(|element| Element::new(self, element)).collect()
    }

    /// What can be seen of the page, spaces and lines run together.
    #[track_caller]
    pub fn text(&self) -> String {
        joined(&self.find("body").text())
    }

    /// Types into the form whose action begins with `action`, and presses its button.
    #[track_caller]
    pub fn submits(&self, action: &str, fields: &[(&str, &str)]) {
        let form = format!("form[action^='{action}']");
        for (name, value) in fields {
            self.find(&format!("{form} [name='{name}']")).is_typed(value);
        }
        self.leaves_by(&self.find(&format!("{form} button[type=submit]")));
    }

    /// Presses the first of these elements, which leads to another page.
    #[track_caller]
    pub fn goes_by(&self, css: &str) {
        self.leaves_by(&self.find(css));
    }

    /// Presses the first link of this text.
    #[track_caller]
    pub fn follows(&self, text: &str) {
        let link =
            self.asks(format_args!("find the link “{text}”"), self.client.find(Locator::LinkText(text)));
        self.leaves_by(&Element::new(self, link));
    }

    /// Presses what leads to another page, and waits until that one is there, and whole.
    #[track_caller]
    fn leaves_by(&self, way: &Element<'_>) {
        let before = self.find("html");
        way.is_clicked();
        let come = until(|| {
            let come = before
                .is_gone()
                .and_then(|gone| Ok(gone && self.evaluates("document.readyState", false)? == "complete"));
            match come {
                Ok(come) => come.then_some(()),
                // Between two pages the driver knows neither, and has no better word for it.
                Err(error) if error.is_unknown_error() => None,
                Err(error) => self.fails(format_args!("wait for another page: {error}")),
            }
        });
        self.insists(come.is_some(), "another page comes");
    }

    /// A value of the page, asked by the debugger: it answers where scripts are forbidden too. `Null` if it is undefined.
    #[track_caller]
    pub fn measures(&self, expression: &str) -> Value {
        self.insists_on(expression, self.evaluates(expression, false))
    }

    /// The value that a promise of the page comes to.
    #[track_caller]
    pub fn awaits(&self, promise: &str) -> Value {
        self.insists_on(promise, self.evaluates(promise, true))
    }

    /// Waits until an expression is true of the page.
    #[track_caller]
    pub fn comes_to(&self, expression: &str, what: &str) {
        let is_true = || self.evaluates(expression, false).is_ok_and(|value| value == true);
        self.insists(until(|| is_true().then_some(())).is_some(), what);
    }

    fn evaluates(&self, expression: &str, promised: bool) -> Result<Value, CmdError> {
        let parameters = json!({ "expression": expression, "returnByValue": true, "awaitPromise": promised });
        let mut answer =
            self.tries(self.client.issue_cmd(Vendor::devtools("Runtime.evaluate", parameters)))?;
        match answer.get("exceptionDetails") {
            Some(thrown) => Err(CmdError::NotW3C(thrown.clone())),
            None => Ok(answer["result"]["value"].take()),
        }
    }

    /// What is found and run from now on is in the page's first frame, which may be of another site.
    #[track_caller]
    pub fn enters_frame(&self) {
        self.asks("enter a frame", self.client.enter_frame(0));
    }

    #[track_caller]
    pub fn leaves_frame(&self) {
        self.asks("leave a frame", self.client.enter_parent_frame());
    }

    /// What a script in the frame returns; `measures` is of the page around it.
    #[track_caller]
    pub fn runs(&self, script: &str) -> Value {
        self.asks(script, self.client.execute(script, Vec::new()))
    }

    /// Runs a script in every page from now on, before the page's own.
    pub fn prepares_pages(&self, script: &str) {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script }));
    }

    /// The page as a screen of this size shows it, with so many pixels of the screen for each of the page. Windows have a
    /// least width; what a page is laid out for has none.
    pub fn is_shown(&self, width: u32, height: u32, scale: f64) {
        let metrics =
            json!({ "width": width, "height": height, "deviceScaleFactor": scale, "mobile": width < 600 });
        self.devtools("Emulation.setDeviceMetricsOverride", metrics);
    }

    /// The page in the `light` or `dark` theme, once every animation has ended.
    pub fn is_themed(&self, theme: &str) {
        let features = json!([
            { "name": "prefers-color-scheme", "value": theme },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ]);
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features }));
    }

    /// Deletes its cookies.
    pub fn forgets(&self) {
        self.asks("forget its cookies", self.client.delete_all_cookies());
    }

    /// What the browser found wrong, such as something that the page's policy forbids; not refused requests.
    #[track_caller]
    pub fn complaints(&self) -> Vec<String> {
        let said = self.asks("its console", self.client.issue_cmd(Vendor::console()));
        let messages = said.as_array().expect("a list").iter().map(|entry| entry["message"].to_string());
        messages.filter(|message| !message.contains("responded with a status of 4")).collect()
    }

    /// A picture of the whole page, down to its foot, as PNG.
    pub fn picture(&self) -> Vec<u8> {
        self.captures(true)
    }

    /// A picture of what fits on the screen, as PNG.
    pub fn screen(&self) -> Vec<u8> {
        self.captures(false)
    }

    fn captures(&self, beyond: bool) -> Vec<u8> {
        let shot = self
            .devtools("Page.captureScreenshot", json!({ "format": "png", "captureBeyondViewport": beyond }));
        BASE64.decode(shot["data"].as_str().expect("a picture").as_bytes()).expect("base64")
    }

    #[track_caller]
    fn devtools(&self, command: &str, parameters: Value) -> Value {
        self.asks(command, self.client.issue_cmd(Vendor::devtools(command, parameters)))
    }

    /// Insists that something is as it should be.
    #[track_caller]
    pub fn insists(&self, holds: bool, what: &str) {
        if !holds {
            self.fails(format_args!("it should be that {what}"));
        }
    }

    #[track_caller]
    fn insists_on<T>(&self, what: impl Display, done: Result<T, CmdError>) -> T {
        match done {
            Ok(done) => done,
            Err(error) => self.fails(format_args!("{what}: {error}")),
        }
    }

    /// Insists that something is what it should be.
    #[track_caller]
    pub fn expects<T: Debug + PartialEq<W>, W: Debug>(&self, what: &str, found: T, wanted: W) {
        if found != wanted {
            self.fails(format_args!("{what}: {found:?}, not {wanted:?}"));
        }
    }

    /// Does one step; a test whose browser cannot do it has failed.
    #[track_caller]
    fn asks<T>(&self, what: impl Display, step: impl Future<Output = Result<T, CmdError>>) -> T {
        self.insists_on(what, self.tries(step))
    }

    fn tries<T>(&self, step: impl Future<Output = Result<T, CmdError>>) -> Result<T, CmdError> {
        let within = async { tokio::time::timeout(LONGEST, step).await };
        self.runtime.block_on(within).unwrap_or(Err(CmdError::WaitTimeout))
    }

    /// Which browser it is, where, what went wrong, and what it shows.
    #[track_caller]
    fn fails(&self, what: impl Display) -> ! {
        let place = self
            .tries(self.client.current_url())
            .map_or_else(|error| error.to_string(), |url| url.path().to_owned());
        let seen = self.tries(async { self.client.find(Locator::Css("body")).await?.text().await });
        let seen = seen.map_or_else(|error| error.to_string(), |text| joined(&text));
        panic!("{} at {place}: {what}\n  It shows: {seen}", self.device)
    }
}

/// Now and then one does not answer any more once it is told to close: its driver ends whatever is left.
impl Drop for Browser {
    fn drop(&mut self) {
        let close = self.client.clone().close();
        let _ = self.runtime.block_on(async { tokio::time::timeout(CLOSING, close).await });
    }
}

fn capabilities(driver: &Driver, device: Device) -> Map<String, Value> {
    let mut arguments = ARGUMENTS.map(str::to_owned).to_vec();
    arguments.push(format!("--user-data-dir={}", driver.profile().display()));
    arguments.push(format!("--accept-lang={}", device.lang.code()));
    arguments.push(format!("--window-size={},{HEIGHT}", device.width));
    let scripts = if device.scripts { 1 } else { 2 };
    let options = json!({
        "binary": driver::tool("chromium"),
        "args": arguments,
        // 1: no cookies of third parties.
        "prefs": { "profile.default_content_setting_values.javascript": scripts, "profile.cookie_controls_mode": 1 },
    });
    let mut capabilities = Map::new();
    capabilities.insert("goog:chromeOptions".into(), options);
    capabilities.insert("goog:loggingPrefs".into(), json!({ "browser": "ALL" }));
    capabilities
}

/// Words with one space between them.
pub fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
