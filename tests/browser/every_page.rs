//! Every page that can be opened on the peopled site, those with mistakes too.

use std::collections::BTreeSet;

use referral::web::request::path::{matches_pattern, split_segments};
use referral::web::routes::{ROUTES, Side};

use crate::populated_site::Site;

/// Addresses that answer browsers with something else than a page of the site.
const NO_PAGES: [&str; 20] = [
    // Shown after a password, and once after a code: `Reader::reads_second_factor` opens them.
    "/login/second-factor",
    "/profile/second-factor/recovery",
    "/.well-known/change-password",
    "/.well-known/security.txt",
    "/healthz",
    "/readyz",
    "/assets/{file}",
    "/favicon.ico",
    "/apple-touch-icon.png",
    "/robots.txt",
    "/manifest.webmanifest",
    "/{code}/qr.svg",
    "/{code}/qr.png",
    "/r.js",
    "/{code}/card.png",
    "/profile/data",
    "/profile/numbers",
    "/profile/share",
    "/admin/backups/{name}",
    "/admin/imports/{id}/rows.csv",
];

/// Emails as they are sent, in a sandbox; one of each design.
pub const EMAILS: &str = "/admin/emails/kinds/";

/// Who opens a page.
#[derive(Clone, Copy, PartialEq)]
pub enum Who {
    Visitor,
    New,
    Anna,
    Admin,
    /// Has a second factor.
    Cautious,
}

impl Who {
    pub const ALL: [Who; 4] = [Who::Visitor, Who::New, Who::Anna, Who::Admin];

    /// The first part of their address; nothing for a visitor.
    pub fn local(self) -> Option<&'static str> {
        match self {
            Who::Visitor => None,
            Who::New => Some("new"),
            Who::Anna => Some("anna"),
            Who::Admin => Some("admin"),
            Who::Cautious => Some("vera"),
        }
    }
}

pub struct Page {
    pub name: &'static str,
    pub who: Who,
    pub path: String,
    /// The action of a form that is sent as it is, so that the page comes back with its mistakes.
    pub sent: Option<&'static str>,
}

fn page(who: Who, name: &'static str, path: impl Into<String>) -> Page {
    Page { name, who, path: path.into(), sent: None }
}

fn wrong(who: Who, name: &'static str, path: impl Into<String>, sent: &'static str) -> Page {
    Page { name, who, path: path.into(), sent: Some(sent) }
}

/// The first page of all, while there is no admin.
pub fn setup(path: String) -> Page {
    page(Who::Visitor, "setup", path)
}

/// All the others.
pub fn all(site: &Site) -> Vec<Page> {
    let mut pages = of_nobody(site);
    pages.extend(of_members(site));
    pages.extend(of_the_admin(site));
    pages.extend(of_the_program());
    pages
}

fn of_nobody(site: &Site) -> Vec<Page> {
    use Who::Visitor;
    let token = "A".repeat(43);
    let [frame, tab] = &site.tokens;
    vec![
        // First, because their tokens end in five minutes.
        page(Visitor, "widget", format!("/embed#{frame}")),
        page(Visitor, "portal", format!("/portal#{tab}")),
        page(Visitor, "home", "/"),
        page(Visitor, "register", "/register"),
        wrong(Visitor, "register-wrong", "/register", "/register"),
        page(Visitor, "digits", "/activate"),
        wrong(Visitor, "digits-wrong", "/activate", "/activate"),
        page(Visitor, "activate-unknown", format!("/activate/{token}")),
        page(Visitor, "repeat", "/repeat_token"),
        page(Visitor, "login", "/login"),
        wrong(Visitor, "login-wrong", "/login", "/login"),
        page(Visitor, "forgot", "/password/forgot"),
        page(Visitor, "reset-dead", format!("/password/reset/{token}")),
        page(Visitor, "address-dead", format!("/email/{token}")),
        page(Visitor, "not-me-dead", format!("/not-me/{token}")),
        page(Visitor, "setup-dead", &site.setup),
        page(Visitor, "unsubscribe-unknown", format!("/unsubscribe/{token}")),
        page(Visitor, "leaderboard", "/leaderboard"),
        page(Visitor, "invitation", format!("/{}", site.code)),
        page(Visitor, "invitation-ended", format!("/{}", site.ended)),
        page(Visitor, "invitation-unknown", "/nobodys-code"),
        page(Visitor, "not-found", "/no/such/page"),
        page(Visitor, "reference", "/api/docs"),
        page(Visitor, "reference-events", "/api/docs/events"),
        page(Visitor, "emails", &site.inbox),
    ]
}

fn of_members(site: &Site) -> Vec<Page> {
    use Who::{Anna, New};
    let came = |local: &str| format!("/profile/people/{}", site.came[&site.ids[local]]);
    vec![
        page(New, "profile-empty", "/profile"),
        page(New, "rewards-none", "/profile/rewards"),
        page(New, "code-add", "/profile/referral"),
        page(New, "code-change-none", "/profile/referral/change"),
        page(Anna, "profile", "/profile"),
        page(Anna, "code-add-active", "/profile/referral"),
        page(Anna, "code-change", "/profile/referral/change"),
        page(Anna, "code-numbers", format!("/profile/codes/{}", site.code)),
        page(Anna, "code-newest", "/profile/codes"),
        page(Anna, "code-numbers-ended", format!("/profile/codes/{}", site.ended)),
        page(Anna, "code-share", format!("/profile/codes/{}/share", site.code)),
        page(Anna, "code-poster", format!("/profile/codes/{}/qr", site.code)),
        page(Anna, "rewards", "/profile/rewards"),
        page(Anna, "account", "/profile/account"),
        wrong(Anna, "account-wrong", "/profile/account", "/profile/account"),
        page(Anna, "why", came("vera")),
        page(Anna, "why-held", came("anna+1")),
        page(Anna, "password", "/profile/password"),
        wrong(Anna, "password-wrong", "/profile/password", "/profile/password"),
        page(Anna, "second-factor", "/profile/second-factor"),
        page(Anna, "second-factor-app", "/profile/second-factor/app"),
        page(Anna, "address", "/profile/email"),
        page(Anna, "sessions", "/profile/sessions"),
        page(Anna, "profile-delete", "/profile/delete"),
        page(Anna, "not-hers", "/admin"),
    ]
}

fn of_the_admin(site: &Site) -> Vec<Page> {
    use Who::Admin;
    let person = |local: &str| format!("/admin/people/{}", site.ids[local]);
    let action = |local: &str, action: &str| format!("{}/{action}", person(local));
    vec![
        page(Admin, "admin", "/admin"),
        page(Admin, "admin-people", "/admin/people"),
        page(Admin, "admin-people-found", "/admin/people?q=anna"),
        page(Admin, "admin-people-none", "/admin/people?q=zzz"),
        page(Admin, "admin-person", person("anna")),
        page(Admin, "admin-person-disabled", person("gleb")),
        page(Admin, "admin-person-frozen", person("boris")),
        page(Admin, "admin-person-held", person("anna+1")),
        page(Admin, "admin-person-waiting", person("igor")),
        page(Admin, "admin-enable", action("gleb", "enable")),
        page(Admin, "admin-make-admin", action("gleb", "make-admin")),
        page(Admin, "admin-delete", action("gleb", "delete")),
        page(Admin, "admin-disable", action("anna", "disable")),
        page(Admin, "admin-sign-out", action("anna", "sign-out")),
        page(Admin, "admin-branch", action("anna", "branch")),
        page(Admin, "admin-branch-frozen", action("boris", "branch")),
        page(Admin, "admin-freeze", action("anna", "branch/freeze")),
        page(Admin, "admin-move", action("anna", "branch/move")),
        page(Admin, "admin-restore", action("boris", "branch/restore")),
        wrong(Admin, "admin-freeze-wrong", action("anna", "branch/freeze"), "/admin/people/"),
        page(Admin, "admin-reviews", "/admin/reviews"),
        page(Admin, "admin-review", format!("/admin/reviews/{}", site.review)),
        page(Admin, "admin-codes", "/admin/codes"),
        page(Admin, "admin-codes-found", format!("/admin/codes?q={}", &site.code[..4])),
        page(Admin, "admin-code", "/admin/codes/2"),
        page(Admin, "admin-code-off", "/admin/codes/2/off"),
        page(Admin, "admin-emails", "/admin/emails"),
        page(Admin, "admin-emails-dead", "/admin/emails?state=dead"),
        page(Admin, "admin-email-drop", format!("/admin/emails/{}/drop", site.letter)),
        page(Admin, "admin-email-kinds", "/admin/emails/kinds"),
        page(Admin, "admin-email-kind", format!("{EMAILS}activation")),
        page(Admin, "admin-email-notice", format!("{EMAILS}new_sign_in")),
        page(Admin, "admin-email-invitation", format!("{EMAILS}referral_news")),
        page(Admin, "admin-email-operator", format!("{EMAILS}operator_news")),
        page(Admin, "admin-site", "/admin/site"),
        page(Admin, "admin-audit", "/admin/audit"),
        page(Admin, "admin-audit-of-one", format!("/admin/audit?person={}", site.ids["anna"])),
        page(Admin, "admin-settings", "/admin/settings"),
        page(Admin, "admin-health", "/admin/health"),
        page(Admin, "admin-backups", "/admin/backups"),
    ]
}

/// What a program's rules, events and messages are seen by.
fn of_the_program() -> Vec<Page> {
    use Who::Admin;
    vec![
        page(Admin, "admin-rules", "/admin/rules"),
        page(Admin, "admin-rule-new", "/admin/rules/new"),
        wrong(Admin, "admin-rule-new-wrong", "/admin/rules/new", "/admin/rules/new"),
        page(Admin, "admin-rule-milestones", "/admin/rules/new?kind=steps"),
        page(Admin, "admin-rule-trial", "/admin/rules/new/try"),
        wrong(Admin, "admin-rule-trial-wrong", "/admin/rules/new/try", "/admin/rules/new/try"),
        page(Admin, "admin-rule", "/admin/rules/twenty-percent"),
        page(Admin, "admin-rule-of-steps", "/admin/rules/milestones"),
        page(Admin, "admin-rule-ended", "/admin/rules/by-hand"),
        page(Admin, "admin-rule-end", "/admin/rules/twenty-percent/end"),
        page(Admin, "admin-rewards", "/admin/rewards"),
        page(Admin, "admin-reward-new", "/admin/rewards/new"),
        wrong(Admin, "admin-reward-new-wrong", "/admin/rewards/new", "/admin/rewards/new"),
        page(Admin, "admin-reward", "/admin/rewards/rwd_1"),
        page(Admin, "admin-payouts", "/admin/payouts"),
        page(Admin, "admin-payout-new", "/admin/payouts/new"),
        page(Admin, "admin-payout", "/admin/payouts/pay_1"),
        page(Admin, "admin-waitlist", "/admin/waitlist"),
        page(Admin, "admin-liability", "/admin/liability"),
        page(Admin, "admin-events", "/admin/events"),
        page(Admin, "admin-event", "/admin/events/evt_1"),
        page(Admin, "admin-unattributed", "/admin/unattributed"),
        page(Admin, "admin-unattributed-waiting", "/admin/unattributed?state=waiting"),
        page(Admin, "admin-event-to-credit", "/admin/unattributed/5"),
        page(Admin, "admin-imports", "/admin/imports"),
        page(Admin, "admin-keys", "/admin/keys"),
        page(Admin, "admin-key-revoke", "/admin/keys/1/revoke"),
        page(Admin, "admin-webhooks", "/admin/webhooks"),
        page(Admin, "admin-webhook", "/admin/webhooks/1"),
        page(Admin, "admin-webhook-delete", "/admin/webhooks/1/delete"),
        page(Admin, "admin-delivery", "/admin/deliveries/1"),
        page(Admin, "admin-stripe", "/admin/stripe"),
    ]
}

/// The addresses of pages that none of these is at.
pub fn missing<'p>(pages: impl Iterator<Item = &'p Page>) -> BTreeSet<&'static str> {
    let routes = ROUTES.iter().filter(|route| route.method == "GET" && route.side == Side::Page);
    let addresses: Vec<&str> = routes.map(|route| route.path).collect();
    let address_of = |page: &Page| {
        let path = page.path.split('#').next().expect("one part");
        let path = split_segments(path).expect("a path");
        addresses.iter().copied().find(|address| matches_pattern(address, &path))
    };
    let seen: BTreeSet<&str> = pages.filter_map(address_of).chain(NO_PAGES).collect();
    addresses.into_iter().filter(|address| !seen.contains(address)).collect()
}
