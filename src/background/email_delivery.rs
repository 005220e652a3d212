//! Email delivery as a background job: picks the transport, starts and stops the delivery worker of
//! `mail::delivery_worker`.

use std::sync::Arc;
use std::time::Duration;

use crate::app::App;
use crate::app::last_runs::JobRuns;
use crate::background::job::{Join, Setup};
use crate::config::MailMode;
use crate::mail::delivery_worker::{DeliveryWorker, Transport};
use crate::mail::smtp::{Smtp, SmtpSettings};

/// The least that emails in flight get when requests have used up the stop's timeout: a mail server
/// takes seconds over a text, and its answer decides whether the email is sent again.
const MIN_STOP_TIMEOUT: Duration = Duration::from_secs(1);

pub fn start(setup: &Setup, _: &Arc<JobRuns>) -> Result<Option<Join>, String> {
    let worker = DeliveryWorker::start(Arc::clone(&setup.app), transport(&setup.app)?)?;
    Ok(Some(Box::new(move |left| worker.stop(left.max(MIN_STOP_TIMEOUT)))))
}

fn transport(app: &App) -> Result<Transport, String> {
    match app.config.mail.mode {
        MailMode::Console => Ok(Transport::Console),
        MailMode::Smtp => {
            let settings = SmtpSettings::from_config(&app.config.mail, app.config.server.host());
            Ok(Transport::Smtp(Box::new(Smtp::new(settings)?)))
        }
    }
}
