//! The names that the seed's `.env` gives to settings.

use crate::config::MailSecurity;
use crate::config::builder::ConfigBuilder;
use crate::config::env::{Variable, value_or_file};
use crate::config::key::parse_bool;
use crate::config::keys::find;
use crate::config::legacy_names::{NAMES, POSTGRES};
use crate::config::source::Source;

/// Lays the seed's variables over the builder. An empty one counts as not set.
pub fn read(builder: &mut ConfigBuilder, variables: &[Variable]) {
    for (name, key) in NAMES {
        let Some(key) = find(key) else { continue };
        let Some((text, source)) = value_or_file(builder, variables, name, key) else { continue };
        if text.trim().is_empty() {
            continue;
        }
        if is_placeholder(name, &text) {
            builder.notices.push(format!("{source}: the example's placeholder is still there; not used."));
            continue;
        }
        match translate(name, &text) {
            Ok(text) => builder.set_text(key, &text, source.clone()),
            Err(sentence) => builder.add_problem(&source, sentence),
        }
        if *name == "MAIL_SERVER" && builder.is_default("mail.mode") && *builder.source("mail.host") == source
        {
            builder.config.mail.mode = crate::config::MailMode::Smtp;
            builder.sources.insert("mail.mode", Source::Follows("MAIL_SERVER"));
        }
    }
}

/// One line for all five: the database is in the program.
pub fn mention_postgres(builder: &mut ConfigBuilder, variables: &[Variable]) {
    if variables.iter().any(|variable| POSTGRES.contains(&variable.name.as_str())) {
        builder.notices.push(
            "PROJECT_REFERRAL_SETTING_POSTGRES_… is ignored: there is no Postgres here, the data is in database.path."
                .into(),
        );
    }
}

/// Port 465 speaks TLS from its first byte (RFC 8314, 3.3), so `MAIL_USE_TLS` means that there and STARTTLS
/// elsewhere. Judged when all sources are known, for the port may come from another one.
pub fn apply_mail_security(builder: &mut ConfigBuilder) {
    let asked =
        builder.source("mail.security").variable().is_some_and(|name| name.starts_with("MAIL_USE_TLS"));
    let mail = &mut builder.config.mail;
    if asked && mail.security == MailSecurity::StartTls && mail.port == 465 {
        mail.security = MailSecurity::Tls;
    }
}

/// The seed's README has a `.env` to fill in, with values like `< db-name >`. A sender may stand in brackets.
fn is_placeholder(name: &str, text: &str) -> bool {
    let inside = text.trim().strip_prefix('<').and_then(|text| text.strip_suffix('>'));
    inside.is_some_and(|inside| {
        name != "MAIL_DEFAULT_SENDER" || !inside.contains('@') || inside.contains(char::is_whitespace)
    })
}

fn translate(name: &str, text: &str) -> Result<String, String> {
    match name {
        "MAIL_USE_TLS" => match parse_bool(text.trim()) {
            Some(true) => Ok("starttls".into()),
            Some(false) => Ok("none".into()),
            None => Err(format!("{name} is {text:?}; give True or False")),
        },
        "TOKEN_TIME_MINUTE_EXPIRE" => match text.trim().parse::<i64>() {
            Ok(minutes @ 1..=1440) => Ok((minutes * 60).to_string()),
            _ => Err(format!("{name} is {text:?}; give a whole number of minutes from 1 to 1440")),
        },
        _ => Ok(text.to_owned()),
    }
}
