//! What an email says, before it is text or HTML.

/// What an email says, in order. It asks for one thing.
#[derive(Default)]
pub struct Content {
    pub subject: String,
    /// What lists of emails show after the subject.
    pub preheader: String,
    /// Initial of who invites, at the beginning of a thread that is not settled; none: no thread.
    pub thread_from: Option<String>,
    /// The reader, at its end.
    pub thread_to: String,
    /// Both are settled: the one who came counts.
    pub thread_is_settled: bool,
    pub title: String,
    pub paragraphs: Vec<String>,
    pub code: Option<Code>,
    pub link: String,
    pub button: String,
    pub after: Vec<String>,
    /// Why the reader gets it.
    pub why: String,
    /// Where the reader ends emails of this kind.
    pub unsubscribe_url: Option<String>,
    /// Text keys of what is before that link in plain text, and of the link.
    pub unsubscribe_keys: [&'static str; 2],
}

/// Digits to type instead of opening the link.
pub struct Code {
    pub lead: String,
    pub digits: String,
    /// How long they work.
    pub life: String,
    /// In plain text, before the link.
    pub link_lead: String,
}

/// A link that ends emails of a kind.
pub struct Unsubscribe {
    pub url: String,
    pub lead: String,
    pub name: String,
}

/// Who sent it.
pub struct Footer {
    /// The reader's way out, with the words before it in plain text and in HTML.
    pub unsubscribe: Option<Unsubscribe>,
    /// Name and host.
    pub site: String,
    pub site_url: String,
    /// A picture that mail programs can fetch; they show no SVG.
    pub logo_url: Option<String>,
    /// Links of the operator, each with its text.
    pub links: Vec<(String, String)>,
}

/// The letter or digit that a name is known by; empty without any.
pub fn initial(name: &str) -> String {
    name.chars().find(|c| c.is_alphanumeric()).map(|c| c.to_uppercase().collect()).unwrap_or_default()
}
