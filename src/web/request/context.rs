//! Request context: the parts of one request of a visitor or member, and the cookies of its
//! response.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell, Ref, RefCell};
use std::io::{self, Read};
use std::net::IpAddr;
use std::sync::Arc;

use cookie::Cookie;
use rouille::Request;

use crate::actions::attribution_cookie::Touches;
use crate::app::App;
use crate::app::brand::Brand;
use crate::app::key_quotas::Quota;
use crate::app::rate_limit::{QuotaKey, RateLimit};
use crate::crypto::tokens;
use crate::domain::person::printable;
use crate::domain::timestamp::Timestamp;
use crate::i18n::Lang;
use crate::store::audit::{Actor, AuditSource};
use crate::store::{self, Connection, DbVersion, Snapshot};
use crate::web::request::input::FormInput;
use crate::web::request::signed_in::SignedIn;
use crate::web::response::cookies::{self, CookieName};
use crate::web::{
    request::{multipart, path, request_id},
    response::error::HttpError,
};
use crate::wire::spooled_body;

pub const LANG_COOKIE_SECONDS: i64 = 365 * 24 * 3600;

/// A body that can be read again from its beginning.
pub trait ReadTwice: Read + io::Seek {}

impl<T: Read + io::Seek> ReadTwice for T {}

pub struct RequestContext<'r> {
    pub app: &'r App,
    /// The only clock reading of the request.
    pub now: Timestamp,
    chosen_lang: OnceCell<Option<Lang>>,
    referrer_lang: Cell<Option<Lang>>,
    request_id: OnceCell<String>,
    request: &'r Request,
    segments: Option<Vec<Cow<'r, str>>>,
    pattern: OnceCell<&'static str>,
    brand: OnceCell<Arc<Brand>>,
    pub(super) session: OnceCell<Option<SignedIn>>,
    snapshot: OnceCell<Option<Snapshot<'r>>>,
    body: OnceCell<Vec<u8>>,
    pub(super) csrf_token: OnceCell<String>,
    cookies: RefCell<Vec<Cookie<'static>>>,
    acquired: RefCell<Vec<(RateLimit, QuotaKey)>>,
    sent_form: RefCell<Option<FormInput>>,
    quota: Cell<Option<Quota>>,
}

impl<'r> RequestContext<'r> {
    pub fn new(app: &'r App, request: &'r Request) -> RequestContext<'r> {
        let ctx = RequestContext {
            app,
            now: app.clock.now(),
            brand: OnceCell::new(),
            request_id: OnceCell::new(),
            chosen_lang: OnceCell::new(),
            referrer_lang: Cell::default(),
            request,
            segments: path::split_segments(request.raw_url()),
            pattern: OnceCell::new(),
            session: OnceCell::new(),
            snapshot: OnceCell::new(),
            body: OnceCell::new(),
            csrf_token: OnceCell::new(),
            cookies: RefCell::default(),
            acquired: RefCell::default(),
            sent_form: RefCell::default(),
            quota: Cell::default(),
        };
        // `?lang=` sets the language cookie on any page.
        if let Some(lang) = ctx.query_param("lang").and_then(|code| Lang::from_code(&code)) {
            ctx.set_cookie(CookieName::Lang, lang.code().into(), Some(LANG_COOKIE_SECONDS));
            let _ = ctx.chosen_lang.set(Some(lang));
        }
        ctx
    }

    /// Language of the response: the chosen one, else the referrer's on a referral link, else the site's.
    pub fn lang(&self) -> Lang {
        self.chosen_lang().or(self.referrer_lang.get()).unwrap_or_else(|| self.brand().language)
    }

    /// What the site is called and how it looks, the same for the whole request.
    pub fn brand(&self) -> &Brand {
        self.brand.get_or_init(|| self.app.brand())
    }

    /// Language that the visitor asks for: `?lang=`, else the cookie, else `Accept-Language`; `None` when
    /// they name none that there is.
    pub fn chosen_lang(&self) -> Option<Lang> {
        *self.chosen_lang.get_or_init(|| {
            let remembered = self.cookie(CookieName::Lang).and_then(Lang::from_code);
            remembered.or_else(|| Lang::preferred(self.header("Accept-Language")))
        })
    }

    /// Sets the language of a referral link's referrer: link previews ask for no language.
    pub fn set_referrer_lang(&self, code: &str) {
        self.referrer_lang.set(Lang::from_code(code));
    }

    /// Request id in the log: of a trusted proxy, else generated on first use.
    pub fn request_id(&self) -> &str {
        self.request_id
            .get_or_init(|| self.trusted_request_id().map_or_else(tokens::request_id, str::to_owned))
    }

    /// `X-Request-Id` of a trusted proxy.
    pub fn trusted_request_id(&self) -> Option<&str> {
        self.is_trusted(self.peer_ip()).then(|| request_id::from_header(self.request))?
    }

    pub fn method(&self) -> &str {
        self.request.method()
    }

    /// Safe methods only read (RFC 9110 9.2.1).
    pub fn is_safe_method(&self) -> bool {
        matches!(self.method(), "GET" | "HEAD")
    }

    /// Decoded path segments; `None` for invalid UTF-8 or control characters.
    pub fn segments(&self) -> Option<&[Cow<'r, str>]> {
        self.segments.as_deref()
    }

    /// Request target: path and query, not decoded.
    pub fn target(&self) -> &str {
        self.request.raw_url()
    }

    /// First value of a query parameter.
    pub fn query_param(&self, name: &str) -> Option<String> {
        let (_, query) = self.target().split_once('?')?;
        form_urlencoded::parse(query.as_bytes()).find(|(n, _)| n == name).map(|(_, v)| v.into_owned())
    }

    /// Value of the route's `n`th placeholder, from 0; empty when the route has fewer.
    pub fn path_param(&self, n: usize) -> &str {
        let (Some(pattern), Some(segments)) = (self.pattern.get(), &self.segments) else { return "" };
        path::pattern_values(pattern, segments).nth(n).unwrap_or("")
    }

    /// Path pattern of the route; `None` before it is found.
    pub fn pattern(&self) -> Option<&'static str> {
        self.pattern.get().copied()
    }

    /// Called once, by the router.
    pub fn set_pattern(&self, pattern: &'static str) {
        let _ = self.pattern.set(pattern);
    }

    /// Whether the route is the CSV of a list.
    pub fn path_is_csv(&self) -> bool {
        self.pattern.get().is_some_and(|pattern| pattern.ends_with(".csv"))
    }

    /// Whether the path holds a secret token; responses must not leak such a path as a referrer.
    pub fn path_has_token(&self) -> bool {
        self.pattern.get().is_some_and(|pattern| pattern.contains("{token}"))
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.request.header(name)
    }

    /// `User-Agent`, at most 200 printable characters.
    pub fn device(&self) -> String {
        printable(self.header("User-Agent").unwrap_or(""), 200)
    }

    /// Audit source of an account's own member.
    pub fn audit_source(&self) -> AuditSource {
        AuditSource::new(Actor::Owner, self.device())
    }

    pub fn cookie(&self, name: CookieName) -> Option<&str> {
        let wanted = name.text(self.app.https());
        rouille::input::cookies(self.request).find(|(n, _)| *n == wanted).map(|(_, value)| value)
    }

    /// Referral links opened within the attribution window, from the attribution cookie.
    pub fn touches(&self) -> Option<Touches> {
        Touches::from_cookie(self.app, self.cookie(CookieName::Referral)?, self.now)
    }

    /// Adds a cookie to the response; `seconds` of `None` lasts until the browser closes.
    pub fn set_cookie(&self, name: CookieName, value: String, seconds: Option<i64>) {
        self.put_cookie(cookies::build(name, value, seconds, self.app.https()));
    }

    /// Adds a cookie as it was built.
    pub(super) fn put_cookie(&self, cookie: Cookie<'static>) {
        let mut set = self.cookies.borrow_mut();
        set.retain(|c| c.name() != cookie.name());
        set.push(cookie);
    }

    pub fn clear_cookie(&self, name: CookieName) {
        self.set_cookie(name, String::new(), Some(0));
    }

    /// Cookies of the response.
    pub fn response_cookies(&self) -> Ref<'_, Vec<Cookie<'static>>> {
        self.cookies.borrow()
    }

    /// Notes an attempt that a rate limit counted, in case the request cannot be served.
    pub fn note_acquired(&self, limit: RateLimit, key: QuotaKey) {
        self.acquired.borrow_mut().push((limit, key));
    }

    /// The attempts noted so far; they are noted no longer.
    pub fn take_acquired(&self) -> Vec<(RateLimit, QuotaKey)> {
        self.acquired.take()
    }

    /// Notes the fields of a form, in case it must be shown again.
    pub(super) fn note_form(&self, fields: &FormInput) {
        self.sent_form.replace(Some(fields.copy()));
    }

    /// The fields of the form that was sent; `None` when none was read, or it was taken before.
    pub fn take_form(&self) -> Option<FormInput> {
        self.sent_form.try_borrow_mut().ok()?.take()
    }

    /// Notes the quota of the request's key, which the response tells.
    pub fn note_quota(&self, quota: Quota) {
        self.quota.set(Some(quota));
    }

    /// The quota of the request's key.
    pub fn quota(&self) -> Option<Quota> {
        self.quota.get()
    }

    /// Reads the database. A safe request reads one snapshot, opened by its first query. An unsafe
    /// one sees the last commit with each query, its own included. A handler of a safe method that
    /// writes reads through `app.db`, because the snapshot lacks what it wrote.
    pub fn db_read<T, E: From<store::Error>>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        match self.snapshot()? {
            Some(snapshot) => work(snapshot),
            None => self.app.db.read(work),
        }
    }

    /// Version of the snapshot; `None` when each query may see another.
    pub fn db_version(&self) -> store::Result<Option<DbVersion>> {
        self.snapshot()?.map(Snapshot::version).transpose()
    }

    fn snapshot(&self) -> store::Result<Option<&Snapshot<'r>>> {
        if self.snapshot.get().is_none() {
            let _ = self.snapshot.set(if self.is_safe_method() { self.app.db.begin_read()? } else { None });
        }
        Ok(self.snapshot.get().and_then(Option::as_ref))
    }

    /// The connection's other end: a visitor or a proxy.
    pub fn peer_ip(&self) -> IpAddr {
        self.request.remote_addr().ip().to_canonical()
    }

    /// `X-Forwarded-Proto` of a trusted proxy: `http` or `https`.
    pub fn forwarded_proto(&self) -> Option<&str> {
        self.header("X-Forwarded-Proto").filter(|_| self.is_trusted(self.peer_ip()))
    }

    /// All values of a header, in the order of the request.
    pub fn headers<'c>(&'c self, wanted: &'c str) -> impl Iterator<Item = &'c str> {
        self.request
            .headers()
            .filter(move |(name, _)| name.eq_ignore_ascii_case(wanted))
            .map(|(_, value)| value)
    }

    /// Members of a JSON object. `known` are the allowed names.
    pub fn read_json(&self, known: &[&'static str]) -> Result<FormInput, HttpError> {
        let body = self.read_body()?;
        let media = self.media_type();
        if !body.is_empty() && media != "application/json" && !media.ends_with("+json") {
            return Err(HttpError::UnsupportedMedia);
        }
        FormInput::from_json(body, known)
    }

    /// The bytes of a JSON body.
    pub fn read_json_bytes(&self) -> Result<&[u8], HttpError> {
        let body = self.read_body()?;
        let media = self.media_type();
        if !body.is_empty() && media != "application/json" && !media.ends_with("+json") {
            return Err(HttpError::UnsupportedMedia);
        }
        Ok(body)
    }

    /// Text fields of `multipart/form-data` (RFC 7578), and the content of the field `file`; `None` when no
    /// file was chosen.
    pub(super) fn read_parts(&self, file: &str) -> Result<(FormInput, Option<Vec<u8>>), HttpError> {
        let body = self.read_body()?;
        let content_type = self.header("Content-Type").unwrap_or("");
        let (mut values, mut content) = (Vec::new(), None);
        for (name, bytes) in multipart::parts(content_type, body).ok_or(HttpError::Malformed)? {
            if name == file {
                content = Some(bytes.to_vec()).filter(|bytes| !bytes.is_empty());
            } else {
                values.push((name, str::from_utf8(bytes).map_err(|_| HttpError::Malformed)?.to_owned()));
            }
        }
        Ok((FormInput::from_texts(values)?, content))
    }

    /// The body as a file to read from its beginning, however large it is.
    pub fn read_file(&self) -> Result<Box<dyn ReadTwice + '_>, HttpError> {
        let media = self.media_type();
        if media.ends_with("json") || media.starts_with("multipart/") {
            return Err(HttpError::UnsupportedMedia);
        }
        if let Some(spooled) = spooled_body::take() {
            return Ok(Box::new(spooled));
        }
        // Of tests, which have no wire.
        let max_bytes = path::max_body_bytes(path::SPOOLED, 0);
        let mut body = Vec::new();
        if let Some(data) = self.request.data() {
            data.take(max_bytes + 1).read_to_end(&mut body).map_err(|_| HttpError::Malformed)?;
        }
        if body.len() as u64 > max_bytes {
            Err(HttpError::TooLarge)
        } else {
            Ok(Box::new(io::Cursor::new(body)))
        }
    }

    pub(super) fn media_type(&self) -> String {
        let whole = self.header("Content-Type").unwrap_or("");
        whole.split(';').next().unwrap_or("").trim().to_ascii_lowercase()
    }

    /// The body. The wire enforces the same limit; tests call without it.
    pub(super) fn read_body(&self) -> Result<&[u8], HttpError> {
        let configured = self.app.config.server.max_body_bytes;
        let max_bytes =
            self.pattern.get().map_or(configured, |pattern| path::max_body_bytes(pattern, configured));
        if let Some(data) = self.request.data() {
            let mut body = Vec::new();
            data.take(max_bytes + 1).read_to_end(&mut body).map_err(|_| HttpError::Malformed)?;
            let _ = self.body.set(body);
        }
        let body = self.body.get().map_or(&[][..], Vec::as_slice);
        if body.len() as u64 > max_bytes { Err(HttpError::TooLarge) } else { Ok(body) }
    }
}
