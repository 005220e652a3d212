//! Each field of each form.

use referral::domain::validation::ValidationError;
use referral::i18n::Lang;

use super::forms::{Form, Stage};
use super::{Kind, Verdict, nasty};
use crate::site::harness::{Reply, Site};

#[test]
fn every_form_takes_good_input() {
    let site = Site::new();
    let count = Stage::set(&site).forms().len();
    for number in 0..count {
        with_form(number, |stage, form| {
            form.make_room(stage);
            stage.submits(form, &form.good()).is(303);
        });
    }
}

#[test]
fn a_wrong_field_is_shown_again_with_its_sentence_and_nothing_is_written() {
    let site = Site::new();
    let stage = Stage::set(&site);
    for form in stage.forms() {
        form.make_room(&stage);
        let before = site.dump();
        for (field, _, kind) in &form.fields {
            for (name, value) in nasty() {
                let reply = match kind.verdict(name) {
                    Verdict::Accepted => continue,
                    Verdict::NotFound => stage.submits(&form, &form.with(field, &value)).is(404).clone(),
                    Verdict::Refused(why) => {
                        let reply = stage.submits(&form, &form.with(field, &value));
                        refused(&reply, why);
                        shown_again(&reply, &form, *kind, &value);
                        reply
                    }
                };
                reply.keeps_quiet_of("<script>");
                assert_eq!(site.dump(), before, "{} {field} {name}", form.path);
            }
        }
    }
}

#[test]
fn an_odd_value_that_is_welcome_is_taken() {
    let site = Site::new();
    let forms = Stage::set(&site).forms();
    for (number, form) in forms.iter().enumerate() {
        for (field, _, kind) in &form.fields {
            for (name, value) in nasty() {
                if kind.verdict(name) == Verdict::Accepted {
                    with_form(number, |stage, form| {
                        form.make_room(stage);
                        stage.submits(form, &form.with(field, &value)).is(303);
                        let mut reader = stage.anna.clone();
                        reader.opens("/profile").keeps_quiet_of("<script>");
                    });
                }
            }
        }
    }
}

#[test]
fn a_missing_field_is_asked_for() {
    let site = Site::new();
    let stage = Stage::set(&site);
    for form in stage.forms() {
        form.make_room(&stage);
        let before = site.dump();
        for (field, _, kind) in form.fields.iter().filter(|(_, _, kind)| !kind.is_optional()) {
            let rest: Vec<_> = form.good().into_iter().filter(|(name, _)| name != field).collect();
            let reply = stage.submits(&form, &rest);
            reply.is(422);
            if form.path != "/profile/referral/delete" {
                refused(&reply, ValidationError::Missing);
            }
            assert_eq!(site.dump(), before, "{} {field} {kind:?}", form.path);
        }
    }
}

#[test]
fn a_field_that_came_twice_is_refused_even_with_the_same_value() {
    let site = Site::new();
    let stage = Stage::set(&site);
    for form in stage.forms() {
        form.make_room(&stage);
        let before = site.dump();
        for (field, value, _) in &form.fields {
            let mut fields = form.good();
            fields.push((field, value));
            let reply = stage.submits(&form, &fields);
            reply.is(422);
            if form.path != "/profile/referral/delete" {
                refused(&reply, ValidationError::Duplicate);
            }
            assert_eq!(site.dump(), before, "{} {field}", form.path);
        }
    }
}

#[test]
fn a_field_that_the_form_does_not_know_is_no_matter() {
    let site = Site::new();
    let count = Stage::set(&site).forms().len();
    for number in 0..count {
        with_form(number, |stage, form| {
            form.make_room(stage);
            let mut fields = form.good();
            fields.extend([
                ("utm_source", "letter"),
                ("is_admin", "1"),
                ("user_id", "1"),
                ("\0<script>", "x"),
            ]);
            stage.submits(form, &fields).is(303).keeps_quiet_of("<script>");
            assert_eq!(stage.site.value::<Option<i64>>("SELECT sum(is_admin) FROM users").unwrap_or(0), 0);
        });
    }
}

#[test]
fn all_mistakes_are_told_at_once() {
    let site = Site::new();
    let fields = [("firstname", " "), ("email", "bo"), ("password", "short"), ("code", "AAAAAAAAAA")];
    let reply = site.visitor().submits("/register", &fields);
    reply.is(422);
    for (field, _) in fields {
        reply.says(&format!("href=\"#{field}\"")).says(&format!("id=\"{field}-wrong\""));
    }
    reply.keeps_quiet_of("short");
}

/// Sets a new stage and gives its form of this number to `act`.
fn with_form(number: usize, act: impl FnOnce(&Stage, &Form)) {
    let site = Site::new();
    let stage = Stage::set(&site);
    act(&stage, &stage.forms()[number]);
}

#[track_caller]
fn refused(reply: &Reply, why: ValidationError) {
    reply.is(422).says(&Lang::Ru.refusal(why)).says("<form");
    assert_eq!(reply.header("Location"), None);
}

/// What was typed stands in the form again, escaped; a password never does.
#[track_caller]
fn shown_again(reply: &Reply, form: &Form, kind: Kind, value: &str) {
    let escaped =
        value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    let value = format!("value=\"{escaped}\"");
    if kind.is_password() && !escaped.is_empty() {
        reply.keeps_quiet_of(&value);
    } else if !kind.is_password() && !reply.text().contains(&format!(">{escaped}</textarea>")) {
        reply.says(&value);
    }
    for (_, good, _) in form.fields.iter().filter(|(_, _, kind)| kind.is_password()) {
        reply.keeps_quiet_of(good);
    }
}
