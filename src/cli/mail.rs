//! `mail test`: sends one email now; the other `mail` commands are in `outbox`.

use crate::app::clock::Clock;
use crate::cli::CliError;
use crate::cli::args::MailCommand;
use crate::cli::outbox;
use crate::cli::terminal::print;
use crate::config::{Config, MailMode};
use crate::crypto::tokens::Token;
use crate::domain::email::Email;
use crate::domain::message::Message;
use crate::i18n::Lang;
use crate::mail::delivery_error::DeliveryOutcome;
use crate::mail::smtp::{Smtp, SmtpSettings};

pub fn run(config: &Config, command: &MailCommand) -> Result<(), CliError> {
    match command {
        MailCommand::Test { address } => test(config, address),
        MailCommand::Queue { json } => outbox::queue(config, *json),
        MailCommand::Dead { json } => outbox::dead(config, *json),
        MailCommand::Drop { id } => outbox::drop_one(config, *id),
        MailCommand::Retry { id, all: _ } => outbox::retry(config, *id),
    }
}

/// Sends one email and prints the outcome, or the step that failed.
fn test(config: &Config, address: &str) -> Result<(), CliError> {
    let to = Email::parse(address).map_err(|_| {
        CliError::Failed(format!("{address:?} is not a mail address; give one such as name@example.com."))
    })?;
    if config.mail.mode == MailMode::Console {
        return Err(CliError::Failed(
            "mail.mode is console: emails are only printed; set it to \"smtp\" and mail.host to send any."
                .into(),
        ));
    }
    let host = config.server.host();
    let smtp = Smtp::new(SmtpSettings::from_config(&config.mail, host)).map_err(CliError::Failed)?;
    let text = format!("This message shows that mail from {host} arrives.");
    let message = Message {
        from: config.mail.from.clone(),
        reply_to: config.mail.reply_to.clone(),
        to: to.to_string(),
        subject: format!("Test from {host}"),
        html: format!("<!DOCTYPE html><p>{text}</p>"),
        text: format!("{text}\r\n"),
        message_id: format!("{}@{host}", Token::generate().as_str()),
        date: Clock::System.now(),
        lang: Lang::OPERATOR.code().into(),
        unsubscribe_url: None,
    };
    match smtp.send(&message) {
        DeliveryOutcome::Taken => {
            print(&format!("ok: {}:{} took the message\n", config.mail.host, config.mail.port))
        }
        DeliveryOutcome::Failed(failure) => {
            Err(CliError::Failed(format!("{}: {}", failure.step, failure.sentence)))
        }
    }
}
