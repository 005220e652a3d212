//! Forms of rules, rewards and payouts that work, for tests that send each form of the site.

use super::harness::{Site, Visitor};
use crate::programs::{Host, host};

/// The fields of a rule's form.
pub const TWENTY_PERCENT: [(&str, &str); 10] = [
    ("kind", "event"),
    ("name", "twenty-percent"),
    ("type", "purchase"),
    ("often", "all"),
    ("who", "referrer"),
    ("pay", "20 %"),
    ("max", "100 USD"),
    ("hold_days", "30"),
    ("approve", "after_hold"),
    ("for_months", "12"),
];

/// Brings the site to where the form of a route works: the path to send it to, and its fields. `None`
/// for another route. `admin` becomes an admin.
pub fn form(site: &Site, admin: &mut Visitor, route: &str) -> Option<(String, Vec<(&'static str, String)>)> {
    let fields: &[(&'static str, &str)] = match route {
        "/admin/rules/new" => return Some((route.into(), rule())),
        "/admin/rules/{name}" => {
            is_operated(site, admin);
            return Some(("/admin/rules/twenty-percent".into(), rule()));
        }
        "/admin/rules/{name}/end" => &[],
        "/admin/rewards/new" => {
            is_operated(site, admin);
            let page = admin.opens("/admin/rewards/new?to=u_7");
            let name = page.text().split("name=\"given_as\" value=\"").nth(1).expect("a name");
            let name = name.split('"').next().expect("an end").to_owned();
            let mut fields = owned(&[("to", "u_7"), ("amount", "5 USD"), ("reason", "We like you.")]);
            fields.push(("given_as", name));
            return Some((route.into(), fields));
        }
        "/admin/rewards/chosen" => &[("action", "void"), ("chosen", "1"), ("reason", "A mistake.")],
        "/admin/rewards/{number}" => &[("action", "void"), ("reason", "A mistake.")],
        "/admin/waitlist/next" => &[("next", "1")],
        "/admin/waitlist/chosen" => &[("chosen", "1")],
        "/admin/payouts/new" => &[("unit", "USD"), ("do", "make")],
        "/admin/payouts/chosen" => &[("step", "approve"), ("chosen", "1")],
        "/admin/payouts/{number}" => &[("step", "approve")],
        _ => return None,
    };
    is_operated(site, admin);
    if route.starts_with("/admin/payouts") {
        admin.submits("/admin/rewards/rwd_1", &[("action", "approve")]).is(303);
    }
    if ["/admin/payouts/chosen", "/admin/payouts/{number}"].contains(&route) {
        admin.submits("/admin/payouts/new", &[("unit", "USD"), ("do", "make")]).is(303);
    }
    let number = if route.starts_with("/admin/rewards") { "rwd_1" } else { "pay_1" };
    Some((route.replace("{number}", number).replace("{name}", "twenty-percent"), owned(fields)))
}

/// A rule, and a purchase that it paid for.
fn is_operated(site: &Site, admin: &mut Visitor) {
    site.execute("UPDATE users SET is_admin = 1 WHERE email = 'anna@example.com'");
    let rule = rule();
    let fields: Vec<(&str, &str)> = rule.iter().map(|(name, text)| (*name, text.as_str())).collect();
    admin.submits("/admin/rules/new", &fields).is(303);
    let host = host(site);
    let code = host.brings("u_7");
    host.signs_up("u_42", &code).is(201);
    host.buys("in_1", "u_42", 1000).is(201);
}

fn rule() -> Vec<(&'static str, String)> {
    owned(&[&TWENTY_PERCENT[..], &[("do", "save")]].concat())
}

fn owned(fields: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    fields.iter().map(|(name, text)| (*name, (*text).to_owned())).collect()
}
