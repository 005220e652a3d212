//! Rules between settings, checked when all sources are merged.

use std::fs::File;
use std::io;
use std::net::SocketAddr;
use std::path::Path;

use rustix::fs::{Access, access};

use crate::config::builder::ConfigBuilder;
use crate::config::problem::Problem;
use crate::config::validators::is_loopback;
use crate::config::{MailMode, MailSecurity};
use crate::domain::logo::Logo;

pub fn check_consistency(builder: &mut ConfigBuilder) {
    site(builder);
    logo(builder);
    trusted_proxies(builder);
    if !builder.sends_no_email {
        mail_server(builder);
        mail_password(builder);
    }
    accounts(builder);
    backup_folder(builder);
    metrics(builder);
}

fn backup_folder(builder: &mut ConfigBuilder) {
    let config = &builder.config;
    let folder = &config.backup.folder;
    if folder.as_os_str().is_empty() {
        return;
    }
    let notice = if config.database.path.as_os_str() == ":memory:" {
        "backup.folder is set, but database.path is \":memory:\": no backups are made of a database in memory."
            .to_owned()
    } else {
        // A relative one is in the working folder, which is the server's and perhaps not this command's.
        let Some(why) = Some(folder).filter(|it| it.is_absolute()).and_then(|it| unwritable(it)) else {
            return;
        };
        format!("backup.folder is {}, {why}, so no backup can be made there.", folder.display())
    };
    builder.notices.push(notice);
}

/// Why this user cannot write files into a folder, which is made if its parent is there; completes
/// «the folder is X, …».
fn unwritable(folder: &Path) -> Option<String> {
    let is_there = folder.symlink_metadata().is_ok();
    let (place, what) = match folder.parent() {
        Some(parent) if !is_there => (parent, "whose parent folder"),
        _ => (folder, "which"),
    };
    match place.metadata() {
        Ok(found) if !found.is_dir() => Some(format!("{what} is no folder")),
        Ok(_) => {
            let refused = access(place, Access::WRITE_OK | Access::EXEC_OK).err()?;
            Some(format!("{what} this user cannot write ({})", io::Error::from(refused)))
        }
        Err(why) => Some(format!("{what} cannot be used ({why})")),
    }
}

fn site(builder: &mut ConfigBuilder) {
    let server = &builder.config.server;
    let open = server.listen.parse().is_ok_and(|listen: SocketAddr| !listen.ip().is_loopback());
    let local = is_loopback(server.host());
    if !server.is_https() && !local {
        builder.notices.push(format!(
            "server.public_url is {}, without https: passwords cross the network readable; put a proxy with \
             TLS in front and give its https address.",
            server.public_url
        ));
    }
    if server.listen.starts_with("unix:") && builder.is_default("server.public_url") {
        builder.notices.push(format!(
            "server.listen is a path, so emails will link to {}; set server.public_url to the address visitors \
             type.",
            server.public_url
        ));
    }
    let server = &builder.config.server;
    if open && local {
        builder.notices.push(format!(
            "server.listen is {}, open to the network, but emails will link to {}; set server.public_url to \
             the address visitors type.",
            server.listen, server.public_url
        ));
    }
}

/// Reads the logo, so that a wrong one is told at the start and not by a page without a picture.
fn logo(builder: &mut ConfigBuilder) {
    let path = &builder.config.site.logo;
    if path.is_empty() {
        return;
    }
    let reason = match std::fs::read(path).map(Logo::check) {
        Ok(Ok(_)) => return,
        Ok(Err(why)) => format!("which {}", why.reason()),
        Err(why) => format!("which cannot be read ({why})"),
    };
    let source = builder.source("site.logo");
    let sentence =
        format!("site.logo ({source}) names {path}, {reason}; give an SVG or PNG file of at most 48 KB.");
    builder.problems.push(Problem::new(sentence));
}

/// The program speaks no TLS itself, so an https address means a proxy, and each request comes from it.
fn trusted_proxies(builder: &mut ConfigBuilder) {
    let config = &builder.config;
    if !config.server.is_https() || !config.server.trusted_proxies.is_empty() || !config.limits.enabled {
        return;
    }
    let listen = config.server.listen.parse::<SocketAddr>();
    let cost = match listen {
        Ok(listen) if !listen.ip().is_loopback() => {
            "all visitors share one IP address in rate limits and logs"
        }
        _ => "rate limits by IP address are off, and the log shows the proxy's address",
    };
    builder.notices.push(format!(
        "server.public_url is https, so a proxy is in front, but server.trusted_proxies is empty: {cost}; \
         name the proxy's address there."
    ));
}

fn mail_server(builder: &mut ConfigBuilder) {
    let mail = &builder.config.mail;
    if mail.mode != MailMode::Smtp {
        return;
    }
    let mut problems = Vec::new();
    if mail.host.is_empty() && builder.all_read(&["mail.mode", "mail.host"]) {
        let source = builder.source("mail.mode");
        problems.push(format!(
            "mail.mode is \"smtp\" ({source}), but mail.host is empty; name the mail server there."
        ));
    }
    if !mail.root_ca.is_empty()
        && let Err(why) = File::open(&mail.root_ca)
    {
        let source = builder.source("mail.root_ca");
        problems.push(format!(
            "mail.root_ca ({source}) names {}, which cannot be read ({why}); give a readable PEM file.",
            mail.root_ca
        ));
    }
    let mut notices = Vec::new();
    if builder.is_default("mail.from") && !is_loopback(&mail.host) {
        notices.push(format!(
            "mail.from is {}, which mail servers refuse; set it to an address of yours.",
            mail.from
        ));
    }
    if mail.port == 465 && mail.security == MailSecurity::StartTls {
        notices
            .push("mail.port 465 speaks TLS from its first byte; set mail.security to \"tls\".".to_owned());
    }
    builder.problems.extend(problems.into_iter().map(Problem::new));
    builder.notices.extend(notices);
}

fn mail_password(builder: &mut ConfigBuilder) {
    let mail = &builder.config.mail;
    let (named, secret) = (!mail.username.is_empty(), !mail.password.is_empty());
    let mut problems = Vec::new();
    if mail.mode == MailMode::Smtp
        && named != secret
        && builder.all_read(&["mail.mode", "mail.username", "mail.password"])
    {
        let (given, missing) = if named { ("username", "password") } else { ("password", "username") };
        let source = builder.source(&format!("mail.{given}")).clone();
        problems.push(format!(
            "mail.{given} is set ({source}), but mail.{missing} is not; set both to sign in, or neither."
        ));
    }
    let elsewhere = !mail.host.is_empty() && !is_loopback(&mail.host);
    if secret && elsewhere && mail.security == MailSecurity::None && builder.all_read(&["mail.security"]) {
        problems.push(format!(
            "mail.security is \"none\" ({}), which would send mail.password readable to {}; set it to \
             \"starttls\" or \"tls\", or remove the password.",
            builder.source("mail.security"),
            mail.host
        ));
    }
    builder.problems.extend(problems.into_iter().map(Problem::new));
}

fn accounts(builder: &mut ConfigBuilder) {
    let config = &builder.config;
    if config.accounts.scrypt_log_n < 14 {
        builder.notices.push(format!(
            "accounts.scrypt_log_n is {}: a stolen database gives its passwords away cheaply; use 14 or more, \
             15 is the default.",
            config.accounts.scrypt_log_n
        ));
    }
    if config.secret_key.as_ref().is_some_and(|key| key.len() < 16) {
        builder.notices.push(
            "secret_key is shorter than 16 characters and can be guessed; use a long random one, or none."
                .into(),
        );
    }
}

fn metrics(builder: &mut ConfigBuilder) {
    let config = &builder.config;
    let Ok(listen) = config.metrics.listen.parse::<SocketAddr>() else { return };
    if listen.port() != 0 && config.metrics.listen == config.server.listen {
        let source = builder.source("metrics.listen");
        let sentence = format!(
            "metrics.listen ({source}) is the address that the site listens on; metrics need a port of their own."
        );
        builder.problems.push(Problem::new(sentence));
    } else if !listen.ip().is_loopback() {
        builder.notices.push(format!(
            "metrics.listen is {listen}, open to the network: anyone who reaches it reads how busy the site is; let \
             a firewall admit your monitoring alone, or use 127.0.0.1."
        ));
    }
}
