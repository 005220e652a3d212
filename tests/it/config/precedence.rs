//! Which source wins, and where sources are looked for.

use super::{Place, environment};

const FILE: &str = "[server]\nlisten = \"127.0.0.1:9001\"\n";

#[test]
fn the_environment_wins_over_the_file_and_a_flag_over_both() {
    let mut place = Place::new().toml(FILE);
    assert_eq!(place.origin("server.listen"), "referral.toml line 2");
    place = place.env("REFERRAL_SERVER__LISTEN", "127.0.0.1:9002");
    assert_eq!(place.loaded().config.server.listen, "127.0.0.1:9002");
    place.sources.flags.listen = Some("127.0.0.1:9003".into());
    place.sources.flags.database = Some(":memory:".into());
    let loaded = place.loaded();
    assert_eq!(loaded.config.server.listen, "127.0.0.1:9003");
    assert_eq!(loaded.config.database.path.to_str(), Some(":memory:"));
    assert_eq!(place.origin("server.listen"), "flag --listen");
    assert_eq!(place.origin("database.path"), "flag --database");
}

#[test]
fn the_process_wins_over_the_dotenv_and_own_names_over_the_seeds() {
    let file = "[mail]\nport = 1\n";
    let steps = [
        ("EMAIL_PORT=2", &[][..], 2),
        ("EMAIL_PORT=2", &[("EMAIL_PORT", "3")][..], 3),
        ("EMAIL_PORT=2\nREFERRAL_MAIL__PORT=4", &[("EMAIL_PORT", "3")][..], 4),
        ("EMAIL_PORT=2\nREFERRAL_MAIL__PORT=4", &[("EMAIL_PORT", "3"), ("REFERRAL_MAIL__PORT", "5")][..], 5),
    ];
    for (dotenv, process, port) in steps {
        let mut place = Place::new().toml(file).file(".env", dotenv);
        place.sources.environment = environment(process);
        assert_eq!(place.loaded().config.mail.port, port, "with {dotenv:?} and {process:?}");
    }
}

#[test]
fn a_named_file_is_read_instead_of_the_one_in_the_folder() {
    let mut place = Place::new().toml(FILE).file("other.toml", "[mail]\nport = 26\n");
    let other = place.path("other.toml");
    place.sources.file = Some(other.clone());
    let loaded = place.loaded();
    assert_eq!((loaded.config.mail.port, loaded.config.server.listen.as_str()), (26, "127.0.0.1:8080"));
    assert_eq!(loaded.file, Some(other));
}

#[test]
fn the_dotenv_next_to_the_program_is_read_if_the_folder_has_none() {
    let program = Place::new().file(".env", "EMAIL_PORT=26\n");
    let mut place = Place::new();
    place.sources.program_folder = Some(program.sources.folder.clone());
    assert_eq!(place.loaded().config.mail.port, 26);
    assert_eq!(place.file(".env", "EMAIL_PORT=27\n").loaded().config.mail.port, 27);
}

#[test]
fn a_folder_called_dotenv_is_no_configuration() {
    let place = Place::new();
    std::fs::create_dir(place.path(".env")).expect("a folder");
    place.loaded();
}

#[test]
fn a_dotenv_is_read_as_python_reads_it() {
    let cases = [
        ("REFERRAL_SECRET_KEY=pa$word#1 with spaces # comment", "pa$word#1 with spaces"),
        ("REFERRAL_SECRET_KEY='single $ # \\n'", "single $ # \\n"),
        ("REFERRAL_SECRET_KEY=\"double \\\"quoted\\\" # kept\" # not", "double \"quoted\" # kept"),
        ("export REFERRAL_SECRET_KEY = spaced ", "spaced"),
        ("\u{feff}REFERRAL_SECRET_KEY=after a mark", "after a mark"),
        ("REFERRAL_SECRET_KEY=first\r\nREFERRAL_SECRET_KEY=last\r\n", "last"),
        ("REFERRAL_SECRET_KEY=a=b==", "a=b=="),
    ];
    for (text, secret) in cases {
        let loaded = Place::new().file(".env", text).loaded();
        assert_eq!(loaded.config.secret_key.as_deref(), Some(secret), "from {text:?}");
    }
}

#[test]
fn lines_of_a_dotenv_that_are_for_others_do_no_harm() {
    let place = Place::new().file(".env", "FLASK_APP=app\nno assignment\nKEY=\"begins here\nEMAIL_PORT=26\n");
    let loaded = place.loaded();
    assert_eq!(loaded.config.mail.port, 26);
    assert_eq!(loaded.notices.len(), 2, "{:?}", loaded.notices);
}

#[test]
fn the_site_follows_the_address_that_is_listened_on_unless_it_is_set() {
    let cases = [
        ("127.0.0.1:9001", "http://127.0.0.1:9001"),
        ("0.0.0.0:9001", "http://127.0.0.1:9001"),
        ("[::]:9001", "http://127.0.0.1:9001"),
        ("192.168.1.5:9001", "http://192.168.1.5:9001"),
        ("[::1]:9001", "http://[::1]:9001"),
        ("127.0.0.1:80", "http://127.0.0.1"),
    ];
    for (listen, site) in cases {
        let place = Place::new().env("REFERRAL_SERVER__LISTEN", listen);
        assert_eq!(place.loaded().config.server.public_url, site);
        assert_eq!(place.origin("server.public_url"), "follows server.listen");
        let set = place.env("REFERRAL_SERVER__PUBLIC_URL", "https://ref.example.org/");
        assert_eq!(set.loaded().config.server.public_url, "https://ref.example.org");
    }
}

#[test]
fn the_site_learns_the_port_that_the_system_chose() {
    let place = Place::new().env("REFERRAL_SERVER__LISTEN", "127.0.0.1:0");
    let bound = "127.0.0.1:40001".parse().expect("an address");
    let mut loaded = place.loaded();
    loaded.follow_bound_address(bound);
    assert_eq!(loaded.config.server.public_url, "http://127.0.0.1:40001");
    let mut loaded = place.env("REFERRAL_SERVER__PUBLIC_URL", "https://ref.example.org").loaded();
    loaded.follow_bound_address(bound);
    assert_eq!(loaded.config.server.public_url, "https://ref.example.org");
}

#[test]
fn kubernetes_service_variables_are_no_settings() {
    let mut place = Place::new();
    place.sources.environment = environment(&[
        ("REFERRAL_SERVICE_HOST", "10.0.0.1"),
        ("REFERRAL_SERVICE_PORT", "8080"),
        ("REFERRAL_SERVICE_PORT_HTTP", "8080"),
        ("REFERRAL_PORT", "tcp://10.0.0.1:8080"),
        ("REFERRAL_PORT_8080_TCP", "tcp://10.0.0.1:8080"),
        ("REFERRAL_PORT_8080_TCP_ADDR", "10.0.0.1"),
    ]);
    place.loaded();
    assert!(place.env("REFERRAL_PORT", "8080").problems().contains("there is no setting REFERRAL_PORT"));
}

#[test]
fn secret_files_lose_the_newline_at_their_end_and_nothing_else() {
    for (content, secret) in [("s3cret \n", "s3cret "), ("s3cret\r\n", "s3cret"), (" s3cret", " s3cret")] {
        let place = Place::new().file("secret", content).toml("secret_key_file = \"secret\"\n");
        assert_eq!(place.loaded().config.secret_key.as_deref(), Some(secret));
    }
}
