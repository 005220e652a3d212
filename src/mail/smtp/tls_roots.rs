//! TLS roots for the mail server, and advice about a certificate that is not accepted.

use std::path::Path;
use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{CertificateError, ClientConfig, RootCertStore};

/// TLS that trusts only the CAs of the PEM file: an operator with a private CA does not need the public ones.
pub fn private_ca(file: &Path) -> Result<Arc<ClientConfig>, String> {
    let name = file.display();
    let pem = std::fs::read(file).map_err(|error| {
        format!(
            "mail.root_ca {name} cannot be read ({error}): give the path of a PEM file, or leave it empty."
        )
    })?;
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(&pem) {
        certificate
            .map_err(|error| error.to_string())
            .and_then(|der| roots.add(der).map_err(|error| error.to_string()))
            .map_err(|error| {
                format!(
                    "mail.root_ca {name} holds a damaged certificate ({error}): export the CA as PEM again."
                )
            })?;
    }
    if roots.is_empty() {
        return Err(format!(
            "mail.root_ca {name} holds no certificate: it must be a PEM file with -----BEGIN CERTIFICATE-----."
        ));
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| format!("TLS cannot be set up: {error}."))?;
    Ok(Arc::new(config.with_root_certificates(roots).with_no_client_auth()))
}

/// One sentence about a failed TLS handshake with `server` (`host:port`).
pub fn advice(server: &str, error: &rustls::Error) -> String {
    use CertificateError as Certificate;
    match error {
        rustls::Error::InvalidCertificate(certificate) => match certificate {
            Certificate::Expired | Certificate::ExpiredContext { .. } => {
                format!("The certificate of {server} has expired: renew it there, or check the clock here.")
            }
            Certificate::NotValidYet | Certificate::NotValidYetContext { .. } => {
                format!("The certificate of {server} is not valid yet: check the clocks on both sides.")
            }
            Certificate::NotValidForName => other_name(server, &[]),
            Certificate::NotValidForNameContext { presented, .. } => other_name(server, presented),
            Certificate::UnknownIssuer => format!(
                "The certificate of {server} is of a CA that is not known here: \
                 set mail.root_ca to the PEM file of that CA if it is your own."
            ),
            other => format!("The certificate of {server} was not accepted ({other}): check it there."),
        },
        rustls::Error::InvalidMessage(_) => format!(
            "{server} did not answer with TLS: check mail.port and mail.security \
             (587 is usually starttls, 465 is tls)."
        ),
        other => format!("TLS with {server} failed ({other}): check mail.port and mail.security."),
    }
}

fn other_name(server: &str, presented: &[String]) -> String {
    // rustls gives `DnsName("mail.example")`. The peer chose the names, so they are shortened and cleaned.
    let names =
        presented.iter().map(|name| name.split('"').nth(1).unwrap_or(name)).collect::<Vec<_>>().join(", ");
    let names: String = names.chars().filter(|c| !c.is_control() && *c != '@').take(100).collect();
    let names = if names.is_empty() { names } else { format!(" ({names})") };
    format!(
        "The certificate of {server} is for another name{names}: set mail.host to the name the certificate is for."
    )
}
