//! Tokens, one-time digits and codes that cannot be guessed, and signatures of what a client keeps
//! for the server. The only user of random numbers.

use std::iter;

use data_encoding::{BASE32HEX_NOPAD, BASE64URL_NOPAD};
use hmac::{Hmac, KeyInit, Mac};
use rand::RngExt;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::domain::code::{ALPHABET, Code, GENERATED_CHARS};
use crate::domain::key::{BASE62, KeyText, RANDOM_CHARS};
use crate::domain::profanity;
use crate::domain::recovery_code::RecoveryCode;
use crate::domain::timestamp::Timestamp;
use crate::domain::unicode::is_invisible;

/// SHA-256 of a token, or an HMAC of something shorter: the database stores it in place of the
/// secret.
pub type Hash = [u8; 32];

/// 32 bytes in base64url.
const TOKEN_CHARS: usize = 43;

/// 256 bits, at least 224 of them random, as 43 characters of base64url (OWASP ASVS 5.0 7.2.3 asks
/// for 128 or more). It has no `Debug`, so that it reaches no log.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    pub fn generate() -> Token {
        Token(BASE64URL_NOPAD.encode(&random_bytes::<32>()))
    }

    /// A token that begins with the time in seconds; 224 random bits follow.
    pub fn generate_at(now: Timestamp) -> Token {
        let mut bytes = random_bytes::<32>();
        bytes[..TIME_BYTES].copy_from_slice(&time_bytes(now));
        Token(BASE64URL_NOPAD.encode(&bytes))
    }

    /// Parses a token from a request; `None` unless it has a token's length and alphabet.
    pub fn parse(text: &str) -> Option<Token> {
        let shaped = text.len() == TOKEN_CHARS && BASE64URL_NOPAD.decode(text.as_bytes()).is_ok();
        shaped.then(|| Token(text.to_owned()))
    }

    /// Takes the last segment of a link as people hand it on: invisible characters in it,
    /// punctuation or a query behind it.
    pub fn from_link(text: &str) -> Option<Token> {
        let text: String = text.chars().filter(|c| !is_invisible(*c)).collect();
        let (token, behind) = text.split_at_checked(TOKEN_CHARS)?;
        let behind = behind.split(['?', '&', '#']).next()?;
        Token::parse(token).filter(|_| !behind.contains(char::is_alphanumeric))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// SHA-256 without salt or cost: 224 random bits leave nothing to guess.
    pub fn hash(&self) -> Hash {
        Sha256::digest(self.0.as_bytes()).into()
    }

    /// The hash behind the token's first bytes, which are the time in [`Token::generate_at`].
    /// Hashes of one time are neighbours in an index, so one page is written instead of one for
    /// each (as with UUIDv7, RFC 9562 section 5.7).
    pub fn hash_by_time(&self) -> Hash {
        // Every token can be decoded.
        let mut sorted = BASE64URL_NOPAD.decode(self.0.as_bytes()).unwrap_or_default();
        sorted.truncate(TIME_BYTES);
        sorted.extend(self.hash());
        std::array::from_fn(|at| sorted[at])
    }
}

/// A unique identifier: the time in seconds, then 96 random bits, in letters that sort as the bytes
/// do.
pub fn unique_at(now: Timestamp) -> String {
    let mut bytes = random_bytes::<16>();
    bytes[..TIME_BYTES].copy_from_slice(&time_bytes(now));
    BASE32HEX_NOPAD.encode(&bytes)
}

/// Length of the time before the random bytes.
const TIME_BYTES: usize = 4;

/// The low 32 bits of the time in seconds. They wrap in 2106, which only costs the order: they are
/// never read back.
fn time_bytes(now: Timestamp) -> [u8; TIME_BYTES] {
    let [.., a, b, c, d] = now.0.to_be_bytes();
    [a, b, c, d]
}

/// Random bytes of a ChaCha12 stream that the operating system's generator reseeds.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    rand::random()
}

/// A one-time password of six digits, for people who type instead of clicking.
pub fn six_digits() -> String {
    format!("{:06}", rand::rng().random_range(0..1_000_000u32))
}

/// A new key of a program.
pub fn new_key() -> KeyText {
    let mut rng = rand::rng();
    let random: String =
        (0..RANDOM_CHARS).map(|_| BASE62[rng.random_range(0..BASE62.len())] as char).collect();
    KeyText::from_random(&random)
}

/// A new id of a webhook message: `msg_` and 27 characters of base62, 160 random bits, so that one is
/// never given twice, also after a restored backup.
pub fn webhook_message() -> String {
    let mut rng = rand::rng();
    let random = (0..27).map(|_| BASE62[rng.random_range(0..BASE62.len())] as char);
    "msg_".chars().chain(random).collect()
}

/// SHA-256 of a key, without salt or cost: 178 random bits leave nothing to guess.
pub fn key_hash(key: &KeyText) -> Hash {
    Sha256::digest(key.as_str().as_bytes()).into()
}

/// SHA-256 of a request, by which a repeat is told from another request. Each part is after its
/// length.
pub fn request_hash(parts: &[&[u8]]) -> Hash {
    let mut sha = Sha256::new();
    for part in parts {
        sha.update((part.len() as u64).to_be_bytes());
        sha.update(part);
    }
    sha.finalize().into()
}

/// SHA-256 of all that a reader has.
pub fn reader_hash(mut reader: impl std::io::Read) -> std::io::Result<Hash> {
    let mut sha = Sha256::new();
    let mut chunk = [0; 16 * 1024];
    loop {
        match reader.read(&mut chunk)? {
            0 => return Ok(sha.finalize().into()),
            bytes => sha.update(&chunk[..bytes]),
        }
    }
}

/// A new referral code, random and without profanity.
pub fn referral_code() -> Code {
    let mut rng = rand::rng();
    loop {
        let mut numbers = [0u8; GENERATED_CHARS - 1];
        for number in &mut numbers {
            *number = rng.random_range(0..31);
        }
        let drawn = Code::generated(numbers);
        if !profanity::is_profane(&drawn.shown) {
            return drawn;
        }
    }
}

/// A recovery code: 118 random bits, so that a hash without cost protects it (OWASP ASVS 5.0 6.5.2).
pub fn recovery_code() -> RecoveryCode {
    let mut rng = rand::rng();
    let letters = std::array::from_fn(|_| ALPHABET[rng.random_range(0..ALPHABET.len())]);
    RecoveryCode::from_letters(letters)
}

/// SHA-256 of a recovery code, by which it is found.
pub fn recovery_hash(code: &RecoveryCode) -> Hash {
    Sha256::digest(code.spelling().as_bytes()).into()
}

/// An identifier of one request, short enough to be read out: 12 characters of the alphabet without
/// look-alikes, 59 bits. It is unique, not secret.
pub fn request_id() -> String {
    let mut number: u64 = rand::random();
    let mut next = || {
        let digit = number % ALPHABET.len() as u64;
        number /= ALPHABET.len() as u64;
        ALPHABET[digit as usize] as char
    };
    (0..12).map(|_| next()).collect()
}

/// A random number from 0 to `below - 1`, for retries that should not coincide.
pub fn jitter(below: i64) -> i64 {
    if below <= 0 { 0 } else { rand::rng().random_range(0..below) }
}

/// What a signature is for. One of another purpose does not verify.
#[derive(Clone, Copy, Debug)]
pub enum Purpose {
    Csrf,
    SixDigits,
    Attribution,
    Registration,
    Device,
    Visitor,
    Invitee,
    OptOut,
    Submission,
    /// What the database keeps of a second factor.
    SecondFactor,
    /// A new app, between the page that shows it and the form that confirms it.
    NewFactor,
    /// A right password that waits for the second factor.
    PendingSignIn,
    News,
}

/// Signs with the key of this installation.
#[derive(Clone)]
pub struct Signer {
    mac: Hmac<Sha256>,
    /// That of the key before, and until when it is accepted.
    previous: Option<(Hmac<Sha256>, Timestamp)>,
}

impl Signer {
    pub fn new(key: &[u8]) -> Signer {
        Signer { mac: mac_of(key), previous: None }
    }

    /// Accepts what `key` signed until a time, also in place of an earlier such key.
    pub fn accepting(self, key: &[u8], until: Timestamp) -> Signer {
        Signer { previous: Some((mac_of(key), until)), ..self }
    }

    /// The signer of the key before, for what is encrypted with it, whatever the time.
    pub fn previous(&self) -> Option<Signer> {
        self.previous.as_ref().map(|(mac, _)| Signer { mac: mac.clone(), previous: None })
    }

    /// HMAC-SHA-256 of the parts, each after its length, so that no two lists have the same bytes.
    pub fn hash(&self, purpose: Purpose, parts: &[&[u8]]) -> Hash {
        Signer::hash_with(&self.mac, purpose, parts)
    }

    /// Whether `given` is the hash of the parts, or its first 16 bytes or more; by this key or, while it is
    /// accepted, by the one before.
    pub fn is_hash(&self, purpose: Purpose, parts: &[&[u8]], given: &[u8], now: Timestamp) -> bool {
        let previous = self.previous.iter().filter(|(_, until)| now < *until).map(|(mac, _)| mac);
        let is_equal = |mac| {
            let hash = Signer::hash_with(mac, purpose, parts);
            hash.get(..given.len()).is_some_and(|start| constant_time_eq(start, given))
        };
        given.len() >= 16 && iter::once(&self.mac).chain(previous).any(is_equal)
    }

    fn hash_with(mac: &Hmac<Sha256>, purpose: Purpose, parts: &[&[u8]]) -> Hash {
        let mut mac = mac.clone();
        mac.update(&[purpose as u8]);
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }

    /// `payload.signature`, both of cookie-safe characters.
    pub fn sign(&self, purpose: Purpose, payload: &[u8]) -> String {
        let signature = self.hash(purpose, &[payload]);
        [BASE64URL_NOPAD.encode(payload), BASE64URL_NOPAD.encode(&signature[..16])].join(".")
    }

    /// The payload of what `sign` returned; `None` for anything else.
    pub fn verify(&self, purpose: Purpose, signed: &str, now: Timestamp) -> Option<Vec<u8>> {
        let (payload, signature) = signed.split_once('.')?;
        let payload = BASE64URL_NOPAD.decode(payload.as_bytes()).ok()?;
        let signature = BASE64URL_NOPAD.decode(signature.as_bytes()).ok()?;
        (signature.len() == 16 && self.is_hash(purpose, &[&payload], &signature, now)).then_some(payload)
    }
}

fn mac_of(key: &[u8]) -> Hmac<Sha256> {
    // HMAC takes keys of any length (RFC 2104), so there is no error.
    Hmac::<Sha256>::new_from_slice(&Sha256::digest(key)).unwrap_or_else(|_| unreachable!())
}

/// Compares in a time that does not depend on where two values differ (timing attacks).
pub fn constant_time_eq(a: &[u8], b: &[u8]) -> bool {
    a.ct_eq(b).into()
}
