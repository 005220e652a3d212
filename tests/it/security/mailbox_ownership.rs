//! A registered address is its mailbox reader's: who confirms it in another browser gives the password.

use serde_json::json;

use crate::site::harness::{PASSWORD, Site, Visitor, digits, link};

const OF_STRANGER: &str = "stranger's own words";

/// Registers the owner's address with the stranger's password, by a page or by the API.
fn also_registers<'s>(site: &'s Site, by_page: bool) -> Visitor<'s> {
    let mut stranger = site.visitor();
    (stranger.email, stranger.password) = ("anna@example.com".into(), OF_STRANGER.into());
    if by_page {
        stranger.registers("Stranger", "anna@example.com").is(303);
    } else {
        let body = json!({ "firstname": "Stranger", "email": "anna@example.com", "password": OF_STRANGER });
        site.program().posts("/api/v1/register", &body).is(202);
    }
    stranger
}

/// Confirms with the newest email, and gives the password where the page asks for it.
fn confirms(browser: &mut Visitor, by_link: bool) {
    let letter = browser.letter();
    let (path, mut fields) = if by_link {
        (link(&letter), Vec::new())
    } else {
        let code = digits(&letter);
        ("/activate".to_owned(), vec![("email", "anna@example.com".to_owned()), ("code", code)])
    };
    let typed = |fields: &[(&'static str, String)]| -> Vec<(&'static str, String)> { fields.to_vec() };
    let mut sends = |fields: Vec<(&'static str, String)>| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.submits(&path, &fields)
    };
    if sends(typed(&fields)).status != 303 {
        fields.extend([("password", PASSWORD.to_owned()), ("password2", PASSWORD.to_owned())]);
        sends(fields).leads_to("/login");
    }
}

#[test]
fn a_stranger_who_registers_the_address_too_never_gets_the_account() {
    for by_page in [true, false] {
        for by_link in [true, false] {
            for same_browser in [true, false] {
                let site = Site::new();
                let mut owner = site.visitor();
                owner.registers("Anna", "anna@example.com").is(303);
                let mut stranger = also_registers(&site, by_page);
                if !same_browser {
                    owner = site.visitor();
                    owner.email = "anna@example.com".into();
                }
                confirms(&mut owner, by_link);
                let case = format!("page {by_page}, link {by_link}, same browser {same_browser}");
                assert_eq!(stranger.signs_in().status, 422, "{case}");
                assert_eq!(owner.signs_in().status, 303, "{case}");
            }
        }
    }
}

#[test]
fn opening_the_link_of_a_later_registration_confirms_nothing_in_the_first_ones_browser() {
    for by_page in [true, false] {
        let site = Site::new();
        let mut owner = site.visitor();
        owner.registers("Anna", "anna@example.com").is(303);
        also_registers(&site, by_page);
        owner.confirms_by_link().is(200).says_key("activate-lead");
        assert_eq!(site.value::<i64>("SELECT is_activated FROM users"), 0, "page {by_page}");
    }
}

#[test]
fn a_later_registration_ends_every_email_before_it() {
    for by_page in [true, false] {
        let site = Site::new();
        let mut owner = site.visitor();
        owner.registers("Anna", "anna@example.com").is(303);
        let mut letters = vec![owner.letter()];
        for _ in 0..2 {
            owner.submits("/repeat_token", &[("email", "anna@example.com")]).is(303);
            letters.push(owner.letter());
        }
        also_registers(&site, by_page);
        for asks_again in [false, true] {
            if asks_again {
                owner.submits("/repeat_token", &[("email", "anna@example.com")]).is(303);
                site.letters();
            }
            for letter in &letters {
                owner.opens(&link(letter)).is(404);
                let code = digits(letter);
                owner.submits("/activate", &[("email", "anna@example.com"), ("code", &code)]).is(422);
            }
        }
        assert_eq!(site.value::<i64>("SELECT is_activated FROM users"), 0, "page {by_page}");
    }
}

#[test]
fn the_button_in_another_browser_needs_a_password_that_a_registration_would_take() {
    let site = Site::new();
    let mut anna = site.visitor();
    anna.registers("Anna", "anna@example.com").is(303);
    let path = link(&anna.letter());
    let mut phone = site.visitor();
    for (one, other) in
        [("", ""), ("short", "short"), ("password1", "password1"), (PASSWORD, "battery staple")]
    {
        phone.submits(&path, &[("password", one), ("password2", other)]).is(422).says_key("activate-lead");
        assert_eq!(site.value::<i64>("SELECT is_activated FROM users"), 0, "{one:?} {other:?}");
    }
    phone.submits(&path, &[]).is(422);
    let new = "battery staple";
    phone.submits(&path, &[("password", new), ("password2", new)]).leads_to("/login");
    // A second time changes nothing.
    site.visitor().submits(&path, &[("password", OF_STRANGER), ("password2", OF_STRANGER)]).is(200);
    (phone.email, phone.password) = ("anna@example.com".into(), new.into());
    phone.signs_in().leads_to("/profile");
    anna.signs_in().is(422);
}

#[test]
fn wrong_digits_change_no_password() {
    let site = Site::new();
    let mut anna = site.visitor();
    anna.registers("Anna", "anna@example.com").is(303);
    let wrong = if digits(&anna.letter()) == "000000" { "000001" } else { "000000" };
    let guess = [
        ("email", "anna@example.com"),
        ("code", wrong),
        ("password", OF_STRANGER),
        ("password2", OF_STRANGER),
    ];
    site.visitor().submits("/activate", &guess).is(422);
    anna.confirms_by_digits().leads_to("/login");
    anna.signs_in().leads_to("/profile");
}
