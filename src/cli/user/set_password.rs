//! `user set-password`: sets a password for a user who gets no email.

use crate::actions::passwords;
use crate::app::App;
use crate::app::clock::Clock;
use crate::cli::CliError;
use crate::cli::terminal;
use crate::cli::terminal::print;
use crate::cli::user::account::find;
use crate::config::Config;
use crate::domain::common_passwords;
use crate::domain::email::Email;
use crate::domain::person::Password;
use crate::i18n::Lang;
use crate::store::audit::AuditSource;
use crate::wire::breached_passwords;

/// Sets the password, ends every session and reset link, and enqueues an email to the owner.
pub fn run(config: &Config, email: &Email, from_stdin: bool) -> Result<(), CliError> {
    let app = App::open_existing(config.clone(), Clock::System).map_err(CliError::Failed)?;
    // A mistyped address fails before the password is asked for.
    let user = find(config, &app.db, email)?;
    let password = match from_stdin {
        true => terminal::read_piped_secret()?,
        false => terminal::ask_secret_twice(
            &format!("New password for {email}"),
            "pipe the password in and add --password-stdin",
        )?,
    };
    let password = Password::parse(&password)
        .and_then(|p| common_passwords::check_password(&p, email, &app.site_names()).map(|()| p))
        .and_then(|p| breached_passwords::check(&app, &p).map(|()| p))
        .map_err(|why| {
            CliError::Failed(format!("the password was not set: {}", Lang::OPERATOR.refusal(why)))
        })?;
    let set = passwords::set_by_operator(&app, user.id, &password, &AuditSource::operator(), app.clock.now())
        .map_err(|why| CliError::Failed(format!("the password was not set ({why:?}); try again.")))?;
    if !set {
        return Err(CliError::Failed(format!(
            "the password was not set: {email} was deleted at the same time."
        )));
    }
    print(&format!("{email} has a new password and is signed out everywhere.\n"))
}
