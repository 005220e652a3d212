//! Greeting, EHLO or HELO, TLS and login.

use std::sync::Arc;

use mail_send::smtp::AssertReply;
use mail_send::{Credentials, SmtpClient};
use smtp_proto::{AUTH_LOGIN, AUTH_PLAIN, EXT_START_TLS, EhloResponse};
use tokio::net::TcpStream;

use crate::config::MailSecurity;
use crate::mail::delivery_error::{DeliveryError, SmtpStage};
use crate::mail::smtp::client::Client;
use crate::mail::smtp::connection_pool::Connection;
use crate::mail::smtp::delivery::Delivery;
use crate::mail::smtp::error::{Offer, SmtpError};

impl Delivery<'_> {
    /// Opens a connection, protected as the settings ask and logged in.
    pub async fn open(&self) -> Result<Connection, DeliveryError> {
        let tcp = self.connect().await?;
        let mut client = match self.server.settings.security {
            MailSecurity::None => self.server.client(tcp),
            MailSecurity::Tls => self.start_tls(tcp).await?,
            MailSecurity::StartTls => self.start_tls(self.request_tls(tcp).await?).await?,
        };
        // With STARTTLS the greeting came before TLS.
        if self.server.settings.security != MailSecurity::StartTls {
            self.read_greeting(&mut client).await?;
        }
        // Extensions offered before TLS can be forged, so EHLO is repeated (RFC 3207 §4.2).
        let mut offer = self.ehlo(&mut client).await?;
        self.log_in(&mut client, &mut offer).await?;
        Ok(Connection { client, offer })
    }

    async fn read_greeting(&self, client: &mut Client<'_>) -> Result<(), DeliveryError> {
        self.within(SmtpStage::Greeting, async { client.read().await?.assert_positive_completion() }).await
    }

    /// EHLO, and HELO where the server knows no EHLO (RFC 5321 §3.2). HELO offers neither TLS nor a
    /// login, so it is sent only where the settings ask for none.
    async fn ehlo(&self, client: &mut Client<'_>) -> Result<EhloResponse<String>, DeliveryError> {
        let settings = &self.server.settings;
        let answer = self.within(SmtpStage::Hello, client.ehlo(&settings.helo)).await;
        let is_unknown = matches!(&answer, Err(failure) if matches!(failure.code, Some(500 | 502)));
        if !is_unknown || settings.security != MailSecurity::None || !settings.username.is_empty() {
            return answer;
        }
        let helo = format!("HELO {}\r\n", settings.helo);
        let taken = async { client.cmd(helo).await?.assert_positive_completion() };
        self.within(SmtpStage::Hello, taken).await?;
        Ok(EhloResponse::new(settings.host.clone()))
    }

    /// STARTTLS (RFC 3207). It cannot be skipped: a server that does not offer it, or whose offer was
    /// removed on the way, gets neither message nor password.
    async fn request_tls(&self, mut tcp: TcpStream) -> Result<TcpStream, DeliveryError> {
        let mut client = self.server.client(&mut tcp);
        self.read_greeting(&mut client).await?;
        let offer = self.ehlo(&mut client).await?;
        if !offer.has_capability(EXT_START_TLS) {
            return Err(self.failure(SmtpStage::Tls, SmtpError::NotOffered(Offer::StartTls)));
        }
        let go_ahead = async { client.cmd("STARTTLS\r\n").await?.assert_positive_completion() };
        self.within(SmtpStage::Tls, go_ahead).await?;
        drop(client);
        Ok(tcp)
    }

    async fn start_tls(&self, tcp: TcpStream) -> Result<Client<'static>, DeliveryError> {
        let Some(tls) = &self.server.tls else {
            return Err(self.failure(SmtpStage::Tls, SmtpError::NotOffered(Offer::StartTls)));
        };
        let plain = SmtpClient { stream: tcp, timeout: self.server.settings.timeout };
        let connector = Arc::clone(tls).into();
        let handshake = plain.into_tls(&connector, &self.server.settings.host);
        Ok(self.server.client(self.within(SmtpStage::Tls, handshake).await?.stream))
    }

    async fn log_in(
        &self,
        client: &mut Client<'_>,
        offer: &mut EhloResponse<String>,
    ) -> Result<(), DeliveryError> {
        let settings = &self.server.settings;
        if settings.username.is_empty() {
            return Ok(());
        }
        let credentials = Credentials::new(settings.username.as_str(), settings.password.as_str());
        // Without its MD5 features mail-send still starts those logins where they are offered, cannot
        // finish them, and leaves the session out of step.
        offer.auth_mechanisms &= AUTH_PLAIN | AUTH_LOGIN;
        self.within(SmtpStage::Login, client.authenticate(&credentials, &*offer)).await.map(|_| ())
    }
}
