//! `POST /api/v1/register`: 202, the same for a new and a known email address. It tells what became
//! of the code, which does not depend on the address.

use serde_json::json;

use crate::actions::register::{self, RegisterOutcome, Registration};
use crate::domain::email::Email;
use crate::domain::person::Firstname;
use crate::domain::validation::ValidationError;
use crate::i18n::Lang;
use crate::web::request::{code_field, password_fields, throttle};
use crate::web::{HandlerResult, HttpError, RequestContext, response};

pub fn submit(ctx: &RequestContext) -> HandlerResult {
    let fields = ctx.read_json(&["firstname", "email", "password", "code", "lang"])?;
    let firstname = fields.required("firstname", Firstname::parse);
    let email = fields.required("email", Email::parse);
    let password = password_fields::parse_new(ctx, &fields, email.as_ref());
    let lang = fields.optional("lang", |code| Lang::from_code(code).ok_or(ValidationError::NotAChoice));
    let claim = code_field::parse_claim(ctx, &fields, ctx.touches())?;
    fields.finish()?;
    let (Some(firstname), Some(email), Some(password)) = (firstname, email, password) else {
        return Err(HttpError::Malformed);
    };
    throttle::limit_registration(ctx, &email)?;
    let signs = throttle::request_signals(ctx)?;
    let newcomer = Registration {
        firstname: Some(firstname),
        email,
        password: Some(password),
        lang: lang.or(ctx.chosen_lang()),
        claim,
        browser: None,
        signals: signs,
        origin: throttle::hash_origin(ctx, false),
    };
    let given = newcomer.claim.is_some();
    let outcome = register::register(ctx.app, &newcomer, &ctx.audit_source(), ctx.now)?;
    let code = match outcome {
        RegisterOutcome::RegisteredCodeIgnored(why) => Some(why.name()),
        RegisterOutcome::Registered => given.then_some("accepted"),
    };
    response::json(202, &json!({ "message": ctx.lang().text("notice-email-sent"), "code": code }))
}
