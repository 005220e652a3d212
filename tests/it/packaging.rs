//! The examples in `packaging/` against the program that they are for.

use std::os::unix::fs::PermissionsExt;

use referral::config::keys::KEYS;
use referral::web::routes::ROUTES;
use regex::Regex;

#[test]
fn the_examples_of_proxies_log_no_path_with_a_token() {
    let nginx = read("nginx.conf");
    let location =
        nginx.split("location ~ ").nth(1).and_then(|rest| rest.split_once(" {")).expect("a location");
    let block = location.1.split('}').next().expect("a block");
    assert!(block.contains("access_log off;"), "{block}");
    let haproxy = read("haproxy.cfg");
    let silent = haproxy.split("set-log-level silent if { path -m reg ").nth(1).expect("a rule");
    let apache = read("apache.conf");
    let unlogged = apache.split("SetEnvIf Request_URI \"").nth(1).expect("a rule");
    assert!(apache.contains("combined env=!secret") && unlogged.contains("\" secret"));
    for (file, pattern) in [
        ("nginx.conf", location.0),
        ("haproxy.cfg", silent.split(" }").next().expect("an end")),
        ("apache.conf", unlogged.split('"').next().expect("an end")),
    ] {
        let secret = Regex::new(pattern).unwrap_or_else(|e| panic!("{file}: {e}"));
        for path in secret_paths() {
            assert!(secret.is_match(&path), "{file}: {path} is logged");
        }
        for path in ["/", "/login", "/profile", "/ABCDEFGH23", "/setups", "/admin/emails/1"] {
            assert!(!secret.is_match(path), "{file}: {path} is not logged");
        }
    }
}

#[test]
fn the_compose_file_and_the_images_have_settings_that_there_are() {
    let mut found = 0;
    let variable = Regex::new(r"REFERRAL_[A-Z_]+").expect("a pattern");
    for file in ["compose.yaml", "Dockerfile", "Dockerfile.release"] {
        for name in variable.find_iter(&read(file)) {
            let name = name.as_str();
            let is_known = KEYS
                .iter()
                .any(|key| [key.variable(), format!("{}_FILE", key.variable())].contains(&name.to_owned()));
            assert!(is_known, "{file}: {name}");
            found += 1;
        }
    }
    assert!(found >= 10, "{found} variables");
    let last = |file: &str| read(file).split("USER 65532").nth(1).expect("a stage").to_owned();
    let instructions = |file: &str| -> Vec<String> {
        last(file).lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect()
    };
    assert_eq!(
        instructions("Dockerfile"),
        instructions("Dockerfile.release"),
        "one image, however it is built"
    );
}

#[test]
fn the_nginx_example_logs_nothing_of_plain_http() {
    let example = read("nginx.conf");
    let plain =
        example.split("server {").find(|block| block.contains("listen 80;")).expect("a server on port 80");
    assert!(plain.contains("access_log off;"), "links with tokens arrive at port 80 too: {plain}");
}

#[test]
fn the_examples_of_caddy_and_traefik_name_every_path_with_a_token() {
    for file in ["Caddyfile", "traefik.yml"] {
        for path in secret_paths() {
            let folder = path.trim_end_matches(TOKEN);
            assert!(read(file).contains(folder), "{file}: {folder}");
        }
    }
}

#[test]
fn a_visitor_cannot_choose_the_number_of_a_request_behind_the_examples() {
    let sets =
        |line: &str| line.to_ascii_lowercase().contains("x-request-id") && !line.trim().starts_with('#');
    for (file, own) in [
        ("nginx.conf", "$request_id"),
        ("Caddyfile", "{http.request.uuid}"),
        ("haproxy.cfg", "%[uuid]"),
        ("apache.conf", "%{UNIQUE_ID}e"),
        ("traefik.yml", "\"\""),
    ] {
        let line = read(file).lines().find(|line| sets(line)).map(str::to_owned);
        assert!(line.is_some_and(|line| line.contains(own)), "{file}");
    }
}

#[test]
fn the_unit_restarts_whatever_ends_but_for_wrong_usage_and_wrong_settings() {
    let unit = read("referral.service");
    for line in ["Restart=always", "RestartPreventExitStatus=2 78", "StartLimitIntervalSec=0"] {
        assert!(unit.lines().any(|found| found == line), "{line}");
    }
}

#[test]
fn the_unit_keeps_the_signing_key_out_of_the_database_and_the_package_makes_it_once() {
    let unit = read("referral.service");
    let (credential, variable) = (
        "LoadCredential=secret-key:/etc/referral/secret-key",
        "Environment=REFERRAL_SECRET_KEY_FILE=%d/secret-key",
    );
    assert!([credential, variable].iter().all(|line| unit.lines().any(|found| found == *line)));
    let script = read("debian/postinst");
    assert!(script.contains("[ ! -e /etc/referral/secret-key ]") && script.contains("umask 077"), "{script}");
    // Without it, one sentence says which file.
    let mut server = std::process::Command::new(env!("CARGO_BIN_EXE_referral"));
    server.env_clear().env("REFERRAL_SECRET_KEY_FILE", "/run/credentials/none/secret-key");
    let answer = server.args(["--database", ":memory:"]).output().expect("an end");
    let told = String::from_utf8_lossy(&answer.stderr);
    assert_eq!(answer.status.code(), Some(78), "{told}");
    assert!(
        told.contains("cannot read /run/credentials/none/secret-key") && told.contains("give a file"),
        "{told}"
    );
}

/// dpkg runs these (Debian Policy §6); cargo-deb puts what dh_installsystemd would in place of the token.
#[test]
fn the_debian_package_restarts_a_running_server_after_an_upgrade_and_stops_it_at_a_removal() {
    let manifest: toml::Table =
        std::fs::read_to_string("Cargo.toml").expect("a manifest").parse().expect("TOML");
    let package = &manifest["package"]["metadata"]["deb"];
    assert_eq!(package["maintainer-scripts"].as_str(), Some("packaging/debian"));
    for script in ["postinst", "prerm", "postrm"] {
        let path = format!("packaging/debian/{script}");
        let text = read(&format!("debian/{script}"));
        assert!(text.starts_with("#!/bin/sh\n") && text.contains("\nset -e\n"), "{text}");
        assert_eq!(text.lines().filter(|line| *line == "#DEBHELPER#").count(), 1, "{text}");
        let mode = std::fs::metadata(&path).expect("a script").permissions().mode();
        assert_eq!(mode & 0o111, 0o111, "{path}");
    }
    let units = &package["systemd-units"];
    assert_eq!(units["unit-scripts"].as_str(), Some("packaging"), "where referral.service is");
    let switches =
        [("enable", false), ("start", false), ("restart-after-upgrade", true), ("stop-on-upgrade", false)];
    for (name, value) in switches {
        assert_eq!(units[name].as_bool(), Some(value), "{name}");
    }
    // cargo-deb installs the unit by itself.
    let assets = package["assets"].as_array().expect("assets");
    assert!(!assets.iter().any(|asset| asset[0].as_str().is_some_and(|from| from.ends_with(".service"))));
}

const TOKEN: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// A path for each route whose address holds a secret.
fn secret_paths() -> Vec<String> {
    let secret = ROUTES.iter().filter(|route| route.path.contains("{token}"));
    let paths: Vec<String> = secret.map(|route| route.path.replace("{token}", TOKEN)).collect();
    assert!(paths.len() >= 8, "{paths:?}");
    paths
}

fn read(file: &str) -> String {
    std::fs::read_to_string(format!("packaging/{file}")).expect("an example")
}
