#!/bin/bash
# A Debian 13 with nothing on it, in a container with a systemd of its own: deploy/install from nothing to the first
# page, deploy/upgrade over it and back, a backup and its restore, and what must be refused in one line.
#
#     tests/drills/clean_machine.sh         CONTAINERS_PREPARE=… as for tools/containers.sh
set -euo pipefail
cd "$(dirname "$0")/../.."

host=mreze.example.org
name=astra-clean-machine-$$
folder=$(mktemp -d)
[ -z "${CONTAINERS_PREPARE:-}" ] || eval "$("$CONTAINERS_PREPARE")"
read -ra mounts <<<"${BUILD_MOUNTS:-}"

ok() { printf 'ok     %s (%d s)\n' "$*" $((SECONDS - started)); }
failed() {
    echo "BROKEN $*" >&2
    tail --lines=30 "$folder/said" >&2
    podman exec "$name" journalctl --no-pager --lines=30 --unit='astra-*' >&2 || true
    exit 1
}
on() { podman exec "$name" "$@" >"$folder/said" 2>&1; }
page() { on curl --silent --fail --insecure --resolve "$host:443:127.0.0.1" --output /dev/null "https://$host$1"; }
refused() { # WHAT WORDS COMMAND…: fails, says so among its last lines, and the site goes on
    local what=$1 words=$2 line
    started=$SECONDS
    shift 2
    ! on "$@" || failed "$what: not refused"
    line=$(tail --lines=4 "$folder/said" | grep "$words" | tail --lines=1) || failed "$what: not said"
    page / || failed "$what: the site is gone"
    ok "$what: $line"
}
take_down() {
    podman rm --force --time 1 "$name" >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap take_down EXIT

# What git knows, as it stands here, as a commit of its own.
git clone --quiet --no-hardlinks . "$folder/source"
git ls-files -z --cached --others --exclude-standard | tar --create --null --files-from=- --ignore-failed-read 2>/dev/null |
    tar --extract --directory="$folder/source"
commit() { # MESSAGE: in the clone
    git -C "$folder/source" -c user.name=proba -c user.email=proba@example.org commit --quiet --all --allow-empty --message "$1"
}
git -C "$folder/source" add --all
commit "as it stands"

podman build --quiet "${mounts[@]}" --tag astra-clean-machine - >/dev/null <<'IMAGE'
FROM python:3.13-slim-trixie
RUN apt-get update --quiet && DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --no-install-recommends \
    systemd systemd-sysv dbus git
IMAGE
# Its packages may write beside what is lent to it.
lent=()
for mount in "${mounts[@]}"; do
    source=${mount#--volume=}
    [ -d "${source%%:*}" ] && mount=${mount/%:ro/:O}
    lent+=("$mount")
done
# SYS_ADMIN: the units' own walls are mounts; SYS_PTRACE: systemd gives one that sees no other processes its user
# namespace. The line for the kernel is for machines with the older cgroups.
podman run --detach --name "$name" --systemd=always --cap-add=SYS_ADMIN --cap-add=SYS_PTRACE "${lent[@]}" --volume="$folder/source:/root/astra" \
    --env=SYSTEMD_PROC_CMDLINE="systemd.unified_cgroup_hierarchy=0 SYSTEMD_CGROUP_ENABLE_LEGACY_FORCE=1" \
    astra-clean-machine /sbin/init >/dev/null
until on systemctl is-system-running; do sleep 0.5; done
on git config --global --add safe.directory '*'

started=$SECONDS
on /root/astra/deploy/install $host --dry-run || failed "dry run of deploy/install"
ok "deploy/install --dry-run: $(grep --count '^+' "$folder/said") steps, nothing changed"
! on test -e /srv/astra || failed "the dry run has changed something"

started=$SECONDS
on /root/astra/deploy/install $host || failed "deploy/install"
page / || failed "no page after deploy/install"
ok "deploy/install, from nothing to the first page"
failing=$(podman exec "$name" systemctl list-units --failed --no-legend --plain)
[ -z "$failing" ] || failed "units: $failing"
for unit in astra-backup astra-scheduled; do
    on systemctl start $unit || failed "$unit"
done
on systemctl is-active astra-worker astra-site@8001 astra-site@8002 nginx || failed "a service does not run"
on systemd-analyze security --threshold=15 --no-pager astra-site@8001 || failed "systemd-analyze security"
ok "services run; a backup and the scheduled job by their units; systemd-analyze security: $(
    grep -o 'Overall exposure.*: [0-9.]*' "$folder/said" | grep -o '[0-9.]*$')"
on runuser --login postgres --command "psql --tuples-only --no-align --command=\"SELECT rolname FROM pg_roles WHERE rolname = 'astra' AND NOT rolsuper AND NOT rolcreaterole\""
[ "$(cat "$folder/said")" = astra ] || failed "the role in the database may too much"
started=$SECONDS
on /root/astra/deploy/install $host || failed "deploy/install again"
ok "deploy/install again"

count() { # of failed requests while a command runs
    podman exec "$name" sh -c "while [ ! -e /tmp/over ]; do
        curl --silent --insecure --resolve $host:443:127.0.0.1 --output /dev/null --write-out '%{http_code}\n' 'https://$host/mreze/?a=1'
    done >/tmp/answers"
}
for step in upgrade "upgrade --back" upgrade; do
    started=$SECONDS
    commit "$step"
    on rm -f /tmp/over
    count &
    on /root/astra/deploy/$step || failed "deploy/$step"
    on touch /tmp/over
    wait $!
    answers=$(podman exec "$name" sh -c "wc -l </tmp/answers; grep -vc 200 /tmp/answers || true" | tr '\n' ' ')
    ok "deploy/$step: answers, and failed ones among them: $answers"
done

manage=/root/astra/deploy/manage
newest() { podman exec "$name" sh -c 'ls -d /var/lib/astra/backups/2*Z | tail --lines=1'; }
on $manage backup || failed backup
backup=$(newest)
refused "a restore into a database that is not empty" "not empty" $manage restore_backup "$backup"
on sh -c "cp -a $backup /tmp/half && rm /tmp/half/media.tar && chown -R astra /tmp/half"
refused "half a backup" "media.tar" $manage verify_backup /tmp/half
started=$SECONDS
# The very lines of the page.
restoring=$(sed -n '/^To restore/,/^## /s/^    sudo //p' docs/operations.md | sed "s#/var/lib/astra/backups/2.*#$backup#")
[ "$(wc -l <<<"$restoring")" = 9 ] || failed "docs/operations.md has no nine lines to restore by"
podman exec --workdir=/root/astra "$name" sh -exc "$restoring" >"$folder/said" 2>&1 || failed "restore"
until page /health/ready/ || ((SECONDS > started + 120)); do sleep 1; done
page '/?a=1' || failed "no page after the restore"
ok "a backup restored by the lines of docs/operations.md"

started=$SECONDS
on env DJANGO_SUPERUSER_PASSWORD=osam-plavih-krusaka-u-korpi $manage createsuperuser --noinput --username proba \
    --email proba@example.org || failed "createsuperuser"
on $manage rebuild_search || failed "rebuild_search"
on sh -c 'd=/var/lib/astra/web/acme/.well-known/acme-challenge && mkdir --parents $d && echo here >$d/proba'
on curl --silent --fail --resolve "$host:80:127.0.0.1" "http://$host/.well-known/acme-challenge/proba" || failed "challenge"
on sh -c "echo ASTRA_METRICS_PORT=9108 >>/etc/astra/environment && systemctl restart 'astra-site@*' && systemctl enable --now astra-metrics"
until page /health/ready/ || ((SECONDS > started + 120)); do sleep 1; done
until on curl --silent --fail http://127.0.0.1:9108/metrics || ((SECONDS > started + 120)); do sleep 1; done
grep --quiet 'astra_requests_total{' "$folder/said" || failed "metrics"
on sh -c "journalctl --unit='astra-site@*' --output=cat | grep '^{' | python3 -c 'import json, sys; [json.loads(line) for line in sys.stdin]'" ||
    failed "the log is not JSON"
! on $manage status || failed "a certificate of one's own is not red"
wrong=$(grep '^nije u redu' "$folder/said" | cut --characters=17- | cut --delimiter=: --fields=1 | paste --serial --delimiters=,)
[ "$wrong" = "Provera linkova,Sertifikat" ] || failed "the status: $wrong"
ok "createsuperuser, rebuild_search, the certificate's challenge, metrics, logs as JSON; status red in: $wrong"

# Bad input. Each time the settings or the disk are put back.
settings=/etc/astra/environment
on cp $settings /tmp/settings
commit "again"
on sed -i 's/^SECRET_KEY=.*/SECRET_KEY=weak/' $settings
refused "a weak key" "SECRET_KEY" /root/astra/deploy/upgrade
on sed -i '/^ASTRA_FACTOR_KEY=/d' $settings
on sed -i "s|^SECRET_KEY=.*|$(podman exec "$name" grep ^SECRET_KEY= /tmp/settings)|" $settings
refused "a missing key" "ASTRA_FACTOR_KEY" /root/astra/deploy/upgrade
on cp /tmp/settings $settings
on sh -c "printf 'ASTRA_S3_URL=https://127.0.0.1:1/mreze\nASTRA_S3_KEY=proba\nASTRA_S3_SECRET=%s\n' $(openssl rand -hex 20) >>$settings"
refused "S3 that does not answer" "S3" /root/astra/deploy/upgrade
on cp /tmp/settings $settings
refused "another release by deploy/install" "deploy/upgrade" /root/astra/deploy/install $host
on cp --recursive /etc/astra/certificates /tmp/certificates
on sh -c "openssl req -x509 -newkey rsa:2048 -nodes -not_before 20200101000000Z -not_after 20200102000000Z -subj /CN=$host -quiet \
    -keyout /etc/astra/certificates/privkey.pem -out /etc/astra/certificates/fullchain.pem"
refused "a certificate that has run out" "certificate" /root/astra/deploy/upgrade
on cp --recursive /tmp/certificates/. /etc/astra/certificates
on mount -t tmpfs -o size=2m tmpfs /var/lib/astra/backups
refused "a full disk" "MB are free" /root/astra/deploy/upgrade
on umount /var/lib/astra/backups
started=$SECONDS
on /root/astra/deploy/upgrade || failed "upgrade over several commits"
[ "$(podman exec "$name" sh -c 'ls /srv/astra/releases | wc -l')" = 2 ] || failed "older releases are left"
ok "then deploy/upgrade, over several commits; two releases are kept"

# Two releases at once: the first adds, the second takes away.
migration() { # NAME, WHAT IT STANDS ON, and what contracts
    printf 'from django.db import migrations\n\n\nclass Migration(migrations.Migration):\n    contracts = "%s"\n' "$3"
    printf '    dependencies = [("networks", "%s")]\n    operations = []\n' "$2"
}
migrations=$folder/source/networks/migrations
last=$(basename "$(find "$migrations" -name '0*.py' | sort | tail --lines=1)" .py)
migration 9001_adds "$last" "" >"$migrations/9001_adds.py"
git -C "$folder/source" add --all
commit "a release"
migration 9002_less 9001_adds "no release reads it" >"$migrations/9002_less.py"
git -C "$folder/source" add --all
commit "the release after it"
refused "an upgrade over two releases" "more than one release behind" /root/astra/deploy/upgrade
git -C "$folder/source" checkout --quiet HEAD~1 && on /root/astra/deploy/upgrade || failed "the release between"
git -C "$folder/source" checkout --quiet - && on /root/astra/deploy/upgrade || failed "the release after it"
ok "then deploy/upgrade to one after the other"
