//! Sources: from where links were opened, with a bar behind each name, and how many of its visitors
//! signed up.

use maud::{Markup, html};

use crate::i18n::Lang;
use crate::store::click_sources::{GroupStats, OTHER, SourceGroup};

/// Sites that people know under another name than their host, or under several hosts. A name in the
/// `utm_source` of a link is looked up too.
const SITES: &[(&str, &[&str])] = &[
    (
        "Telegram",
        &["telegram", "t.me", "telegram.me", "telegram.org", "web.telegram.org", "org.telegram.messenger"],
    ),
    ("WhatsApp", &["whatsapp", "wa.me", "whatsapp.com", "web.whatsapp.com", "api.whatsapp.com"]),
    ("VK", &["vk", "vk.com", "away.vk.com", "vk.ru"]),
    ("X", &["x", "twitter", "x.com", "t.co", "twitter.com"]),
    ("Facebook", &["facebook", "facebook.com", "l.facebook.com", "lm.facebook.com"]),
    ("Instagram", &["instagram", "instagram.com", "l.instagram.com"]),
    ("LinkedIn", &["linkedin", "linkedin.com", "lnkd.in"]),
    ("Reddit", &["reddit", "reddit.com", "out.reddit.com"]),
    ("YouTube", &["youtube", "youtube.com", "youtu.be"]),
    ("Discord", &["discord", "discord.com", "discordapp.com"]),
    ("Google", &["google", "google.com", "google.de", "google.ru", "google.co.uk", "google.fr", "google.es"]),
    ("Yandex", &["yandex", "ya.ru", "yandex.ru", "yandex.com"]),
    ("Bing", &["bing", "bing.com"]),
    ("DuckDuckGo", &["duckduckgo", "duckduckgo.com"]),
    ("Hacker News", &["news.ycombinator.com"]),
];

/// Name of a QR code's source.
pub const QR: &str = "qr";
/// Name of the source of a link in an email of the member's own.
pub const EMAIL: &str = "email";

/// What the table is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    Visitors,
    Registered,
    Counted,
    Rate,
}

impl Order {
    const ALL: [Order; 4] = [Order::Visitors, Order::Registered, Order::Counted, Order::Rate];

    /// Value of `sort` in the address.
    pub fn name(self) -> &'static str {
        match self {
            Order::Visitors => "visitors",
            Order::Registered => "registered",
            Order::Counted => "counted",
            Order::Rate => "rate",
        }
    }

    pub fn from_name(name: &str) -> Option<Order> {
        Order::ALL.into_iter().find(|order| order.name() == name)
    }

    /// Text key of the column.
    fn label(self) -> &'static str {
        match self {
            Order::Visitors => "count-people",
            Order::Registered => "count-registered",
            Order::Counted => "count-counted",
            Order::Rate => "source-rate",
        }
    }
}

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Source {
    name: String,
    visitors: i64,
    registered: i64,
    counted: i64,
}

/// Groups of sources, and the addresses of the same page in another order or grouping.
pub struct Sources<'a> {
    pub groups: &'a [GroupStats],
    pub group: SourceGroup,
    pub order: Order,
    /// Address of the page with this grouping and order.
    pub address: &'a dyn Fn(SourceGroup, Order) -> String,
}

impl Sources<'_> {
    pub fn render(&self, lang: Lang) -> Markup {
        let sources = self.sources(lang);
        let most = sources.iter().map(|source| source.visitors).max().unwrap_or(0);
        let tabs = [
            (SourceGroup::Site, "source-site"),
            (SourceGroup::Campaign, "source-campaign"),
            (SourceGroup::Device, "source-device"),
        ];
        let first =
            tabs.iter().find(|(group, _)| *group == self.group).map_or("source-site", |(_, label)| *label);
        html! {
            section.stack aria-labelledby="sources" {
                div.bar {
                    h2 #sources { (lang.text("source-title")) }
                    nav.tabs.in aria-label=(lang.text("source-group")) {
                        ul {
                            @for (group, label) in tabs {
                                li {
                                    a href=((self.address)(group, self.order)) aria-current=[(group == self.group).then_some("true")] {
                                        (lang.text(label))
                                    }
                                }
                            }
                        }
                    }
                }
                @if sources.is_empty() {
                    p.card.soft { (lang.text("numbers-no-origins")) }
                } @else {
                    div.list {
                        table tabindex="0" aria-labelledby="sources" {
                            thead { tr {
                                th scope="col" { (lang.text(first)) }
                                @for order in Order::ALL {
                                    th.num.opt[order == Order::Registered] scope="col" aria-sort=[(order == self.order).then_some("descending")] {
                                        a href=((self.address)(self.group, order)) {
                                            (lang.text(order.label())) @if order == self.order { " ↓" }
                                        }
                                    }
                                }
                            } }
                            tbody {
                                @for source in &sources { (row(lang, source, most)) }
                            }
                        }
                    }
                }
            }
        }
    }

    /// Groups under the names that people know, in the order that was asked for.
    fn sources(&self, lang: Lang) -> Vec<Source> {
        let mut sources: Vec<Source> = Vec::new();
        for group in self.groups {
            let name = self.name(lang, group.name.as_deref());
            match sources.iter_mut().find(|source| source.name == name) {
                Some(source) => {
                    source.visitors += group.visitors;
                    source.registered += group.registered;
                    source.counted += group.counted;
                }
                None => sources.push(Source {
                    name,
                    visitors: group.visitors,
                    registered: group.registered,
                    counted: group.counted,
                }),
            }
        }
        sources.sort_by_key(|source| {
            let first = match self.order {
                Order::Visitors => source.visitors,
                Order::Registered => source.registered,
                Order::Counted => source.counted,
                Order::Rate => {
                    source.registered.saturating_mul(10_000).checked_div(source.visitors).unwrap_or(-1)
                }
            };
            std::cmp::Reverse((first, source.visitors, source.registered))
        });
        sources
    }

    fn name(&self, lang: Lang, name: Option<&str>) -> String {
        match (name, self.group) {
            (None, _) => lang.text("source-no-click").to_owned(),
            (Some(OTHER), _) => lang.text("origin-others").to_owned(),
            (Some(""), SourceGroup::Site) => lang.text("source-direct").to_owned(),
            (Some(""), SourceGroup::Campaign) => lang.text("source-no-campaign").to_owned(),
            (Some("phone"), SourceGroup::Device) => lang.text("device-phone").to_owned(),
            (Some("tablet"), SourceGroup::Device) => lang.text("device-tablet").to_owned(),
            (Some("computer"), SourceGroup::Device) => lang.text("device-computer").to_owned(),
            (Some(_), SourceGroup::Device) => lang.text("device-unknown").to_owned(),
            (Some(name), SourceGroup::Campaign) => name.to_owned(),
            (Some(name), SourceGroup::Site) => site_name(lang, name),
        }
    }
}

/// Name that people know a site by, of its host or of a `utm_source`.
pub fn site_name(lang: Lang, site: &str) -> String {
    let lower = site.to_lowercase();
    let bare = lower.strip_prefix("www.").or(lower.strip_prefix("m.")).unwrap_or(&lower);
    match bare {
        QR => lang.text("source-qr").to_owned(),
        EMAIL => lang.text("source-email").to_owned(),
        _ => match SITES.iter().find(|(_, hosts)| hosts.contains(&bare)) {
            Some((name, _)) => (*name).to_owned(),
            None => site.strip_prefix("www.").unwrap_or(site).to_owned(),
        },
    }
}

fn row(lang: Lang, source: &Source, most: i64) -> Markup {
    let width = source.visitors.saturating_mul(100).checked_div(most).unwrap_or(0);
    html! {
        tr {
            th.cell scope="row" {
                @if width > 0 {
                    svg aria-hidden="true" { rect width={ (width) "%" } height="100%" rx="4" {} }
                }
                span { bdi { (source.name) } }
            }
            td.num { (lang.number(source.visitors)) }
            td.num.opt { (lang.number(source.registered)) }
            td.num { (lang.number(source.counted)) }
            td.num { (rate(lang, source).as_deref().unwrap_or("—")) }
        }
    }
}

/// Sign-ups of a hundred visitors; none where more signed up than were seen.
fn rate(lang: Lang, source: &Source) -> Option<String> {
    (source.registered <= source.visitors).then(|| lang.percent(source.registered, source.visitors)).flatten()
}
