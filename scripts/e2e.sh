#!/usr/bin/env bash
# From an empty machine to a heard song: boots a fresh instance, signs up, uploads real music in three parts, publishes,
# listens, comments, and sees the play counted. Ends with the reason at the first step that isn't as expected.
#   STEMMA_BINARY  the program, instead of .build/release/stemma
#   DATABASE_URL   an empty database, instead of SQLite in the temporary data folder
set -euo pipefail
source "$(dirname "$0")/lib/setup.sh"
binary=$(realpath "${STEMMA_BINARY:-.build/release/stemma}")
music=/usr/share/games/wesnoth/1.16/data/core/music/sad.ogg
[ -x "$binary" ] || fail "$binary is missing: swift build -c release --product stemma makes it."
[ -r "$music" ] || fail "$music is missing: Debian's wesnoth-1.16-music holds it."

work=$(mktemp -d /tmp/stemma-e2e.XXXXXX)
server=
finish() {
    local result=$?
    if [ -n "$server" ]; then
        kill "$server" 2>/dev/null || true
        timeout 20 tail --pid="$server" --follow /dev/null || { result=1; kill -9 "$server"; }
        wait "$server" 2>/dev/null || true
    fi
    [ "$result" = 0 ] || tail -5 "$work/log" >&2
    rm -rf "$work"
    exit $result
}
trap finish EXIT

say() { printf 'e2e: %s\n' "$*"; }

# The value at a path of names and numbers in the last answer; nothing where there is none.
field() {
    python3 - "$work/answer" "$@" <<'PYTHON'
import json, sys
value = json.load(open(sys.argv[1]))
for name in sys.argv[2:]:
    value = value[int(name)] if isinstance(value, list) else (value or {}).get(name)
print("" if value is None else json.dumps(value) if isinstance(value, (dict, list)) else value)
PYTHON
}

# A text as JSON writes it.
quoted() { python3 -c 'import json, sys; print(json.dumps(sys.argv[1]))' "$1"; }

# call EXPECTED METHOD PATH [curl's arguments…]: the answer lands in $work/answer, its headers in $work/headers.
call() {
    local expected=$1 method=$2 path=$3 status
    shift 3
    status=$(curl -sS --max-time 60 -X "$method" -o "$work/answer" -D "$work/headers" \
        -w '%{http_code}' "$@" "$url$path") ||
        fail "$method ${path%%\?*} got no answer."
    [ "$status" = "$expected" ] ||
        fail "$method ${path%%\?*} answered $status where $expected was expected: $(head -c 400 "$work/answer")"
}

# send EXPECTED METHOD PATH JSON: signed in where there is a token.
send() {
    call "$1" "$2" "$3" -H 'Content-Type: application/json' -H "Authorization: Bearer ${token:-}" -d "$4"
}

read_as_member() { call 200 GET "$1" -H "Authorization: Bearer $token"; }

expect() {
    [ "$2" = "$3" ] || fail "$1 should be '$3' and is '$2'."
}

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

boot() {
    local port
    port=$(free_port)
    url=http://127.0.0.1:$port
    "$binary" serve --listen "127.0.0.1:$port" --data "$work/data" --migrate >"$work/log" 2>&1 &
    server=$!
    for _ in $(seq 300); do
        curl -sf -o /dev/null "$url/api/v1/ready" && return
        kill -0 "$server" 2>/dev/null || fail "The server ended while it started."
        sleep 0.1
    done
    fail "The server was not ready after 30 seconds."
}

sign_up() {
    local password='correct horse battery staple'
    token=
    call 201 POST /api/v1/auth/signup -H 'Content-Type: application/json' \
        -d "{\"email\":\"ada@example.org\",\"handle\":\"ada\",\"password\":\"$password\"}"
    token=$(field data session access_token)
    [ -n "$token" ] || fail "Signing up gave no access token."
    expect "The handle" "$(field data user handle)" ada
}

upload() {
    local size digest part_size upload_id tags='' number
    ffmpeg -v fatal -i "$music" -vn -c:a flac "$work/sad.flac"
    size=$(stat -c %s "$work/sad.flac")
    digest=$(sha256sum "$work/sad.flac" | cut -d' ' -f1)
    part_size=$(((size + 2) / 3))
    send 201 POST /api/v1/upload/multipart/init \
        "{\"filename\":\"sad.flac\",\"size\":$size,\"sha256\":\"$digest\",\"part_size\":$part_size}"
    upload_id=$(field data upload_id)
    cp "$work/answer" "$work/upload"
    expect "The number of parts" "$(grep -o '"part_number"' "$work/upload" | wc -l)" 3
    for number in 0 1 2; do
        put_part $number "$part_size"
        tags+=${tags:+,}$(quoted "$tag")
    done
    send 200 POST /api/v1/upload/multipart/complete "{\"upload_id\":\"$upload_id\",\"etags\":[$tags]}"
    asset=$(field data asset_id)
    expect "The SHA-256 of the asset" "$(field data sha256)" "$digest"
    expect "The codec of the asset" "$(field data probe codec)" flac
    expect "The original in the store" "$(sha256sum <"$work/data/objects/originals/$asset.flac")" "$digest  -"
}

# Puts part $1, counted from 0, of parts of $2 bytes through its presigned address; leaves its ETag in $tag.
put_part() {
    local address
    cp "$work/upload" "$work/answer"
    address=$(field data presigned_parts "$1" url)
    dd if="$work/sad.flac" of="$work/part" bs="$2" skip="$1" count=1 status=none
    call 200 PUT "${address#"$url"}" --data-binary @"$work/part" -H 'Content-Type: application/octet-stream'
    tag=$(sed -n 's/^[Ee][Tt][Aa][Gg]: *//p' "$work/headers" | tr -d '\r')
    [ -n "$tag" ] || fail "The answer to part $(($1 + 1)) has no ETag."
}

publish() {
    send 201 POST /api/v1/tracks "{\"title\":\"Sad\",\"original_asset_id\":\"$asset\",\"visibility\":\"public\"}"
    track=$(field data track id)
    version=$(field data version id)
    expect "The status of the new version" "$(field data version status)" pending
    local status=pending
    for _ in $(seq 600); do
        read_as_member "/api/v1/versions/$version"
        status=$(field data version status)
        [ "$status" = pending ] || break
        sleep 0.1
    done
    expect "The status of the version after a while" "$status" ready
}

look_into_store() {
    local folder=$work/data/objects/transcodes/$version segments
    [ -s "$folder/playlist_opus.m3u8" ] || fail "There is no playlist_opus.m3u8 in the store."
    [ -n "$(find "$folder" -name init.mp4 -size +0)" ] || fail "There is no init.mp4 in the store."
    segments=$(find "$folder" -path '*opus.*' -name 'segment_*.m4s' -size +0 | wc -l)
    [ "$segments" -ge 2 ] || fail "There are $segments segments in the store where two or more were expected."
}

listen() {
    call 200 GET "/embed/track/$track"
    local stream
    stream=$(python3 - "$work/answer" <<'PYTHON'
import html, re, sys
found = re.search(r'data-stream="([^"]+)"', open(sys.argv[1]).read())
print(html.unescape(found[1]) if found else "")
PYTHON
    )
    [ -n "$stream" ] || fail "The embed page names no data-stream."
    call 200 GET "${stream#"$url"}"
    head -1 "$work/answer" | grep -q '^#EXTM3U' || fail "What data-stream leads to is no playlist."
    ffmpeg -v error -i "$url${stream#"$url"}" -t 10 -ac 1 -ar 48000 -f s16le "$work/heard" 2>"$work/complaints" ||
        fail "ffmpeg could not play the stream: $(head -c 300 "$work/complaints")"
    [ ! -s "$work/complaints" ] || fail "ffmpeg complained about the stream: $(head -c 300 "$work/complaints")"
    # ffmpeg counts the encoder's priming, which it drops, as part of the ten seconds.
    local bytes
    bytes=$(stat -c %s "$work/heard")
    ((bytes > 955000 && bytes <= 960000)) ||
        fail "Ten seconds should be up to 960000 bytes, less the priming, and are $bytes."
    python3 - "$work/heard" <<'PYTHON' || fail "What ffmpeg heard is silence."
import array, sys
samples = array.array("h", open(sys.argv[1], "rb").read())
sys.exit(0 if sum(sample * sample for sample in samples) / len(samples) > 100 ** 2 else 1)
PYTHON
}

comment() {
    send 201 POST /api/v1/comments "{\"track_id\":\"$track\",\"at_ms\":4200,\"body_md\":\"Here it *turns*.\"}"
    local id
    id=$(field data comment id)
    call 200 GET "/api/v1/tracks/$track/comments"
    expect "The comment's id" "$(field data 0 id)" "$id"
    expect "The comment's time" "$(field data 0 at_ms)" 4200
    expect "The comment in HTML" "$(field data 0 body_html | tr -d '\n')" '<p>Here it <em>turns</em>.</p>'
}

count_plays() {
    read_as_member "/api/v1/tracks/$track/stats"
    field data totals plays
}

play() {
    local before after
    before=$(count_plays)
    call 201 POST /api/v1/plays -H 'Content-Type: application/json' \
        -d "{\"track_id\":\"$track\",\"version_id\":\"$version\",\"ms_listened\":10000,\"completed\":true}"
    send 202 POST /api/v1/admin/jobs/run '{"type":"analytics_rollup"}'
    for _ in $(seq 100); do
        after=$(count_plays)
        [ "$after" = "$before" ] || break
        sleep 0.1
    done
    expect "The number of plays after the rollup" "$after" "$((${before:-0} + 1))"
}

boot
say "the instance is ready at $url, on ${DATABASE_URL:-SQLite}"
sign_up
say "ada has signed up"
upload
say "three parts have become asset $asset"
publish
say "version $version was pending and is ready"
look_into_store
say "playlist and segments are in the store"
listen
say "the embed's stream plays ten seconds"
comment
say "a comment at 0:04 is posted and read"
play
say "the rollup has counted the play"
say "everything is as it should be"
