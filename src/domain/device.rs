//! Browser and operating system by the `User-Agent` header (RFC 9110 10.1.5).
//!
//! A display name only, for the list of sessions. Crates that parse it better carry tables of some
//! hundred kilobytes.

use std::fmt;

use crate::domain::named_enum::named_enum;

/// A browser or another program, and the system it runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Device<'a> {
    program: Option<&'a str>,
    system: Option<&'static str>,
}

/// Browsers by a mark in the header. Most carry the marks of others too, so the imitated ones are
/// last.
const BROWSERS: &[(&str, &str)] = &[
    ("YaBrowser/", "Yandex Browser"),
    ("OPR/", "Opera"),
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("EdgiOS/", "Edge"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Vivaldi/", "Vivaldi"),
    ("UCBrowser/", "UC Browser"),
    ("MiuiBrowser/", "Mi Browser"),
    ("DuckDuckGo/", "DuckDuckGo"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Version/", "Safari"),
];

/// Systems by a mark. Android carries the mark of Linux, an iPhone that of a Mac.
const SYSTEMS: &[(&str, &str)] = &[
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
    ("FreeBSD", "FreeBSD"),
];

impl Device<'_> {
    /// `None` when neither program nor system is known.
    pub fn from_user_agent(agent: &str) -> Option<Device<'_>> {
        let named = |table: &[(&str, &'static str)]| {
            table.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name)
        };
        // Every browser begins with Mozilla; any other program with its name.
        let program = if agent.starts_with("Mozilla/") { named(BROWSERS) } else { product(agent) };
        let system = named(SYSTEMS);
        (program.is_some() || system.is_some()).then_some(Device { program, system })
    }
}

named_enum! {
    /// Kind of a visitor's device.
    pub enum DeviceKind {
        Phone = "phone",
        Tablet = "tablet",
        Computer = "computer",
    }
}

impl DeviceKind {
    /// `None` for a program that is no browser, or does not say where it runs. An iPad asks for
    /// pages as a Mac does, and counts as a computer then.
    pub fn from_user_agent(agent: &str) -> Option<DeviceKind> {
        let has = |marks: &[&str]| marks.iter().any(|mark| agent.contains(mark));
        if !agent.starts_with("Mozilla/") {
            None
        } else if has(&["iPad", "Tablet"]) || has(&["Android"]) && !has(&["Mobile"]) {
            Some(DeviceKind::Tablet)
        } else if has(&["iPhone", "Mobile", "Android"]) {
            Some(DeviceKind::Phone)
        } else {
            has(&["Windows", "Macintosh", "Linux", "CrOS", "FreeBSD"]).then_some(DeviceKind::Computer)
        }
    }
}

/// The name before the first slash, of those letters that RFC 9110 has for names.
fn product(agent: &str) -> Option<&str> {
    let (name, _) = agent.split_once('/')?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    Some(name).filter(|name| !name.is_empty() && name.chars().all(is_name))
}

impl fmt::Display for Device<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.program, self.system) {
            (Some(program), Some(system)) => write!(out, "{program}, {system}"),
            (one, other) => out.write_str(one.or(other).unwrap_or("")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Device;

    fn shown(agent: &str) -> String {
        Device::from_user_agent(agent).map_or_else(|| "nothing".into(), |device| device.to_string())
    }

    #[test]
    fn a_device_has_the_name_that_people_know_it_by() {
        let webkit = "AppleWebKit/537.36 (KHTML, like Gecko)";
        let chrome = "Chrome/141.0.0.0";
        for (agent, name) in [
            ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0".to_owned(), "Firefox, Linux"),
            (format!("Mozilla/5.0 (Windows NT 10.0; Win64; x64) {webkit} {chrome} Safari/537.36"), "Chrome, Windows"),
            (format!("Mozilla/5.0 (Windows NT 10.0) {webkit} {chrome} Safari/537.36 Edg/141.0"), "Edge, Windows"),
            (format!("Mozilla/5.0 (Windows NT 10.0) {webkit} {chrome} YaBrowser/25.8 Safari/537.36"), "Yandex Browser, Windows"),
            (format!("Mozilla/5.0 (Linux; Android 10; K) {webkit} {chrome} Mobile Safari/537.36"), "Chrome, Android"),
            ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1".into(), "Safari, iPhone"),
            ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15".into(), "Safari, macOS"),
            ("Mozilla/5.0 (X11; CrOS x86_64) Something/1".into(), "ChromeOS"),
            ("curl/8.5.0".into(), "curl"),
            ("python-requests/2.32 (Linux)".into(), "python-requests, Linux"),
        ] {
            assert_eq!(shown(&agent), name, "{agent}");
        }
    }

    #[test]
    fn what_is_not_known_is_not_named() {
        for agent in ["", "Mozilla/5.0", "something", "/1.0", "<b>/1", "a b/1"] {
            assert_eq!(shown(agent), "nothing", "{agent}");
        }
    }
}
