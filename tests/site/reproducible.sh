#!/usr/bin/env bash
# Same input, same bytes: builds and bundles two copies of a project under different circumstances and compares.
#
#   tests/site/reproducible.sh NORMBOOK PROJECT
#
# The copies differ in path, order of files on disk, file times, permissions, language, time zone
# and number of threads. None of these may show in the output.
set -euo pipefail
if [ $# -ne 2 ]; then
    echo "usage: tests/site/reproducible.sh NORMBOOK PROJECT"
    exit 2
fi
normbook=$(realpath "$1")
project=$(realpath "$2")

temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT
first=$temporary/a
second=$temporary/another/place/with/a/longer/path

# The tool reads content/ and themes/ only; both are copied with what git does not track.
copy() { # copy TO [SORT OPTION]
    local to=$1 part
    shift
    for part in content themes; do
        [ -d "$project/$part" ] || continue
        (cd "$project" && find "$part" -type f | LC_ALL=C sort "$@") | while IFS= read -r file; do
            mkdir -p "$to/$(dirname "$file")"
            cp "$project/$file" "$to/$file"
        done
    done
}
mkdir -p "$first" "$second"
copy "$first"
(umask 077 && copy "$second" -r)
find "$second" -type f -exec touch -d 2001-02-03T04:05:06 {} +

quiet() { # the build's words matter only when it fails
    "$@" >"$temporary/log" 2>&1 || { cat "$temporary/log"; exit 1; }
}
(cd "$first" && quiet env -u SOURCE_DATE_EPOCH TZ=UTC LC_ALL=C LANG=C \
    "$normbook" build --project . --out out --threads 1)
(umask 077 && quiet env -u SOURCE_DATE_EPOCH TZ=Asia/Shanghai LC_ALL=zh_CN.UTF-8 LANG=zh_CN.UTF-8 \
    "$normbook" build --project "$second" --out "$second/out" --threads 2)

sums() {
    (cd "$1/out" && find . -type f | LC_ALL=C sort | tr '\n' '\0' | xargs -0 sha256sum)
}
compare() {
    if ! diff <(sums "$first") <(sums "$second") >"$temporary/difference"; then
        echo "$1: the outputs differ:"
        cat "$temporary/difference"
        diff -r "$first/out" "$second/out" | cut -c1-300 | head -40
        exit 1
    fi
}
[ -s "$first/out/index.html" ] || { echo "the build wrote no index.html"; exit 1; }
compare "one thread and two"

# A second build over the first one's output must leave the same files, no more and no fewer.
(cd "$first" && quiet env -u SOURCE_DATE_EPOCH "$normbook" build --project . --out out --threads 2)
compare "a build over an earlier output"

# A package is one file: dates and the order of arrival could only show in it.
(cd "$first" && quiet env -u SOURCE_DATE_EPOCH TZ=UTC LC_ALL=C LANG=C \
    "$normbook" bundle --project . --out bundle.zip --threads 1)
(umask 077 && quiet env -u SOURCE_DATE_EPOCH TZ=Asia/Shanghai LC_ALL=zh_CN.UTF-8 LANG=zh_CN.UTF-8 \
    "$normbook" bundle --project "$second" --out "$second/bundle.zip" --threads 2)
cmp "$first/bundle.zip" "$second/bundle.zip" || { echo "the packages differ"; exit 1; }

echo "$(sums "$first" | wc -l) files, the same bytes in three builds; two packages, the same bytes"
echo "checks: 3"
