//! A message as it arrived, and what a mail program shows of it.

use mail_parser::MessageParser;

#[derive(Clone, Debug)]
pub struct Received {
    /// The envelope: MAIL FROM and RCPT TO.
    pub from: String,
    pub to: Vec<String>,
    /// The message as sent, its doubled dots undone.
    pub raw: Vec<u8>,
    /// The name the client gave itself.
    pub helo: String,
    pub over_tls: bool,
    /// The user name it logged in with.
    pub login: Option<String>,
}

impl Received {
    pub fn subject(&self) -> String {
        let message = MessageParser::default().parse(&self.raw).expect("a message");
        message.subject().expect("a subject").to_owned()
    }

    /// The text part, lines ending with LF.
    pub fn text(&self) -> String {
        let message = MessageParser::default().parse(&self.raw).expect("a message");
        message.body_text(0).expect("a text part").replace("\r\n", "\n")
    }

    /// The HTML part, lines ending with LF.
    pub fn html(&self) -> String {
        let message = MessageParser::default().parse(&self.raw).expect("a message");
        message.body_html(0).expect("an HTML part").replace("\r\n", "\n")
    }

    /// A header's value as the message has it, unfolded; empty when it is missing.
    pub fn header(&self, name: &str) -> String {
        let message = MessageParser::default().parse(&self.raw).expect("a message");
        message.header_raw(name).unwrap_or_default().replace("\r\n", "").trim().to_owned()
    }

    /// Name and address of each mailbox in a header, decoded.
    pub fn mailboxes(&self, name: &str) -> Vec<(String, String)> {
        let message = MessageParser::default().parse(&self.raw).expect("a message");
        let header = message.header(name).and_then(|value| value.as_address());
        let list = header.into_iter().flat_map(|addresses| addresses.iter());
        let text = |part: Option<&str>| part.unwrap_or_default().to_owned();
        list.map(|mailbox| (text(mailbox.name()), text(mailbox.address()))).collect()
    }

    /// The link that has a line of the text part to itself, the only one there.
    #[track_caller]
    pub fn link(&self) -> String {
        let text = self.text();
        let mut links = text.lines().filter(|line| line.starts_with("http") && !line.contains(' '));
        let link = links.next().unwrap_or_else(|| panic!("no link alone on its line in {text:?}"));
        assert_eq!(links.next(), None, "one link is enough: {text:?}");
        link.to_owned()
    }
}
