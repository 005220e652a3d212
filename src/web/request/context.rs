//! One request on its way through the program: what it brought, and what its answer will carry.

use std::borrow::Cow;
use std::cell::{OnceCell, Ref, RefCell};
use std::io::Read;
use std::net::IpAddr;

use cookie::Cookie;
use rouille::Request;

use crate::actions::referrer::Touches;
use crate::app::App;
use crate::app::rate_limit::RateLimit;
use crate::crypto::tokens;
use crate::domain::person::printable;
use crate::domain::timestamp::Timestamp;
use crate::i18n::Lang;
use crate::store::audit::{Actor, AuditSource};
use crate::store::{self, Connection, DbVersion, Snapshot};
use crate::web::request::input::FormInput;
use crate::web::request::session::{self, SignedIn};
use crate::web::response::cookies::{self, CookieName};
use crate::web::{
    request::{csrf, path, request_id},
    response::error::HttpError,
};

/// How long a choice of language is remembered.
const LANG_COOKIE_SECONDS: i64 = 365 * 24 * 3600;

pub struct RequestContext<'r> {
    pub app: &'r App,
    /// The one moment at which this request happens.
    pub now: Timestamp,
    lang: OnceCell<Lang>,
    request_id: OnceCell<String>,
    request: &'r Request,
    segments: Option<Vec<Cow<'r, str>>>,
    pattern: OnceCell<&'static str>,
    session: OnceCell<Option<SignedIn>>,
    snapshot: OnceCell<Option<Snapshot<'r>>>,
    cookies: RefCell<Vec<Cookie<'static>>>,
    acquired: RefCell<Vec<(RateLimit, String)>>,
}

impl<'r> RequestContext<'r> {
    pub fn new(app: &'r App, request: &'r Request) -> RequestContext<'r> {
        let ctx = RequestContext {
            app,
            now: app.clock.now(),
            request_id: OnceCell::new(),
            lang: OnceCell::new(),
            request,
            segments: path::split_segments(request.raw_url()),
            pattern: OnceCell::new(),
            session: OnceCell::new(),
            snapshot: OnceCell::new(),
            cookies: RefCell::default(),
            acquired: RefCell::default(),
        };
        // The switch is remembered, whether this answer says anything or not.
        if let Some(lang) = ctx.query_param("lang").and_then(|code| Lang::from_code(&code)) {
            ctx.set_cookie(CookieName::Lang, lang.code().into(), Some(LANG_COOKIE_SECONDS));
            let _ = ctx.lang.set(lang);
        }
        ctx
    }

    /// The language to answer in: what the switch says, then what it was remembered as, then what the browser asks for.
    pub fn lang(&self) -> Lang {
        *self.lang.get_or_init(|| {
            let remembered = self.cookie(CookieName::Lang).and_then(Lang::from_code);
            remembered.unwrap_or_else(|| Lang::preferred(self.header("Accept-Language")))
        })
    }

    /// What this request is called in the log: as a trusted proxy calls it, or a name drawn when first asked for.
    pub fn request_id(&self) -> &str {
        self.request_id
            .get_or_init(|| self.trusted_request_id().map_or_else(tokens::request_id, str::to_owned))
    }

    /// What a trusted proxy calls this request.
    pub fn trusted_request_id(&self) -> Option<&str> {
        self.is_trusted(self.request.remote_addr().ip()).then(|| request_id::from_header(self.request))?
    }

    pub fn method(&self) -> &str {
        self.request.method()
    }

    /// Methods that only read (RFC 9110 9.2.1).
    pub fn is_safe_method(&self) -> bool {
        matches!(self.method(), "GET" | "HEAD")
    }

    /// The path's segments, decoded; `None` when they cannot be.
    pub fn segments(&self) -> Option<&[Cow<'r, str>]> {
        self.segments.as_deref()
    }

    /// The path and query as they came.
    pub fn target(&self) -> &str {
        self.request.raw_url()
    }

    /// The first value of a query parameter.
    pub fn query_param(&self, name: &str) -> Option<String> {
        let (_, query) = self.target().split_once('?')?;
        form_urlencoded::parse(query.as_bytes()).find(|(n, _)| n == name).map(|(_, v)| v.into_owned())
    }

    /// What stood in the place of the route's first pair of braces.
    pub fn first_path_param(&self) -> &str {
        self.path_param(0)
    }

    /// The same of the second pair.
    pub fn second_path_param(&self) -> &str {
        self.path_param(1)
    }

    fn path_param(&self, n: usize) -> &str {
        let (Some(pattern), Some(segments)) = (self.pattern.get(), &self.segments) else { return "" };
        path::pattern_values(pattern, segments).nth(n).unwrap_or("")
    }

    /// Set once, by the routes.
    pub fn set_pattern(&self, pattern: &'static str) {
        let _ = self.pattern.set(pattern);
    }

    /// Whoever learns the address of this page can do what its link does, so no answer here may let it out.
    pub fn path_has_token(&self) -> bool {
        self.pattern.get().is_some_and(|pattern| pattern.contains("{token}"))
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.request.header(name)
    }

    /// What the browser or program calls itself, fit to be kept and shown.
    pub fn device(&self) -> String {
        printable(self.header("User-Agent").unwrap_or(""), 200)
    }

    /// That the owner of what this visit holds does something.
    pub fn audit_source(&self) -> AuditSource {
        AuditSource { actor: Actor::Owner, device: self.device() }
    }

    pub fn cookie(&self, name: CookieName) -> Option<&str> {
        let wanted = name.text(self.app.https());
        rouille::input::cookies(self.request).find(|(n, _)| *n == wanted).map(|(_, value)| value)
    }

    /// The referral links that this browser opened within the attribution window.
    pub fn touches(&self) -> Option<Touches> {
        Touches::decrypt(self.app, self.cookie(CookieName::Referral)?, self.now)
    }

    /// A cookie that the answer will set.
    pub fn set_cookie(&self, name: CookieName, value: String, seconds: Option<i64>) {
        let cookie = cookies::build(name, value, seconds, self.app.https());
        let mut set = self.cookies.borrow_mut();
        set.retain(|c| c.name() != cookie.name());
        set.push(cookie);
    }

    pub fn clear_cookie(&self, name: CookieName) {
        self.set_cookie(name, String::new(), Some(0));
    }

    /// The cookies that the answer will set.
    pub fn response_cookies(&self) -> Ref<'_, Vec<Cookie<'static>>> {
        self.cookies.borrow()
    }

    /// Notes an attempt that a rate limit counted, in case the request cannot be served.
    pub fn note_acquired(&self, limit: RateLimit, key: &str) {
        self.acquired.borrow_mut().push((limit, key.to_owned()));
    }

    /// The attempts noted so far; they are noted no longer.
    pub fn take_acquired(&self) -> Vec<(RateLimit, String)> {
        self.acquired.take()
    }

    /// Who is signed in, if anybody is.
    pub fn session(&self) -> Result<Option<&SignedIn>, HttpError> {
        if self.session.get().is_none() {
            let found = session::find(self)?;
            let _ = self.session.set(found);
        }
        Ok(self.session.get().and_then(Option::as_ref))
    }

    /// Asks the database. A visit that only reads sees one state of it from its first question on, whoever writes
    /// meanwhile, and takes its locks once; any other sees with each question what was committed last. A handler that
    /// writes although its method is safe asks `app.db` itself.
    pub fn db_read<T, E: From<store::Error>>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        match self.snapshot()? {
            Some(snapshot) => work(snapshot),
            None => self.app.db.read(work),
        }
    }

    /// Which state that is; none when it may be another with each question.
    pub fn db_version(&self) -> store::Result<Option<DbVersion>> {
        self.snapshot()?.map(Snapshot::state).transpose()
    }

    fn snapshot(&self) -> store::Result<Option<&Snapshot<'r>>> {
        if self.snapshot.get().is_none() {
            let _ = self.snapshot.set(if self.is_safe_method() { self.app.db.begin()? } else { None });
        }
        Ok(self.snapshot.get().and_then(Option::as_ref))
    }

    /// The address of the visitor: the peer's, or, when the peer is a trusted proxy, the last one in
    /// `X-Forwarded-For` that is not itself trusted. What stands further left anybody can write.
    pub fn client_ip(&self) -> IpAddr {
        let mut client = canonical(self.request.remote_addr().ip());
        let forwarded: Vec<&str> = self
            .request
            .headers()
            .filter(|(name, _)| name.eq_ignore_ascii_case("X-Forwarded-For"))
            .flat_map(|(_, value)| value.split(','))
            .collect();
        for hop in forwarded.iter().rev() {
            if !self.is_trusted(client) {
                break;
            }
            match hop.trim().parse() {
                Ok(ip) => client = canonical(ip),
                Err(_) => break,
            }
        }
        client
    }

    /// Whether this peer is one of the operator's own proxies.
    fn is_trusted(&self, peer: IpAddr) -> bool {
        let peer = canonical(peer);
        self.app.config.server.trusted_proxies.iter().any(|net| net.contains(&peer))
    }

    /// The fields of a form that a page of this site handed to this browser: its CSRF token is checked here, so that
    /// no handler can forget to.
    pub fn read_form(&self) -> Result<FormInput, HttpError> {
        let body = self.read_body()?;
        if !body.is_empty() && self.media_type() != "application/x-www-form-urlencoded" {
            return Err(HttpError::UnsupportedMedia);
        }
        let fields = FormInput::from_form(&body)?;
        csrf::check_token(self, fields.submitted(csrf::FIELD))?;
        Ok(fields)
    }

    /// The members of a JSON object, each of whose names is in `known`.
    pub fn read_json(&self, known: &[&'static str]) -> Result<FormInput, HttpError> {
        let body = self.read_body()?;
        let media = self.media_type();
        if !body.is_empty() && media != "application/json" && !media.ends_with("+json") {
            return Err(HttpError::UnsupportedMedia);
        }
        FormInput::from_json(&body, known)
    }

    fn media_type(&self) -> String {
        let whole = self.header("Content-Type").unwrap_or("");
        whole.split(';').next().unwrap_or("").trim().to_ascii_lowercase()
    }

    /// The body, read once. The wire has bounded it already; the bound here holds whatever carries the bytes.
    fn read_body(&self) -> Result<Vec<u8>, HttpError> {
        let most = self.app.config.server.max_body_bytes;
        let mut body = Vec::new();
        let Some(data) = self.request.data() else { return Ok(body) };
        data.take(most + 1).read_to_end(&mut body).map_err(|_| HttpError::Malformed)?;
        if body.len() as u64 > most { Err(HttpError::TooLarge) } else { Ok(body) }
    }
}

/// An IPv4 address in the clothes of IPv6 is the same visitor.
fn canonical(ip: IpAddr) -> IpAddr {
    ip.to_canonical()
}
