#!/usr/bin/env bash
# Packages for offline use, judged by the programs that administrators have.
#
#   tests/site/bundle.sh NORMBOOK PROJECT
#
# Unpacks them with unzip, 7z and Python, checks their lists with sha256sum and openssl, applies deltas in both
# directions with what DELTA.txt says, fills the disk, and kills the program. Linux.
set -euo pipefail
if [ $# -ne 2 ]; then
    echo "usage: tests/site/bundle.sh NORMBOOK PROJECT"
    exit 2
fi
normbook=$(realpath "$1")
project=$(realpath "$2")
for program in unzip 7z openssl python3 sha256sum; do
    command -v "$program" >/dev/null || { echo "$program is missing: scripts/test tools installs it"; exit 2; }
done

temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT
cd "$temporary"
checks=0
passed() { checks=$((checks + 1)); }
failed() {
    echo "$*"
    exit 1
}
quiet() { # words matter only when it fails
    "$@" >log 2>&1 || { cat log; failed "failed: $*"; }
}
bundle() { quiet "$normbook" bundle "$@"; }

copy() { # copy TO: what the program reads
    local part
    for part in content themes; do
        if [ -d "$project/$part" ]; then mkdir -p "$1" && cp -r "$project/$part" "$1/"; fi
    done
}
copy old
copy new
printf -- '---\ntitle: 新的一页\n---\n\n这一页只在新版里。\n' >new/content/pages/added-page.md
sed -i 's/^title: .*/&（修订）/' new/content/site.yaml
bundle -C old --out old.zip
bundle -C new --out new.zip

# -- every reader sees the same names and the same bytes -----------------------------------

unzip -tqq old.zip
7z t old.zip >log || { cat log; failed "7z finds damage"; }
unzip -Z1 old.zip >names
7z l -ba -slt old.zip | sed -n 's/^Path = //p' | tr '\\' '/' >names.7z
python3 -c 'import sys, zipfile; print("\n".join(zipfile.ZipFile(sys.argv[1]).namelist()))' old.zip >names.python
LC_ALL=C sort -c names
cmp names names.7z
cmp names names.python
if LC_ALL=C grep -q '[^ -~]' names; then failed "a name is not ASCII"; fi
passed
mkdir a a.7z a.python
unzip -q old.zip -d a
7z x -oa.7z old.zip >log
python3 -m zipfile -e old.zip a.python
diff -r a a.7z
diff -r a a.python
passed

# -- the lists ------------------------------------------------------------------------------

quiet "$normbook" build -C old --out site
rm site/.normbook-site
# What a package adds for servers: compressed siblings that are what they stand beside, and the self-test.
find a/site -name '*.gz' | while read -r packed; do gzip -dc "$packed" | cmp - "${packed%.gz}"; done
diff -r --exclude='*.gz' --exclude='selftest*' site a/site
passed
(cd a && sha256sum --check --strict --quiet SHA256SUMS)
passed
sm3() { (cd "$1" && cut -c 67- SM3SUMS | xargs openssl dgst -sm3 -r | sed 's/ \*/  /'); }
cmp <(sm3 a) a/SM3SUMS
passed
# Every file is listed, and nothing else.
cmp <(cd a && find . -type f ! -name SHA256SUMS ! -name SM3SUMS | cut -c 3- | LC_ALL=C sort) <(cut -c 67- a/SHA256SUMS)
passed
# A list that says "good" to anything would be no list: one flipped byte is found by both.
cp -r a spoilt
printf '\377' | dd of=spoilt/site/index.html bs=1 seek=100 conv=notrunc status=none
if (cd spoilt && sha256sum --check --quiet SHA256SUMS) >log 2>&1; then failed "sha256sum finds nothing in a spoilt copy"; fi
grep -q '^site/index.html: FAILED' log
if cmp -s <(sm3 spoilt) a/SM3SUMS; then failed "openssl finds nothing in a spoilt copy"; fi
passed

# -- deltas, applied as DELTA.txt says ------------------------------------------------------

sums() { (cd "$1" && find . -type f | LC_ALL=C sort | xargs sha256sum); }
lead() { # lead FROM TO PROJECT: the delta makes the new package out of the old one
    bundle -C "$3" --since "$1.zip" --out delta.zip
    rm -rf now wanted
    mkdir now wanted
    unzip -q "$1.zip" -d now
    unzip -q "$2.zip" -d wanted
    unzip -qo delta.zip -d now
    (cd now && sha256sum --check --strict --quiet DELTA.sums)
    (cd now && xargs -r -d '\n' rm -f -- <DELETE.txt)
    # The line that DELTA.txt gives, as it stands there.
    told=$(tr -d '\r' <now/DELTA.txt | sed -n '/^python3 /s|\.\./.*|../delta.zip|p')
    (cd now && if [ -s GZIP.txt ]; then bash -c "$told"; fi && rm DELTA.txt DELETE.txt GZIP.txt DELTA.sums)
    diff <(sums now) <(sums wanted) >difference || { head difference; failed "the delta from $1 to $2 leads elsewhere"; }
    [ "$(stat -c %s delta.zip)" -lt "$(stat -c %s "$2.zip")" ] || failed "the delta from $1 to $2 is no smaller"
    passed
}
lead old new new
# What is done above is what people are told to do.
unzip -p delta.zip DELTA.txt | grep -qF "xargs -r -d '\\n' rm -f -- < DELETE.txt" || failed "DELTA.txt says something else"
lead new old old
lead old old old
[ ! -s now/DELETE.txt ] && [ "$(unzip -Z1 delta.zip | wc -l)" -eq 8 ] || failed "a delta of nothing holds files"
passed

# -- deltas, applied by the program -----------------------------------------------------------

rm -rf now && mkdir now && unzip -q old.zip -d now
bundle -C new --since old.zip --out delta.zip
quiet "$normbook" apply delta.zip now
rm -rf wanted && mkdir wanted && unzip -q new.zip -d wanted
diff -r now wanted
passed

# -- signatures, checked by another program ---------------------------------------------------

echo "a passphrase" >passphrase
quiet "$normbook" keys new --out office --passphrase-file passphrase
[ "$(stat -c %a office.key)" = 600 ] || failed "others may read the secret key"
bundle -C old --out signed.zip --sign office.key --passphrase-file passphrase
rm -rf signed && mkdir signed && unzip -q signed.zip -d signed
for list in SHA256SUMS SM3SUMS; do
    minisign -Vqm signed/$list -p office.pub
    minisign -VQm signed/$list -p office.pub | grep -q '^normbook site:[0-9a-f]\{64\} editions:' || failed "the signature of $list does not say what it signs"
done
diff -r a signed --exclude='*.minisig'
quiet "$normbook" verify signed.zip --key office.pub
passed
# The other way: what minisign signed is accepted, and one changed letter is not.
minisign -GW -p other.pub -s other.key >log
(cd signed && rm ./*.minisig && for list in SHA256SUMS SM3SUMS; do minisign -Sm $list -s ../other.key >/dev/null; done)
quiet "$normbook" verify signed --key other.pub
printf ' ' >>signed/site/index.html
(cd signed && sha256sum site/index.html | cut -c 1-64) >hash
sed -i "s#^[0-9a-f]*  site/index.html\$#$(cat hash)  site/index.html#" signed/SHA256SUMS
if "$normbook" verify signed --key other.pub >log 2>&1; then failed "a forged list passes as signed"; fi
grep -q 'SHA256SUMS.minisig' log || failed "the forged list is not named"
passed

# -- a full disk ----------------------------------------------------------------------------

before=$(sha256sum <old.zip)
for size in 1 100 300; do # kilobytes that a file may have
    status=0
    (
        trap '' XFSZ
        ulimit -f "$size"
        exec "$normbook" bundle -C new --out old.zip
    ) >log 2>&1 || status=$?
    if [ "$status" -eq 0 ]; then failed "a package was written into $size kB"; fi
    [ "$status" -eq 2 ] || { cat log; failed "ended with $status when the disk was full"; }
    [ "$(sha256sum <old.zip)" = "$before" ] || failed "a full disk has spoilt the old package"
done
[ -z "$(find . -maxdepth 1 -name '*.staging-*')" ] || failed "a full disk leaves files behind"
passed

# -- death at any moment --------------------------------------------------------------------

after=$(sha256sum <new.zip)
for moment in $(seq 0 15 450); do # milliseconds
    "$normbook" bundle -C new --out old.zip >log 2>&1 &
    child=$!
    sleep "$(printf '0.%03d' "$moment")"
    kill -9 "$child" 2>/dev/null || true
    wait "$child" 2>/dev/null || true
    now=$(sha256sum <old.zip)
    [ "$now" = "$before" ] || [ "$now" = "$after" ] || failed "killed after $moment ms: the package is neither the old nor the new one"
done
bundle -C new --out old.zip
[ "$(sha256sum <old.zip)" = "$after" ]
[ -z "$(find . -maxdepth 1 -name '*.staging-*')" ] || failed "the next run does not clear up"
passed

echo "checks: $checks"
