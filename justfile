# The commands of a contributor; `just` lists them. Install it by `cargo install just` or `pip install rust-just`,
# or copy a line from here: each works without it too.

[private]
default:
    @just --list --unsorted

# Serve at http://127.0.0.1:8080; arguments go to the program: `just run --listen 192.168.1.5:8080`
run *ARGUMENTS:
    cargo run --release -- {{ ARGUMENTS }}

# Every test but those in Chromium
test:
    cargo test --locked

# The tests whose path contains NAME: `just test-one confirmation`
test-one NAME:
    cargo test --locked --test it -- {{ NAME }}

# The release build in Chromium: needs chromium and chromium-driver
e2e:
    cargo test --locked --test browser

# One part of tests/hardship, short: `just hardship disk`; without `--short` as in BENCHMARKS.md: `just hardship disk ""`
hardship NAME SIZE="--short":
    cargo build --release --locked
    /usr/bin/python3 tests/hardship/run.py {{ SIZE }} {{ NAME }}.py

# One row of BENCHMARKS.md, as benches/rows.py names it, or the tree: `just bench main`, `just bench tree`
bench NAME:
    {{ if NAME == "tree" { "cargo bench --locked --bench tree" } else { "/usr/bin/python3 benches/run.py --rows " + NAME } }}

# Formatting, lints, and licences and bans of dependencies (cargo-deny, or its stand-in)
check:
    cargo fmt --check
    cargo clippy --locked --all-targets -- -D warnings
    cargo clippy --locked --test browser --test pictures -- -D warnings
    .ci/dependencies

# Everything that must hold before a change lands, in a clean checkout on Debian; it takes long
ci:
    .ci/run

# Lighthouse on every public page: needs chromium, node and npm
lighthouse:
    cargo build --release --locked
    /usr/bin/python3 tests/lighthouse.py
