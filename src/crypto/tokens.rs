//! The only caller of randomness: tokens, digits and codes that nobody can guess, and the
//! signatures of what the program gives away and wants back unchanged.

use data_encoding::{BASE32HEX_NOPAD, BASE64URL_NOPAD};
use hmac::{Hmac, KeyInit, Mac};
use rand::RngExt;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::domain::code::{ALPHABET, Code, GENERATED_CHARS};
use crate::domain::profanity;
use crate::domain::timestamp::Timestamp;
use crate::domain::unicode::is_invisible;

/// SHA-256 of a token, or a keyed hash of something shorter: what the database keeps.
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

    /// A token that begins with its second, and with 224 random bits after it is no easier to
    /// guess.
    pub fn generate_at(now: Timestamp) -> Token {
        let mut bytes = random_bytes::<32>();
        bytes[..SECOND].copy_from_slice(&second(now));
        Token(BASE64URL_NOPAD.encode(&bytes))
    }

    /// Takes what came from outside; `None` unless it has a token's shape.
    pub fn parse(text: &str) -> Option<Token> {
        let shaped = text.len() == TOKEN_CHARS && BASE64URL_NOPAD.decode(text.as_bytes()).is_ok();
        shaped.then(|| Token(text.to_owned()))
    }

    /// Takes the last segment of a link as people hand it on: invisible characters in it, punctuation or a query behind it.
    pub fn from_link(text: &str) -> Option<Token> {
        let text: String = text.chars().filter(|c| !is_invisible(*c)).collect();
        let (token, behind) = text.split_at_checked(TOKEN_CHARS)?;
        let behind = behind.split(['?', '&', '#']).next()?;
        Token::parse(token).filter(|_| !behind.contains(char::is_alphanumeric))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A plain hash is enough for 256 random bits: there is nothing to guess from.
    pub fn hash(&self) -> Hash {
        Sha256::digest(self.0.as_bytes()).into()
    }

    /// The same behind the token's first bytes. Those of [`Token::draw_at`] are its second, so
    /// hashes of one time stand side by side in an index, where plain ones are scattered over all
    /// of it and each costs a page of its own to write. That is what times in front of identifiers
    /// are for (UUIDv7, RFC 9562 section 5.7).
    pub fn hash_by_time(&self) -> Hash {
        // Nothing that cannot be decoded is ever a token.
        let mut sorted = BASE64URL_NOPAD.decode(self.0.as_bytes()).unwrap_or_default();
        sorted.truncate(SECOND);
        sorted.extend(self.hash());
        std::array::from_fn(|at| sorted[at])
    }
}

/// A name that differs from all others: 96 random bits behind its second, in letters that sort as
/// the bytes do.
pub fn unique_at(now: Timestamp) -> String {
    let mut bytes = random_bytes::<16>();
    bytes[..SECOND].copy_from_slice(&second(now));
    BASE32HEX_NOPAD.encode(&bytes)
}

/// Bytes of a moment in front of what is random.
const SECOND: usize = 4;

/// Enough until the year 2106; that it begins anew then hurts nobody, for it is never read back.
fn second(now: Timestamp) -> [u8; SECOND] {
    let [.., a, b, c, d] = now.0.to_be_bytes();
    [a, b, c, d]
}

/// Random bytes from the operating system's generator, by way of a ChaCha12 stream that is reseeded
/// from it.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    rand::random()
}

/// Six digits, for people who type instead of clicking.
pub fn six_digits() -> String {
    format!("{:06}", rand::rng().random_range(0..1_000_000u32))
}

/// A new referral code. Nothing about its owner goes into it, and it says nothing rude by chance.
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

/// A name for one request, short enough to be read out: 12 characters of the alphabet without
/// look-alikes, 59 bits. It only has to differ from the others; whoever learns it can do nothing
/// with it.
pub fn request_id() -> String {
    let mut number: u64 = rand::random();
    let mut next = || {
        let digit = number % ALPHABET.len() as u64;
        number /= ALPHABET.len() as u64;
        ALPHABET[digit as usize] as char
    };
    (0..12).map(|_| next()).collect()
}

/// A number from 0 up to but not including `below`, for pauses that should not fall together.
pub fn jitter(below: i64) -> i64 {
    if below <= 0 { 0 } else { rand::rng().random_range(0..below) }
}

/// What a signature is for: one made for one purpose is worthless for every other.
#[derive(Clone, Copy, Debug)]
pub enum Purpose {
    Csrf,
    SixDigits,
    Attribution,
    Registration,
    Device,
    Visitor,
}

/// The key of this installation.
#[derive(Clone)]
pub struct Signer {
    mac: Hmac<Sha256>,
}

impl Signer {
    pub fn new(key: &[u8]) -> Signer {
        // RFC 2104 gives HMAC keys of any length, so the error cannot come; a hash of the key says
        // the same.
        let mac = Hmac::<Sha256>::new_from_slice(&Sha256::digest(key)).unwrap_or_else(|_| unreachable!());
        Signer { mac }
    }

    /// HMAC-SHA-256 of the parts, each with its length before it so that none can flow into its
    /// neighbour.
    pub fn hash(&self, purpose: Purpose, parts: &[&[u8]]) -> Hash {
        let mut mac = self.mac.clone();
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

    /// The payload of what `seal` made; `None` for anything else.
    pub fn verify(&self, purpose: Purpose, sealed: &str) -> Option<Vec<u8>> {
        let (payload, signature) = sealed.split_once('.')?;
        let payload = BASE64URL_NOPAD.decode(payload.as_bytes()).ok()?;
        let signature = BASE64URL_NOPAD.decode(signature.as_bytes()).ok()?;
        constant_time_eq(&signature, &self.hash(purpose, &[&payload])[..16]).then_some(payload)
    }
}

/// Compares in a time that tells nothing of where two values differ.
pub fn constant_time_eq(a: &[u8], b: &[u8]) -> bool {
    a.ct_eq(b).into()
}
