//! One client's conversation with the server (RFC 5321, 3207, 4954).

use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::Arc;
use std::thread;

use data_encoding::BASE64;
use referral::config::MailSecurity;
use rustls::{ServerConnection, StreamOwned};

use super::received::Received;
use super::{At, Quirk, Shared};

trait Wire: Read + Write {}
impl<S: Read + Write> Wire for S {}

/// Talks to one client until it leaves, the server hangs up or the test is over.
pub fn serve(tcp: TcpStream, shared: &Shared) {
    // A client that disconnects is a matter of the test, and so is a broken handshake.
    let _ = converse(&tcp, shared);
    let _ = tcp.shutdown(Shutdown::Both);
}

fn converse(tcp: &TcpStream, shared: &Shared) -> io::Result<()> {
    tcp.set_nodelay(true)?;
    let is_tls = shared.behaviour.security == MailSecurity::Tls;
    let wire = if is_tls { protect(tcp, shared)? } else { Box::new(tcp.try_clone()?) as Box<dyn Wire> };
    let mut session = Session::new(shared, wire, is_tls);
    session.answer(At::Greeting, "220 mail.example ESMTP")?;
    if session.talk()? == End::StartTls {
        if matches!(shared.behaviour.quirk, Quirk::GarbageForTls) {
            // Not before the client has begun: what comes together with the 220 it throws away, as it should.
            session.wire.fill_buf()?;
            session.wire.get_mut().write_all(b"250 who needs TLS\r\n")?;
            return session.drain();
        }
        let wire = protect(tcp, shared)?;
        Session::new(shared, wire, true).talk()?;
    }
    Ok(())
}

fn protect(tcp: &TcpStream, shared: &Shared) -> io::Result<Box<dyn Wire>> {
    let connection = ServerConnection::new(Arc::clone(&shared.tls)).map_err(io::Error::other)?;
    Ok(Box::new(StreamOwned::new(connection, tcp.try_clone()?)))
}

#[derive(PartialEq)]
enum End {
    Quit,
    StartTls,
}

struct Session<'s> {
    shared: &'s Shared,
    wire: BufReader<Box<dyn Wire>>,
    over_tls: bool,
    helo: String,
    login: Option<String>,
    from: Option<String>,
    to: Vec<String>,
    has_taken: bool,
}

impl<'s> Session<'s> {
    fn new(shared: &'s Shared, wire: Box<dyn Wire>, over_tls: bool) -> Self {
        let wire = BufReader::new(wire);
        Session {
            shared,
            wire,
            over_tls,
            helo: String::new(),
            login: None,
            from: None,
            to: Vec::new(),
            has_taken: false,
        }
    }

    fn talk(&mut self) -> io::Result<End> {
        loop {
            let line = self.line()?;
            self.shared.note(|seen| seen.commands.push(line.clone()));
            let (verb, rest) = line.split_once(' ').unwrap_or((line.as_str(), ""));
            match verb.to_ascii_uppercase().as_str() {
                "EHLO" => {
                    self.helo = rest.to_owned();
                    (self.from, self.to) = (None, Vec::new());
                    let offer = self.offer();
                    self.answer(At::Hello, &offer)?;
                }
                // Older than EHLO, so a quirk of that one leaves it alone.
                "HELO" => {
                    self.helo = rest.to_owned();
                    self.say("250 mail.example")?;
                }
                "STARTTLS" => {
                    if self.answer(At::StartTls, "220 go ahead")? {
                        return Ok(End::StartTls);
                    }
                }
                "AUTH" => self.auth(rest)?,
                "MAIL" | "RCPT" if self.needs_login() => self.say("530 5.7.0 Authentication required")?,
                "MAIL" => {
                    if self.answer(At::Sender, "250 2.1.0 ok")? {
                        self.from = Some(address(rest));
                    }
                }
                "RCPT" if self.from.is_none() => self.say("503 5.5.1 MAIL first")?,
                "RCPT" => {
                    if self.answer(At::Recipient, "250 2.1.5 ok")? {
                        self.to.push(address(rest));
                    }
                }
                "DATA" if self.to.is_empty() => self.say("503 5.5.1 RCPT first")?,
                "DATA" => {
                    if self.answer(At::Data, "354 end with a dot")? {
                        self.message()?;
                    }
                }
                "QUIT" => {
                    self.answer(At::Quit, "221 2.0.0 bye")?;
                    return Ok(End::Quit);
                }
                _ => self.say("500 5.5.2 what?")?,
            }
        }
    }

    fn offer(&self) -> String {
        let behaviour = &self.shared.behaviour;
        let mut lines = vec!["mail.example".to_owned(), "SIZE 10485760".into(), "8BITMIME".into()];
        let can_start = behaviour.security == MailSecurity::StartTls && !self.over_tls;
        if can_start && !matches!(behaviour.quirk, Quirk::NoStartTls) {
            lines.push("STARTTLS".into());
        }
        if behaviour.login.is_some() && (self.over_tls || behaviour.security == MailSecurity::None) {
            lines.push(format!("AUTH {}", behaviour.mechanisms));
        }
        if behaviour.smtputf8 {
            lines.push("SMTPUTF8".into());
        }
        lines.push("ENHANCEDSTATUSCODES".into());
        let last = lines.len() - 1;
        let lines = lines
            .iter()
            .enumerate()
            .map(|(at, line)| format!("250{}{line}", if at == last { ' ' } else { '-' }));
        lines.collect::<Vec<_>>().join("\r\n")
    }

    fn needs_login(&self) -> bool {
        self.shared.behaviour.login.is_some() && self.login.is_none()
    }

    fn auth(&mut self, how: &str) -> io::Result<()> {
        let (user, password) = match how.split_once(' ') {
            Some(("PLAIN", blob)) => {
                let text = base64(blob);
                let mut parts = text.split('\0').skip(1).map(str::to_owned);
                (parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
            }
            None if how == "LOGIN" => {
                self.say("334 VXNlcm5hbWU6")?;
                let user = base64(&self.line()?);
                self.say("334 UGFzc3dvcmQ6")?;
                (user, base64(&self.line()?))
            }
            // What a client without MD5 must not walk into: whatever it says next is the answer to this.
            None if how == "CRAM-MD5" => {
                self.say("334 PDEyMzRAbWFpbC5leGFtcGxlPg==")?;
                self.line()?;
                return self.say("535 5.7.8 no such digest");
            }
            _ => return self.say("504 5.5.4 no such mechanism"),
        };
        if self.shared.behaviour.login == Some((user.as_str(), password.as_str())) {
            if self.answer(At::Login, "235 2.7.0 welcome")? {
                self.login = Some(user);
            }
            return Ok(());
        }
        // Some servers do repeat what they were given.
        let repeated = BASE64.encode(password.as_bytes());
        self.say(&format!("535 5.7.8 {user} is not let in with {password} ({repeated})"))
    }

    fn message(&mut self) -> io::Result<()> {
        let mut raw = Vec::new();
        loop {
            let mut line = Vec::new();
            if self.wire.read_until(b'\n', &mut line)? == 0 {
                return Err(ErrorKind::UnexpectedEof.into());
            }
            if line == b".\r\n" {
                break;
            }
            if raw.is_empty() {
                self.quirk(At::MidMessage)?;
            }
            raw.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
        }
        if let Some(reply) = self.quirk(At::EndOfMessage)? {
            return self.say(reply);
        }
        let received = Received {
            from: self.from.take().unwrap_or_default(),
            to: std::mem::take(&mut self.to),
            raw,
            helo: self.helo.clone(),
            over_tls: self.over_tls,
            login: self.login.clone(),
        };
        // Kept before it is confirmed, so that who hears the confirmation finds it.
        self.shared.note(|seen| seen.messages.push(received));
        self.has_taken = true;
        self.say("250 2.0.0 taken")
    }

    /// Says `good`, unless the server has a quirk at this moment; whether `good` was said.
    fn answer(&mut self, at: At, good: &str) -> io::Result<bool> {
        match self.quirk(at)? {
            Some(reply) => self.say(reply).map(|()| false),
            None => self.say(good).map(|()| true),
        }
    }

    /// Lives out the server's quirk if this is its moment; a reply to give in place of the good one.
    fn quirk(&mut self, at: At) -> io::Result<Option<&'static str>> {
        match self.shared.behaviour.quirk {
            Quirk::Silent(when, times) if when == at && self.is_due(times) => self.drain().map(|()| None),
            Quirk::Says(when, reply, times) if when == at && self.is_due(times) => Ok(Some(reply)),
            Quirk::OnKept(when, reply) if when == at && self.has_taken => {
                reply.map_or(Ok(()), |reply| self.say(reply))?;
                Err(ErrorKind::ConnectionAborted.into())
            }
            Quirk::HangsUp(when) if when == at => Err(ErrorKind::ConnectionAborted.into()),
            Quirk::Slow(pause) if at != At::MidMessage => {
                thread::sleep(pause);
                Ok(None)
            }
            _ => Ok(None),
        }
    }

    fn is_due(&self, times: usize) -> bool {
        let mut is_due = false;
        self.shared.note(|seen| {
            is_due = seen.quirks < times;
            seen.quirks += 1;
        });
        is_due
    }

    /// Hears the client out without a word, until it leaves or the server is dropped.
    fn drain(&mut self) -> io::Result<()> {
        io::copy(&mut self.wire, &mut io::sink())?;
        Err(ErrorKind::UnexpectedEof.into())
    }

    fn say(&mut self, reply: &str) -> io::Result<()> {
        let wire = self.wire.get_mut();
        wire.write_all(format!("{reply}\r\n").as_bytes())?;
        wire.flush()
    }

    fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        if self.wire.read_line(&mut line)? == 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        Ok(line.trim_end_matches(['\r', '\n']).to_owned())
    }
}

/// The address of `FROM:<a@b> OPTION` and `TO:<a@b>`.
fn address(rest: &str) -> String {
    let inside = rest.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
    inside.map_or(rest, |(address, _)| address).to_owned()
}

fn base64(text: &str) -> String {
    String::from_utf8(BASE64.decode(text.as_bytes()).unwrap_or_default()).unwrap_or_default()
}
