//! Route table of the site: method, path, audience, permission; and how a request finds its row.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::domain::key::Scope;
use crate::metrics::{Group, MAX_ROUTES};
use crate::web::api;
use crate::web::pages;
use crate::web::request::context::RequestContext;
use crate::web::request::path::{self, RouteIndex};
pub use crate::web::route::{Body, Handler, Route, Side};
use crate::web::route::{file, json, page, program, slow_json, slow_page, test};

use Handler::{Member, Public};
use pages::admin;

#[rustfmt::skip]
pub static ROUTES: &[Route] = &[
    page("GET",        "/",                               Public(pages::home::show)),
    page("GET",        "/register",                       Public(pages::register::show)),
    page("POST",       "/register",                       Public(pages::register::submit)),
    page("GET",        "/activate",                       Public(pages::confirm_by_code::show)),
    page("POST",       "/activate",                       Public(pages::confirm_by_code::submit)),
    // This GET writes in the browser that registered, so it reads through `app.db` and no snapshot.
    slow_page("GET",   "/activate/{token}",               Public(pages::confirm_by_link::show)),
    page("POST",       "/activate/{token}",               Public(pages::confirm_by_link::submit)),
    page("GET",        "/repeat_token",                   Public(pages::resend_confirmation::show)),
    page("POST",       "/repeat_token",                   Public(pages::resend_confirmation::submit)),
    page("GET",        "/login",                          Public(pages::login::show)),
    page("POST",       "/login",                          Public(pages::login::submit)),
    page("GET",        "/login/second-factor",            Public(pages::second_factor::challenge::show)),
    page("POST",       "/login/second-factor",            Public(pages::second_factor::challenge::submit)),
    page("POST",       "/logout",                         Member(pages::logout::submit)),
    page("GET",        "/password/forgot",                Public(pages::password_forgot::show)),
    page("POST",       "/password/forgot",                Public(pages::password_forgot::submit)),
    page("GET",        "/password/reset/{token}",         Public(pages::password_reset::show)),
    page("POST",       "/password/reset/{token}",         Public(pages::password_reset::submit)),
    page("GET",        "/profile",                        Member(pages::profile::show)),
    slow_page("GET",   "/profile/share",                  Member(pages::code_share::receive)),
    page("GET",        "/profile/referral",               Member(pages::code_add::show)),
    page("POST",       "/profile/referral",               Member(pages::code_add::submit)),
    page("GET",        "/profile/referral/change",        Member(pages::code_change::show)),
    page("POST",       "/profile/referral/change",        Member(pages::code_change::submit)),
    page("POST",       "/profile/referral/replace",       Member(pages::code_add::replace)),
    page("POST",       "/profile/referral/delete",        Member(pages::code_delete::submit)),
    slow_page("GET",   "/profile/codes",                  Member(pages::codes::show)),
    slow_page("GET",   "/profile/codes/{code}",           Member(pages::code_stats::show)),
    page("GET",        "/profile/codes/{code}/share",     Member(pages::code_share::show)),
    page("GET",        "/profile/codes/{code}/qr",        Member(pages::code_share::qr)),
    page("POST",       "/profile/codes/{code}/extend",    Member(pages::code_extend::submit)),
    page("GET",        "/profile/account",                Member(pages::account::show)),
    page("POST",       "/profile/account",                Member(pages::account::submit)),
    slow_page("GET",   "/profile/numbers",                Member(pages::live_numbers::show)),
    slow_page("GET",   "/profile/people/{id}",            Member(pages::referee::show)),
    slow_page("GET",   "/profile/rewards",                Member(pages::member_rewards::show)),
    page("POST",       "/profile/leaderboard",            Member(pages::leaderboard::choose)),
    page("POST",       "/profile/language",               Member(pages::email_language::choose)),
    page("GET",        "/profile/password",               Member(pages::password_change::show)),
    page("POST",       "/profile/password",               Member(pages::password_change::submit)),
    page("GET",        "/profile/second-factor",          Member(pages::second_factor::status::show)),
    page("GET",        "/profile/second-factor/app",      Member(pages::second_factor::app::show)),
    page("POST",       "/profile/second-factor/app",      Member(pages::second_factor::app::submit)),
    page("GET",        "/profile/second-factor/recovery", Member(pages::second_factor::recovery::show)),
    page("POST",       "/profile/second-factor/recovery", Member(pages::second_factor::recovery::renew)),
    page("POST",       "/profile/second-factor/browsers", Member(pages::second_factor::status::forget_browsers)),
    page("POST",       "/profile/second-factor/off",      Member(pages::second_factor::status::turn_off)),
    page("GET",        "/profile/email",                  Member(pages::email_change::show)),
    page("POST",       "/profile/email",                  Member(pages::email_change::submit)),
    page("GET",        "/email/{token}",                  Public(pages::email_change_confirm::show)),
    page("POST",       "/email/{token}",                  Public(pages::email_change_confirm::submit)),
    page("GET",        "/profile/sessions",               Member(pages::sessions::show)),
    page("POST",       "/profile/sessions",               Member(pages::sessions::submit)),
    slow_page("GET",   "/leaderboard",                    Public(pages::leaderboard::show)),
    slow_page("GET",   "/profile/data",                   Member(pages::data_export::download)),
    page("POST",       "/profile/data",                   Member(pages::data_export::ask)),
    page("GET",        "/profile/delete",                 Member(pages::profile_delete::show)),
    page("POST",       "/profile/delete",                 Member(pages::profile_delete::submit)),
    page("GET",        "/not-me/{token}",                 Public(pages::not_me::show)),
    page("POST",       "/not-me/{token}",                 Public(pages::not_me::submit)),
    page("GET",        "/unsubscribe/{token}",            Public(pages::unsubscribe::show)),
    page("POST",       "/unsubscribe/{token}",            Public(pages::unsubscribe::submit)),

    // On pages of other sites.
    file("GET",        api::static_files::CARRIER,        Public(api::static_files::carrier)),
    page("GET",        "/embed",                          Public(pages::embed::frame)),
    page("POST",       pages::join::PATH,                 Handler::Foreign(pages::join::submit)),
    page("OPTIONS",    pages::join::PATH,                 Handler::Foreign(pages::join::preflight)),
    page("GET",        "/portal",                         Public(pages::embed::portal)),

    page("GET",        "/setup/{token}",                  Public(pages::setup::show)),
    page("POST",       "/setup/{token}",                  Public(pages::setup::submit)),
    slow_page("GET",   "/admin",                          Handler::Admin(admin::overview::show)),
    slow_page("GET",   "/admin/people",                   Handler::Admin(admin::people::show)),
    page("POST",       "/admin/people/chosen",            Handler::Admin(admin::chosen_people::submit)),
    slow_page("GET",   "/admin/people/{id}",              Handler::Admin(admin::person::show)),
    slow_page("GET",   "/admin/people/{id}/branch",       Handler::Admin(admin::branch::show)),
    slow_page("GET",   "/admin/people/{id}/branch/{action}", Handler::Admin(admin::branch_action::show)),
    page("POST",       "/admin/people/{id}/branch/{action}", Handler::Admin(admin::branch_action::submit)),
    slow_page("GET",   "/admin/reviews",                  Handler::Admin(admin::reviews::show)),
    page("POST",       "/admin/reviews/chosen",           Handler::Admin(admin::reviews::submit_chosen)),
    slow_page("GET",   "/admin/reviews/{id}",             Handler::Admin(admin::review::show)),
    page("POST",       "/admin/reviews/{id}",             Handler::Admin(admin::review::submit)),
    page("POST",       "/admin/people/{id}/note",         Handler::Admin(admin::note::submit)),
    slow_page("GET",   "/admin/people/{id}/{action}",     Handler::Admin(admin::account_action::show)),
    page("POST",       "/admin/people/{id}/{action}",     Handler::Admin(admin::account_action::submit)),
    page("POST",       "/admin/undo",                     Handler::Admin(admin::undo::submit)),
    slow_page("GET",   "/admin/codes",                    Handler::Admin(admin::codes::show)),
    slow_page("GET",   "/admin/codes/{id}",               Handler::Admin(admin::code::show)),
    slow_page("GET",   "/admin/codes/{id}/off",           Handler::Admin(admin::codes::ask)),
    page("POST",       "/admin/codes/{id}/off",           Handler::Admin(admin::codes::submit)),
    slow_page("GET",   "/admin/unattributed",             Handler::Admin(admin::unattributed::show)),
    slow_page("GET",   "/admin/unattributed/{id}",        Handler::Admin(admin::unattributed::ask)),
    page("POST",       "/admin/unattributed/{id}",        Handler::Admin(admin::unattributed::submit)),
    slow_page("GET",   "/admin/events",                   Handler::Admin(admin::event::list)),
    slow_page("GET",   "/admin/events/{number}",          Handler::Admin(admin::event::show)),
    slow_page("GET",   "/admin/rules",                    Handler::Admin(admin::rules::show)),
    slow_page("GET",   "/admin/rules/new",                Handler::Admin(admin::rules::ask_new)),
    page("POST",       "/admin/rules/new",                Handler::Admin(admin::rules::submit_new)),
    slow_page("GET",   "/admin/rules/{name}",             Handler::Admin(admin::rules::show_one)),
    page("POST",       "/admin/rules/{name}",             Handler::Admin(admin::rules::submit_version)),
    slow_page("GET",   "/admin/rules/{name}/end",         Handler::Admin(admin::rules::ask_end)),
    page("POST",       "/admin/rules/{name}/end",         Handler::Admin(admin::rules::submit_end)),
    slow_page("GET",   "/admin/rules/{name}/try",         Handler::Admin(admin::rule_trial::ask)),
    page("POST",       "/admin/rules/{name}/try",         Handler::Admin(admin::rule_trial::submit)),
    slow_page("GET",   "/admin/rewards",                  Handler::Admin(admin::rewards::show)),
    page("POST",       "/admin/rewards/chosen",           Handler::Admin(admin::rewards::submit_chosen)),
    slow_page("GET",   "/admin/rewards/new",              Handler::Admin(admin::reward::ask_new)),
    page("POST",       "/admin/rewards/new",              Handler::Admin(admin::reward::submit_new)),
    slow_page("GET",   "/admin/rewards/{number}",         Handler::Admin(admin::reward::show)),
    page("POST",       "/admin/rewards/{number}",         Handler::Admin(admin::reward::submit)),
    slow_page("GET",   "/admin/payouts",                  Handler::Admin(admin::payouts::show)),
    page("POST",       "/admin/payouts/chosen",           Handler::Admin(admin::payouts::submit_chosen)),
    slow_page("GET",   "/admin/payouts/new",              Handler::Admin(admin::payouts::ask_new)),
    page("POST",       "/admin/payouts/new",              Handler::Admin(admin::payouts::submit_new)),
    slow_page("GET",   "/admin/payouts/{number}",         Handler::Admin(admin::payout::show)),
    page("POST",       "/admin/payouts/{number}",         Handler::Admin(admin::payout::submit)),
    slow_page("GET",   "/admin/waitlist",                 Handler::Admin(admin::waitlist::show)),
    page("POST",       "/admin/waitlist/next",            Handler::Admin(admin::waitlist::submit_next)),
    page("POST",       "/admin/waitlist/chosen",          Handler::Admin(admin::waitlist::submit_chosen)),
    slow_page("GET",   "/admin/liability",                Handler::Admin(admin::liability::show)),
    // This GET shows a new key once, so it is no snapshot's.
    slow_page("GET",   "/admin/keys",                     Handler::Admin(admin::keys::show)),
    page("POST",       "/admin/keys",                     Handler::Admin(admin::keys::submit)),
    // This GET shows what its POST has just written.
    slow_page("GET",   "/admin/imports",                  Handler::Admin(admin::imports::show)),
    page("POST",       "/admin/imports",                  Handler::Admin(admin::imports::submit)),
    slow_page("GET",   "/admin/imports/{id}/rows.csv",    Handler::Admin(admin::imports::rows)),
    slow_page("GET",   "/admin/keys/{id}/revoke",         Handler::Admin(admin::keys::ask)),
    page("POST",       "/admin/keys/{id}/revoke",         Handler::Admin(admin::keys::revoke)),
    // These GETs show a new secret once.
    slow_page("GET",   "/admin/webhooks",                 Handler::Admin(admin::webhooks::show)),
    page("POST",       "/admin/webhooks",                 Handler::Admin(admin::webhooks::submit)),
    slow_page("GET",   "/admin/webhooks/{id}",            Handler::Admin(admin::webhooks::deliveries::show)),
    page("POST",       "/admin/webhooks/{id}/chosen",     Handler::Admin(admin::webhooks::deliveries::submit_chosen)),
    slow_page("GET",   "/admin/webhooks/{id}/{action}",   Handler::Admin(admin::webhooks::actions::ask)),
    page("POST",       "/admin/webhooks/{id}/{action}",   Handler::Admin(admin::webhooks::actions::submit)),
    slow_page("GET",   "/admin/deliveries/{id}",          Handler::Admin(admin::webhooks::delivery::show)),
    slow_page("GET",   "/admin/stripe",                   Handler::Admin(admin::stripe::show)),
    slow_page("GET",   "/admin/emails",                  Handler::Admin(admin::emails::show)),
    page("POST",       "/admin/emails/chosen",            Handler::Admin(admin::emails::submit_chosen)),
    slow_page("GET",   "/admin/emails/kinds",             Handler::Admin(admin::email_preview::show)),
    page("POST",       "/admin/emails/kinds",             Handler::Admin(admin::email_preview::submit)),
    slow_page("GET",   "/admin/emails/kinds/{name}",      Handler::Admin(admin::email_preview::show_html)),
    slow_page("GET",   "/admin/emails/{id}/{action}",    Handler::Admin(admin::emails::ask)),
    page("POST",       "/admin/emails/{id}/{action}",    Handler::Admin(admin::emails::submit)),
    slow_page("GET",   "/admin/audit",                    Handler::Admin(admin::audit::show)),
    slow_page("GET",   "/admin/site",                     Handler::Admin(admin::site::show)),
    page("POST",       "/admin/site",                     Handler::Admin(admin::site::submit)),
    slow_page("GET",   "/admin/settings",                 Handler::Admin(admin::settings::show)),
    slow_page("GET",   "/admin/health",                   Handler::Admin(admin::health::show)),
    page("POST",       "/admin/health",                   Handler::Admin(admin::health::submit)),
    slow_page("GET",   "/admin/backups",                  Handler::Admin(admin::backups::show)),
    page("POST",       "/admin/backups",                  Handler::Admin(admin::backups::submit)),
    page("POST",       "/admin/backups/{name}",           Handler::Admin(admin::backups::ask)),
    slow_page("GET",   "/admin/backups/{name}",           Handler::Admin(admin::backups::download)),

    json("GET",        "/csrf_token",                     Public(api::session::csrf_token)),
    json("POST",       "/api/v1/register",                Public(api::register::submit)),
    json("POST",       "/api/v1/activate",                Public(api::confirm::submit)),
    json("POST",       "/api/v1/login",                   Public(api::session::login)),
    json("POST",       "/api/v1/logout",                  Member(api::session::logout)),
    json("GET",        "/api/v1/me",                      Member(api::me::show)),
    json("PATCH",      "/api/v1/me",                      Member(api::me::change)),
    json("GET",        "/api/v1/codes",                   Member(api::codes::list)),
    json("GET",        "/api/v1/codes.csv",               Member(api::codes::list)),
    json("POST",       "/api/v1/codes",                   Member(api::codes::add)),
    json("PATCH",      "/api/v1/codes/{code}",            Member(api::codes::change)),
    json("DELETE",     "/api/v1/codes/{code}",            Member(api::codes::delete)),
    slow_json("GET",   "/api/v1/codes/{code}/days",       Member(api::code_stats::days)),
    slow_json("GET",   "/api/v1/codes/{code}/days.csv",   Member(api::code_stats::days)),
    slow_json("GET",   "/api/v1/codes/{code}/origins",    Member(api::code_stats::origins)),
    slow_json("GET",   "/api/v1/codes/{code}/origins.csv", Member(api::code_stats::origins)),
    slow_json("GET",   "/api/v1/referrals/{id}",          Member(api::referees::explain)),
    json("GET",        "/api/v1/leaderboard",             Public(api::leaderboard::list)),
    json("GET",        "/api/v1/leaderboard.csv",         Public(api::leaderboard::list)),
    slow_json("GET",   "/api/v1/users/{id}/referrals",    Member(api::referees::list)),
    slow_json("GET",   "/api/v1/users/{id}/referrals.csv", Member(api::referees::list)),
    slow_json("GET",   "/api/v1/users/{id}/audit",        Member(api::audit::list)),
    slow_json("GET",   "/api/v1/users/{id}/audit.csv",    Member(api::audit::list)),
    slow_json("GET",   "/api/v1/users/{id}/branch",       Member(api::branch::show)),
    json("POST",       "/api/v1/users/{id}/referrer",     Handler::Admin(api::branch::change_referrer)),
    json("POST",       "/api/v1/users/{id}/freeze",       Handler::Admin(api::branch::freeze)),
    json("POST",       "/api/v1/users/{id}/restore",      Handler::Admin(api::branch::restore)),
    slow_json("GET",   "/api/v1/reviews",                 Handler::Admin(api::reviews::list)),
    json("POST",       "/api/v1/reviews/{id}",            Handler::Admin(api::reviews::decide)),
    slow_json("GET",   "/api/v1/overview",                Handler::Admin(api::overview::show)),
    slow_json("GET",   "/api/v1/overview.csv",            Handler::Admin(api::overview::show)),
    program("GET",     "/api/v1/participants",            Scope::ParticipantsRead,  api::program::participants::list),
    program("GET",     "/api/v1/participants/{name}",     Scope::ParticipantsRead,  api::program::participants::show),
    program("PUT",     "/api/v1/participants/{name}",     Scope::ParticipantsWrite, api::program::participants::put),
    program("DELETE",  "/api/v1/participants/{name}",     Scope::ParticipantsWrite, api::program::participants::delete),
    program("PUT",     "/api/v1/participants/{name}/referrer", Scope::RewardsWrite, api::program::referrer::credit),
    program("POST",    "/api/v1/participants/{name}/referrer/reject", Scope::RewardsWrite, api::program::referrer::reject),
    program("POST",    "/api/v1/participants/{name}/referrer/restore", Scope::RewardsWrite, api::program::referrer::restore),
    program("POST",    "/api/v1/events",                  Scope::EventsWrite,       api::program::events::record),
    program("GET",     "/api/v1/events",                  Scope::ParticipantsRead,  api::program::events::list),
    program("GET",     "/api/v1/events/{number}",         Scope::ParticipantsRead,  api::program::events::show),
    program("GET",     "/api/v1/exports/ledger.jsonl",    Scope::ExportRead,        api::program::exports::ledger),
    program("GET",     "/api/v1/rewards",                 Scope::RewardsRead,       api::program::rewards::list),
    program("POST",    "/api/v1/rewards",                 Scope::RewardsWrite,      api::program::rewards::give),
    program("GET",     "/api/v1/rewards/{number}",        Scope::RewardsRead,       api::program::rewards::show),
    program("POST",    "/api/v1/rewards/{number}/approve", Scope::RewardsWrite,     api::program::rewards::approve),
    program("POST",    "/api/v1/rewards/{number}/void",   Scope::RewardsWrite,      api::program::rewards::void),
    program("POST",    "/api/v1/rewards/{number}/fulfil", Scope::RewardsWrite,      api::program::rewards::fulfil),
    program("GET",     "/api/v1/rules",                   Scope::RulesRead,         api::program::rules::list),
    program("POST",    "/api/v1/rules",                   Scope::RulesWrite,        api::program::rules::post),
    program("GET",     "/api/v1/rules/{name}",            Scope::RulesRead,         api::program::rules::show),
    program("POST",    "/api/v1/rules/{name}/versions",   Scope::RulesWrite,        api::program::rules::post_version),
    program("POST",    "/api/v1/rules/{name}/end",        Scope::RulesWrite,        api::program::rules::end),
    program("POST",    "/api/v1/simulations",             Scope::RulesRead,         api::program::simulations::run),
    program("GET",     "/api/v1/payouts",                 Scope::PayoutsRead,       api::program::payouts::list),
    program("GET",     "/api/v1/payouts.csv",             Scope::PayoutsRead,       api::program::payouts::list),
    program("POST",    "/api/v1/payouts",                 Scope::PayoutsWrite,      api::program::payouts::make),
    program("GET",     "/api/v1/payouts/{number}",        Scope::PayoutsRead,       api::program::payouts::show),
    program("POST",    "/api/v1/payouts/{number}/approve", Scope::PayoutsWrite,     api::program::payouts::approve),
    program("POST",    "/api/v1/payouts/{number}/sent",   Scope::PayoutsWrite,      api::program::payouts::sent),
    program("POST",    "/api/v1/payouts/{number}/paid",   Scope::PayoutsWrite,      api::program::payouts::paid),
    program("POST",    "/api/v1/payouts/{number}/failed", Scope::PayoutsWrite,      api::program::payouts::failed),
    program("POST",    "/api/v1/payouts/{number}/cancel", Scope::PayoutsWrite,      api::program::payouts::cancel),
    program("POST",    "/api/v1/imports",                 Scope::ImportWrite,       api::program::imports::start),
    program("GET",     "/api/v1/imports/{number}",        Scope::ImportWrite,       api::program::imports::show),
    program("GET",     "/api/v1/imports/{number}/rows.csv", Scope::ImportWrite,     api::program::imports::rows),
    program("GET",     "/api/v1/exports/participants.csv", Scope::ExportRead,       api::program::export_tables::participants),
    program("GET",     "/api/v1/exports/events.csv",      Scope::ExportRead,        api::program::export_tables::events),
    program("GET",     "/api/v1/exports/rewards.csv",     Scope::ExportRead,        api::program::export_tables::rewards),
    program("GET",     "/api/v1/exports/payouts.csv",     Scope::ExportRead,        api::program::export_tables::payouts),
    program("POST",    "/api/v1/waitlist/admit",          Scope::ParticipantsWrite, api::program::waitlist::admit),
    program("POST",    "/api/v1/embed_tokens",            Scope::EmbedWrite,        api::program::embed_tokens::issue),
    json("POST",       "/api/v1/embed_sessions",          Public(pages::embed::open)),
    program("GET",     "/api/v1/webhooks",                Scope::WebhooksWrite,     api::program::webhooks::list),
    program("POST",    "/api/v1/webhooks",                Scope::WebhooksWrite,     api::program::webhooks::add),
    program("GET",     "/api/v1/webhooks/{number}",           Scope::WebhooksWrite,     api::program::webhooks::show),
    program("PATCH",   "/api/v1/webhooks/{number}",           Scope::WebhooksWrite,     api::program::webhooks::change),
    program("DELETE",  "/api/v1/webhooks/{number}",           Scope::WebhooksWrite,     api::program::webhooks::delete),
    program("POST",    "/api/v1/webhooks/{number}/rotate",    Scope::WebhooksWrite,     api::program::webhooks::rotate),
    program("POST",    "/api/v1/webhooks/{number}/ping",      Scope::WebhooksWrite,     api::program::webhooks::ping),
    program("POST",    "/api/v1/webhooks/{number}/replay",    Scope::WebhooksWrite,     api::program::webhooks::replay),
    program("GET",     "/api/v1/webhooks/{number}/deliveries", Scope::WebhooksWrite,    api::program::webhooks::deliveries),
    Route { side: Side::Program, ..json("POST", "/hooks/stripe", Public(api::stripe::receive)) },
    // Of a test database alone; any key may.
    test("POST",       "/api/v1/test/clock",              api::test_mode::clock),
    test("GET",        "/api/v1/test/letters",            api::test_mode::letters),
    test("POST",       "/api/v1/test/reset",              api::test_mode::reset),
    // Paths of the seed.
    json("POST",       "/api/v1/token/get",               Member(api::legacy::issue_token)),
    json("POST",       "/api/v1/referral/add",            Member(api::legacy::add_code)),
    json("POST",       "/api/v1/referral/get",            Member(api::legacy::get_code)),
    json("POST",       "/api/v1/profile/referral/delete", Member(api::legacy::delete_code)),
    json("POST",       "/api/v1/remove",                  Member(api::legacy::delete_account)),

    Route { body: Body::PartlyEmbedded, ..page("GET", pages::api_docs::PATH, Public(pages::api_docs::show)) },
    Route { body: Body::PartlyEmbedded, ..page("GET", "/api/docs/{name}", Public(pages::api_docs::show_tag)) },
    Route { body: Body::Embedded, ..json("GET", api::openapi::PATH, Public(api::openapi::show)) },

    page("GET",        "/emails/{token}",                Public(pages::console_inbox::show)),
    page("GET",        "/healthz",                        Public(api::health::alive)),
    page("GET",        "/readyz",                         Public(api::health::ready)),
    file("GET",        "/assets/{file}",                  Public(api::static_files::show)),
    file("GET",        "/favicon.ico",                    Public(api::static_files::favicon)),
    file("GET",        "/apple-touch-icon.png",           Public(api::static_files::touch_icon)),
    page("GET",        pages::site::MANIFEST,             Public(pages::site::manifest)),
    page("GET",        "/robots.txt",                     Public(api::static_files::robots)),
    page("GET",        "/.well-known/change-password",    Public(pages::well_known::change_password)),
    page("GET",        "/.well-known/security.txt",       Public(pages::well_known::security)),

    // Last, because the placeholder matches any first segment.
    page("GET",        "/{code}/qr.svg",                  Public(pages::share_images::qr)),
    page("GET",        "/{code}/qr.png",                  Public(pages::share_images::qr_png)),
    slow_page("GET",   "/{code}/card.png",                Public(pages::share_images::card)),
    page("GET",        "/{code}",                         Public(pages::invitation::show)),
];

/// Whether a request belongs on the blocking pool instead of a network thread.
pub fn blocks(method: &str, raw_url: &str) -> bool {
    path::split_segments(raw_url)
        .and_then(|segments| lookup(method, &segments)?.row)
        .is_some_and(|route| route.blocks)
}

/// The largest body of a request to this path, in bytes.
pub fn max_body_bytes(raw_url: &str, configured: u64) -> u64 {
    let number = path::split_segments(raw_url)
        .and_then(|segments| lookup("POST", &segments))
        .map(|found| found.number);
    number.map_or(configured, |number| path::max_body_bytes(ROUTES[number].path, configured))
}

/// Origin of the body of a response to this GET.
pub fn body(raw_url: &str) -> Body {
    let row = path::split_segments(raw_url).and_then(|segments| lookup("GET", &segments)?.row);
    row.map_or(Body::Rendered, |route| route.body)
}

/// Route table entry of a request.
pub struct RouteMatch {
    /// First row of `ROUTES` with this path.
    pub number: usize,
    /// Row with this method too; `None` is a 405.
    pub(super) row: Option<&'static Route>,
    /// Target to redirect to, when the path has this route but for empty segments.
    pub(super) redirect: Option<String>,
}

impl RouteMatch {
    /// Path pattern: without ids and tokens, so it can be logged.
    pub fn pattern(&self) -> &'static str {
        ROUTES[self.number].path
    }

    /// Group of the latency metrics.
    pub fn group(&self) -> Group {
        let first = &ROUTES[self.number];
        match (first.path, first.side) {
            ("/{code}", _) => Group::Link,
            (
                "/assets/{file}"
                | "/favicon.ico"
                | "/r.js"
                | "/apple-touch-icon.png"
                | "/robots.txt"
                | "/.well-known/security.txt",
                _,
            ) => Group::Asset,
            (_, Side::Page) => Group::Page,
            (_, Side::Api | Side::Program) => Group::Api,
        }
    }

    pub(super) fn side(&self) -> Side {
        ROUTES[self.number].side
    }
}

// The metrics have one slot a route.
const _: () = assert!(ROUTES.len() <= MAX_ROUTES);

static INDEX: LazyLock<RouteIndex> =
    LazyLock::new(|| RouteIndex::new(&ROUTES.iter().map(|route| route.path).collect::<Vec<_>>()));

/// Finds the route of a request and sets its pattern; `None` is a 404.
pub fn find(ctx: &RequestContext) -> Option<RouteMatch> {
    let (method, segments) = (ctx.method(), ctx.segments()?);
    let found = lookup(method, segments).or_else(|| lookup_without_empty_segments(ctx, segments))?;
    if found.pattern().starts_with(api::test_mode::PREFIX) && !ctx.app.is_test {
        return None;
    }
    ctx.set_pattern(found.pattern());
    Some(found)
}

/// Route of a path with slashes at its end or in a row, as people and mail programs write links.
fn lookup_without_empty_segments(ctx: &RequestContext, segments: &[Cow<str>]) -> Option<RouteMatch> {
    if !segments.iter().any(|segment| segment.is_empty()) {
        return None;
    }
    let full: Vec<Cow<str>> = segments.iter().filter(|segment| !segment.is_empty()).cloned().collect();
    let found = lookup(ctx.method(), &full)?;
    Some(RouteMatch { redirect: Some(path::without_empty_segments(ctx.target(), segments)), ..found })
}

fn lookup(method: &str, segments: &[Cow<str>]) -> Option<RouteMatch> {
    let mut first = None;
    for &number in INDEX.candidates(segments) {
        let route = &ROUTES[number];
        if !path::matches_pattern(route.path, segments) {
            continue;
        }
        let first = *first.get_or_insert(number);
        if ROUTES[first].path != route.path {
            // A pattern with placeholders must not take over the methods that the exact path lacks.
            break;
        }
        if route.method == method || (route.method == "GET" && method == "HEAD") {
            return Some(RouteMatch { number: first, row: Some(route), redirect: None });
        }
    }
    Some(RouteMatch { number: first?, row: None, redirect: None })
}
