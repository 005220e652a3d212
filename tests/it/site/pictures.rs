//! The pictures of a referral link: its QR code, and the card that messengers show beside it.

use std::collections::BTreeMap;
use std::sync::Barrier;
use std::thread;

use referral::{
    cache::cards::{CardCache, CardError},
    images::{Card, qr},
};
use rqrr::PreparedImage;

use super::harness::{PUBLIC_URL, Reply, Site, Visitor, sentence_with};

/// Programs that fetch a link for a chat: none of them follows a link that robots.txt forbids.
const PREVIEWS: [&str; 4] = [
    "TelegramBot (like TwitterBot)",
    "WhatsApp/2.23.20.0",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "Mozilla/5.0 (compatible; vkShare; +http://vk.com/dev/Share)",
];

#[test]
fn a_qr_code_is_read_back_as_the_link() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    let svg = picture(&site.visitor().opens(&format!("/{code}/qr.svg")), "image/svg+xml");
    let svg = String::from_utf8(svg).expect("text");
    assert_eq!(read(&svg), format!("{PUBLIC_URL}/{code}?qr"), "which says that it was a QR code");
    // The policy forbids styles inside of it, and dark on light is what readers look for.
    assert!(svg.contains("fill=\"#fff\"") && svg.contains("fill=\"#000\"") && !svg.contains("style"));

    anna.opens("/profile").is(200).says(&format!("href=\"/profile/codes/{code}/qr\""));
    for page in ["share", "qr"] {
        let page = anna.opens(&format!("/profile/codes/{code}/{page}"));
        page.is(200)
            .says(&format!("download=\"qr-{code}.svg\""))
            .says(&format!("download=\"qr-{code}.png\""));
    }
    let png = picture(&site.visitor().opens(&format!("/{code}/qr.png")), "image/png");
    assert_eq!(read_png(&png), format!("{PUBLIC_URL}/{code}?qr"));
}

#[test]
fn a_qr_code_holds_whatever_the_sites_address_is() {
    for link in [
        "https://a.ru/ABCD",
        "https://invite.a-long-name.example.org:8443/some/where/below/a-chosen-code-of-32-characters-",
        "https://пример.рф/<&>",
    ] {
        let svg = qr::svg(link).expect("a code");
        assert_eq!(read(&svg), link);
        assert!(!svg.contains("<&"), "{svg}");
    }
    assert_eq!(qr::svg(&"x".repeat(3000)), None, "no code holds so much");
}

#[test]
fn a_link_in_a_chat_shows_who_invites_to_what() {
    let site = Site::new();
    let mut anna = site.member("Анна", "anna@example.com");
    let code = anna.adds_code_with(&[("description", "Книги & чай")]);
    let invites = sentence_with("register-invited-by", &[("name", "Анна".into())]);
    for agent in PREVIEWS {
        let page = site.visitor().sends("GET", &format!("/{code}"), &[("User-Agent", agent)], b"");
        let shown = properties(page.is(200));
        for (property, content) in [
            ("og:title", invites.as_str()),
            ("og:description", "Книги &amp; чай"),
            ("og:url", &format!("{PUBLIC_URL}/{code}")),
            ("og:image:width", "1200"),
            ("og:image:height", "630"),
            ("og:image:alt", invites.as_str()),
            ("twitter:card", "summary_large_image"),
            ("robots", "noindex"),
        ] {
            assert_eq!(shown.get(property).map(String::as_str), Some(content), "{property}");
        }
        let card = shown["og:image"].strip_prefix(PUBLIC_URL).expect("a whole address").to_owned();
        let answer = site.visitor().sends("GET", &card, &[("User-Agent", agent)], b"");
        assert_eq!(size(&picture(&answer, "image/png")), (1200, 630));
    }
    assert_eq!(anna.counts().0, 0, "no preview is a click");
}

#[test]
fn previews_may_fetch_what_search_engines_are_asked_to_forget() {
    let site = Site::new();
    let code = site.member("Anna", "anna@example.com").adds_code();
    let robots = site.visitor().opens("/robots.txt");
    let forbidden: Vec<&str> =
        robots.is(200).text().lines().filter_map(|l| l.strip_prefix("Disallow: ")).collect();
    for open in [
        "/",
        "/register",
        "/login",
        &format!("/{code}"),
        &format!("/{code}/card.png"),
        "/assets/x",
        "/profiles",
    ] {
        assert!(!forbidden.iter().any(|start| open.starts_with(start)), "{open}: {forbidden:?}");
    }
    for closed in ["/activate/x", "/password/reset/x", "/email/x", "/profile/delete", "/api/v1/me"] {
        assert!(forbidden.iter().any(|start| closed.starts_with(start)), "{closed}: {forbidden:?}");
    }
    for path in [format!("/{code}/card.png"), format!("/{code}/qr.svg")] {
        assert_eq!(site.visitor().opens(&path).header("X-Robots-Tag"), Some("noindex"), "{path}");
    }
    for path in ["/", "/register", "/login"] {
        site.visitor().opens(path).keeps_quiet_of("noindex");
    }
}

#[test]
fn a_card_has_the_name_in_its_language_and_does_without_one_it_cannot_write() {
    let site = Site::new();
    let mut people = 0;
    let mut card = |firstname: &str, lang: &str| {
        people += 1;
        let code = site.member(firstname, &format!("a{people}@example.com")).adds_code();
        picture(&site.visitor().opens(&format!("/{code}/card.png?in={lang}")), "image/png")
    };
    let (anna, again, anna_in_english) = (card("Анна", "ru"), card("Анна", "ru"), card("Анна", "en"));
    assert!(anna == again, "the same is drawn for the same");
    assert!(anna != anna_in_english && anna != card("Иван", "ru"));
    // Hebrew, Chinese, a family of emoji: none of their signs is in the font.
    let plain = card("שלום", "ru");
    assert!(plain == card("王小明明", "ru") && plain != anna);
    assert!(card("👨‍👩‍👧 Анна 🎲", "ru") == anna, "emoji are left out, the name stays");
    assert!(card("🎲", "ru") == plain, "a name of emoji alone is none");
    assert!(plain != card("שלום", "en"));
    for name in [
        "Әсел",
        "Қайрат",
        "Ұлжан",
        "Җәүдәт",
        "Һөнәр",
        "Зөлфиә",
        "Ҙөлфиә",
        "Ҫеҫпӗл",
        "Łukasz",
        "Ğülşen",
        "Їжак",
    ] {
        assert!(card(name, "ru") != plain, "{name} is written");
    }
    // The longest name there can be is still written out.
    let longest = card(&"Ш".repeat(50), "ru");
    assert!(longest != plain && longest != card(&"Щ".repeat(50), "ru"));
}

#[test]
fn a_card_shows_what_the_owner_wrote_about_the_code() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code_with(&[("description", "A board game every Thursday")]);
    let path = format!("/{code}/card.png?in=en");
    let with = picture(&site.visitor().opens(&path), "image/png");
    let change = |anna: &mut Visitor, text: &str| {
        let fields =
            [("code", code.as_str()), ("description", text), ("expires_on", "2026-04-01"), ("active", "on")];
        anna.submits("/profile/referral/change", &fields).is(303);
        picture(&site.visitor().opens(&path), "image/png")
    };
    let (without, long) = (change(&mut anna, ""), change(&mut anna, &"word ".repeat(29)));
    assert!(with != without && long != without && long != with);
    assert!(change(&mut anna, &"word ".repeat(28)) == long, "two lines are shown, and that there is more");
}

#[test]
fn a_code_that_does_not_work_has_no_pictures() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    for file in ["qr.svg", "card.png"] {
        site.visitor().opens(&format!("/{code}/{file}")).is(200);
        site.visitor().opens(&format!("/{}/{file}", code.to_lowercase())).is(200);
        for unknown in ["NOSUCHCODE", "no-such-code", "%F0%9F%98%80", "profile"] {
            site.visitor().opens(&format!("/{unknown}/{file}")).is(404);
        }
    }
    anna.submits("/profile/referral/delete", &[("code", &code)]).is(303);
    for file in ["qr.svg", "card.png"] {
        site.visitor().opens(&format!("/{code}/{file}")).is(410);
    }
}

#[test]
fn pictures_are_kept_for_minutes_and_set_no_cookie() {
    let site = Site::new();
    let code = site.member("Anna", "anna@example.com").adds_code();
    for path in [format!("/{code}/qr.svg"), format!("/{code}/card.png?in=en")] {
        let answer = site.visitor().opens(&path);
        assert_eq!(answer.is(200).header("Cache-Control"), Some("public, max-age=300, must-revalidate"));
        assert_eq!(answer.header("Cross-Origin-Resource-Policy"), Some("cross-origin"));
        assert_eq!(answer.header("Set-Cookie"), None, "{path}");
    }
}

#[test]
fn a_cached_picture_is_not_sent_again_until_its_code_ends() {
    let site = Site::new();
    let mut anna = site.member("Anna", "anna@example.com");
    let code = anna.adds_code();
    let paths = ["qr.svg", "card.png?in=en", "card.png?in=ru"].map(|file| format!("/{code}/{file}"));
    let tags = paths.each_ref().map(|path| {
        let first = site.visitor().opens(path);
        first.is(200).header("ETag").expect("a tag").to_owned()
    });
    assert!(tags[0] != tags[1] && tags[1] != tags[2], "another picture has another tag: {tags:?}");
    let asks = |path: &str, tag: &str| site.visitor().sends("GET", path, &[("If-None-Match", tag)], b"");
    for (path, tag) in paths.iter().zip(&tags) {
        let again = asks(path, tag);
        assert!(again.is(304).body.is_empty(), "{path}");
        assert_eq!(again.header("ETag"), Some(tag.as_str()));
        assert_eq!(again.header("Cache-Control"), Some("public, max-age=300, must-revalidate"));
        asks(path, "\"another\"").is(200);
    }
    anna.submits("/profile/referral/delete", &[("code", &code)]).is(303);
    for (path, tag) in paths.iter().zip(&tags) {
        asks(path, tag).is(410);
    }
}

#[test]
fn publicly_cached_answers_set_no_cookie() {
    let site = Site::new();
    let code = site.member("Anna", "anna@example.com").adds_code();
    for path in
        [format!("/{code}/card.png?lang=en"), format!("/{code}/qr.svg?lang=en"), "/robots.txt?lang=en".into()]
    {
        let answer = site.visitor().opens(&path);
        let kept = answer.is(200).header("Cache-Control").expect("how long");
        assert!(kept.starts_with("public"), "{path}: {kept}");
        assert_eq!(answer.header("Set-Cookie"), None, "{path}");
    }
    let card = site.visitor().opens(&format!("/{code}/card.png"));
    assert_eq!(card.header("Vary"), Some("Accept-Language, Cookie"));
    assert!(site.visitor().opens("/?lang=en").is(200).header("Set-Cookie").is_some());
}

#[test]
fn a_flood_of_different_cards_is_turned_away_and_what_was_drawn_stays() {
    let gallery = CardCache::default();
    let card = |n: usize| Card {
        description: String::new(),
        sentence: format!("{n}"),
        initial: String::new(),
        site: String::new(),
        host: String::new(),
        accent: referral::domain::theme::DEFAULT_ACCENT,
        logo: None,
    };
    let drawn = gallery.get(&card(0)).expect("a card");
    let start = Barrier::new(24);
    let answers: Vec<_> = thread::scope(|scope| {
        let askers: Vec<_> = (1..=24)
            .map(|n| {
                let (gallery, start) = (&gallery, &start);
                scope.spawn(move || {
                    start.wait();
                    (gallery.get(&card(n)).map(|_| ()), gallery.get(&card(0)).is_ok())
                })
            })
            .collect();
        askers.into_iter().map(|asker| asker.join().expect("no panic")).collect()
    });
    let refused = answers.iter().filter(|(asked, _)| matches!(asked, Err(CardError::Busy))).count();
    assert!((1..24).contains(&refused), "{refused} of 24");
    assert!(answers.iter().all(|(_, known)| *known), "what is there already waits for nobody");
    assert_eq!(gallery.get(&card(0)).expect("still there"), drawn);
    assert!(gallery.get(&card(99)).is_ok(), "every place was given back");
}

/// The body of a picture.
#[track_caller]
fn picture(answer: &Reply, media_type: &str) -> Vec<u8> {
    assert_eq!(answer.is(200).header("Content-Type"), Some(media_type));
    answer.body.clone()
}

/// What a page's head says of it: each `property` or `name` with its `content`.
fn properties(page: &Reply) -> BTreeMap<String, String> {
    let text = page.text();
    let metas = text.split("<meta ").skip(1).filter_map(|meta| {
        let (name, rest) = meta.split_once("=\"")?.1.split_once('"')?;
        Some((name.to_owned(), rest.split_once("content=\"")?.1.split('"').next()?.to_owned()))
    });
    metas.collect()
}

/// Width and height of a PNG file (W3C PNG, 11.2.1).
fn size(png: &[u8]) -> (u32, u32) {
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes"));
    (number(16), number(20))
}

/// Reads a QR code from its SVG by painting it, four pixels a module, and looking for it in the painting.
fn read(svg: &str) -> String {
    const SCALE: usize = 4;
    let within = |start: &str, end: &str| svg.split_once(start).and_then(|(_, rest)| rest.split(end).next());
    let side: usize =
        within("viewBox=\"0 0 ", " ").and_then(|n| n.parse().ok()).expect("the width of the picture");
    let mut dark = vec![false; side * side];
    for run in within(" d=\"", "\"").expect("the modules").split('M').skip(1) {
        let numbers: Vec<usize> =
            run.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect();
        let (x, y, length) = (numbers[0], numbers[1], numbers[2]);
        assert_eq!(run, format!("{x} {y}h{length}v1h-{length}z"));
        dark[y * side + x..y * side + x + length].fill(true);
    }
    let quiet = |at: usize| at < 4 || at >= side - 4;
    let is_quiet = |module: usize| quiet(module % side) || quiet(module / side);
    assert!(
        (0..side * side).all(|module| !is_quiet(module) || !dark[module]),
        "four modules of white all around"
    );
    let mut image = PreparedImage::prepare_from_greyscale(side * SCALE, side * SCALE, |x, y| {
        if dark[y / SCALE * side + x / SCALE] { 0 } else { 255 }
    });
    let codes = image.detect_grids();
    assert_eq!(codes.len(), 1, "one code in {svg}");
    let (meta, text) = codes[0].decode().expect("a code that can be read");
    assert_eq!(meta.ecc_level, 0, "level M (ISO/IEC 18004, table 12)");
    text
}

/// The text of a QR code that is a PNG of one bit a pixel.
fn read_png(file: &[u8]) -> String {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(file));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().expect("a picture");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut pixels).expect("pixels");
    let (width, height) = (info.width as usize, info.height as usize);
    assert!(width == height && width > 500, "as large as a poster needs: {width}");
    let mut image = PreparedImage::prepare_from_greyscale(width, height, |x, y| pixels[y * width + x]);
    let codes = image.detect_grids();
    codes[0].decode().expect("a code that can be read").1
}
