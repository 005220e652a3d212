//! The main page: what this is, and how many take part.

use maud::html;

use super::layout::page;
use crate::http::{Answer, Visit};

pub fn show(visit: &Visit) -> Answer {
    let lang = visit.lang;
    let taking_part = visit.app.participants(visit.now)?;
    let signed_in = visit.session()?.is_some();
    let body = html! {
        div.hero {
            h1 { (lang.t("home-title")) }
            p.lead { (lang.t("home-lead")) }
            p.actions {
                @if signed_in {
                    a.button href="/profile" { (lang.t("menu-profile")) }
                } @else {
                    a.button href="/register" { (lang.t("home-register")) }
                    a.button.quiet href="/login" { (lang.t("menu-login")) }
                }
            }
        }
        section aria-labelledby="how" {
            h2 #how { (lang.t("home-how")) }
            ol.steps {
                li { (lang.t("home-step-register")) }
                li { (lang.t("home-step-code")) }
                li { (lang.t("home-step-share")) }
                li { (lang.t("home-step-see")) }
            }
        }
        p.taking-part { (lang.count("home-taking-part", taking_part)) }
    };
    page(visit, 200, lang.t("home-title"), body)
}
