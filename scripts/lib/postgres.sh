# shellcheck shell=bash
# A throw-away PostgreSQL on a Unix socket, for tests. Source this file and call postgres_start, which exports
# STEMMA_TEST_POSTGRES; call postgres_stop in the end, which also removes its data.

postgres_bin=${STEMMA_POSTGRES_BIN:-/usr/lib/postgresql/15/bin}
postgres_dir=

# The server refuses to run as root.
postgres_run() (
    cd /
    program=$postgres_bin/$1
    shift
    if [ "$(id -u)" = 0 ]; then exec runuser -u postgres -- "$program" "$@"; fi
    exec "$program" "$@"
)

postgres_start() {
    postgres_dir=$(mktemp -d /tmp/stemma-postgres.XXXXXX) || return
    if [ "$(id -u)" = 0 ]; then chown postgres "$postgres_dir"; fi
    # A collation of people's languages: whatever must sort by bytes has to say so.
    postgres_run initdb --pgdata="$postgres_dir/data" --username=postgres --auth=trust --no-sync \
        --encoding=UTF8 --locale=C.UTF-8 --locale-provider=icu --icu-locale=en >/dev/null &&
        postgres_run pg_ctl start --wait --silent --pgdata="$postgres_dir/data" --log="$postgres_dir/log" \
            --options="-c listen_addresses= -c unix_socket_directories=$postgres_dir -c max_connections=400 -c fsync=off" ||
        return
    export STEMMA_TEST_POSTGRES="postgres://postgres@/postgres?host=$postgres_dir"
}

postgres_stop() {
    [ -n "$postgres_dir" ] || return 0
    postgres_run pg_ctl stop --wait --silent --mode=immediate --pgdata="$postgres_dir/data"
    rm -rf "$postgres_dir"
    postgres_dir=
}
