//! The pages that most ask for are drawn once for all who come from outside: nobody may ever notice.

use std::io::Read;
use std::sync::Arc;

use referral::cache::public_pages::{MAX_BYTES, PageKey, PublicPageCache};
use referral::domain::code::CodeInput;
use referral::i18n::Lang;

use super::harness::{PASSWORD, Site};

#[test]
fn each_visitor_gets_their_own_csrf_token() {
    let (site, path) = site_with_link();
    let (mut first, mut second) = (site.visitor(), site.visitor());
    let pages = [first.opens(&path), second.opens(&path)];
    assert!(site.app.public_page_cache.size_bytes() > 0, "or this test tests nothing");
    let [hers, his] = pages.each_ref().map(|page| page.csrf_token().expect("a form"));
    assert_ne!(hers, his);
    let [one, other] =
        [(&pages[0], &hers), (&pages[1], &his)].map(|(page, token)| page.text().replace(token, ""));
    assert_eq!(one, other, "all else is the same");

    let fields =
        |email| [("firstname", "Boris"), ("email", email), ("password", PASSWORD), ("password2", PASSWORD)];
    second.submits_with(&hers, "/register", &fields("second@example.com")).is(403);
    second.submits_with(&his, "/register", &fields("second@example.com")).is(303);
    first.submits_with(&hers, "/register", &fields("first@example.com")).is(303);
}

#[test]
fn the_owner_of_a_code_cannot_put_a_token_of_theirs_into_everybodys_form() {
    let (site, path) = site_with_link();
    let mut owner = site.visitor();
    let token = owner.opens("/register").csrf_token().expect("a form");
    site.execute(&format!("UPDATE referrals SET description = '{token}'"));
    owner.opens(&path).is(200).says(&token);
    for _ in 0..2 {
        let page = site.visitor().opens(&path);
        assert_ne!(page.says(&token).csrf_token(), Some(token.clone()));
    }
}

#[test]
fn what_is_one_visitors_alone_is_in_no_page_of_another() {
    let (site, path) = site_with_link();
    let mut boris = site.member("Boris", "boris@example.com");
    for page in ["/", &path] {
        for _ in 0..2 {
            boris.opens(page).is(200).says("/logout");
            site.visitor().opens(page).is(200).keeps_quiet_of("/logout").says_key("menu-register");
        }
        let mut told = site.visitor();
        told.forges_cookie("notice", "notice-signed-out");
        told.opens(page).says("role=\"status\"");
        told.opens(page).keeps_quiet_of("role=\"status\"");
    }
}

#[test]
fn each_language_and_each_query_has_its_page() {
    let (site, path) = site_with_link();
    for page in ["/", &path] {
        for _ in 0..2 {
            let mut reader = site.visitor();
            reader.opens(page).says("lang=\"ru\"");
            reader.opens(&format!("{page}?utm_source=letter")).says("?utm_source=letter&amp;lang=en");
            reader.opens(page).keeps_quiet_of("utm_source");
            reader.opens(&format!("{page}?lang=en")).says("<html lang=\"en\"");
            reader.opens(page).says("<html lang=\"en\"");
        }
    }
}

#[test]
fn the_first_page_is_another_when_another_takes_part() {
    let site = Site::new();
    let opens = || site.visitor().opens("/").is(200).text().to_owned();
    let empty = opens();
    assert_eq!(empty, opens());
    site.member("Anna", "anna@example.com");
    let one = opens();
    assert_ne!(empty, one);
    assert_eq!(one, opens());
}

#[test]
fn no_more_are_kept_than_fit_and_of_two_states_of_a_page_the_last_one() {
    let (site, path) = site_with_link();
    let CodeInput::Possible(key) = CodeInput::read(&path[1..]) else { panic!("a code") };
    let invitation = || {
        site.app.invitation_cache.clear();
        let read = site.app.invitation_cache.get(&site.app.db, &key).expect("read");
        PageKey::Invitation(read.expect("an invitation"))
    };
    let pages = PublicPageCache::default();
    let (old, new) = (invitation(), invitation());
    let text = |page: &PageKey| {
        let (mut reader, bytes) = pages.get(Lang::En, page)?.with_token("token".into());
        let mut text = String::new();
        reader.read_to_string(&mut text).expect("text");
        assert_eq!(text.len(), bytes);
        // However it is read.
        for first in 0..=bytes {
            let (mut reader, _) = pages.get(Lang::En, page)?.with_token("token".into());
            let mut pieces = vec![0; first];
            pieces.iter_mut().for_each(|byte| reader.read_exact(std::slice::from_mut(byte)).expect("a byte"));
            assert_eq!(reader.read_to_end(&mut pieces).expect("the rest"), bytes - first);
            assert_eq!(pieces, text.as_bytes());
            assert_eq!(reader.read(&mut [0]).expect("the end"), 0);
        }
        Some(text)
    };
    pages.insert(Lang::En, old.clone(), "a page without it", "mark");
    assert_eq!(text(&old), None, "it would go to somebody else with this one's token");
    pages.insert(Lang::En, old.clone(), "a description with the mark, and a form with the mark", "mark");
    assert_eq!(text(&old), None, "so would this one");
    pages.insert(Lang::En, old.clone(), "old [mark] page", "mark");
    assert_eq!(text(&old).as_deref(), Some("old [token] page"));
    assert_eq!(text(&new), None, "though it is the same code");
    pages.insert(Lang::En, new.clone(), "new [mark]", "mark");
    assert_eq!([text(&old), text(&new)], [None, Some("new [token]".into())]);

    let of_another_code = |id| {
        let PageKey::Invitation(invitation) = &new else { panic!("an invitation") };
        let mut other = (**invitation).clone();
        other.referral.id = id;
        PageKey::Invitation(Arc::new(other))
    };
    let large = "x".repeat(MAX_BYTES / 10);
    let sizes = (0..100).map(|id| {
        pages.insert(Lang::En, of_another_code(id), &format!("{large}mark"), "mark");
        pages.size_bytes()
    });
    let largest = sizes.max().expect("some");
    assert!(largest <= MAX_BYTES && largest > MAX_BYTES / 2, "{largest}");
}

/// A site with a member's code, and the path of its link.
fn site_with_link() -> (Site, String) {
    let site = Site::new();
    let path = format!("/{}", site.member("Anna", "anna@example.com").adds_code());
    (site, path)
}
