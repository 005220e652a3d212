//! What an admin does with an endpoint: a question, then the action.

use crate::actions::program::ProgramResult;
use crate::actions::program::endpoints::{self, EndpointChange, ReplayInput};
use crate::store::webhooks::Webhook;
use crate::web::pages::admin::confirm_action::{self, Confirmation};
use crate::web::pages::admin::webhooks::{PATH, about, find};
use crate::web::pages::flash::Flash;
use crate::web::{Admin, HandlerResult, HttpError, RequestContext, response};

/// Action of the path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Action {
    Ping,
    Replay,
    Rotate,
    Enable,
    Delete,
}

fn action(ctx: &RequestContext, of: &Webhook) -> Result<Action, HttpError> {
    match (ctx.path_param(1), of.disabled_at) {
        ("ping", None) => Ok(Action::Ping),
        ("replay", None) => Ok(Action::Replay),
        ("rotate", _) => Ok(Action::Rotate),
        ("enable", Some(_)) => Ok(Action::Enable),
        ("delete", _) => Ok(Action::Delete),
        _ => Err(HttpError::NotFound),
    }
}

pub fn ask(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let of = find(ctx)?;
    let action = action(ctx, &of)?;
    let (title, lead, submit) = match action {
        Action::Ping => ("webhook-ping-title", "webhook-ping-lead", "webhook-ping"),
        Action::Replay => ("webhook-replay-title", "webhook-replay-lead", "webhook-replay"),
        Action::Rotate => ("webhook-rotate-title", "webhook-rotate-lead", "webhook-rotate"),
        Action::Enable => ("webhook-enable-title", "webhook-enable-lead", "webhook-enable"),
        Action::Delete => ("webhook-delete-title", "webhook-delete-lead", "webhook-delete"),
    };
    let question = Confirmation {
        title,
        lead,
        submit,
        about: about(&of),
        danger: action == Action::Delete,
        asks_email: false,
        carries: None,
        back: &format!("{PATH}/{}", of.id),
    };
    confirm_action::ask(ctx, &question)
}

pub fn submit(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    ctx.read_form()?;
    let of = find(ctx)?;
    let (id, by, now) = (of.id, admin.audit_source(), ctx.now);
    let action = action(ctx, &of)?;
    let secret = ctx.app.db.write(|tx| -> ProgramResult<Option<String>> {
        match action {
            Action::Ping => endpoints::ping(tx, id, &by, now)?,
            Action::Replay => endpoints::replay(tx, id, &ReplayInput::default(), &by, now)?,
            Action::Rotate => return endpoints::rotate(tx, id, &by, now).map(|(_, secret)| Some(secret)),
            Action::Enable => {
                let change = EndpointChange { enable: true, ..EndpointChange::default() };
                endpoints::change(tx, id, change, &by, now)?;
            }
            Action::Delete => endpoints::delete(tx, id, &by, now)?,
        }
        Ok(None)
    })?;
    if let Some(secret) = secret {
        ctx.app.new_webhook_secrets.put(admin.me.session_hash, secret, now);
    }
    match action {
        Action::Ping => Flash::WebhookPinged.leave(ctx),
        Action::Replay => Flash::WebhookReplayed.leave(ctx),
        Action::Enable => Flash::WebhookEnabled.leave(ctx),
        Action::Delete => Flash::WebhookDeleted.leave(ctx),
        Action::Rotate => {}
    }
    Ok(response::see_other(&if action == Action::Delete { PATH.to_owned() } else { format!("{PATH}/{id}") }))
}
