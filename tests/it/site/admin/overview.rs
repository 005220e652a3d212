//! The first page of admins: a new installation's steps, then what needs attention and the numbers.

use super::super::harness::{Site, sentence_with};
use super::{admin, id_of};

#[test]
fn a_new_installation_is_led_through_its_steps_which_tick_themselves() {
    let site = Site::on_disk();
    let mut admin = admin(&site);
    let done = |n: &str| [("done", n.to_owned().into()), ("all", "6".into())];
    let page = admin.opens("/admin");
    page.is(200).says_with("steps-count", &done("1")).says("action=\"/admin/backups\"");
    admin.submits("/admin/backups", &[]).is(303);
    admin.opens("/admin").says_with("steps-count", &done("2")).says_key("steps-backup-done");
    let code = admin.adds_code();
    admin.opens("/admin").says_with("steps-count", &done("3")).says_key("steps-code-see");
    // With the first click the numbers come, and the steps are folded below them.
    site.visitor().opens(&format!("/{code}"));
    site.flush_clicks();
    let page = admin.opens("/admin");
    page.is(200).says("<dl class=\"tiles\" data-refresh=\"tiles\">").says_with("steps-count", &done("3"));
    page.keeps_quiet_of_key("overview-first");
}

#[test]
fn the_page_of_emails_says_how_many_the_recipients_servers_refused() {
    let site = Site::new();
    let mut admin = admin(&site);
    site.execute("DELETE FROM outbox");
    admin.opens("/admin/emails").is(200).keeps_quiet_of_key("emails-week");
    let ends = |id: i64, state: &str, error: &str| {
        site.execute(&format!(
            "INSERT INTO outbox (kind, recipient, lang, secret_at, message_id, state, created_at, due_at, ended_at, error)
             VALUES ('activation', 'a@example.com', 'en', 0, 'm{id}', '{state}', 0, 0, 0, {error})"
        ));
    };
    (0..97).for_each(|id| ends(id, "sent", "NULL"));
    ends(97, "dead", "'the connection: refused'");
    ends(98, "dead", "'the recipient: 550 5.1.1 no such mailbox'");
    let page = admin.opens("/admin/emails");
    page.is(200).says_key("emails-week").says_key("emails-bounced").keeps_quiet_of_key("emails-bounced-many");
    ends(99, "dead", "'the recipient: 552 5.2.2 mailbox full'");
    ends(100, "dead", "'the recipient: 550 5.1.1 no such mailbox'");
    admin.opens("/admin/emails").says_key("emails-bounced-many");
}

#[test]
fn a_test_email_is_queued_from_the_page_that_previews_every_kind() {
    let site = Site::new();
    let mut admin = admin(&site);
    admin.adds_code();
    site.letters();
    let before = site.dump();
    let page = admin.opens("/admin/emails/kinds");
    page.is(200).says("423566").says_key("kind-invitation").keeps_quiet_of_key("emails-preview-none");
    let designed = admin.opens("/admin/emails/kinds/activation");
    designed.is(200).says("423566").says("<!DOCTYPE html>");
    let policy = designed.header("Content-Security-Policy").expect("a policy");
    assert!(policy.contains("default-src 'none'") && policy.ends_with("sandbox"), "{policy}");
    admin.opens("/admin/emails/kinds/postcard").is(404);
    assert_eq!(site.dump(), before, "a preview leaves nothing behind");
    admin.submits("/admin/emails/kinds", &[]).leads_to("/admin/emails");
    admin.opens("/admin/emails").says_key("notice-test-sent").says_key("kind-test");
    let sent = site.letters();
    assert_eq!(sent.iter().map(|letter| letter.to.as_str()).collect::<Vec<_>>(), ["admin@example.com"]);
}

#[test]
fn what_needs_attention_comes_first_with_its_number() {
    let site = Site::new();
    let mut admin = admin(&site);
    let code = site.member("Anna", "anna@example.com").adds_code();
    let mut boris = site.visitor();
    boris.opens(&format!("/{code}"));
    boris.registers("Boris", "boris@mailinator.com").is(303);
    boris.confirms_by_link().is(303);
    site.flush_clicks();
    site.execute(
        "UPDATE outbox SET state = 'dead', ended_at = created_at WHERE id IN (SELECT id FROM outbox LIMIT 2)",
    );
    let page = admin.opens("/admin");
    let text = page.is(200).text();
    assert_eq!(text.matches("<ul class=\"need\"").count(), 1);
    page.says(&sentence_with("need-reviews", &[("n", 1.into())]));
    page.says(&sentence_with("need-emails", &[("n", 2.into())]));
    page.says(&format!("/admin/codes/{}", site.value::<i64>("SELECT id FROM referrals")));
    page.says("class=\"events\"").says("Boris");
    for range in ["7", "90", "all", "x"] {
        admin
            .opens(&format!("/admin?range={range}"))
            .is(200)
            .says("<dl class=\"tiles\" data-refresh=\"tiles\">");
    }
}

#[test]
fn a_note_on_a_person_is_kept_for_admins_and_leaves_with_the_account() {
    let site = Site::new();
    let mut admin = admin(&site);
    let mut anna = site.member("Anna", "anna@example.com");
    let page = format!("/admin/people/{}", id_of(&site, "anna@example.com"));
    let note = format!("{page}/note");
    admin.submits(&note, &[("note", " Runs the <Thursday> table ")]).leads_to(&page);
    admin.opens(&page).says_key("notice-note-saved").says("Runs the &lt;Thursday&gt; table</textarea>");
    anna.opens("/profile").keeps_quiet_of("Thursday");
    anna.opens("/profile/data").keeps_quiet_of("Thursday");
    admin.submits(&note, &[("note", &"x".repeat(1001))]).is(422);
    admin.submits(&note, &[("note", "")]).leads_to(&page);
    admin.opens(&page).keeps_quiet_of("Thursday");
    anna.submits(&note, &[("note", "x")]).is(404);
}

#[test]
fn the_last_use_of_a_session_is_remembered_when_it_ends() {
    let site = Site::new();
    let mut admin = admin(&site);
    let mut anna = site.member("Anna", "anna@example.com");
    let id = id_of(&site, "anna@example.com");
    let seen = format!("SELECT seen_at FROM users WHERE id = {id}");
    site.clock.advance(3600);
    anna.signs_in().is(303);
    anna.signs_out();
    assert_eq!(site.value::<Option<i64>>(&seen), Some(site.clock.now().0));
    site.clock.advance(3 * 3600);
    admin.signs_in().is(303);
    admin.opens(&format!("/admin/people/{id}")).says(&sentence_with("ago-hours", &[("n", 3.into())]));
}
