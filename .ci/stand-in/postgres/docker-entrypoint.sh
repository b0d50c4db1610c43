#!/usr/bin/env bash
# What the official image says of itself, and no more: variables and their _FILE, the drop from root to postgres, the first
# start's database, user and scripts.
set -Eeo pipefail

from_file() { # NAME DEFAULT
  local file=$1_FILE
  if [[ -n ${!1:-} && -n ${!file:-} ]]; then
    echo "error: both $1 and $file are set (but are exclusive)" >&2
    exit 1
  fi
  if [[ -n ${!file:-} ]]; then declare -gx "$1=$(<"${!file}")"; else declare -gx "$1=${!1:-$2}"; fi
  unset "$file"
}

sql() {
  local database=()
  if [[ -n $POSTGRES_DB ]]; then database=(--dbname "$POSTGRES_DB"); fi
  PGHOST='' PGHOSTADDR='' psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --no-password --no-psqlrc "${database[@]}" "$@"
}

# set_arguments postgres ARGUMENT...: keeps them in `arguments`. The server's own idea of its socket's folder is /tmp, which shows where a
# configuration of the user's says nothing; the official one's is Debian's.
set_arguments() {
  arguments=("${@:2}")
  if [[ $(postgres -C unix_socket_directories "${arguments[@]}") == /tmp ]]; then
    arguments=(-c unix_socket_directories=/var/run/postgresql "${arguments[@]}")
  fi
}

run_scripts() {
  local file
  for file in /docker-entrypoint-initdb.d/*; do
    case $file in
      *.sh)
        # shellcheck disable=SC1090
        if [[ -x $file ]]; then echo "$0: running $file" && "$file"; else echo "$0: sourcing $file" && . "$file"; fi
        ;;
      *.sql) echo "$0: running $file" && sql -f "$file" ;;
      *.sql.gz) echo "$0: running $file" && gunzip -c "$file" | sql ;;
      *.sql.xz) echo "$0: running $file" && xzcat "$file" | sql ;;
      *.sql.zst) echo "$0: running $file" && zstd -dc "$file" | sql ;;
      *) echo "$0: ignoring $file" ;;
    esac
  done
}

initialise() {
  local options=()
  if [[ -z $POSTGRES_PASSWORD && $POSTGRES_HOST_AUTH_METHOD != trust ]]; then
    echo 'Error: Database is uninitialized and superuser password is not specified.' >&2
    exit 1
  fi
  eval "options=($POSTGRES_INITDB_ARGS)"
  if [[ -n ${POSTGRES_INITDB_WALDIR:-} ]]; then options=(--waldir "$POSTGRES_INITDB_WALDIR" "${options[@]}"); fi
  initdb --username="$POSTGRES_USER" --pwfile=<(printf '%s\n' "$POSTGRES_PASSWORD") "${options[@]}"
  printf '\nhost all all all %s\n' "${POSTGRES_HOST_AUTH_METHOD:-$(postgres -C password_encryption "${@:2}")}" >>"$PGDATA/pg_hba.conf"
  set_arguments "$@"
  export PGPASSWORD=${PGPASSWORD:-$POSTGRES_PASSWORD}
  PGUSER=${PGUSER:-$POSTGRES_USER} pg_ctl -D "$PGDATA" -o "$(printf '%q ' "${arguments[@]}" -c listen_addresses='' -p "${PGPORT:-5432}")" -w start
  if [[ $POSTGRES_DB != postgres ]]; then
    createdb --username "$POSTGRES_USER" --no-password "$POSTGRES_DB"
  fi
  run_scripts
  pg_ctl -D "$PGDATA" -m fast -w stop
  unset PGPASSWORD
  printf '\nPostgreSQL init process complete; ready for start up.\n\n'
}

if [[ ${1:-} == -* ]]; then set -- postgres "$@"; fi
if [[ $1 == postgres && ! " $* " =~ ' '(--help|--version|-V|-\?|--describe-config)' ' ]]; then
  from_file POSTGRES_PASSWORD ''
  from_file POSTGRES_USER postgres
  from_file POSTGRES_DB "$POSTGRES_USER"
  from_file POSTGRES_INITDB_ARGS ''
  : "${POSTGRES_HOST_AUTH_METHOD:=}"
  mkdir -p "$PGDATA"
  chmod 700 "$PGDATA" || true
  mkdir -p /var/run/postgresql || true
  chmod 3775 /var/run/postgresql || true
  if [[ -n ${POSTGRES_INITDB_WALDIR:-} ]]; then mkdir -p "$POSTGRES_INITDB_WALDIR" && chmod 700 "$POSTGRES_INITDB_WALDIR"; fi
  if ((EUID == 0)); then
    find "$PGDATA" /var/run/postgresql ${POSTGRES_INITDB_WALDIR:+"$POSTGRES_INITDB_WALDIR"} ! -user postgres -exec chown postgres '{}' +
    exec gosu postgres "${BASH_SOURCE[0]}" "$@"
  fi
  if [[ -s $PGDATA/PG_VERSION ]]; then
    printf '\nPostgreSQL Database directory appears to contain a database; Skipping initialization\n\n'
  else
    initialise "$@"
  fi
  set_arguments "$@"
  set -- postgres "${arguments[@]}"
  for name in "${!POSTGRES_@}"; do unset "$name"; done
fi
exec "$@"
