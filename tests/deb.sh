#!/usr/bin/env bash
# Two Debian packages in a real Debian: installs, upgrades, removes and purges, and looks at what is left each time.
#
#   tests/deb.sh OLD.deb NEW.deb [ROOT]     as root; packages of `cargo deb` in two versions, or the same one twice
#
# ROOT is a Debian as debootstrap makes it; without one, debootstrap makes it in a temporary folder. systemd does not run in it:
# its command is one that notes what it is asked for.
set -euo pipefail
old=$(realpath "$1") new=$(realpath "$2")

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
root=${3:-$place/root}
[[ -d $root/usr ]] || debootstrap --variant=minbase --include=init-system-helpers,ca-certificates stable "$root" > "$place/log" \
    || { tail "$place/log"; exit 1; }

mkdir -p "$root/run/systemd/system"
cat > "$root/usr/bin/systemctl" << 'END'
#!/bin/sh
echo "$*" >> /tmp/asked
# The server runs once someone has started it.
case "$*" in *is-active*) [ -e /tmp/runs ];; *) exit 0;; esac
END
chmod 755 "$root/usr/bin/systemctl"
cp "$old" "$root/tmp/old.deb" && cp "$new" "$root/tmp/new.deb"
asked() { tail -n +1 "$root/tmp/asked"; }
says() { asked | grep -q -- "$1" || { echo "systemctl was not asked for: $1"; asked; exit 1; }; }
dpkg_in() { : > "$root/tmp/asked"; chroot "$root" dpkg "$@" > "$place/dpkg" 2>&1 || { cat "$place/dpkg"; exit 1; }; }
there() { [[ -e $root$1 ]] || { echo "$2: there is no $1"; exit 1; }; }
gone() { [[ ! -e $root$1 ]] || { echo "$2: $1 is still there"; exit 1; }; }

dpkg_in -i /tmp/old.deb
chroot "$root" referral --version
for file in /usr/bin/referral /etc/referral/referral.toml /usr/share/doc/referral/copyright /usr/share/man/man1; do
    there "$file" 'after the installation'
done
! asked | grep -E '(^| )(start|enable) ' || { echo 'an installation starts nothing'; exit 1; }
chroot "$root" referral --config /etc/referral/referral.toml config check > /dev/null

# An operator sets something, and the server has data and runs.
sed -i 's/^session_days = .*/session_days = 7/' "$root/etc/referral/referral.toml"
mkdir -p "$root/var/lib/referral" && echo data > "$root/var/lib/referral/referral.db"
chroot "$root" env DPKG_MAINTSCRIPT_PACKAGE=referral deb-systemd-helper enable referral.service > /dev/null
touch "$root/tmp/runs"

dpkg_in -i --force-confold /tmp/new.deb
grep -qx 'session_days = 7' "$root/etc/referral/referral.toml" || { echo 'an upgrade keeps the settings'; exit 1; }
says 'restart referral.service'

dpkg_in -r referral
says 'stop referral.service'
gone /usr/bin/referral 'after the removal'
there /etc/referral/referral.toml 'after the removal'
there /var/lib/referral/referral.db 'after the removal'

dpkg_in -i --force-confold /tmp/new.deb
dpkg_in -P referral
gone /etc/referral/referral.toml 'after the purge'
gone /etc/systemd/system/multi-user.target.wants/referral.service 'after the purge'
there /var/lib/referral/referral.db 'after the purge'
echo 'installed, upgraded, removed and purged: settings stay until the purge, data stays'
