//! Where emails are delivered to.

use std::io::{self, Write};

use serde_json::json;

use crate::app::App;
use crate::config::LogFormat;
use crate::domain::message::Message;
use crate::mail::delivery_error::{DeliveryError, DeliveryOutcome, SmtpStage};
use crate::mail::smtp::Smtp;

pub enum Transport {
    /// stderr, and the development inbox.
    Console,
    Smtp(Box<Smtp>),
    /// A function, for tests.
    Hand(Box<dyn Fn(&Message) -> DeliveryOutcome + Send>),
}

impl Transport {
    pub(super) fn send(&self, app: &App, message: &Message) -> DeliveryOutcome {
        match self {
            Transport::Console => {
                app.recent_messages.insert(message.clone());
                print(app, message)
            }
            Transport::Smtp(smtp) => smtp.send(message),
            Transport::Hand(hand) => hand(message),
        }
    }
}

/// One `write` call, so that log lines are not interleaved; one line where the log is JSON.
fn print(app: &App, message: &Message) -> DeliveryOutcome {
    let text = message.text.replace("\r\n", "\n");
    let printed = match app.config.log.format {
        LogFormat::Text => {
            let rule = "-".repeat(72);
            format!("{rule}\nTo: {}\nSubject: {}\n\n{text}{rule}\n", message.to, message.subject)
        }
        LogFormat::Json => {
            let line = json!({
                "time": app.clock.now().rfc3339(),
                "level": "INFO",
                "target": "referral::mail",
                "message": "mail: printed",
                "to": message.to,
                "subject": message.subject,
                "text": text,
            });
            format!("{line}\n")
        }
    };
    match io::stderr().write_all(printed.as_bytes()) {
        Ok(()) => DeliveryOutcome::Taken,
        Err(e) => DeliveryOutcome::Failed(DeliveryError::transient(SmtpStage::Data, format!("stderr: {e}"))),
    }
}
