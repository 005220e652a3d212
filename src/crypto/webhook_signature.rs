//! Signatures of webhook messages, by Standard Webhooks 1.0.0.

use data_encoding::BASE64;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The headers: a message's id, when the attempt was signed, and the signatures.
pub const HEADERS: [&str; 3] = ["webhook-id", "webhook-timestamp", "webhook-signature"];

/// What a secret begins with as text.
const SECRET_PREFIX: &str = "whsec_";

/// `whsec_` and the bytes in base64.
pub fn secret_text(secret: &[u8]) -> String {
    format!("{SECRET_PREFIX}{}", BASE64.encode(secret))
}

/// The bytes of a secret's text.
pub fn secret_from_text(text: &str) -> Option<Vec<u8>> {
    BASE64.decode(text.strip_prefix(SECRET_PREFIX)?.as_bytes()).ok()
}

/// `v1,` and the HMAC-SHA-256 of `id.timestamp.body` in base64. `timestamp` is in seconds since 1970.
pub fn sign(secret: &[u8], id: &str, timestamp: i64, body: &str) -> String {
    let mac = mac_of(secret, &[id, ".", &timestamp.to_string(), ".", body]);
    format!("v1,{}", BASE64.encode(&mac))
}

/// HMAC-SHA-256 of the parts in a row.
pub fn mac_of(secret: &[u8], parts: &[&str]) -> [u8; 32] {
    // HMAC takes keys of any length (RFC 2104), so there is no error.
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).unwrap_or_else(|_| unreachable!());
    parts.iter().for_each(|part| mac.update(part.as_bytes()));
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::{secret_from_text, secret_text, sign};

    #[test]
    fn the_vector_of_the_standard_is_signed_alike() {
        let secret = secret_from_text("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").expect("a secret");
        let id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
        let signature = sign(&secret, id, 1_614_265_330, r#"{"test": 2432232314}"#);
        assert_eq!(signature, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assert_eq!(secret_text(&secret), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        assert_eq!(secret_from_text("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), None);
    }
}
