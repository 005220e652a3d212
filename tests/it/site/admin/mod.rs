//! The operator's pages.

mod actions;
mod backup_health;
mod liability;
mod money;
mod overview;
mod pages;
mod people;
mod rule_trial;
mod site;
mod waitlist;

use super::harness::{Site, Visitor};

/// An admin with a page open.
fn admin<'s>(site: &'s Site) -> Visitor<'s> {
    let visitor = site.member("Главная", "admin@example.com");
    site.execute("UPDATE users SET is_admin = 1 WHERE email = 'admin@example.com'");
    visitor
}

fn id_of(site: &Site, email: &str) -> i64 {
    site.value(&format!("SELECT id FROM users WHERE email = '{email}'"))
}

/// The newest entry of a person's trail: who did what.
fn newest(site: &Site, email: &str) -> String {
    let id = id_of(site, email);
    site.value(&format!(
        "SELECT actor || ' ' || what || ' ' || device FROM audit WHERE user_id = {id} ORDER BY id DESC LIMIT 1"
    ))
}
