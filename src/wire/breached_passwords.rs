//! Breach lookup: asks whether a breach made a new password public, by the range API of Have I Been
//! Pwned (<https://haveibeenpwned.com/API/v3#PwnedPasswords>).
//!
//! The service gets the first five hexadecimal digits of the password's SHA-1 and answers the rest of
//! every hash that it knows under them. Neither password, hash nor digits are logged. Without a good
//! answer the password is taken: a service that is down keeps no one from registering.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use data_encoding::HEXUPPER;
use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use rustls::ClientConfig;
use url::Url;

use crate::app::App;
use crate::domain::person::Password;
use crate::domain::validation::ValidationError;
use crate::mail::smtp;
use crate::wire::client::{Client, Request, Rules};

/// For all of a lookup.
const TIMEOUT: Duration = Duration::from_secs(2);

/// Hexadecimal digits that the service gets.
const PREFIX_DIGITS: usize = 5;

/// Hexadecimal digits of a hash in its answer.
const SUFFIX_DIGITS: usize = 35;

/// Characters of the longest answer: six times the usual one, which is 800 to 1,000 padded lines.
const MAX_ANSWER_CHARS: usize = 256 * 1024;

/// Refuses a new password that a breach made public, where `accounts.check_breaches` asks for it.
/// It waits up to two seconds, so no transaction is open and no hash is queued.
pub fn check(app: &App, password: &Password) -> Result<(), ValidationError> {
    let accounts = &app.config.accounts;
    if !accounts.check_breaches {
        return Ok(());
    }
    let found = match app.breach_lookups.begin() {
        Some(_running) => is_breached(&accounts.breaches_url, password, TIMEOUT),
        None => Err("too many are looked up at once".to_owned()),
    };
    match found {
        Ok(true) => Err(ValidationError::PasswordCommon),
        Ok(false) => Ok(()),
        Err(why) => {
            app.breach_lookups.warn(&why, app.clock.now());
            Ok(())
        }
    }
}

/// Asks the range API at `service` for at most `timeout`. The error is a sentence for the operator that
/// holds nothing of the password.
pub fn is_breached(service: &str, password: &Password, timeout: Duration) -> Result<bool, String> {
    let hash = HEXUPPER.encode(digest(&SHA1_FOR_LEGACY_USE_ONLY, password.as_bytes()).as_ref());
    let (prefix, suffix) = hash.split_at(PREFIX_DIGITS);
    let url = Url::parse(&format!("{service}/{prefix}")).map_err(|_| "accounts.breaches_url is no URL")?;
    // Config allows http to this machine alone; a name that leads elsewhere is refused here.
    let allows = |ip: std::net::IpAddr, is_https| is_https || ip.to_canonical().is_loopback();
    let mut client =
        Client::new(Rules { allows: Box::new(allows), timeout, max_answer_chars: MAX_ANSWER_CHARS, tls })?;
    client.start(Request { id: 0, url, headers: vec![("add-padding", "true".into())], body: None });
    let ended = client.wait(timeout).pop().ok_or("the service did not answer in time")?;
    let answer = ended.result?;
    match answer.status {
        200 if answer.is_whole => find(&answer.text, suffix).ok_or("the answer is no list of hashes".into()),
        200 => Err("the answer is too long, or did not end in time".to_owned()),
        status => Err(format!("the service answered {status}")),
    }
}

/// Whether the lines `SUFFIX:COUNT` have this suffix. A count of 0 is padding. `None` when the text is
/// something else.
fn find(text: &str, suffix: &str) -> Option<bool> {
    let mut is_found = None;
    for line in text.lines() {
        let (digits, count) = line.split_once(':')?;
        if digits.len() != SUFFIX_DIGITS || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let is_this = digits.eq_ignore_ascii_case(suffix) && count.trim().parse::<u64>().ok()? > 0;
        is_found = Some(is_found.unwrap_or_default() || is_this);
    }
    is_found
}

/// The TLS settings, read from the system once: each lookup makes a new client.
fn tls() -> Result<Arc<ClientConfig>, String> {
    static TLS: OnceLock<Arc<ClientConfig>> = OnceLock::new();
    if let Some(tls) = TLS.get() {
        return Ok(Arc::clone(tls));
    }
    let tls = smtp::system_cas()?;
    Ok(Arc::clone(TLS.get_or_init(|| tls)))
}
