//! Every page before axe-core, which reads it as assistive technology does: WCAG 2.2 and its makers' own rules of good
//! practice. In both languages, both themes and three widths.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use data_encoding::BASE32_NOPAD;
use referral::app::clock::Clock;
use referral::crypto::totp::TotpSecret;
use referral::i18n::Lang;

use crate::chromium::{Browser, Device, Driver, HEIGHT};
use crate::every_page::{self, Page, Who};
use crate::installation::Installation;
use crate::person::PASSWORD;
use crate::populated_site::{Site, address};
use crate::screenshots::Screenshots;

const VERSION: &str = "4.14.1";

/// The narrow one is a phone's, where tables fall apart and the menu breaks into lines.
const WIDTHS: [u32; 3] = [360, 768, 1280];
const THEMES: [&str; 2] = ["light", "dark"];

/// Asked of the page in one go: rules found broken, with where and why.
const LOOK: &str = "
axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations.flatMap((rule) =>
  rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')}: ${node.failureSummary.split('\\n').slice(1).join(' ')}`)))
";

/// The width of the page with text of twice its size, which is reset afterwards.
const GROWN: &str = "(() => {
  const { style } = document.documentElement;
  style.fontSize = '200%';
  const wide = document.documentElement.scrollWidth;
  style.fontSize = '';
  return wide;
})()";

/// Its script.
static AXE: LazyLock<String> = LazyLock::new(install);

#[test]
fn nothing_is_found_on_any_page_in_russian() {
    read(Lang::Ru);
}

#[test]
fn nothing_is_found_on_any_page_in_english() {
    read(Lang::En);
}

fn read(lang: Lang) {
    let mut program = Installation::new();
    // What cannot be read on the console is not on the page of letters; and one address asks more than people do.
    program.is_told("REFERRAL_MAIL__MODE", "console");
    program.is_told("REFERRAL_LIMITS__ENABLED", "false");
    // Doubtful referees are held, so that a review is open.
    program.is_told("REFERRAL_REFERRALS__DOUBT", "hold");
    // Its webhook is where nothing listens.
    program.is_told("REFERRAL_WEBHOOKS__ALLOW_PRIVATE", "true");
    program.starts();
    let driver = Driver::start();
    // The setup link works only while there is no admin, so its page comes first.
    let first = every_page::setup(program.setup_path());
    let mut found = Reader::new(&driver, &program, lang, Who::Visitor).reads(&first);
    let mut site = Site::of(program);
    let pages = every_page::all(&site);
    let missing = every_page::missing(pages.iter().chain([&first]));
    assert!(missing.is_empty(), "no page is opened for {missing:?}");
    for who in Who::ALL {
        let reader = Reader::new(&driver, &site.program, lang, who);
        found.extend(pages.iter().filter(|page| page.who == who).flat_map(|page| reader.reads(page)));
    }
    // Last, because it makes all sessions old.
    found.extend(Reader::new(&driver, &site.program, lang, Who::Cautious).reads_second_factor(&mut site));
    assert!(found.is_empty(), "axe-core finds:\n{}", found.join("\n"));
    site.program.stops();
}

/// One person's browser, through which axe-core looks.
struct Reader {
    browser: Browser,
    lang: Lang,
    url: String,
    screenshots: Screenshots,
}

impl Reader {
    fn new(driver: &Driver, program: &Installation, lang: Lang, who: Who) -> Reader {
        let browser = Browser::open(driver, Device { lang, width: WIDTHS[0], scripts: true });
        let url = program.url();
        if let Some(local) = who.local() {
            browser.goes_to(&format!("{url}/login"));
            browser.submits("/login", &[("email", &address(local)), ("password", PASSWORD)]);
            browser.insists(browser.path() != "/login", "a user with an account is signed in");
        }
        // By the debugger, past the pages' own policy, as an extension would.
        browser.prepares_pages(&AXE);
        Reader { browser, lang, url, screenshots: Screenshots::of("axe") }
    }

    /// What is wrong with a page: where, how it was shown, and why.
    fn reads(&self, page: &Page) -> Vec<String> {
        let browser = &self.browser;
        browser.goes_to(&(self.url.clone() + &page.path));
        if let Some(form) = page.sent {
            browser.submits(form, &[]);
        }
        if page.path.starts_with(every_page::EMAILS) {
            let html = browser.measures("document.documentElement.outerHTML");
            browser.goes_to(&as_data(html.as_str().expect("HTML")));
        }
        if page.path.contains('#') {
            browser.comes_to(
                "document.querySelector('main .copy') !== null",
                "the widget is opened by its token",
            );
        }
        let mut found = self.looks(page.name);
        found.extend(self.grown(page.name));
        found
    }

    /// What is wrong with the page that is open.
    fn looks(&self, name: &str) -> Vec<String> {
        let browser = &self.browser;
        let mut found = Vec::new();
        for (width, theme) in WIDTHS.iter().flat_map(|width| THEMES.map(|theme| (*width, theme))) {
            browser.is_shown(width, HEIGHT, 1.0);
            browser.is_themed(theme);
            let shown = format!("{name}-{}-{theme}-{width}", self.lang.code());
            self.screenshots.keep_as(&shown, browser);
            let broken = browser.awaits(LOOK);
            let broken = broken.as_array().unwrap_or_else(|| panic!("{shown}: axe-core says {broken}"));
            found.extend(broken.iter().map(|what| format!("{shown}: {}", what.as_str().unwrap_or_default())));
        }
        found
    }

    /// The pages of a second factor, of which each leads to the next, and the one that asks for the password.
    fn reads_second_factor(&self, site: &mut Site) -> Vec<String> {
        let (browser, url) = (&self.browser, &self.url);
        browser.goes_to(&format!("{url}/profile/second-factor/app"));
        let key = browser.find("main .soft code").text().replace(' ', "");
        let secret = TotpSecret::from_bytes(&BASE32_NOPAD.decode(key.as_bytes()).expect("a key"));
        let digits = secret.expect("a secret").digits_at(Clock::System.now());
        browser.submits("/profile/second-factor/app", &[("otp", &digits)]);
        let mut found = self.looks("recovery-codes");
        browser.goes_to(&format!("{url}/profile/second-factor"));
        found.extend(self.looks("second-factor-on"));
        site.program.stops();
        site.program.database().execute("UPDATE sessions SET password_at = 0", []).expect("old passwords");
        site.program.starts();
        browser.submits("/profile/second-factor/recovery", &[]);
        found.extend(self.looks("reauthenticate"));
        browser.forgets();
        browser.goes_to(&format!("{url}/login"));
        let local = Who::Cautious.local().expect("an address");
        browser.submits("/login", &[("email", &address(local)), ("password", PASSWORD)]);
        browser.expects("a password leads to the code", browser.path().as_str(), "/login/second-factor");
        found.extend(self.looks("login-second-factor"));
        browser.submits("/login/second-factor", &[("otp", "12345")]);
        found.extend(self.looks("login-second-factor-wrong"));
        found
    }

    /// What is wrong with a page whose text alone is twice as large, on a phone (WCAG 1.4.4).
    fn grown(&self, name: &str) -> Option<String> {
        self.browser.is_shown(WIDTHS[0], HEIGHT, 1.0);
        let wide = self.browser.measures(GROWN);
        let fits = wide.as_u64().is_some_and(|wide| wide <= u64::from(WIDTHS[0]));
        (!fits)
            .then(|| format!("{name}-{}: {wide} px wide at {} with large text", self.lang.code(), WIDTHS[0]))
    }
}

/// An address that has the whole page in it. No script runs in the page of an email, axe-core's neither, so its HTML is
/// read without the policy.
fn as_data(html: &str) -> String {
    let mut address = "data:text/html;charset=utf-8,".to_owned();
    for byte in format!("<!doctype html>{html}").bytes() {
        write!(address, "%{byte:02X}").expect("a string takes it");
    }
    address
}

/// From npm at the first run.
fn install() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("target/axe-core-{VERSION}"));
    let script = folder.join("node_modules/axe-core/axe.min.js");
    if !script.exists() {
        let installed = Command::new("npm")
            .args(["install", "--no-audit", "--no-fund", "--loglevel=error", "--prefix"])
            .arg(&folder)
            .arg(format!("axe-core@{VERSION}"))
            .stdin(Stdio::null())
            .status();
        assert!(installed.expect("npm (Debian: apt-get install npm)").success(), "npm installs axe-core");
    }
    fs::read_to_string(script).expect("axe-core's script")
}
