//! The certificates the server shows: a good one and the usual bad ones.

use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, date_time_ymd};
use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;

#[derive(Clone, Copy, PartialEq)]
pub enum Certificate {
    /// For `localhost` and `127.0.0.1`, by the CA of `root_ca()`.
    Good,
    Expired,
    /// For `mail.elsewhere.example`.
    OtherName,
    /// By a CA that is not in `root_ca()`.
    UnknownCa,
}

/// The server's side of TLS, and the PEM of the CA that clients are told to believe.
pub fn make(kind: Certificate) -> (Arc<ServerConfig>, String) {
    let believed = authority("Believed CA");
    let names: &[&str] = match kind {
        Certificate::OtherName => &["mail.elsewhere.example"],
        _ => &["localhost", "127.0.0.1"],
    };
    let names: Vec<String> = names.iter().map(ToString::to_string).collect();
    let mut params = CertificateParams::new(names).expect("names");
    if kind == Certificate::Expired {
        params.not_before = date_time_ymd(2001, 1, 1);
        params.not_after = date_time_ymd(2002, 1, 1);
    }
    let key = KeyPair::generate().expect("a key");
    let certificate = match kind {
        Certificate::UnknownCa => params.signed_by(&key, &authority("Unknown CA")),
        _ => params.signed_by(&key, &believed),
    };
    let chain = vec![certificate.expect("a certificate").der().clone()];
    let key = PrivateKeyDer::try_from(key.serialize_der()).expect("a key in DER");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("TLS versions")
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .expect("a certificate with its key");
    (Arc::new(config), believed.pem())
}

fn authority(name: &str) -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.distinguished_name.push(DnType::CommonName, name);
    CertifiedIssuer::self_signed(params, KeyPair::generate().expect("a key")).expect("a CA")
}
