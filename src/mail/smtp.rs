//! Takes ready letters to the mail server (RFC 5321), several side by side, behind calls that block.
//!
//! The only file that knows mail-send. Nothing `async` leaves it: one thread owns an [`Smtp`] and drives all
//! deliveries while it is inside of [`Smtp::wait`]. The steps are taken one by one here, and not by the library's
//! `connect` and `send`, so that a failure knows its step and every step has its limit.

use std::collections::HashMap;
use std::future::Future;
use std::io;
use std::net::{SocketAddr, ToSocketAddrs};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use mail_send::mail_builder::MessageBuilder;
use mail_send::mail_builder::headers::date::Date;
use mail_send::mail_builder::headers::raw::Raw;
use mail_send::smtp::AssertReply;
use mail_send::smtp::message::Parameters;
use mail_send::smtp::tls::build_tls_connector;
use mail_send::{Credentials, Error, SmtpClient};
use rustls::ClientConfig;
use smtp_proto::{AUTH_LOGIN, AUTH_PLAIN, EXT_SMTP_UTF8, EXT_START_TLS, EhloResponse};
use tokio::net::TcpStream;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{Notify, oneshot};
use tokio::task::{Id, JoinSet};
use tokio::time::{Instant, timeout, timeout_at};

use crate::config::MailSecurity;
use crate::domain::message::{Message, to_rfc5322};
pub use crate::mail::delivery_error::{DeliveryError, DeliveryOutcome, SmtpStage};
use crate::mail::eof_stream::{AsyncStream, EofStream};
use crate::mail::smtp_error::{Offer, Reply, SmtpError};
use crate::mail::smtp_settings::Server;
pub use crate::mail::smtp_settings::SmtpSettings;
pub use crate::mail::waker::SmtpWaker;

/// A whole delivery may take this many times the limit of one step.
const STEPS_A_LETTER: u32 = 3;
/// The server has said its word on the letter before this, so nobody waits long for its goodbye.
const GOODBYE: Duration = Duration::from_secs(1);

/// Writes down that a letter may be at the mail server from now on. The error says why that cannot be written.
type Note = Arc<dyn Fn(i64) -> Result<(), String> + Send + Sync>;

/// The way to the mail server, and the deliveries under way.
pub struct Smtp {
    server: Arc<Server>,
    deliveries: JoinSet<DeliveryOutcome>,
    letters: HashMap<Id, i64>,
    bell: Arc<Notify>,
    note: Option<Note>,
    runtime: Runtime,
}

impl Smtp {
    /// Checks the settings and reads the CA; opens no connection. The error is one sentence for the operator.
    pub fn new(settings: SmtpSettings) -> Result<Smtp, String> {
        // An error says that one is installed already, which is all that matters.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let server = Server::new(settings, system_cas)?;
        let runtime = Builder::new_current_thread().enable_io().enable_time().build().map_err(|error| {
            format!("The mail client cannot start ({error}): check the limit of open files (ulimit -n).")
        })?;
        Ok(Smtp {
            server: Arc::new(server),
            deliveries: JoinSet::new(),
            letters: HashMap::new(),
            bell: Arc::new(Notify::new()),
            note: None,
            runtime,
        })
    }

    /// Has `note` called with a letter's id before its text goes, which goes only if the note could be written.
    pub fn note_before_content(&mut self, note: impl Fn(i64) -> Result<(), String> + Send + Sync + 'static) {
        self.note = Some(Arc::new(note));
    }

    /// Delivers one letter now and waits for its end.
    pub fn send(&self, letter: &Message) -> DeliveryOutcome {
        self.runtime.block_on(async {
            let (outcome, client) = deliver(&self.server, letter, None).await;
            goodbye(client).await;
            outcome
        })
    }

    /// Begins a delivery, which goes on during [`Smtp::wait`]; `id` comes back with its outcome.
    pub fn start(&mut self, id: i64, letter: Message) {
        let server = Arc::clone(&self.server);
        let note = self.note.clone();
        let delivery = async move {
            let (outcome, client) = deliver(&server, &letter, note.map(|note| (note, id))).await;
            // Nobody waits for the goodbye before it is written down that the letter was taken.
            tokio::spawn(goodbye(client));
            outcome
        };
        let task = self.deliveries.spawn_on(delivery, self.runtime.handle());
        self.letters.insert(task.id(), id);
    }

    /// Deliveries whose outcome [`Smtp::wait`] has not given yet.
    pub fn in_flight(&self) -> usize {
        self.deliveries.len()
    }

    /// Drives all deliveries until the first of them ends, and gives its id and outcome; `None` after `at_most`,
    /// or as soon as a [`Waker`] was used.
    pub fn wait(&mut self, at_most: Duration) -> Option<(i64, DeliveryOutcome)> {
        let ended = self.runtime.block_on(async {
            let first = async {
                tokio::select! {
                    biased;
                    Some(ended) = self.deliveries.join_next_with_id() => Some(ended),
                    () = self.bell.notified() => None,
                }
            };
            timeout(at_most, first).await.ok().flatten()
        })?;
        let (task, outcome) = match ended {
            Ok((task, outcome)) => (task, outcome),
            // A letter must not be lost with the task that carried it.
            Err(error) => (error.id(), DeliveryOutcome::Failed(DeliveryError::within())),
        };
        self.letters.remove(&task).map(|id| (id, outcome))
    }

    pub fn waker(&self) -> SmtpWaker {
        SmtpWaker(Arc::clone(&self.bell))
    }
}

/// TLS that believes the CAs of the operating system.
fn system_cas() -> Result<Arc<ClientConfig>, String> {
    let connector = build_tls_connector(false).map_err(|error| {
        format!(
            "The system's CA certificates cannot be read ({error}): install ca-certificates, or set \
             mail.root_ca to the CA of the mail server."
        )
    })?;
    Ok(Arc::clone(connector.config()))
}

/// How it ended, and the connection, if the server is still owed a goodbye on it.
async fn deliver(
    server: &Server,
    letter: &Message,
    note: Option<(Note, i64)>,
) -> (DeliveryOutcome, Option<Client<'static>>) {
    let deadline = Instant::now() + server.settings.timeout * STEPS_A_LETTER;
    let delivery = Delivery { server, letter, note, deadline };
    let (mut client, message, offer) = match delivery.begin().await {
        Ok(prepared) => prepared,
        Err(failure) => return (DeliveryOutcome::Failed(failure), None),
    };
    match delivery.hand_over(&mut client, &offer, &message).await {
        Ok(()) => (DeliveryOutcome::Taken, Some(client)),
        // A server that did not answer is not waited for again.
        Err(failure) => {
            let answered = failure.code.is_some();
            (DeliveryOutcome::Failed(failure), answered.then_some(client))
        }
    }
}

/// How it goes changes nothing of the answer.
async fn goodbye(client: Option<Client<'static>>) {
    if let Some(client) = client {
        let _ = timeout(GOODBYE, client.quit()).await;
    }
}

/// One letter on one connection.
struct Delivery<'a> {
    server: &'a Server,
    letter: &'a Message,
    note: Option<(Note, i64)>,
    deadline: Instant,
}

type Client<'c> = SmtpClient<EofStream<Box<dyn AsyncStream + 'c>>>;

impl Delivery<'_> {
    async fn begin(&self) -> Result<(Client<'static>, Vec<u8>, EhloResponse<String>), DeliveryError> {
        if let Some(flaw) = self.letter.invalid_header() {
            return Err(DeliveryError::of_the_letter(flaw));
        }
        let message = mime(self.letter).map_err(|error| {
            DeliveryError::of_the_letter(format!("The letter cannot be written as a message ({error})."))
        })?;
        let (client, offer) = self.open().await?;
        Ok((client, message, offer))
    }

    /// A connection that is protected as the settings ask and logged in, and what the server offers on it.
    async fn open(&self) -> Result<(Client<'static>, EhloResponse<String>), DeliveryError> {
        let tcp = self.connect(self.resolve().await?).await?;
        let mut client = match self.server.settings.security {
            MailSecurity::None => self.client(tcp),
            MailSecurity::Tls => self.protect(tcp).await?,
            MailSecurity::StartTls => self.protect(self.ask_for_tls(tcp).await?).await?,
        };
        // With STARTTLS the greeting came in the clear.
        if self.server.settings.security != MailSecurity::StartTls {
            self.greeting(&mut client).await?;
        }
        // What was offered before TLS may be anyone's word, so it is asked for again (RFC 3207 §4.2).
        let mut offer = self.hello(&mut client).await?;
        let login = &self.server.settings;
        if !login.username.is_empty() {
            let credentials = Credentials::new(login.username.as_str(), login.password.as_str());
            // Without its MD5 features mail-send still begins those logins where they are offered, cannot finish
            // them, and leaves the conversation out of step.
            offer.auth_mechanisms &= AUTH_PLAIN | AUTH_LOGIN;
            self.within(SmtpStage::Login, client.authenticate(&credentials, &offer)).await?;
        }
        Ok((client, offer))
    }

    async fn resolve(&self) -> Result<Vec<SocketAddr>, DeliveryError> {
        let settings = &self.server.settings;
        let lookup = lookup(settings.host.clone(), settings.port);
        let mut addresses = self.within(SmtpStage::Resolve, async { Ok(lookup.await?) }).await?;
        if self.server.is_open_login() {
            addresses.retain(|address| address.ip().to_canonical().is_loopback());
        }
        match addresses.is_empty() {
            true => Err(self.failure(SmtpStage::Resolve, SmtpError::NoAddress)),
            false => Ok(addresses),
        }
    }

    /// The first address that answers. Each has its share of the step's time, so that a dead one does not use up
    /// that of the others.
    async fn connect(&self, addresses: Vec<SocketAddr>) -> Result<TcpStream, DeliveryError> {
        let share = self.server.settings.timeout / u32::try_from(addresses.len()).unwrap_or(u32::MAX);
        let any = async {
            let mut last = Error::Timeout;
            for address in addresses {
                match timeout(share, TcpStream::connect(address)).await {
                    Ok(Ok(stream)) => return Ok(stream),
                    Ok(Err(error)) => last = Error::Io(error),
                    Err(_) => last = Error::Timeout,
                }
            }
            Err(last)
        };
        let tcp = self.within(SmtpStage::Connect, any).await?;
        // Commands are small and each waits for its reply; a socket that refuses the option works without.
        let _ = tcp.set_nodelay(true);
        Ok(tcp)
    }

    /// STARTTLS (RFC 3207). There is no way past it: a server that does not offer it, or whose offer was cut out
    /// on the way, gets neither letter nor password.
    async fn ask_for_tls(&self, mut tcp: TcpStream) -> Result<TcpStream, DeliveryError> {
        let mut client = self.client(&mut tcp);
        self.greeting(&mut client).await?;
        let offer = self.hello(&mut client).await?;
        if !offer.has_capability(EXT_START_TLS) {
            return Err(self.failure(SmtpStage::Tls, SmtpError::NotOffered(Offer::StartTls)));
        }
        let go_ahead = async { client.cmd("STARTTLS\r\n").await?.assert_positive_completion() };
        self.within(SmtpStage::Tls, go_ahead).await?;
        drop(client);
        Ok(tcp)
    }

    async fn protect(&self, tcp: TcpStream) -> Result<Client<'static>, DeliveryError> {
        let Some(tls) = &self.server.tls else {
            return Err(self.failure(SmtpStage::Tls, SmtpError::NotOffered(Offer::StartTls)));
        };
        let plain = SmtpClient { stream: tcp, timeout: self.server.settings.timeout };
        let connector = Arc::clone(tls).into();
        let handshake = plain.into_tls(&connector, &self.server.settings.host);
        Ok(self.client(self.within(SmtpStage::Tls, handshake).await?.stream))
    }

    async fn greeting(&self, client: &mut Client<'_>) -> Result<(), DeliveryError> {
        self.within(SmtpStage::Greeting, async { client.read().await?.assert_positive_completion() }).await
    }

    async fn hello(&self, client: &mut Client<'_>) -> Result<EhloResponse<String>, DeliveryError> {
        self.within(SmtpStage::Hello, client.ehlo(&self.server.settings.helo)).await
    }

    async fn hand_over(
        &self,
        client: &mut Client<'_>,
        offer: &EhloResponse<String>,
        message: &[u8],
    ) -> Result<(), DeliveryError> {
        let Message { from, to, .. } = self.letter;
        let mut options = Parameters::new();
        if !from.is_ascii() || !to.is_ascii() {
            if !offer.has_capability(EXT_SMTP_UTF8) {
                return Err(self.failure(SmtpStage::Recipient, SmtpError::NotOffered(Offer::SmtpUtf8)));
            }
            options.add("SMTPUTF8");
        }
        self.within(SmtpStage::Sender, client.mail_from(from, &options)).await?;
        self.within(SmtpStage::Recipient, client.rcpt_to(to, &Parameters::new())).await?;
        let go_ahead = async { client.cmd("DATA\r\n").await?.assert_code(354) };
        self.within(SmtpStage::Data, go_ahead).await?;
        self.note().await?;
        let content = async {
            client.write_message(message).await?;
            client.read().await?.assert_positive_completion()
        };
        self.within(SmtpStage::Data, content).await
    }

    /// Writes down that the server may have the message from now on. The database write waits for the
    /// disk, so it runs on a blocking thread: the runtime has one thread for all deliveries.
    async fn note(&self) -> Result<(), DeliveryError> {
        let Some((note, id)) = self.note.clone() else { return Ok(()) };
        let noted = tokio::task::spawn_blocking(move || note(id)).await;
        noted.unwrap_or_else(|error| Err(error.to_string())).map_err(|why| {
            let sentence = format!("The database cannot note that the letter goes ({why}), so it waits.");
            DeliveryError::transient(SmtpStage::Data, sentence)
        })
    }

    fn client<'c>(&self, stream: impl AsyncStream + 'c) -> Client<'c> {
        SmtpClient { stream: EofStream(Box::new(stream)), timeout: self.server.settings.timeout }
    }

    /// Runs one step within its own limit and that of the whole delivery.
    async fn within<T>(
        &self,
        step: SmtpStage,
        work: impl Future<Output = mail_send::Result<T>>,
    ) -> Result<T, DeliveryError> {
        let until = self.deadline.min(Instant::now() + self.server.settings.timeout);
        match timeout_at(until, work).await {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(error)) => Err(self.failure(step, error.into())),
            Err(_) => Err(self.failure(step, SmtpError::Silence)),
        }
    }

    fn failure(&self, step: SmtpStage, trouble: SmtpError) -> DeliveryError {
        trouble.at(step, self.server, self.letter)
    }
}

impl From<Error> for SmtpError {
    fn from(error: Error) -> SmtpError {
        match error {
            Error::UnexpectedReply(reply) | Error::AuthenticationFailed(reply) => {
                SmtpError::Reply(Reply { code: reply.code, status: reply.esc, text: reply.message })
            }
            Error::Timeout => SmtpError::Silence,
            Error::Io(error) => SmtpError::Network(error),
            Error::Tls(error) => SmtpError::Tls(*error),
            Error::MissingStartTls => SmtpError::NotOffered(Offer::StartTls),
            Error::UnsupportedAuthMechanism => SmtpError::NotOffered(Offer::Login),
            Error::InvalidTLSName => SmtpError::HostName,
            // Replies that cannot be read, in form or in Base64. The letter's own parts cannot be missing.
            Error::UnparseableReply
            | Error::Base64(_)
            | Error::Auth(_)
            | Error::MissingCredentials
            | Error::MissingMailFrom
            | Error::MissingRcptTo => SmtpError::NotSmtp,
        }
    }
}

/// The letter as a MIME message: text and HTML as alternatives, in UTF-8.
fn mime(letter: &Message) -> io::Result<Vec<u8>> {
    MessageBuilder::new()
        .date(Date::new(letter.date.0))
        .message_id(letter.message_id.as_str())
        .from(letter.from.as_str())
        .to(letter.to.as_str())
        .subject(letter.subject.as_str())
        // RFC 3834 §5: absence notices are not to answer it.
        .header("Auto-Submitted", Raw::new("auto-generated"))
        .header("Content-Language", Raw::new(letter.lang.as_str()))
        .text_body(to_rfc5322(&letter.text))
        .html_body(to_rfc5322(&letter.html))
        .write_to_vec()
}

/// Asks the resolver on a thread of its own. Tokio's pool would do, but a runtime waits for its pool when it
/// ends, and a dead DNS would keep the program from stopping.
async fn lookup(host: String, port: u16) -> io::Result<Vec<SocketAddr>> {
    let (answer, result) = oneshot::channel();
    thread::Builder::new().name("mail-dns".into()).spawn(move || {
        let found = (host.as_str(), port).to_socket_addrs().map(Iterator::collect);
        // Nobody listens any more when the delivery ran out of time.
        let _ = answer.send(found);
    })?;
    result.await.unwrap_or_else(|_| Err(io::Error::other("the resolver broke off")))
}
