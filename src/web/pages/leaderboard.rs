//! Who brought most, of those who want to be seen; and the form by which one says so.

use maud::{Markup, html};

use crate::actions::leaderboard;
use crate::domain::person::Listed;
use crate::domain::validation::Refusal;
use crate::web::assets;
use crate::web::pages::flash::Notice;
use crate::web::pages::form::Form;
use crate::web::pages::layout::{page, sheet};
use crate::web::request::input::Fields;
use crate::web::{
    request::{context::Visit, session::SignedIn},
    response::{self, Answer, error::Failure},
};

pub fn show(visit: &Visit) -> Answer {
    let lang = visit.lang();
    let leaders = visit.app.leaders(visit.now)?;
    let body = html! {
        (sheet(&assets::MEMBER))
        h1 { (lang.t("leaders-title")) }
        p.lead { (lang.t("leaders-lead")) }
        @if leaders.is_empty() {
            p.empty { (lang.t("leaders-none")) }
        } @else {
            ol.leaders {
                @for leader in leaders.iter() {
                    li {
                        span { (leader.rank) }
                        b { (leader.name) }
                        span { (lang.count("leaders-count", leader.counted)) }
                    }
                }
            }
            p.actions { a href="/api/v1/leaderboard?format=csv" { (lang.t("table-download")) } }
        }
    };
    page(visit, 200, &lang.t("leaders-title"), body)
}

/// How one wants to be shown, as part of the profile.
pub fn form(visit: &Visit, listed: Option<Listed>) -> Result<Markup, Failure> {
    let lang = visit.lang();
    let nothing = Fields::default();
    let choices = [
        ("", None, "leaders-off"),
        (Listed::Initial.name(), Some(Listed::Initial), "leaders-initial"),
        (Listed::Name.name(), Some(Listed::Name), "leaders-name"),
    ];
    Form::new(visit, &nothing).around(
        "/profile/leaderboard",
        html! {
            fieldset {
                legend { (lang.t("leaders-choose")) }
                @for (value, choice, label) in choices {
                    @let id = format!("listed-{value}");
                    div.check {
                        input id=(id) type="radio" name="listed" value=(value) checked[choice == listed];
                        label for=(id) { (lang.t(label)) }
                    }
                }
            }
            button.quiet type="submit" { (lang.t("leaders-save")) }
        },
    )
}

pub fn choose(visit: &Visit, me: &SignedIn) -> Answer {
    let fields = visit.form()?;
    let listed = fields.optional("listed", |text| Listed::named(text).ok_or(Refusal::NotAChoice));
    fields.check()?;
    leaderboard::choose(visit.app, me.user.id, listed, &visit.trace(), visit.now)?;
    Notice::ListedChanged.leave(visit);
    Ok(response::see_other("/profile"))
}
