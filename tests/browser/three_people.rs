//! The three people who use the program, each in a separate browser: the operator, a member who shares a code, and a
//! visitor who is shown it. They use only what they see: the banner's link, the letters, the QR code, links and buttons.

use referral::i18n::Lang;

use crate::chromium::{Device, Driver};
use crate::installation::Installation;
use crate::mail::Mail;
use crate::person::{PASSWORD, Person};
use crate::qr_scan::qr_codes;

// The visitor who is shown a code has a phone. The other devices are spread so that each part is walked with and without
// scripts.

#[test]
fn russians_at_a_desk_and_on_a_phone_and_an_english_visitor_without_scripts() {
    Story::is_told([
        Device { lang: Lang::Ru, width: 1280, scripts: true },
        Device { lang: Lang::Ru, width: 360, scripts: true },
        Device { lang: Lang::En, width: 360, scripts: false },
    ]);
}

#[test]
fn english_people_without_scripts_on_a_phone_and_at_a_desk_and_a_russian_visitor() {
    Story::is_told([
        Device { lang: Lang::En, width: 360, scripts: false },
        Device { lang: Lang::En, width: 1280, scripts: false },
        Device { lang: Lang::Ru, width: 360, scripts: true },
    ]);
}

const ANNA: (&str, &str) = ("Анна", "anna@example.org");
const BORIS: (&str, &str) = ("Борис", "boris@example.org");

struct Story {
    operator: Person,
    sharer: Person,
    visitor: Person,
    mail: Mail,
    program: Installation,
    /// Dropped after the browsers.
    _driver: Driver,
}

impl Story {
    /// Of an operator, of a member who shares a code, and of a visitor.
    fn is_told([operator, sharer, visitor]: [Device; 3]) {
        let mut program = Installation::new();
        let mail = Mail::of(&mut program);
        program.starts();
        let driver = Driver::start();
        let mut story = Story {
            operator: Person::new(&driver, operator, "three-operator"),
            sharer: Person::new(&driver, sharer, "three-sharer"),
            visitor: Person::new(&driver, visitor, "three-visitor"),
            mail,
            program,
            _driver: driver,
        };
        story.operator_sets_it_up();
        story.joins(&story.sharer, ANNA, &story.at("/register"), None);
        story.sharer_makes_a_code();
        let link = story.visitor_scans_it();
        story.joins(&story.visitor, BORIS, &link, Some(ANNA.0));
        story.sharer_sees_who_came();
        story.operator_finds_the_newcomer();
        story.operator_shuts_them_out_and_lets_them_in();
        story.program.stops();
    }

    /// The link of the banner makes the first admin, and is dead then.
    fn operator_sets_it_up(&self) {
        let (operator, browser) = (&self.operator, &self.operator.browser);
        let link = self.at(&self.program.setup_path());
        browser.goes_to(&link);
        operator.sees("setup", &["setup-title", "setup-lead"]);
        let (name, email) = ("Ольга", "admin@example.org");
        browser.submits("/setup/", &[("firstname", name), ("email", email), ("password", PASSWORD)]);
        operator.sees("admin-empty", &["overview-first", "steps-admin"]);
        browser.expects("the setup leads to the overview", browser.path().as_str(), "/admin");
        browser.goes_to(&link);
        operator.sees("setup-again", &["setup-dead-title"]);
    }

    /// Registers, confirms by the letter, signs in.
    fn joins(&self, person: &Person, (name, email): (&str, &str), address: &str, invited_by: Option<&str>) {
        let browser = &person.browser;
        browser.goes_to(address);
        person.sees("register", &["field-firstname"]);
        if let Some(referrer) = invited_by {
            person.is_invited_by(referrer);
        }
        person.registers_as(name, email);
        person.sees_notice("notice-email-sent", "digits", &["digits-title"]);
        browser.goes_to(&self.mail.link_to(email));
        person.sees_notice("notice-confirmed-signed-in", "confirmed", &["profile-no-codes"]);
        browser.expects("confirming leads to the profile", browser.path().as_str(), "/profile");
        person.is_signed_in_as(name);
        browser.goes_to(&self.at("/profile"));
        person.sees("profile", &["profile-no-codes"]);
    }

    fn sharer_makes_a_code(&self) {
        let (sharer, browser) = (&self.sharer, &self.sharer.browser);
        sharer.follows("menu-code-add");
        sharer.sees("code-add", &["code-add-title"]);
        browser.submits("/profile/referral", &[("description", "Книги и чай")]);
        sharer.sees_notice("notice-code-added", "code", &["state-active", "profile-no-people"]);
        // This browser has no share menu, so none is offered; copying needs a script.
        let buttons: Vec<String> = browser.all(".share button").iter().map(|button| button.text()).collect();
        let wanted: Vec<String> =
            sharer.device.scripts.then(|| sharer.says("share-copy")).into_iter().collect();
        browser.expects("the buttons to share", buttons, wanted);
    }

    /// What a phone's camera reads off the sharer's screen.
    fn visitor_scans_it(&self) -> String {
        let browser = &self.sharer.browser;
        let shown = self.sharer.shown_links();
        self.sharer.opens_qr();
        let links = qr_codes(&browser.picture());
        browser.expects("the screen shows one QR code", links.len(), 1);
        let scanned: Vec<String> = shown.iter().map(|link| format!("{link}?qr")).collect();
        browser.expects("the QR code is the link that is shown, and says so", &links, &scanned);
        links.concat()
    }

    /// That person is in the profile's numbers, in the charts of the code, and a page says why they count.
    fn sharer_sees_who_came(&self) {
        let (sharer, browser) = (&self.sharer, &self.sharer.browser);
        browser.goes_to(&self.program.url());
        sharer.follows("menu-profile");
        sharer.sees("came", &["state-counts", "count-clicks"]);
        browser.expects("clicks, visitors, sign-ups, confirmed, counts", sharer.numbers(), ["1"; 5]);
        sharer.follows("menu-statistics");
        sharer.sees("chart", &["chart-signups", "count-people", "source-qr"]);
        browser.expects("clicks, visitors, sign-ups, confirmed, counts", sharer.numbers(), ["1"; 5]);
        let high = browser.measures("document.querySelector('.plot .counts').getBoundingClientRect().height");
        let high = high.as_f64();
        let is_tall = high.is_some_and(|high| high > 20.0);
        browser.insists(is_tall, &format!("the chart shows one who counts: a bar {high:?} px high"));
        sharer.follows("menu-profile");
        browser.find(".rows summary").is_clicked();
        sharer.follows("person-details");
        sharer.sees("why", &["why-checked", "why-confirmed"]);
        browser.insists(browser.find("h1").text().contains(BORIS.0), "the page is about them");
    }

    /// The operator finds that person's page, their referrer and why, among numbers, codes and letters.
    fn operator_finds_the_newcomer(&self) {
        let (operator, browser) = (&self.operator, &self.operator.browser);
        browser.goes_to(&self.program.url());
        operator.follows("menu-admin");
        operator.sees("admin", &["overview-top", "overview-latest"]);
        browser.expects("visitors, sign-ups, counts, waiting", operator.tiles(), ["1", "1", "1", "0"]);
        for (page, title) in [
            ("reviews", "admin-reviews"),
            ("codes", "admin-codes"),
            ("emails", "admin-emails"),
            ("health", "admin-health"),
            ("backups", "admin-backups"),
            ("settings", "admin-settings"),
            ("audit", "admin-audit"),
            ("people", "admin-people"),
        ] {
            operator.follows(title);
            operator.sees(title, &[title]);
            browser.expects("the menu leads there", browser.path(), format!("/admin/{page}"));
        }
        browser.submits("/admin/people", &[("q", "boris@")]);
        operator.sees("admin-found", &["admin-people", "list-search"]);
        browser.follows(BORIS.0);
        operator.sees("admin-person", &["admin-referred-by", "rule-link", "person-account", "why-confirmed"]);
        let text = browser.text();
        browser.insists(text.contains(ANNA.0) && text.contains(BORIS.1), "the page names the referrer");
        let here = browser.path();
        browser.follows(ANNA.0);
        operator.sees("admin-branch", &["branch-people", "branch-freeze"]);
        browser.insists(browser.text().contains(BORIS.0), "they are in the branch");
        browser.goes_to(&self.at(&here));
    }

    /// A disabled user is signed out and cannot sign in until they are enabled again; the audit trail has both.
    fn operator_shuts_them_out_and_lets_them_in(&self) {
        let (operator, visitor) = (&self.operator, &self.visitor);
        let page = operator.browser.path();
        let does = |action: &str| {
            operator.browser.find(".apart summary").is_clicked();
            operator.browser.submits(&format!("{page}/{action}"), &[]);
        };
        does("disable");
        operator.sees_notice("notice-person-disabled", "admin-disabled", &["account-disabled"]);
        visitor.browser.goes_to(&self.at("/profile"));
        visitor.browser.expects("they are signed out", visitor.browser.path().as_str(), "/login");
        visitor.browser.submits("/login", &[("email", BORIS.1), ("password", PASSWORD)]);
        visitor.sees("shut-out", &["refusal-wrong-credentials"]);
        does("enable");
        operator.sees_notice("notice-person-enabled", "admin-enabled", &["account-confirmed"]);
        visitor.browser.submits("/login", &[("password", PASSWORD)]);
        visitor.sees("back", &["profile-no-codes"]);
        operator.follows("admin-audit-all");
        let trail = ["audit-disabled", "audit-enabled", "audit-signed-in", "audit-sign-in-failed"];
        operator.sees("admin-trail", &trail);
    }

    fn at(&self, path: &str) -> String {
        self.program.url() + path
    }
}
