#!/bin/bash
# Builds the image, brings compose.yaml up beside whatever runs here, asks it what a visitor and its keeper would, and
# takes it down. Ends with 77 where this machine can run no containers: that says nothing about the project.
#
#     CONTAINERS_PREPARE=…   a script that makes containers possible here and prints exports, for machines
#                            that reach no registry: CONTAINERS_CONF, BUILD_MOUNTS (options of podman build)
set -euo pipefail
cd "$(dirname "$0")/.."

host=mreze.example.org
project=astra-check-$$
folder=$(mktemp -d)
started=$SECONDS

not_run() {
    echo "NOT RUN: $*"
    exit 77
}
failed() {
    echo "FAILED: $*" >&2
    compose logs 2>&1 | tail --lines=60 >&2 || true
    exit 1
}
ok() { printf 'ok     %-60s %3d s\n' "$*" $((SECONDS - started)); }
retry() { # SECONDS COMMAND…: until it works
    local end=$((SECONDS + $1))
    shift
    until "$@"; do
        ((SECONDS < end)) || return 1
        sleep 1
    done
}

if [ -n "${CONTAINERS_PREPARE:-}" ]; then
    eval "$("$CONTAINERS_PREPARE")"
fi
mounts=() build_options=()
if docker compose version >/dev/null 2>&1 && docker info >/dev/null 2>&1; then
    engine=docker
    compose() { (cd "$folder/tree" && docker compose --project-name $project "$@"); }
elif command -v podman >/dev/null && command -v podman-compose >/dev/null; then
    engine=podman
    read -ra mounts <<<"${BUILD_MOUNTS:-}"
    build_options=(--format docker)
    compose() { (cd "$folder/tree" && podman-compose --project-name $project "$@" 2> >(grep -v 'cgroups-v1' >&2)); }
else
    not_run "neither docker with compose nor podman with podman-compose is here"
fi

for image in python:3.13-slim-trixie postgres:17-trixie nginx:stable; do
    $engine image inspect $image >/dev/null 2>&1 ||
        timeout 60 $engine pull --quiet $image >/dev/null 2>&1 ||
        not_run "no registry that has $image is reached, and CONTAINERS_PREPARE makes no stand-in"
done
# One small package, as the build will fetch all of them, by a network as compose makes one.
trap '$engine network rm $project >/dev/null 2>&1 || true; rm -rf "$folder"' EXIT
$engine network create $project >"$folder/tried" 2>&1 &&
    timeout 120 $engine run --rm --network $project "${mounts[@]}" python:3.13-slim-trixie \
    python -m pip --quiet download --no-deps --dest /tmp asgiref \
    >"$folder/tried" 2>&1 || not_run "no container that reaches the packages runs here: $(tail --lines=1 "$folder/tried")"

# What git knows, as it stands here: no .env and no certificate of anybody's.
mkdir "$folder/tree"
git ls-files -z | tar --create --null --files-from=- --ignore-failed-read 2>/dev/null | tar --extract --directory="$folder/tree"
random() { openssl rand -base64 60 | tr -d '\n=+/'; }
cat >"$folder/tree/.env" <<SETTINGS
SECRET_KEY=$(random)
ASTRA_FACTOR_KEY=$(openssl rand -base64 32 | tr '+/' '-_')
ALLOWED_HOSTS=$host
SITE_URL=https://$host
POSTGRES_PASSWORD=$(random)
ASTRA_BEHIND_PROXY=yes
ASTRA_WORKERS=1
SITE_IMAGE=$project
HTTP_PORT=127.0.0.1:${HTTP_PORT:-8480}
HTTPS_PORT=127.0.0.1:${HTTPS_PORT:-8443}
SETTINGS
mkdir "$folder/tree/certificates"
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=$host" -quiet \
    -keyout "$folder/tree/certificates/privkey.pem" -out "$folder/tree/certificates/fullchain.pem"

checks=
take_down() {
    [ -z "$checks" ] || kill "$checks" 2>/dev/null || true
    compose down --volumes --timeout 5 >/dev/null 2>&1 || true
    $engine image rm --force $project >/dev/null 2>&1 || true
    $engine network rm $project >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap take_down EXIT

$engine build "${build_options[@]}" "${mounts[@]}" --quiet --tag $project "$folder/tree" >"$folder/built" 2>&1 ||
    { tail --lines=40 "$folder/built" >&2 && failed "the image does not build"; }
ok "image built"

if [ $engine = podman ]; then
    # podman leaves health checks to systemd's timers, which need not be here.
    while sleep 2; do
        for name in $(podman ps --filter "name=$project" --format '{{.Names}}'); do
            podman healthcheck run "$name" || true
        done
    done >/dev/null 2>&1 &
    checks=$!
fi
compose up --detach --no-build >"$folder/up" 2>&1 || { cat "$folder/up" >&2 && failed "compose does not come up"; }
ask() { # PATH: as a visitor, by TLS through nginx
    curl --silent --show-error --fail --insecure --max-time 10 --connect-to "$host:443:127.0.0.1:${HTTPS_PORT:-8443}" "https://$host$1"
}
retry 150 ask /health/ready/ >/dev/null 2>&1 || failed "the site does not answer"
ok "compose up, /health/ready/ through nginx"
ask /en/ | grep --quiet 'lang="en"' || failed "there is no home page"
ok "a page through nginx"

inside() { compose exec -T "$@"; }
[ "$(inside site-1 id -u)" = 10001 ] || failed "the site does not run as uid 10001"
! inside site-1 sh -c 'echo x >/app/x' 2>/dev/null || failed "the root of the site can be written"
ok "uid 10001 over a read-only root"

asked="from django.db import connection; cursor = connection.cursor()
cursor.execute('SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user')
raise SystemExit(cursor.fetchone()[0])"
inside site-1 python manage.py shell --verbosity=0 --command "$asked" || failed "the site is PostgreSQL's superuser"
ok "its role in the database is no superuser"

worked="import time; from astra_site.tasks import background, models; from astra_site.uploads.jobs import make_copies
job = background.start(make_copies, 'Proba', model='networks.Organisation', pk=0)
end = time.monotonic() + 60
while job.state in (models.JobState.WAITING, models.JobState.RUNNING) and time.monotonic() < end:
    time.sleep(0.2); job.refresh_from_db()
raise SystemExit(job.state != models.JobState.DONE)"
inside site-1 python manage.py shell --verbosity=0 --command "$worked" || failed "the worker does not work"
ok "the worker has done a task"
inside site-1 python manage.py backup >/dev/null || failed "no backup"
inside site-1 python manage.py verify_backup || failed "the backup cannot be restored"
ok "a backup, restored and compared"
