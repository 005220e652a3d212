//! Why somebody counts or does not: every way it can go has its sentence, and the sentence is the right one.

mod audiences;
mod outcomes;

use referral::config::Config;
use referral::domain::timestamp::Timestamp;
use referral::store::Transaction;
use referral::store::attributions;

use super::harness::{Site, Visitor};
use crate::sentence_keys::{self, Lang};

/// A site where Anna and Boris have a code each, and an admin looks on.
struct Scene {
    site: Site,
    anna: String,
    boris: String,
}

const ANNA: i64 = 1;
const BORIS: i64 = 2;
const ADMIN: i64 = 3;

impl Scene {
    fn new() -> Scene {
        Scene::with(|_| {}, &[])
    }

    /// With these settings, and these fields of Anna's code.
    fn with(change: impl FnOnce(&mut Config), fields: &[(&str, &str)]) -> Scene {
        let site = Site::with(change);
        let anna = site.member("Anna", "anna@example.com").adds_code_with(fields);
        let boris = site.member("Boris", "boris@example.com").adds_code();
        site.member("Administrator", "admin@example.com");
        site.execute("UPDATE users SET is_admin = 1 WHERE id = 3");
        Scene { site, anna, boris }
    }

    /// Somebody who knows these links: each is opened a minute after the one before, and a minute passes.
    fn friend(&self, opened: &[&str]) -> Visitor<'_> {
        let mut friend = self.site.visitor();
        friend.peer = [203, 0, 113, 77].into();
        for code in opened {
            friend.opens(&format!("/{code}")).is(200);
            self.site.clock.advance(60);
        }
        friend
    }

    /// The friend registers with a code in the field, and confirms two minutes later.
    fn comes(&self, opened: &[&str], field: &str) {
        let mut friend = self.friend(opened);
        friend.registers_with("Vera", "vera@example.org", Some(field)).is(303);
        self.site.clock.advance(120);
        friend.confirms_by_digits().is(303);
    }

    fn member(&self, name: &str) -> Visitor<'_> {
        let mut member = self.site.visitor();
        member.email = format!("{name}@example.com");
        member.signs_in().is(303);
        member
    }

    /// What an admin does to the newest attribution.
    fn admin<T>(&self, deed: impl FnOnce(&Transaction, i64, Timestamp) -> rusqlite::Result<T>) -> T {
        let attribution = self.site.value("SELECT coalesce(max(id), 0) FROM attributions");
        self.site.app.db.write(|tx| deed(tx, attribution, self.site.clock.now())).expect("done")
    }

    /// The sentence about the newest who came, as everybody who may ask is told it: by the list, the page and the API.
    #[track_caller]
    fn why(&self) -> String {
        let id: i64 = self.site.value("SELECT max(id) FROM attributions");
        let referee = self
            .site
            .app
            .db
            .read(|conn| attributions::find_by_id(conn, id))
            .expect("read")
            .expect("somebody");
        let (referrer, name) = match referee.referrer_id {
            Some(ANNA) => (ANNA, "anna"),
            _ => (BORIS, "boris"),
        };
        let mut asker = self.member(name);
        let list = asker.opens(&format!("/api/v1/users/{referrer}/referrals")).is(200).json();
        let why = list["items"][0]["why"].as_str().expect("a sentence").to_owned();
        let one = asker.opens(&format!("/api/v1/referrals/{id}")).is(200).json();
        assert_eq!((&one["why"], &one["state"]), (&list["items"][0]["why"], &referee.status.name().into()));
        asker.opens(&format!("/profile/people/{id}")).is(200).says(&why);
        let counts = sentence_keys::says(&why, Lang::Ru, "why-counts");
        assert_eq!(counts, one["state"] == "confirmed", "{why}");
        why
    }
}
