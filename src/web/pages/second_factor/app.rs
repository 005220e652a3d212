//! Sets up an authenticator app: a QR code with a new secret, and a form that proves the app has it.

use maud::{PreEscaped, html};

use crate::actions::second_factor::{self, ChangeOutcome};
use crate::crypto::tokens::{Purpose, constant_time_eq};
use crate::crypto::totp::TotpSecret;
use crate::domain::otp;
use crate::domain::timestamp::{HOUR, Timestamp};
use crate::domain::validation::ValidationError;
use crate::images::qr;
use crate::web::pages::form::{Field, Form, TEXT};
use crate::web::pages::second_factor::recovery;
use crate::web::request::{factor, recent_password};
use crate::web::{FormInput, HandlerResult, HttpError, RequestContext, SignedIn, response};

pub const PATH: &str = "/profile/second-factor/app";

/// The field with the new secret: signed, for this session and a while. Nothing is stored before a code
/// proves that the app has it.
const SECRET_FIELD: &str = "app";
const SECRET_SECONDS: i64 = HOUR;

pub const OTP: Field = Field {
    name: factor::CODE_FIELD,
    label: "field-otp",
    hint: Some("field-otp-hint"),
    autocomplete: "one-time-code",
    inputmode: Some("numeric"),
    max_chars: 20,
    ..TEXT
};

pub fn show(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    form(ctx, me, &TotpSecret::generate(), &FormInput::default())
}

fn form(ctx: &RequestContext, me: &SignedIn, secret: &TotpSecret, fields: &FormInput) -> HandlerResult {
    let lang = ctx.lang();
    let uri = secret.uri(&ctx.app.brand().name, me.user.email.as_str());
    let picture = qr::svg_titled(&uri, &lang.text("factor-app-alt")).unwrap_or_default();
    let form = Form::new(ctx, fields);
    let inside = html! {
        input type="hidden" name=(SECRET_FIELD) value=(sign(ctx, me, secret));
        (form.field(Field { autofocus: !me.factor_needed, ..OTP }))
        (form.wide_submit("factor-app-submit"))
    };
    let body = html! {
        @if me.factor_needed { p { b { (lang.text("factor-needed-lead")) } } }
        p { (lang.text("factor-app-lead")) }
        div.qr.factor { (PreEscaped(picture)) }
        p.soft { (lang.text("factor-app-type")) " " code { (secret.grouped()) } }
        (form.render(PATH, inside)?)
    };
    form.narrow_page(&lang.text("factor-app-title"), body)
}

pub fn submit(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let fields = ctx.read_form()?;
    recent_password::require(ctx, me)?;
    let digits = fields.required(factor::CODE_FIELD, otp::parse);
    let Some(secret) = verify(ctx, me, fields.submitted(SECRET_FIELD)) else {
        // The page is too old, or another session's: a new secret needs a new code.
        fields.add_error(factor::CODE_FIELD, ValidationError::WrongOtp);
        return form(ctx, me, &TotpSecret::generate(), &fields);
    };
    let Some(digits) = digits else { return form(ctx, me, &secret, &fields) };
    let who = (me.user.id, &me.session_hash);
    match second_factor::turn_on(ctx.app, who, &secret, &digits, &ctx.audit_source(), ctx.now)? {
        ChangeOutcome::Done(codes) => {
            ctx.app.new_recovery_codes.put(me.session_hash, codes, ctx.now);
            Ok(response::see_other(recovery::PATH))
        }
        ChangeOutcome::WrongCode => {
            fields.add_error(factor::CODE_FIELD, ValidationError::WrongOtp);
            form(ctx, me, &secret, &fields)
        }
        ChangeOutcome::Refused => Err(HttpError::NotSignedIn),
    }
}

fn sign(ctx: &RequestContext, me: &SignedIn, secret: &TotpSecret) -> String {
    let payload = [&me.session_hash[..], &ctx.now.0.to_be_bytes(), secret.as_bytes()].concat();
    ctx.app.signer.sign(Purpose::NewFactor, &payload)
}

fn verify(ctx: &RequestContext, me: &SignedIn, signed: &str) -> Option<TotpSecret> {
    let payload = ctx.app.signer.verify(Purpose::NewFactor, signed, ctx.now)?;
    let (session, rest) = payload.split_at_checked(me.session_hash.len())?;
    let (at, secret) = rest.split_first_chunk::<8>()?;
    let age_seconds = ctx.now.since(Timestamp(i64::from_be_bytes(*at)));
    let is_ours = constant_time_eq(session, &me.session_hash) && (0..SECRET_SECONDS).contains(&age_seconds);
    TotpSecret::from_bytes(secret).filter(|_| is_ours)
}
