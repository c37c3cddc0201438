#!/bin/sh
# Runs once, when PostgreSQL has made its data folder: a database and an owner for each of the two,
# and the role of the running parts, which owns nothing.
set -eu
for name in airflow register; do
  case $name in
    airflow) password=$AIRFLOW_DATABASE_PASSWORD ;;
    register) password=$REGISTER_DATABASE_PASSWORD ;;
  esac
  psql --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" \
    --set=name="$name" --set=password="$password" <<'SQL'
CREATE ROLE :"name" LOGIN PASSWORD :'password';
CREATE DATABASE :"name" OWNER :"name";
REVOKE CONNECT ON DATABASE :"name" FROM PUBLIC;
SQL
done
psql --set=ON_ERROR_STOP=1 --username="$POSTGRES_USER" \
  --set=password="$REGISTER_APPLICATION_PASSWORD" <<'SQL'
CREATE ROLE visit_exchange LOGIN PASSWORD :'password';
GRANT CONNECT ON DATABASE register TO visit_exchange;
SQL
