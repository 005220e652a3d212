//! The whole path, from a registration to a friend who came by the link: on a phone, on a desk, and without JavaScript.

use std::collections::BTreeMap;

use referral::i18n::Lang;
use serde_json::{Value, json};
use url::Url;

use crate::chromium::{Device, Driver};
use crate::installation::Installation;
use crate::mail::Mail;
use crate::person::{PASSWORD, Person};

const PHONE: u32 = 360;
const DESK: u32 = 1280;

/// The description of a code: what an address or a page could take for something else than text.
const WORDS: &str = "Книги & чай, 100% + <b>";

#[test]
fn in_russian_on_a_phone() {
    Walk::in_a_browser(Device { lang: Lang::Ru, width: PHONE, scripts: true });
}

#[test]
fn in_english_on_a_desk() {
    Walk::in_a_browser(Device { lang: Lang::En, width: DESK, scripts: true });
}

#[test]
fn without_scripts() {
    Walk::in_a_browser(Device { lang: Lang::Ru, width: DESK, scripts: false });
}

/// The code of a link.
fn code_of(link: &str) -> &str {
    link.rsplit('/').next().expect("a code")
}

struct Walk {
    driver: Driver,
    device: Device,
    mail: Mail,
    program: Installation,
}

impl Walk {
    fn in_a_browser(device: Device) {
        let mut program = Installation::new();
        let mail = Mail::of(&mut program);
        program.starts();
        let mut walk = Walk { driver: Driver::start(), device, mail, program };
        let (referrer, friend) = (walk.stranger("referrer"), walk.stranger("friend"));
        walk.registers(&referrer);
        let link = walk.shares(&referrer);
        walk.comes_by(&friend, &link);
        walk.sees_who_came(&referrer);
        walk.confirms_by_digits(&friend);
        drop((referrer, friend));
        walk.program.stops();
    }

    fn stranger(&self, who: &str) -> Person {
        let stranger = Person::new(&self.driver, self.device, who);
        // Headless browsers on Linux have no such thing; what it is asked for is kept to be looked at.
        stranger.browser.prepares_pages("navigator.share = async (what) => { window.shared = what; }");
        stranger
    }

    /// Makes two mistakes on the way to a profile that is still empty.
    fn registers(&self, visitor: &Person) {
        let (browser, email) = (&visitor.browser, "referrer@example.org");
        browser.goes_to(&self.program.url());
        visitor.sees("home", &["home-title", "menu-register", "menu-login"]);
        browser.goes_to(&self.at("/register"));
        visitor.sees("register", &["register-title", "field-firstname"]);
        let fields = [("firstname", " "), ("email", email), ("password", "short")];
        browser.submits("/register", &fields);
        visitor.sees("register-mistakes", &["form-mistakes", "refusal-empty"]);
        browser.expects(
            "what was typed is still there",
            browser.find("[name=email]").value().as_str(),
            email,
        );
        browser.submits("/register", &[("firstname", "Анна-Мария"), ("password", PASSWORD)]);
        visitor.sees_notice("notice-email-sent", "digits", &["digits-title", "digits-until"]);
        let ticks = !browser.all(".clock").is_empty();
        browser.insists(
            ticks == self.device.scripts,
            "a clock counts down where scripts run, and elsewhere there is the time alone",
        );
        browser.goes_to(&self.mail.link_to(email));
        browser.expects("opening the link in the same browser signs in", browser.path().as_str(), "/profile");
        visitor.sees_notice("notice-confirmed-signed-in", "confirmed", &["profile-no-codes"]);
        visitor.signs_out();
        browser.goes_to(&self.at("/profile/sessions"));
        visitor.sees("login", &["login-title", "login-for-sessions", "repeat-title"]);
        browser.submits("/login", &[("email", email), ("password", "a wrong one")]);
        visitor.sees("login-mistakes", &["refusal-wrong-credentials"]);
        browser.submits("/login", &[("password", PASSWORD)]);
        browser.expects("signing in leads back", browser.path().as_str(), "/profile/sessions");
        browser.goes_to(&self.at("/profile"));
        visitor.sees("profile-empty", &["profile-no-codes", "profile-no-people-yet"]);
        visitor.is_signed_in_as("Анна-Мария");
        let menu = browser.find("header").text();
        browser.insists(!menu.contains(&visitor.says("menu-login")), "the menu knows who is signed in");
    }

    /// Adds a code and has its link sent to a friend; gives the link.
    fn shares(&self, referrer: &Person) -> String {
        let (browser, friend) = (&referrer.browser, "friend@example.org");
        browser.goes_to(&self.at("/profile/referral"));
        referrer.sees("code-add", &["code-add-title", "field-friend"]);
        browser.submits("/profile/referral", &[("description", WORDS), ("email", friend)]);
        referrer.sees_notice("notice-code-added-and-sent", "profile-code", &["state-active"]);
        let link = self.mail.link_to(friend);
        browser.insists(referrer.shown_links().contains(&link), "the link is there to be copied");
        self.offers_ways_to_share(referrer, &link);
        browser.goes_to(&format!("{}/profile/codes/{}/share", self.program.url(), code_of(&link)));
        referrer.sees("share", &["share-message", "utm-title"]);
        browser.expects("the words as they were typed", browser.find("#text").value().as_str(), WORDS);
        referrer.opens_qr();
        link
    }

    /// What each way of passing the link on would hand over, decoded as the receiving program decodes it.
    fn offers_ways_to_share(&self, referrer: &Person, link: &str) {
        let browser = &referrer.browser;
        let ways: BTreeMap<String, Value> = browser
            .all(".ways a:not([data-text])")
            .iter()
            .map(|way| Url::parse(&way.attribute("href")).expect("an address"))
            .map(|way| {
                // A space is never a plus there: mail programs take that at its word (RFC 6068 5).
                browser.insists(!way.query().expect("a query").contains('+'), &format!("{way} has no plus"));
                (
                    way.host_str().unwrap_or(way.scheme()).to_owned(),
                    way.query_pairs().into_owned().collect::<Value>(),
                )
            })
            .collect();
        let from = |way: &str| format!("{link}?utm_source={way}");
        let wanted = json!({
            "mailto": { "subject": referrer.says("share-subject"), "body": format!("{WORDS}\r\n\r\n{}", from("email")) },
            "t.me": { "url": from("telegram"), "text": WORDS },
            "wa.me": { "text": format!("{WORDS} {}", from("whatsapp")) },
        });
        browser.expects("the ways to share", json!(ways), wanted);
        // Without a script the last way leads to the page of all of them.
        if self.device.scripts {
            browser.find(".ways a[data-text]").is_clicked();
            let shared = browser.measures("window.shared");
            browser.expects("what the system is given", shared, json!({ "text": WORDS, "url": link }));
        }
    }

    /// The friend registers by the link, and confirms by the button in another browser.
    fn comes_by(&self, friend: &Person, link: &str) {
        let (browser, email) = (&friend.browser, "friend@example.org");
        browser.goes_to(link);
        friend.sees("invitation", &["invitation-accept"]);
        friend.is_invited_by("Анна-Мария");
        browser.expects(
            "the form carries the code",
            browser.find("[name=code]").value().as_str(),
            code_of(link),
        );
        friend.registers_as("Борис", email);
        friend.sees_notice("notice-email-sent", "digits", &["digits-title"]);
        let letter = self.mail.link_to(email);
        let elsewhere = self.stranger("elsewhere");
        elsewhere.browser.goes_to(&letter);
        elsewhere.sees("activate", &["activate-lead", "activate-submit"]);
        elsewhere.browser.submits("/activate/", &[("password", PASSWORD)]);
        elsewhere.sees_notice("notice-confirmed", "login", &["login-title"]);
        elsewhere.browser.goes_to(&letter);
        elsewhere.sees("activate-again", &["activate-already-title"]);
        elsewhere.browser.goes_to(&self.at("/nothing-is-here/at-all"));
        elsewhere.sees("not-found", &["failure-not-found"]);
    }

    /// The profile shows who came and what is counted; then its owner switches the code off and signs out.
    fn sees_who_came(&self, referrer: &Person) {
        let browser = &referrer.browser;
        browser.goes_to(&self.at("/profile"));
        referrer.sees("profile-people", &["state-counts", "count-clicks"]);
        browser.expects("clicks, visitors, sign-ups, confirmed, counts", referrer.numbers(), ["1"; 5]);
        browser.insists(browser.text().contains("Борис"), "the profile says who came");
        browser.goes_to(&self.at("/profile/referral/change"));
        referrer.sees("code-change", &["code-change-title", "field-active"]);
        browser.find("[name=active]").is_clicked();
        browser.submits("/profile/referral/change", &[("description", "Closed")]);
        referrer.sees_notice("notice-code-changed", "profile-code-off", &["profile-no-active-code"]);
        referrer.signs_out();
        referrer.sees_notice("notice-signed-out", "home-signed-out", &["home-title"]);
        let menu = browser.find("header nav").text();
        browser.insists(menu.contains(&referrer.says("menu-login")), "the menu is that of a visitor");
    }

    /// Another user of the friend's browser types the six digits.
    fn confirms_by_digits(&self, visitor: &Person) {
        let (browser, email) = (&visitor.browser, "digits@example.org");
        browser.goes_to(&self.at("/register"));
        visitor.registers_as("Вера", email);
        // This browser followed the link before its code was switched off, and is told what became of it.
        visitor.sees_notice("notice-email-sent-code-ended", "digits-code-off", &["digits-title"]);
        let known = browser.find("form[action='/activate'] [name=email]").value();
        browser.expects("the address is in its field", known.as_str(), email);
        browser.submits("/activate", &[("code", &self.mail.digits_to(email))]);
        visitor.sees_notice("notice-confirmed-signed-in", "confirmed-by-digits", &["profile-no-codes"]);
    }

    fn at(&self, path: &str) -> String {
        self.program.url() + path
    }
}
