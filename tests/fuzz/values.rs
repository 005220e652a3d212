//! Addresses, moments, seals, paths: what is read comes back as it was, and nothing else is taken for it.

use proptest::prelude::*;
use referral::crypto::tokens::{Purpose, Signer, Token};
use referral::domain::code::Description;
use referral::domain::email::Email;
use referral::domain::person::{Firstname, Password};
use referral::domain::timestamp::{DAY, Timestamp};
use referral::i18n::Lang;
use referral::web::request::path;

use crate::hunt::hunt_plainly;
use crate::pieces::odd;

#[test]
fn an_address_that_passes_is_fit_for_an_smtp_line_and_reads_the_same_again() {
    let texts = prop_oneof![
        odd(),
        (odd(), odd()).prop_map(|(local, domain)| format!("{local}@{domain}")),
        "[!-~]{1,3}@[a-zA-Z0-9.-]{1,10}\\.[a-z]{2,8}",
        "[a-zA-Z.+]{1,66}@[a-zA-Z0-9.-]{1,250}\\.[a-z]{2,8}",
        "\\PC{1,20}@\\PC{1,20}\\.\\PC{1,5}",
    ];
    hunt_plainly(texts, |text| {
        let Ok(email) = Email::parse(&text) else { return Ok(()) };
        let address = email.as_str();
        prop_assert!(address.is_ascii() && address.len() <= 254);
        prop_assert!(
            !address.contains(|c: char| c.is_ascii_control() || " <>(),;:\\\"[]".contains(c)),
            "{}",
            address
        );
        prop_assert_eq!(address.matches('@').count(), 1);
        prop_assert_eq!(Email::parse(address), Ok(email.clone()));
        Ok(())
    });
}

#[test]
fn names_notes_and_passwords_are_read_without_harm() {
    hunt_plainly(odd(), |text| {
        if let Ok(name) = Firstname::parse(&text) {
            prop_assert!(!name.as_str().contains(char::is_control));
            prop_assert!((1..=50).contains(&name.as_str().chars().count()));
            prop_assert_eq!(Firstname::parse(name.as_str()), Ok(name));
        }
        if let Ok(note) = Description::parse(&text) {
            prop_assert!(!note.as_str().contains(char::is_control) && note.as_str().chars().count() <= 150);
            prop_assert_eq!(Description::parse(note.as_str()), Ok(note));
        }
        if let Ok(password) = Password::parse(&text) {
            // RFC 8265 4.2: what was prepared once is prepared already.
            prop_assert!(password.is_same_as(&text) && password.is_same_as(password.as_str()));
        }
        let _ = Lang::preferred(Some(&text));
        Ok(())
    });
}

#[test]
fn a_moment_that_is_written_is_read_as_the_same_moment() {
    // Years 0 to 9999, which RFC 3339 can write.
    let texts = (-62_167_219_200_i64..253_402_300_800, odd());
    hunt_plainly(texts, |(seconds, text)| {
        let moment = Timestamp(seconds);
        prop_assert_eq!(Timestamp::from_rfc3339(&moment.rfc3339()), Some(moment));
        prop_assert_eq!(Timestamp::end_of_date(&moment.date()), Some(Timestamp((moment.day() + 1) * DAY)));
        for read in [Timestamp::from_rfc3339(&text), Timestamp::end_of_date(&text)].into_iter().flatten() {
            let _ = (read.rfc3339(), read.date(), Lang::Ru.date(read), Lang::En.time(read));
        }
        Ok(())
    });
}

#[test]
fn the_end_of_time_can_be_written_too() {
    hunt_plainly(any::<i64>(), |seconds| {
        let moment = Timestamp(seconds);
        let _ = (moment.rfc3339(), moment.date(), moment.day(), Lang::Ru.date(moment), Lang::En.time(moment));
        let _ = (moment.plus(i64::MAX), moment.minus(i64::MAX), moment.since(Timestamp(i64::MIN)));
        Ok(())
    });
}

#[test]
fn a_seal_opens_for_its_purpose_alone_and_breaks_with_any_letter() {
    let signer = Signer::new(b"a key of the installation");
    let inputs = (any::<Vec<u8>>(), any::<prop::sample::Index>(), any::<char>(), odd());
    hunt_plainly(inputs, |(payload, at, letter, text)| {
        let sealed = signer.sign(Purpose::Attribution, &payload);
        prop_assert_eq!(signer.verify(Purpose::Attribution, &sealed, Timestamp(0)), Some(payload.clone()));
        prop_assert_eq!(signer.verify(Purpose::Csrf, &sealed, Timestamp(0)), None);
        prop_assert_eq!(
            Signer::new(b"another key").verify(Purpose::Attribution, &sealed, Timestamp(0)),
            None
        );
        let mut letters: Vec<char> = sealed.chars().collect();
        *at.get_mut(&mut letters) = letter;
        let changed: String = letters.into_iter().collect();
        if changed != sealed {
            prop_assert_eq!(signer.verify(Purpose::Attribution, &changed, Timestamp(0)), None);
        }
        prop_assert_eq!(signer.verify(Purpose::Attribution, &text, Timestamp(0)), None);
        prop_assert!(Token::parse(&text).is_none() || text.len() == 43);
        Ok(())
    });
}

#[test]
fn a_path_that_is_encoded_is_read_back_as_one_segment() {
    hunt_plainly((odd(), odd()), |(text, raw)| {
        let raw_url = format!("/{}", path::encode_segment(&text));
        let read = path::split_segments(&raw_url);
        if text.is_empty() {
            prop_assert_eq!(read, Some(vec![]));
        } else if text.chars().any(char::is_control) {
            prop_assert_eq!(read, None);
        } else {
            prop_assert_eq!(read, Some(vec![text.into()]));
        }
        if let Some(segments) = path::split_segments(&raw) {
            for pattern in ["/", "/{code}", "/a/{b}", "/{a}/{b}/{c}"] {
                let _ = (
                    path::matches_pattern(pattern, &segments),
                    path::pattern_values(pattern, &segments).count(),
                );
            }
        }
        Ok(())
    });
}
