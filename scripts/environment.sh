# Sourced by the other scripts: the project's own virtual environment from hashed pins.
set -euo pipefail
ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$ROOT"
VENV="${VENV:-$ROOT/.venv}"
# Compiled modules are kept: without them every start reads all sources anew, a second longer.
unset PYTHONDONTWRITEBYTECODE

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

find_python() {
  local candidate
  for candidate in "${PYTHON:-}" python3.14 python3.13 python3.12 python3.11 python3; do
    [ -n "$candidate" ] || continue
    if command -v "$candidate" >/dev/null 2>&1 &&
       "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$candidate"; return 0
    fi
  done
  die "Python 3.11 or newer is needed. Install it, or name it: PYTHON=/path/to/python $0"
}

fingerprint() {
  if command -v sha256sum >/dev/null 2>&1; then cat "$@" | sha256sum; else cat "$@" | shasum -a 256; fi | cut -c1-64
}

# need_packages requirements.txt: installs the pins unless the environment has exactly them.
need_packages() {
  local pins="$1" python want
  want="$(fingerprint "$ROOT/$pins")"
  if [ -x "$VENV/bin/python" ] && [ "$(cat "$VENV/.pins-$pins" 2>/dev/null)" = "$want" ]; then return 0; fi
  if [ ! -x "$VENV/bin/python" ]; then
    python="$(find_python)"
    say "Making a Python environment in ${VENV#"$ROOT"/} …"
    "$python" -m venv "$VENV" || die "The venv module is missing. On Debian: apt-get install python3-venv"
  fi
  say "Installing packages from $pins (once; takes a minute or two) …"
  "$VENV/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$pins"
  printf '%s' "$want" > "$VENV/.pins-$pins"
}

# Binaries of the system that make things better; what cannot be installed is said, not hidden.
need_system() {
  local missing=() package
  if command -v brew >/dev/null 2>&1; then need_brew; return 0; fi
  if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" != 0 ]; then return 0; fi
  for package in "$@"; do dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package"); done
  [ ${#missing[@]} -eq 0 ] && return 0
  say "Installing system packages: ${missing[*]} …"
  (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}") \
    >/dev/null 2>&1 || say "Could not install ${missing[*]}; what needs them is skipped, visibly."
}

# The same on a Mac; Chrome of the Applications folder serves as the browser when it is there.
need_brew() {
  local formula
  for formula in libvoikko pango; do
    brew list --versions "$formula" >/dev/null 2>&1 || brew install --quiet "$formula" >/dev/null 2>&1 ||
      say "Could not install $formula; what needs it is skipped, visibly."
  done
  [ -d "/Applications/Google Chrome.app" ] || [ -d "/Applications/Chromium.app" ] ||
    brew install --quiet --cask google-chrome >/dev/null 2>&1 ||
    say "No Chrome here; the browser tests are skipped, visibly."
}

compile_catalogues() {
  local po mo
  for po in translations/*/LC_MESSAGES/messages.po; do
    mo="${po%.po}.mo"
    if [ ! -e "$mo" ] || [ "$po" -nt "$mo" ]; then "$VENV/bin/pybabel" --quiet compile -d translations; return; fi
  done
}
