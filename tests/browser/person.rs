//! A person at a browser: what they see, in which language, and what they do next.

use fluent_bundle::FluentValue;
use referral::i18n::Lang;

use crate::chromium::{Browser, Device, Driver, joined};
use crate::screenshots::Screenshots;

pub const PASSWORD: &str = "correct horse battery";

pub struct Person {
    pub browser: Browser,
    pub device: Device,
    screenshots: Screenshots,
}

impl Person {
    /// A person new to the site. `who` is part of the names of their screenshots.
    pub fn new(driver: &Driver, device: Device, who: &str) -> Person {
        let screenshots = Screenshots::of(&format!("{who}-{device}"));
        Person { browser: Browser::open(driver, device), device, screenshots }
    }

    /// The sentence of this name, as this person reads it.
    pub fn says(&self, sentence: &'static str) -> String {
        said(self.device.lang, sentence)
    }

    /// A page that says these sentences and has no notice.
    #[track_caller]
    pub fn sees(&self, page: &str, sentences: &[&'static str]) {
        self.looks(page, sentences, None);
    }

    /// A page that says these sentences, above them a notice.
    #[track_caller]
    pub fn sees_notice(&self, notice: &'static str, page: &str, sentences: &[&'static str]) {
        self.looks(page, sentences, Some(notice));
    }

    /// What a person sees on any page, and that nothing of it needs scrolling sideways and nothing was complained of.
    #[track_caller]
    fn looks(&self, page: &str, sentences: &[&'static str], notice: Option<&'static str>) {
        let browser = &self.browser;
        self.screenshots.keep(page, browser);
        let seen = browser.text();
        for sentence in sentences.iter().map(|name| joined(&self.says(name))) {
            browser.insists(seen.contains(&sentence), &format!("{page} says “{sentence}”"));
        }
        let wanted: Vec<String> = notice.iter().map(|name| joined(&self.says(name))).collect();
        let shown = browser.all(".notice:not(.warm):not(.bad)");
        // A button to undo it may be behind the sentence.
        let sentence =
            |text: String| wanted.iter().find(|said| text.starts_with(*said)).cloned().unwrap_or(text);
        let notices: Vec<String> = shown.iter().map(|found| sentence(joined(&found.text()))).collect();
        browser.expects(&format!("the notices of {page}"), notices, wanted);
        let lang = browser.find("html").attribute("lang");
        browser.expects(&format!("the language of {page}"), lang.as_str(), self.device.lang.code());
        let wide = browser.measures("document.documentElement.scrollWidth").as_u64().expect("pixels");
        let screen = u64::from(self.device.width);
        browser.insists(wide <= screen, &format!("{page} fits into {screen} px; it is {wide} px wide"));
        browser.expects(
            &format!("what the browser complains of on {page}"),
            browser.complaints(),
            Vec::<String>::new(),
        );
    }

    /// The page that is shown says who invites.
    #[track_caller]
    pub fn is_invited_by(&self, referrer: &str) {
        let values = [("name", FluentValue::from(referrer))];
        let invited = joined(&self.device.lang.format("register-invited-by", &values));
        self.browser.insists(self.browser.text().contains(&invited), &format!("the page says “{invited}”"));
    }

    /// Fills in the form that registers, on the page that is shown.
    #[track_caller]
    pub fn registers_as(&self, firstname: &str, email: &str) {
        let fields = [("firstname", firstname), ("email", email), ("password", PASSWORD)];
        self.browser.submits("/register", &fields);
    }

    /// Follows the link of this name, out of the profile's folded menu too.
    #[track_caller]
    pub fn follows(&self, sentence: &'static str) {
        let said = self.says(sentence);
        // A closed menu shows no text.
        if self.browser.all("a").iter().all(|link| link.text() != said) {
            self.opens_menu();
        }
        self.browser.follows(&said);
    }

    #[track_caller]
    pub fn signs_out(&self) {
        self.opens_menu();
        self.browser.submits("/logout", &[]);
    }

    /// The profile's menu says whose it is.
    #[track_caller]
    pub fn is_signed_in_as(&self, name: &str) {
        self.opens_menu();
        let who = self.browser.find(".drop .who").text();
        self.browser.insists(who.contains(name), &format!("the menu is that of “{name}”"));
    }

    /// The profile's menu, if it is closed.
    #[track_caller]
    fn opens_menu(&self) {
        if self.browser.all(".me details:not([open])").len() == 1 {
            self.browser.find(".me summary").is_clicked();
        }
    }

    /// The numbers of the page's first funnel.
    #[track_caller]
    pub fn numbers(&self) -> Vec<String> {
        let first = |number: String| number.lines().next().unwrap_or_default().to_owned();
        self.browser.find("dl.flow").all("dd").iter().map(|number| first(number.text())).collect()
    }

    /// The numbers of the operator's tiles.
    #[track_caller]
    pub fn tiles(&self) -> Vec<String> {
        self.browser.all("dl.tiles dd:not(.by)").iter().map(|number| number.text()).collect()
    }

    /// The links that are there to be copied.
    #[track_caller]
    pub fn shown_links(&self) -> Vec<String> {
        self.browser.all("input[readonly]").iter().map(|field| field.value()).collect()
    }

    /// Shows the QR code alone, to a phone that is held before the screen.
    #[track_caller]
    pub fn opens_qr(&self) {
        self.browser.goes_by("a.qr");
        self.sees("qr", &["qr-here-only", "qr-download"]);
    }
}

/// A sentence without variables. One that no language has is the test's mistake, which the program would only log.
#[track_caller]
fn said(lang: Lang, sentence: &'static str) -> String {
    let text = lang.text(sentence).to_owned();
    assert_ne!(text, sentence, "no language has this sentence");
    text
}
