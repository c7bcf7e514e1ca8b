#!/bin/sh
# The site's own role: it owns its database and may make others (a backup is restored aside to be verified),
# and it is no superuser: with that, a fault in the site would be a fault of the whole server.
set -eu
psql --username "${POSTGRES_USER:-postgres}" --set ON_ERROR_STOP=1 --set password="$ASTRA_PASSWORD" <<'SQL'
CREATE ROLE astra LOGIN CREATEDB PASSWORD :'password';
CREATE DATABASE astra OWNER astra;
SQL
