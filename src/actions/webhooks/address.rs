//! Where webhooks may be sent: addresses that no endpoint may make this server talk to are refused,
//! as a URL and again as what its name resolves to (OWASP, Server-Side Request Forgery Prevention).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

use crate::domain::validation::ValidationError;

/// What this installation allows besides public addresses over HTTPS.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AddressPolicy {
    /// Loopback and private addresses, over HTTP too (`webhooks.allow_private`).
    pub allow_private: bool,
    /// Loopback, over HTTP too: of a test database.
    pub allow_loopback: bool,
}

/// What an address belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Network {
    Public,
    Loopback,
    /// Private, shared by a carrier (RFC 6598), or unique local (RFC 4193).
    Private,
    /// Link-local, metadata of clouds, and what no endpoint has.
    Never,
}

impl AddressPolicy {
    /// Characters of a URL.
    pub const MAX_URL_CHARS: usize = 2000;

    /// Whether a message may be sent to the address.
    pub fn allows(self, ip: IpAddr, is_https: bool) -> bool {
        match network(ip) {
            Network::Public => is_https,
            Network::Loopback => self.allow_private || self.allow_loopback,
            Network::Private => self.allow_private,
            Network::Never => false,
        }
    }

    /// Checks the URL of an endpoint, and returns it by the WHATWG rules. A name is resolved and
    /// checked when a message is sent.
    pub fn check_url(self, text: &str) -> Result<Url, ValidationError> {
        let url = Url::parse(text.trim()).map_err(|_| ValidationError::NotAWebAddress)?;
        let is_https = match url.scheme() {
            "https" => true,
            "http" => false,
            _ => return Err(ValidationError::NotAWebAddress),
        };
        let has_more = !url.username().is_empty() || url.password().is_some() || url.fragment().is_some();
        if has_more || url.as_str().len() > Self::MAX_URL_CHARS {
            return Err(ValidationError::NotAWebAddress);
        }
        let ip = match url.host() {
            Some(Host::Ipv4(ip)) => Some(IpAddr::V4(ip)),
            Some(Host::Ipv6(ip)) => Some(IpAddr::V6(ip)),
            Some(Host::Domain(name)) if is_localhost(name) => Some(IpAddr::V4(Ipv4Addr::LOCALHOST)),
            Some(Host::Domain(_)) => None,
            None => return Err(ValidationError::NotAWebAddress),
        };
        match ip {
            None if is_https || self.allow_private => Ok(url),
            None => Err(ValidationError::HttpsRequired),
            Some(ip) if self.allows(ip, is_https) => Ok(url),
            Some(ip) if network(ip) == Network::Public => Err(ValidationError::HttpsRequired),
            Some(_) => Err(ValidationError::AddressRefused),
        }
    }
}

/// Names that mean this machine (RFC 6761 6.3).
fn is_localhost(name: &str) -> bool {
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    name == "localhost" || name.ends_with(".localhost")
}

fn network(ip: IpAddr) -> Network {
    match ip {
        IpAddr::V4(ip) => network_v4(ip),
        IpAddr::V6(ip) => network_v6(ip),
    }
}

fn network_v4(ip: Ipv4Addr) -> Network {
    match ip.octets() {
        [127, ..] => Network::Loopback,
        // Alibaba's metadata is within the addresses of carriers, Azure's among the public ones.
        [100, 100, 100, 200] | [168, 63, 129, 16] => Network::Never,
        [10, ..] | [172, 16..=31, ..] | [192, 168, ..] | [100, 64..=127, ..] => Network::Private,
        // This network, link-local, protocol assignments, documentation, benchmarks, multicast, reserved.
        [0, ..]
        | [169, 254, ..]
        | [192, 0, 0, _]
        | [192, 0, 2, _]
        | [192, 88, 99, _]
        | [198, 18..=19, ..]
        | [198, 51, 100, _]
        | [203, 0, 113, _]
        | [224..=255, ..] => Network::Never,
        _ => Network::Public,
    }
}

fn network_v6(ip: Ipv6Addr) -> Network {
    let segments = ip.segments();
    let embedded = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        network_v4(Ipv4Addr::new(a, b, c, d))
    };
    match segments {
        [0, 0, 0, 0, 0, 0, 0, 1] => Network::Loopback,
        // IPv4-mapped, IPv4-compatible and IPv4-translated; NAT64 (RFC 6052, RFC 8215); 6to4; ISATAP.
        [0, 0, 0, 0, 0, 0xffff, high, low]
        | [0, 0, 0, 0, 0, 0, high, low]
        | [0, 0, 0, 0, 0xffff, 0, high, low]
        | [0x64, 0xff9b, 0, 0, 0, 0, high, low]
        | [0x64, 0xff9b, 1, _, _, _, high, low]
        | [0x2002, high, low, ..]
        | [0x2000..=0x3fff, _, _, _, 0 | 0x200, 0x5efe, high, low] => embedded(high, low),
        // Amazon's metadata is a unique local address.
        [0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254] => Network::Never,
        [0xfc00..=0xfdff, ..] => Network::Private,
        // Teredo has an address in it that is hidden, the others are no endpoint's.
        [0x2001, 0..=0x1ff, ..] | [0x2001, 0xdb8, ..] | [0x3fff, 0..=0xfff, ..] => Network::Never,
        [0x2000..=0x3fff, ..] => Network::Public,
        _ => Network::Never,
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::AddressPolicy;
    use crate::domain::validation::ValidationError;

    const PUBLIC: AddressPolicy = AddressPolicy { allow_private: false, allow_loopback: false };
    const PRIVATE: AddressPolicy = AddressPolicy { allow_private: true, allow_loopback: false };
    const TEST: AddressPolicy = AddressPolicy { allow_private: false, allow_loopback: true };

    fn allowed(ip: &str) -> [bool; 3] {
        let ip: IpAddr = ip.parse().expect("an address");
        [PUBLIC, PRIVATE, TEST].map(|policy| policy.allows(ip, true))
    }

    #[test]
    fn an_address_is_judged_by_what_is_in_it() {
        for ip in ["93.184.215.14", "2606:2800:21f:cb07::1", "64:ff9b::5db8:d70e", "2002:5db8:d70e::1"] {
            assert_eq!(allowed(ip), [true, true, true], "{ip}");
        }
        for ip in ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"] {
            assert_eq!(allowed(ip), [false, true, true], "{ip}");
        }
        let private = [
            "10.0.0.1",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "100.64.0.1",
            "fc00::1",
            "fd12::1",
            "::ffff:10.0.0.1",
            "::10.0.0.1",
            "64:ff9b::a00:1",
            "64:ff9b:1::a00:1",
            "2002:a00:1::",
            "::ffff:0:10.0.0.1",
            "2606:4700::5efe:10.0.0.1",
        ];
        for ip in private {
            assert_eq!(allowed(ip), [false, true, false], "{ip}");
        }
        let never = [
            "169.254.169.254",
            "::ffff:169.254.169.254",
            "64:ff9b::a9fe:a9fe",
            "fe80::1",
            "100.100.100.200",
            "fd00:ec2::254",
            "168.63.129.16",
            "0.0.0.0",
            "::",
            "255.255.255.255",
            "224.0.0.1",
            "ff02::1",
            "192.0.0.192",
            "198.18.0.1",
            "203.0.113.9",
            "2001:db8::1",
            "2001::1",
            "fec0::1",
            "100::1",
            "3fff::1",
        ];
        for ip in never {
            assert_eq!(allowed(ip), [false, false, false], "{ip}");
        }
        assert!(
            !PRIVATE.allows("93.184.215.14".parse().expect("an address"), false),
            "in clear over the internet"
        );
    }

    #[test]
    fn a_url_is_refused_for_what_it_says() {
        let check = |policy: AddressPolicy, url: &str| policy.check_url(url).map(|url| url.to_string());
        assert_eq!(
            check(PUBLIC, " https://example.com/hook?a=1 "),
            Ok("https://example.com/hook?a=1".to_owned())
        );
        use ValidationError::{AddressRefused, HttpsRequired, NotAWebAddress};
        for (policy, url, why) in [
            (PUBLIC, "http://example.com/", HttpsRequired),
            (PUBLIC, "http://93.184.215.14/", HttpsRequired),
            (PRIVATE, "http://93.184.215.14/", HttpsRequired),
            (TEST, "http://example.com/", HttpsRequired),
            (PUBLIC, "https://127.1/", AddressRefused),
            (PUBLIC, "https://0x7f000001/", AddressRefused),
            (PUBLIC, "https://[::ffff:10.0.0.1]/", AddressRefused),
            (PUBLIC, "https://LOCALHOST./", AddressRefused),
            (PUBLIC, "https://a.localhost/", AddressRefused),
            (PRIVATE, "https://169.254.169.254/latest/meta-data", AddressRefused),
            (TEST, "http://10.0.0.1/", AddressRefused),
            (PUBLIC, "ftp://example.com/", NotAWebAddress),
            (PUBLIC, "https://user:pass@example.com/", NotAWebAddress),
            (PUBLIC, "https://example.com/#part", NotAWebAddress),
            (PUBLIC, "example.com", NotAWebAddress),
            (PUBLIC, "", NotAWebAddress),
        ] {
            assert_eq!(check(policy, url), Err(why), "{url}");
        }
        for (policy, url) in [
            (PRIVATE, "http://app:3000/hook"),
            (PRIVATE, "http://10.0.0.1:3000/"),
            (PRIVATE, "http://localhost:3000/"),
            (TEST, "http://127.0.0.1:3000/"),
            (TEST, "http://localhost:3000/"),
        ] {
            assert!(check(policy, url).is_ok(), "{url}");
        }
    }
}
