//! `POST /hooks/stripe`: what Stripe tells, signed.

use serde_json::{Value, json};

use crate::actions::program::stripe;
use crate::crypto::{tokens, webhook_signature};
use crate::domain::timestamp::{MINUTE, Timestamp};
use crate::web::{HandlerResult, HttpError, RequestContext, response};

const HEADER: &str = "Stripe-Signature";

/// Seconds by which a signature may be off, either way (docs.stripe.com/webhooks, replay attacks).
const TOLERANCE_SECONDS: i64 = 5 * MINUTE;

/// Signatures that are compared, at most: Stripe sends one for each secret.
const MAX_SIGNATURES: usize = 10;

pub fn receive(ctx: &RequestContext) -> HandlerResult {
    let secret = ctx.app.config.stripe.signing_secret.as_str();
    if secret.is_empty() {
        return Err(HttpError::NotFound);
    }
    let body = std::str::from_utf8(ctx.read_json_bytes()?).map_err(|_| HttpError::Malformed)?;
    let header = ctx.header(HEADER).unwrap_or("");
    if !is_signed(secret, header, body, ctx.app.clock.signature_time()) {
        return Err(HttpError::SignatureInvalid);
    }
    let message: Value = serde_json::from_str(body).map_err(|_| HttpError::Malformed)?;
    ctx.app.db.write(|tx| stripe::receive(ctx.app, tx, &message, ctx.now))?;
    response::json(200, &json!({ "received": true }))
}

/// Whether one of the `v1` is the HMAC-SHA-256 of `t.body`, and `t` is not too far off.
fn is_signed(secret: &str, header: &str, body: &str, now: Timestamp) -> bool {
    let parts = || header.split(',').filter_map(|part| part.trim().split_once('='));
    let Some((_, at)) = parts().find(|(name, _)| *name == "t") else { return false };
    let Ok(seconds) = at.parse::<i64>() else { return false };
    if now.since(Timestamp(seconds)).abs() > TOLERANCE_SECONDS {
        return false;
    }
    let expected = webhook_signature::mac_of(secret.as_bytes(), &[at, ".", body]);
    let signatures = parts().filter(|(name, _)| *name == "v1").take(MAX_SIGNATURES);
    signatures
        .filter_map(|(_, hex)| data_encoding::HEXLOWER_PERMISSIVE.decode(hex.as_bytes()).ok())
        .any(|signature| tokens::constant_time_eq(&signature, &expected))
}

#[cfg(test)]
mod tests {
    use super::is_signed;
    use crate::crypto::webhook_signature::mac_of;
    use crate::domain::timestamp::Timestamp;

    #[test]
    fn one_right_signature_of_the_last_five_minutes_is_enough() {
        let sign =
            |secret: &str, at: &str| data_encoding::HEXLOWER.encode(&mac_of(secret.as_bytes(), &[at, ".{}"]));
        let (good, other) = (sign("whsec_a", "1000"), sign("whsec_b", "1000"));
        let is = |header: &str, now| is_signed("whsec_a", header, "{}", Timestamp(now));
        assert!(is(&format!("t=1000,v1={good}"), 1300));
        assert!(is(&format!("t=1000, v0=00, v1={other},v1={good}"), 701));
        for (header, now) in [
            (format!("t=1000,v1={good}"), 1301),
            (format!("t=1000,v1={good}"), 699),
            (format!("t=1001,v1={good}"), 1000),
            (format!("t=1000,v1={other}"), 1000),
            (format!("t=1000,v0={good}"), 1000),
            (format!("v1={good}"), 1000),
            (String::new(), 1000),
            ("t=1000,v1=".to_owned(), 1000),
        ] {
            assert!(!is(&header, now), "{header} at {now}");
        }
    }
}
