//! What is left to set up on a new installation. Each step ticks itself.

use maud::{Markup, html};

use crate::actions::backups;
use crate::config::MailMode;
use crate::i18n::Lang;
use crate::store::health::TableCounts;
use crate::store::outbox;
use crate::web::components::empty;
use crate::web::components::icon::Icon;
use crate::web::components::node::initial;
use crate::web::components::path::{Progress, Step, path_down};
use crate::web::pages::{admin::operator_page, form::Form};
use crate::web::{Admin, FormInput, HandlerResult, HttpError, RequestContext};

/// A step, and whether it is done.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Task {
    Admin,
    Mail,
    Address,
    Proxy,
    Backup,
    Code,
}

pub struct FirstSteps {
    tasks: [(Task, bool); 6],
    /// A mail server is set, and has not taken an email yet.
    is_mail_untested: bool,
}

/// Reads what is done.
pub fn read(ctx: &RequestContext, counts: &TableCounts) -> Result<FirstSteps, HttpError> {
    let config = &ctx.app.config;
    let has_smtp = config.mail.mode == MailMode::Smtp;
    let [_, _, sent, _] = ctx.db_read(outbox::count_by_state)?;
    let host = config.server.host();
    let is_local = host == "localhost" || host.starts_with("127.") || host == "[::1]" || host == "::1";
    let has_backup = backups::list(config).is_ok_and(|copies| !copies.is_empty());
    Ok(FirstSteps {
        tasks: [
            (Task::Admin, true),
            (Task::Mail, has_smtp && sent > 0),
            (Task::Address, !is_local),
            (Task::Proxy, !config.server.trusted_proxies.is_empty()),
            (Task::Backup, has_backup),
            (Task::Code, counts.codes > 0),
        ],
        is_mail_untested: has_smtp && sent == 0,
    })
}

impl FirstSteps {
    pub fn are_done(&self) -> bool {
        self.tasks.iter().all(|(_, is_done)| *is_done)
    }

    fn done(&self) -> usize {
        self.tasks.iter().filter(|(_, is_done)| *is_done).count()
    }

    /// `2 of 6 done`.
    fn count(&self, lang: Lang) -> String {
        let (done, all) = (self.done().to_string(), self.tasks.len().to_string());
        lang.format("steps-count", &[("done", done.into()), ("all", all.into())])
    }

    /// Below the numbers of a site that is used already.
    pub fn folded(&self, ctx: &RequestContext) -> Result<Markup, HttpError> {
        let lang = ctx.lang();
        Ok(html! {
            details.card.more {
                summary { (lang.text("steps-title")) " · " (self.count(lang)) }
                (self.path(ctx)?)
            }
        })
    }

    fn path(&self, ctx: &RequestContext) -> Result<Markup, HttpError> {
        let mut steps = Vec::new();
        for (place, (task, is_done)) in self.tasks.iter().copied().enumerate() {
            let is_next_done = self.tasks.get(place + 1).is_some_and(|(_, is_done)| *is_done);
            let progress = match (is_done, is_next_done) {
                (false, _) => Progress::Next,
                (true, true) => Progress::Done,
                (true, false) => Progress::Now,
            };
            steps.push(self.step(ctx, task, is_done, progress)?);
        }
        Ok(path_down(&steps))
    }

    fn step(
        &self,
        ctx: &RequestContext,
        task: Task,
        is_done: bool,
        progress: Progress,
    ) -> Result<Step, HttpError> {
        let (lang, config) = (ctx.lang(), &ctx.app.config);
        let nothing = FormInput::default();
        let form = Form::new(ctx, &nothing);
        let send = |label: &'static str| {
            let label = lang.text(label);
            html! { button type="submit" { (label) } }
        };
        let sentence = |key: &'static str| html! { (lang.text(key)) };
        let (icon, title, detail, action) = match task {
            Task::Admin => (Icon::Person, "steps-admin", sentence("steps-admin-done"), None),
            Task::Mail if is_done => {
                (Icon::Envelope, "steps-mail", html! { code { (config.mail.host) } }, None)
            }
            Task::Mail if self.is_mail_untested => {
                let test = form.render("/admin/emails/kinds", send("emails-test"))?;
                (Icon::Envelope, "steps-mail", sentence("steps-mail-test"), Some(test))
            }
            Task::Mail => {
                let hint = html! { (lang.text("steps-mail-how")) " " code { "[mail] mode = \"smtp\"" } };
                let read = html! { a.button.quiet href="/emails" { (lang.text("emails-console-open")) } };
                (Icon::Envelope, "steps-mail", hint, Some(read))
            }
            Task::Address if is_done => {
                (Icon::Link, "steps-address", html! { code { (config.server.public_url) } }, None)
            }
            Task::Address => {
                let hint = html! { (lang.text("steps-address-how")) " " code { "[server] public_url" } };
                (Icon::Link, "steps-address", hint, None)
            }
            Task::Proxy if is_done => (Icon::Shield, "steps-proxy", sentence("steps-proxy-done"), None),
            Task::Proxy => {
                let hint = html! { (lang.text("steps-proxy-how")) " " code { "[server] trusted_proxies" } };
                (Icon::Shield, "steps-proxy", hint, None)
            }
            Task::Backup if is_done => (Icon::Clock, "steps-backup", sentence("steps-backup-done"), None),
            Task::Backup => {
                let now = form.render("/admin/backups", send("backups-now"))?;
                (Icon::Clock, "steps-backup", sentence("steps-backup-how"), Some(now))
            }
            Task::Code => {
                let (href, label) = if is_done {
                    ("/profile", "steps-code-see")
                } else {
                    ("/profile/referral", "menu-code-add")
                };
                let link = html! { a.button.quiet href=(href) { (lang.text(label)) } };
                (Icon::Send, "steps-code", sentence("steps-code-how"), Some(link))
            }
        };
        let icon = if is_done { Icon::Check } else { icon };
        Ok(Step { detail: Some(detail), action, ..Step::new(progress, html! { (icon) }, sentence(title)) })
    }
}

/// The page before the first visitor.
pub fn welcome(ctx: &RequestContext, admin: &Admin, steps: &FirstSteps) -> HandlerResult {
    let lang = ctx.lang();
    let name = admin.me.user.firstname.as_str();
    let title = lang.format("steps-welcome", &[("name", name.into())]);
    let left = i64::try_from(steps.tasks.len() - steps.done()).unwrap_or(0);
    let body = html! {
        div.head {
            h1 { (title) }
            p.lead { (lang.plural("steps-left", left)) }
        }
        div.aside {
            section.card aria-labelledby="steps" {
                div.hd { h2 #steps { (lang.text("steps-title")) } span { (steps.count(lang)) } }
                (steps.path(ctx)?)
            }
            (empty::empty(initial(name), &lang.text("overview-first"), &lang.text("overview-first-lead"), None))
        }
    };
    operator_page(ctx, &title, body)
}
