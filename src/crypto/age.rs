//! Files of age (C2SP age, version 1): encrypted to X25519 keys, in chunks of 64 KiB, so that a file is
//! never in memory. The tool `age` opens what is written here, and the other way round.

use std::io::{self, BufRead, Read, Write};

use data_encoding::BASE64_NOPAD;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hkdf::{HKDF_SHA256, Salt};
use ring::hmac;
use x25519_dalek::{PublicKey, StaticSecret};

use crate::crypto::tokens::random_bytes;
use crate::domain::age_key::{Identity, Recipient};

/// What every file begins with.
pub const MAGIC: &[u8] = b"age-encryption.org/";

const VERSION: &[u8] = b"age-encryption.org/v1\n";
const X25519: &str = "age-encryption.org/v1/X25519";
const CHUNK_BYTES: usize = 64 * 1024;
const TAG_BYTES: usize = 16;
const FILE_KEY_BYTES: usize = 16;

/// Columns after which the body of a stanza is wrapped.
const COLUMNS: usize = 64;
/// Longest header that is read: some thousand recipients.
const MAX_HEADER_BYTES: u64 = 1 << 20;

/// Why a file was not opened.
#[derive(Debug)]
pub enum OpenError {
    /// Not encrypted to any of the keys.
    OtherKey,
    /// Cut off, changed, or no file of age's version 1.
    Damaged,
    Io(io::Error),
}

impl From<io::Error> for OpenError {
    fn from(e: io::Error) -> Self {
        OpenError::Io(e)
    }
}

/// Encrypts `plain` to all `recipients`.
///
/// # Errors
/// Those of reading and writing; `InvalidInput` for a recipient that is no point of the curve.
pub fn encrypt(mut plain: impl BufRead, recipients: &[Recipient], mut out: impl Write) -> io::Result<()> {
    let file_key = random_bytes::<FILE_KEY_BYTES>();
    let mut header = VERSION.to_vec();
    for recipient in recipients {
        let (share, wrapped) = wrap(&file_key, recipient).ok_or(io::ErrorKind::InvalidInput)?;
        header.extend(format!("-> X25519 {}\n{wrapped}\n", BASE64_NOPAD.encode(&share)).into_bytes());
    }
    header.extend(b"---");
    let mac = hmac::sign(&header_key(&file_key), &header);
    header.extend(format!(" {}\n", BASE64_NOPAD.encode(mac.as_ref())).into_bytes());
    out.write_all(&header)?;
    let salt = random_bytes::<16>();
    out.write_all(&salt)?;
    let key = payload_key(&file_key, &salt);
    let mut chunk = Vec::with_capacity(CHUNK_BYTES + TAG_BYTES);
    for counter in 0.. {
        let is_last = read_chunk(&mut plain, CHUNK_BYTES, &mut chunk)?;
        let sealed = key.seal_in_place_append_tag(chunk_nonce(counter, is_last), Aad::empty(), &mut chunk);
        // It fails for texts of 256 GiB.
        sealed.unwrap_or_else(|_| unreachable!());
        out.write_all(&chunk)?;
        if is_last {
            break;
        }
    }
    out.flush()
}

/// Decrypts what is encrypted to one of `identities`. Of a damaged file a part may be written.
///
/// # Errors
/// Each as in [`OpenError`].
pub fn decrypt(
    mut file: impl BufRead,
    identities: &[Identity],
    mut out: impl Write,
) -> Result<(), OpenError> {
    let header = read_header(&mut file)?;
    let file_key = header.file_key(identities).ok_or(OpenError::OtherKey)?;
    hmac::verify(&header_key(&file_key), &header.signed, &header.mac).map_err(|_| OpenError::Damaged)?;
    let mut salt = [0; 16];
    file.read_exact(&mut salt).map_err(ends_early)?;
    let key = payload_key(&file_key, &salt);
    let mut chunk = Vec::with_capacity(CHUNK_BYTES + TAG_BYTES);
    for counter in 0.. {
        let is_last = read_chunk(&mut file, CHUNK_BYTES + TAG_BYTES, &mut chunk)?;
        let plain = key.open_in_place(chunk_nonce(counter, is_last), Aad::empty(), &mut chunk);
        let plain = plain.map_err(|_| OpenError::Damaged)?;
        if plain.is_empty() && counter > 0 {
            return Err(OpenError::Damaged);
        }
        out.write_all(plain)?;
        if is_last {
            break;
        }
    }
    Ok(out.flush()?)
}

/// How many bytes are encrypted in a file of this size, by its header; `None` for no such file.
pub fn plain_bytes(mut file: impl BufRead, size_bytes: u64) -> Option<u64> {
    let before_chunks = read_header(&mut file).ok()?.size_bytes as u64 + 16;
    let payload = size_bytes.checked_sub(before_chunks)?;
    let chunks = payload.div_ceil((CHUNK_BYTES + TAG_BYTES) as u64);
    payload.checked_sub(chunks * TAG_BYTES as u64)
}

/// A header as far as it is understood.
struct Header {
    /// Ephemeral share and wrapped file key of each recipient that is an X25519 key.
    stanzas: Vec<([u8; 32], Vec<u8>)>,
    /// What the code covers: everything up to it.
    signed: Vec<u8>,
    mac: Vec<u8>,
    size_bytes: usize,
}

impl Header {
    fn file_key(&self, identities: &[Identity]) -> Option<[u8; FILE_KEY_BYTES]> {
        let mut pairs = identities.iter().flat_map(|it| self.stanzas.iter().map(move |stanza| (it, stanza)));
        pairs.find_map(|(identity, (share, wrapped))| unwrap(share, wrapped, identity))
    }
}

fn read_header(file: &mut impl BufRead) -> Result<Header, OpenError> {
    let mut file = file.take(MAX_HEADER_BYTES);
    let mut signed = Vec::new();
    let mut line = || -> Result<Vec<u8>, OpenError> {
        let mut line = Vec::new();
        file.read_until(b'\n', &mut line)?;
        if line.ends_with(b"\n") { Ok(line) } else { Err(OpenError::Damaged) }
    };
    signed.extend(Some(line()?).filter(|it| it == VERSION).ok_or(OpenError::Damaged)?);
    let mut stanzas = Vec::new();
    loop {
        let first = line()?;
        if let Some(mac) = first.strip_prefix(b"--- ") {
            signed.extend(b"---");
            let size_bytes = signed.len() + 1 + mac.len();
            let mac = decode(&mac[..mac.len() - 1]).ok_or(OpenError::Damaged)?;
            return Ok(Header { stanzas, signed, mac, size_bytes });
        }
        let name = first.strip_prefix(b"-> ").ok_or(OpenError::Damaged)?;
        let share = name.strip_prefix(b"X25519 ").and_then(|share| decode(share.strip_suffix(b"\n")?));
        signed.extend(&first);
        let mut body = Vec::new();
        loop {
            let part = line()?;
            signed.extend(&part);
            let text = &part[..part.len() - 1];
            body.extend(decode(text).filter(|_| text.len() <= COLUMNS).ok_or(OpenError::Damaged)?);
            if text.len() < COLUMNS {
                break;
            }
        }
        // Stanzas of other kinds, such as SSH keys, are for others.
        if let Some(share) = share.and_then(|share| share.try_into().ok()) {
            stanzas.push((share, body));
        }
    }
}

fn decode(text: &[u8]) -> Option<Vec<u8>> {
    BASE64_NOPAD.decode(text).ok()
}

/// The ephemeral share, and the file key wrapped for a recipient; `None` for a point of low order.
fn wrap(file_key: &[u8; FILE_KEY_BYTES], recipient: &Recipient) -> Option<([u8; 32], String)> {
    let secret = StaticSecret::from(random_bytes::<32>());
    let share = PublicKey::from(&secret).to_bytes();
    let key = wrap_key(&secret, &PublicKey::from(recipient.0), &share, &recipient.0)?;
    let mut body = file_key.to_vec();
    let nonce = Nonce::assume_unique_for_key([0; NONCE_LEN]);
    key.seal_in_place_append_tag(nonce, Aad::empty(), &mut body).ok()?;
    Some((share, BASE64_NOPAD.encode(&body)))
}

fn unwrap(share: &[u8; 32], wrapped: &[u8], identity: &Identity) -> Option<[u8; FILE_KEY_BYTES]> {
    // A longer one could open under several keys (C2SP age, «X25519 recipient stanza»).
    if wrapped.len() != FILE_KEY_BYTES + TAG_BYTES {
        return None;
    }
    let secret = StaticSecret::from(identity.0);
    let own = PublicKey::from(&secret).to_bytes();
    let key = wrap_key(&secret, &PublicKey::from(*share), share, &own)?;
    let mut body = wrapped.to_vec();
    let nonce = Nonce::assume_unique_for_key([0; NONCE_LEN]);
    (&*key.open_in_place(nonce, Aad::empty(), &mut body).ok()?).try_into().ok()
}

/// The key that wraps a file key, the same from both sides of the exchange.
fn wrap_key(secret: &StaticSecret, other: &PublicKey, share: &[u8], recipient: &[u8]) -> Option<LessSafeKey> {
    let shared = secret.diffie_hellman(other);
    shared.was_contributory().then(|| derive(&[share, recipient].concat(), shared.as_bytes(), X25519))
}

fn header_key(file_key: &[u8]) -> hmac::Key {
    let extracted = Salt::new(HKDF_SHA256, &[]).extract(file_key);
    let expanded = extracted.expand(&[b"header"], hmac::HMAC_SHA256);
    // As many bytes as the hash has.
    expanded.unwrap_or_else(|_| unreachable!()).into()
}

fn payload_key(file_key: &[u8], salt: &[u8]) -> LessSafeKey {
    derive(salt, file_key, "payload")
}

fn derive(salt: &[u8], secret: &[u8], info: &str) -> LessSafeKey {
    let extracted = Salt::new(HKDF_SHA256, salt).extract(secret);
    let info = [info.as_bytes()];
    let expanded = extracted.expand(&info, &CHACHA20_POLY1305);
    // As many bytes as the hash has.
    LessSafeKey::new(UnboundKey::from(expanded.unwrap_or_else(|_| unreachable!())))
}

/// Eleven bytes of the chunk's number, and one that marks the last.
fn chunk_nonce(counter: u64, is_last: bool) -> Nonce {
    let mut nonce = [0; NONCE_LEN];
    nonce[3..11].copy_from_slice(&counter.to_be_bytes());
    nonce[11] = u8::from(is_last);
    Nonce::assume_unique_for_key(nonce)
}

/// Fills `chunk` with the next `size` bytes, or fewer at the end; true if it is the last.
fn read_chunk(from: &mut impl BufRead, size: usize, chunk: &mut Vec<u8>) -> io::Result<bool> {
    chunk.clear();
    from.by_ref().take(size as u64).read_to_end(chunk)?;
    Ok(from.fill_buf()?.is_empty())
}

fn ends_early(e: io::Error) -> OpenError {
    if e.kind() == io::ErrorKind::UnexpectedEof { OpenError::Damaged } else { e.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LARGE: usize = 2 * CHUNK_BYTES;

    fn sealed(plain: &[u8], keys: &[&StaticSecret]) -> Vec<u8> {
        let recipients: Vec<Recipient> =
            keys.iter().map(|key| Recipient(PublicKey::from(*key).to_bytes())).collect();
        let mut file = Vec::new();
        encrypt(plain, &recipients, &mut file).expect("a file");
        file
    }

    fn opened(file: &[u8], key: &StaticSecret) -> Result<Vec<u8>, OpenError> {
        let mut plain = Vec::new();
        decrypt(file, &[Identity(key.to_bytes())], &mut plain).map(|()| plain)
    }

    #[test]
    fn each_recipient_opens_a_file_of_any_size_and_no_other_key_does() {
        let [one, two, other] = [1, 2, 3].map(|byte| StaticSecret::from([byte; 32]));
        for size in [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, LARGE, LARGE + 7] {
            let plain = vec![7; size];
            let file = sealed(&plain, &[&one, &two]);
            assert_eq!(opened(&file, &one).expect("its key"), plain, "{size}");
            assert_eq!(opened(&file, &two).expect("its key"), plain, "{size}");
            assert!(matches!(opened(&file, &other), Err(OpenError::OtherKey)), "{size}");
        }
    }

    #[test]
    fn a_file_that_is_cut_or_changed_anywhere_is_refused() {
        let key = StaticSecret::from([1; 32]);
        let file = sealed(&vec![7; LARGE], &[&key]);
        let payload = file.len() - LARGE - 2 * TAG_BYTES;
        let ends = [0, 1, 30, payload, payload + CHUNK_BYTES + TAG_BYTES, file.len() - 1];
        for end in ends {
            assert!(opened(&file[..end], &key).is_err(), "{end}");
        }
        let size = |end: usize| plain_bytes(&file[..end], end as u64);
        assert_eq!((size(file.len()), size(file.len() - 5)), (Some(LARGE as u64), Some(LARGE as u64 - 5)));
        assert_eq!((size(30), size(payload - 1)), (None, None));
        for at in (0..payload).chain([payload + 5, file.len() - 1]) {
            let mut changed = file.clone();
            changed[at] ^= 1;
            assert!(opened(&changed, &key).is_err(), "{at}");
        }
        assert!(opened(&[file, vec![0]].concat(), &key).is_err());
    }
}
