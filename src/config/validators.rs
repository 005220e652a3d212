//! The rules of the settings that are texts: each takes what the operator wrote and gives its normal form, or
//! a reason that completes «which …».

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use url::Url;

use crate::config::key::TextFormat;
use crate::domain::age_key::Recipient;
use crate::domain::mailbox::Mailbox;
use crate::domain::program::calendar::Zone;
use crate::domain::theme;
use crate::domain::unicode::clean_line;

/// Most characters of the site's name, which also is the sender's in emails.
pub const MAX_NAME_CHARS: usize = 50;
pub const MAX_TAGLINE_CHARS: usize = 150;

type Parsed = Result<String, &'static str>;

pub const LISTEN: TextFormat = TextFormat {
    description: "an IP address with a port, such as 127.0.0.1:8080 or [::]:8080, or unix: and a path",
    parse: listen,
};
pub const METRICS: TextFormat = TextFormat {
    description: "nothing, or an IP address with a port, such as 127.0.0.1:9100",
    parse: metrics,
};
pub const SITE: TextFormat = TextFormat {
    description: "an http or https address with a host and nothing behind it, such as https://ref.example.org",
    parse: site,
};
pub const ORIGIN: TextFormat = TextFormat {
    description: "sites with nothing behind the host, such as https://shop.example.org",
    parse: site,
};
pub const RECIPIENT: TextFormat =
    TextFormat { description: "public keys of age, which begin with age1", parse: recipient };
pub const LANDING: TextFormat = TextFormat {
    description: "nothing, or an http or https address such as https://shop.example.org/join",
    parse: landing,
};
pub const LINK_LANDING: TextFormat = TextFormat {
    description: "nothing, or an http or https address such as https://shop.example.org/join, which may hold {code}",
    parse: link_landing,
};
pub const BREACHES_URL: TextFormat = TextFormat {
    description: "an https address such as https://api.pwnedpasswords.com/range, or an http one of this machine",
    parse: breaches_url,
};
pub const MAIL_HOST: TextFormat =
    TextFormat { description: "a mail server's name alone, such as smtp.example.org", parse: mail_host };
pub const SENDER: TextFormat = TextFormat {
    description: "one address, such as noreply@example.org or Shop <noreply@example.org>",
    parse: sender,
};
pub const REPLY_TO: TextFormat = TextFormat {
    description: "nothing, or one address, such as help@example.org or Shop <help@example.org>",
    parse: reply_to,
};
pub const TIME_ZONE: TextFormat =
    TextFormat { description: "a name of the time zone database, such as Europe/Berlin", parse: time_zone };
pub const SITE_NAME: TextFormat =
    TextFormat { description: "nothing, or a name of at most 50 characters", parse: site_name };
pub const TAGLINE: TextFormat =
    TextFormat { description: "nothing, or one line of at most 150 characters", parse: tagline };
pub const ACCENT: TextFormat =
    TextFormat { description: "nothing, or a colour such as \"#14594a\"", parse: accent };
pub const PATH: TextFormat = TextFormat { description: "the path of a file", parse: path };
pub const LINE: TextFormat = TextFormat { description: "text on one line", parse: line };

/// What `sun_path` of unix(7) holds before its zero.
const MAX_SOCKET_PATH_BYTES: usize = 107;

fn listen(text: &str) -> Parsed {
    match text.trim().strip_prefix("unix:") {
        Some(path) if !path.starts_with('/') => {
            Err("is no whole path, as in unix:/run/referral/referral.sock")
        }
        Some(path) if path.len() > MAX_SOCKET_PATH_BYTES => Err("is a path of more than 107 bytes"),
        Some(_) => Ok(text.trim().to_owned()),
        None => address(text),
    }
}

fn address(text: &str) -> Parsed {
    let address: SocketAddr = text.trim().parse().map_err(|_| "is not an address with a port")?;
    Ok(address.to_string())
}

fn time_zone(text: &str) -> Parsed {
    Zone::from_name(text.trim()).ok_or("is no time zone")?;
    Ok(text.trim().to_owned())
}

fn metrics(text: &str) -> Parsed {
    match text.trim() {
        "" => Ok(String::new()),
        text => address(text),
    }
}

/// Whether data sent to this host stays on this machine: a loopback address, also IPv4-mapped, or a
/// name under `localhost` (RFC 6761, 6.3).
pub fn is_loopback(host: &str) -> bool {
    match host.trim_matches(['[', ']']).parse::<IpAddr>() {
        Ok(address) => address.to_canonical().is_loopback(),
        Err(_) => {
            let host = host.trim_end_matches('.').to_lowercase();
            host == "localhost" || host.ends_with(".localhost")
        }
    }
}

/// The scheme, host and port as a browser writes them in `Origin` (RFC 6454): lower case, no default port.
fn site(text: &str) -> Parsed {
    let url = web(text.trim())?;
    match url.path() {
        "" | "/" if url.query().is_none() && url.fragment().is_none() => {
            Ok(url.origin().ascii_serialization())
        }
        _ => Err("has something behind the host"),
    }
}

fn landing(text: &str) -> Parsed {
    match text.trim() {
        "" => Ok(String::new()),
        text => web(text).map(Url::into),
    }
}

/// Where a link leads to. `{code}` stays as it is, but not in the host: a code is no name of a server.
fn link_landing(text: &str) -> Parsed {
    let normal = landing(&text.replace("{code}", CODE_MARK))?;
    match Url::parse(&normal) {
        Ok(url) if url.authority().contains(CODE_MARK) => Err("has {code} in its host"),
        _ => Ok(normal.replace(CODE_MARK, "{code}")),
    }
}

/// In place of `{code}`, whose braces an address would escape.
const CODE_MARK: &str = "0code0";

/// An address that a slash and five digits are put behind.
fn breaches_url(text: &str) -> Parsed {
    let url = web(text.trim())?;
    if url.query().is_some() || url.fragment().is_some() {
        return Err("has something behind the path");
    }
    if url.scheme() == "http" && !url.host_str().is_some_and(is_loopback) {
        return Err("is http to another machine");
    }
    Ok(url.as_str().trim_end_matches('/').to_owned())
}

fn web(text: &str) -> Result<Url, &'static str> {
    let url = Url::parse(text).map_err(|_| "is no address of a site")?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err("is neither http nor https");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("holds a user name or password");
    }
    Ok(url)
}

fn site_name(text: &str) -> Parsed {
    site_line(text, MAX_NAME_CHARS)
}

fn tagline(text: &str) -> Parsed {
    site_line(text, MAX_TAGLINE_CHARS)
}

fn site_line(text: &str, max_chars: usize) -> Parsed {
    if text.trim().is_empty() {
        return Ok(String::new());
    }
    let text = clean_line(text).map_err(|_| "holds a control character or nothing visible")?;
    if text.chars().count() > max_chars { Err("is too long") } else { Ok(text) }
}

fn accent(text: &str) -> Parsed {
    match text.trim() {
        "" => Ok(String::new()),
        text => theme::parse(text).map(theme::hex).ok_or("is no colour of six hexadecimal digits"),
    }
}

fn mail_host(text: &str) -> Parsed {
    let text = line(text.trim())?;
    let bare = text.trim_start_matches('[').trim_end_matches(']');
    if bare.parse::<Ipv6Addr>().is_ok() {
        return Ok(bare.to_owned());
    }
    if text.contains(':') {
        return Err("holds more than a name (the port belongs in mail.port)");
    }
    if text.contains(|c: char| c.is_whitespace() || "/@<>[]".contains(c)) {
        return Err("is no name of a server");
    }
    Ok(text)
}

fn sender(text: &str) -> Parsed {
    Mailbox::parse(text).map(|mailbox| mailbox.to_string())
}

fn reply_to(text: &str) -> Parsed {
    match text.trim() {
        "" => Ok(String::new()),
        text => sender(text),
    }
}

fn path(text: &str) -> Parsed {
    match text {
        "" => Err("is empty"),
        text => line(text),
    }
}

/// Control characters would let a value inject a command into a protocol or a line into the log.
fn line(text: &str) -> Parsed {
    if text.contains(char::is_control) { Err("holds a control character") } else { Ok(text.to_owned()) }
}

fn recipient(text: &str) -> Parsed {
    Recipient::parse(text).map(|_| text.to_owned())
}
