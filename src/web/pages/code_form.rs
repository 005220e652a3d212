//! What the forms of a new code and of a changed one have in common: until when it works, and what a
//! friend will see.

use maud::{Markup, html};

use crate::domain::code::{self, NO_END};
use crate::domain::timestamp::{DAY, Timestamp};
use crate::domain::validation::ValidationError;
use crate::store::users::User;
use crate::web::components::node::{Node, initial};
use crate::web::components::thread::{Piece, thread};
use crate::web::pages::form::{Field, Form, TEXT};
use crate::web::pages::site::site_name;
use crate::web::{FormInput, RequestContext};

/// Days that a chip offers.
const CHIP_DAYS: [i64; 2] = [7, 30];

/// Value of `ends` for a code without an end, and for the date of the other field.
const NEVER: &str = "never";
const ON_DATE: &str = "date";

pub const EXPIRES_ON: Field = Field {
    name: "expires_on",
    label: "field-expires-on",
    hint: Some("field-expires-on-hint"),
    kind: "date",
    required: false,
    ..TEXT
};

/// Chips for the common ends, and a date for any other.
pub fn ends(ctx: &RequestContext, form: &Form, fields: &FormInput) -> Markup {
    let lang = ctx.lang();
    let chosen = fields.submitted("ends");
    let chosen = if chosen.is_empty() { ON_DATE } else { chosen };
    let days = CHIP_DAYS.map(|days| (days.to_string(), lang.plural("code-for-days", days)));
    let never = (NEVER.to_owned(), lang.text("code-no-end").to_owned());
    let date = (ON_DATE.to_owned(), lang.text("code-on-date").to_owned());
    html! {
        fieldset.ends {
            legend { (lang.text("field-expires-on")) }
            @for (value, name) in days.into_iter().chain([never, date]) {
                @let id = format!("ends-{value}");
                div.check {
                    input id=(id) type="radio" name="ends" value=(value) checked[chosen == value];
                    label for=(id) { (name) }
                }
            }
        }
        (form.field(EXPIRES_ON))
        p.hint { (lang.format("code-today-utc", &[("date", lang.date(ctx.now).as_str().into())])) }
    }
}

/// The end that a form asks for; `None` without a chip and a date.
pub fn expiry(fields: &FormInput, now: Timestamp) -> Option<Timestamp> {
    match fields.submitted("ends") {
        NEVER => Some(NO_END),
        days if CHIP_DAYS.iter().any(|chip| chip.to_string() == days) => {
            // Through the end of the last day, as with a date.
            let days: i64 = days.parse().unwrap_or(0);
            Timestamp::end_of_date(&now.plus(days * DAY).date())
        }
        _ => fields.optional("expires_on", |text| last_day(text, now)),
    }
}

/// Expiry from a date field.
fn last_day(text: &str, now: Timestamp) -> Result<Timestamp, ValidationError> {
    code::expiry(Timestamp::end_of_date(text.trim()).ok_or(ValidationError::NotADate)?, now)
}

/// What a friend will see: the invitation, the card that chats show, the email's subject. `code` is
/// absent before there is one.
pub fn preview(ctx: &RequestContext, me: &User, description: &str, code: Option<&str>) -> Markup {
    let lang = ctx.lang();
    let name = me.firstname.as_str();
    let title = lang.format("register-invited-by", &[("name", name.into())]);
    let site = site_name(ctx);
    let subject =
        lang.format("email-invitation-subject", &[("name", name.into()), ("site", site.as_ref().into())]);
    html! {
        section.card.preview aria-labelledby="preview" {
            h2 #preview { (lang.text("code-preview")) }
            (thread(Node::Full.around(initial(name)), &[Piece::Dotted], Node::New.around(lang.text("invitation-you"))))
            h3 { bdi { (title) } }
            blockquote.quote data-shows="description" hidden[description.is_empty()] { (description) }
            @if let Some(code) = code {
                img src=(format!("/{code}/card.png?in={}", lang.code())) width="1200" height="630" loading="lazy"
                    alt=(lang.text("code-preview-card"));
            }
            p.soft { (lang.text("code-preview-email")) " " b { bdi { (subject) } } }
        }
    }
}
