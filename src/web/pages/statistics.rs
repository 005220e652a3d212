//! Statistics of a code or of all codes of a member: the funnel of a period, sign-ups by day, sources.

use maud::{Markup, html};

use crate::domain::funnel::{DayStats, Funnel, fill_days};
use crate::i18n::Lang;
use crate::store::click_sources::{self, GroupStats, SourceGroup, SourceScope};
use crate::store::{self, Connection, funnels};
use crate::web::components::chart::{
    Chart,
    range::{Kind, Range},
};
use crate::web::components::flow::{Amount, Place, flow};
use crate::web::components::sources::{Order, Sources};
use crate::web::{HttpError, RequestContext};

/// Groups of sources that are read; the table joins those of one site.
const MAX_GROUPS: usize = 200;

/// Groups of the table.
const SHOWN_GROUPS: usize = 30;

/// What the page needs of the database.
struct Numbers {
    days: Vec<DayStats>,
    before: Option<Vec<DayStats>>,
    groups: Vec<GroupStats>,
}

/// Range picker, funnel, chart and sources of the page at `path`; `start` is the first day that
/// there can be something of, in days since 1970-01-01.
pub fn statistics(
    ctx: &RequestContext,
    scope: SourceScope,
    path: &str,
    start: i64,
) -> Result<Markup, HttpError> {
    let lang = ctx.lang();
    let range = Range::from_query(|name| ctx.query_param(name), start, ctx.now);
    let group = match ctx.query_param("group").as_deref() {
        Some("campaign") => SourceGroup::Campaign,
        Some("device") => SourceGroup::Device,
        _ => SourceGroup::Site,
    };
    let order = ctx.query_param("sort").and_then(|name| Order::from_name(&name)).unwrap_or(Order::Visitors);
    let Numbers { days, before, mut groups } = ctx.db_read(|conn| load(conn, scope, range, group))?;
    groups.truncate(SHOWN_GROUPS);
    let address = |group: SourceGroup, order: Order| {
        let group = match group {
            SourceGroup::Site => "",
            SourceGroup::Campaign => "&group=campaign",
            SourceGroup::Device => "&group=device",
        };
        let order = if order == Order::Visitors { String::new() } else { format!("&sort={}", order.name()) };
        format!("{path}?{}{group}{order}#sources", range.query())
    };
    let sum = |days: &[DayStats]| days.iter().map(|day| day.funnel).sum::<Funnel>();
    let earlier = before.as_deref().map(sum);
    let chart = Chart {
        id: "signups",
        title: &lang.text("chart-signups"),
        days: &days,
        before: before.as_deref(),
        now: ctx.now,
    };
    Ok(html! {
        (range.picker(lang, path, "range"))
        section.card aria-label=(lang.text("numbers-title")) {
            (funnel(lang, &sum(&days), earlier.as_ref()))
            p.soft { (sum_sentence(lang, &sum(&days))) }
        }
        (chart.render(lang))
        (Sources { groups: &groups, group, order, address: &address }.render(lang))
    })
}

fn load(conn: &Connection, scope: SourceScope, range: Range, group: SourceGroup) -> store::Result<Numbers> {
    let list = |since: i64, before: i64| -> store::Result<Vec<DayStats>> {
        let known = match scope {
            SourceScope::Code(id) => funnels::list_days_by_code(conn, id, since, before)?,
            SourceScope::User(id) => funnels::list_days_by_user(conn, id, since, before)?,
        };
        Ok(fill_days(known, since, before))
    };
    let with_earlier = range.kind == Kind::All;
    Ok(Numbers {
        days: list(range.since, range.before)?,
        before: range.compares.then(|| list(range.since_before(), range.since)).transpose()?,
        groups: click_sources::list_groups(
            conn,
            scope,
            group,
            [range.since, range.before],
            with_earlier,
            MAX_GROUPS,
        )?,
    })
}

/// The funnel from clicks to those who count, each with its change against `before`, or its share.
pub fn funnel(lang: Lang, funnel: &Funnel, before: Option<&Funnel>) -> Markup {
    let &Funnel { clicks, visitors, registered, confirmed, counted, .. } = funnel;
    let changed = |now: i64, of: fn(&Funnel) -> i64| before.and_then(|before| change(lang, now, of(before)));
    let share = |part: i64, whole: i64, sentence: &str| {
        let percent = (part <= whole).then(|| lang.percent(part, whole)).flatten()?;
        let text = lang.format(sentence, &[("percent", percent.as_str().into())]);
        Some(html! { (text) })
    };
    let amounts = [
        ("count-clicks", clicks, changed(clicks, |f| f.clicks)),
        ("count-people", visitors, changed(visitors, |f| f.visitors)),
        ("count-registered", registered, share(registered, visitors, "part-of-visitors")),
        ("count-confirmed", confirmed, share(confirmed, registered, "part-of-signups")),
        ("count-counted", counted, changed(counted, |f| f.counted)),
    ];
    let names = amounts.each_ref().map(|(name, ..)| lang.text(name));
    let last = amounts.len() - 1;
    let amounts: Vec<Amount> = amounts
        .into_iter()
        .enumerate()
        .map(|(at, (_, number, note))| Amount {
            note,
            ..Amount::new(
                if at == last { Place::End } else { Place::Settled },
                names[at].as_str(),
                lang.number(number),
            )
        })
        .collect();
    flow(&amounts)
}

/// `▲ 18 %`; `None` where there was nothing before, or nothing is now.
pub fn change(lang: Lang, now: i64, before: i64) -> Option<Markup> {
    let percent = lang.percent((now - before).abs(), before)?;
    let (class, sign, key) = match now.cmp(&before) {
        std::cmp::Ordering::Greater => ("up", "▲", "change-up"),
        std::cmp::Ordering::Less => ("down-by", "▼", "change-down"),
        std::cmp::Ordering::Equal => return Some(html! { "± " (percent) }),
    };
    Some(
        html! { span.(class) { span aria-hidden="true" { (sign) " " } span.hidden { (lang.text(key)) " " } (percent) } },
    )
}

/// `215 sign-ups = 197 count + 7 waiting + 9 rejected + 2 frozen`.
pub fn sum_sentence(lang: Lang, funnel: &Funnel) -> String {
    lang.format(
        "count-sum",
        &[
            ("registered", funnel.registered.into()),
            ("counted", funnel.counted.into()),
            ("waiting", funnel.waiting().into()),
            ("rejected", funnel.rejected.into()),
            ("frozen", funnel.frozen.into()),
        ],
    )
}
