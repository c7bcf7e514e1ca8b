# What install and upgrade share: where things are, and how a step is told, done or only shown.
# shellcheck shell=bash disable=SC2034
HOME_DIR=/srv/astra
DATA_DIR=/var/lib/astra
ETC_DIR=/etc/astra
CURRENT=$HOME_DIR/current
PORTS=(8001 8002)
dry_run=no

say() { printf '%s\n' "$*"; }
stop() {
    printf 'STOPPED: %s\n' "$*" >&2
    exit 1
}
run() { # COMMAND…: say it, and do it unless only asked what would be done
    say "+ $*"
    [ "$dry_run" = yes ] || "$@"
}
manage() { # manage.py of the current release
    run $CURRENT/deploy/manage "$@"
}
has_room() { # FOLDER MEGABYTES: or stop, before anything is changed
    local there=$1
    while [ ! -e "$there" ]; do there=$(dirname "$there"); done
    [ "$(df --output=avail --block-size=1M "$there" | tail --lines=1)" -ge "$2" ] ||
        stop "less than $2 MB are free in $1; nothing was changed"
}
can_begin() { # or stop: a full disk and a certificate that has run out would show only when it is too late
    has_room $HOME_DIR 1500
    has_room $DATA_DIR 300
    has_room $DATA_DIR/backups 300
    if [ -e $ETC_DIR/certificates/fullchain.pem ]; then
        openssl x509 -checkend 0 -noout -in $ETC_DIR/certificates/fullchain.pem >/dev/null ||
            stop "the certificate $ETC_DIR/certificates/fullchain.pem has run out; nothing was changed"
    fi
}
accepts_settings() { # RELEASE: or stop; the settings refuse what is weak or missing with one line
    local said
    said=$("$1/deploy/manage" check 2>&1) || stop "$(tail --lines=1 <<<"$said"); the running release was not changed"
}
source=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
name_version() { # of this folder's commit
    version=$(git -C "$source" rev-parse --short=12 HEAD) || stop "$source is no clone of the project"
}
put_release() { # copy this folder's commit into a release of its own, with its packages
    local release
    name_version
    release=$HOME_DIR/releases/$version
    if [ -e "$release/.complete" ]; then
        say "Release $version is there already"
        return
    fi
    run rm -rf "$release"
    run install --directory --owner=astra --group=astra "$release"
    run sh -c "git -C '$source' archive HEAD | tar --extract --directory='$release'"
    run install --directory "$release/var"
    run chown -R astra:astra "$release"
    run runuser -u astra -- python3 -m venv "$release/.venv"
    run runuser -u astra -- "$release/.venv/bin/pip" install --quiet --no-cache-dir --require-hashes \
        --requirement "$release/requirements.txt"
    run touch "$release/.complete"
}
forget_releases() { # all but the one that runs and the one before; each takes 400 MB
    run find $HOME_DIR/releases -mindepth 1 -maxdepth 1 \
        ! -name "$(basename "$(readlink $CURRENT)")" ! -name "$(basename "$(readlink $HOME_DIR/before)")" \
        -exec rm -r {} +
}
point_to() { # RELEASE: from here on it is the current one; at once, never half
    run ln -sfn "$1" $HOME_DIR/next
    run mv -T $HOME_DIR/next $CURRENT
}
prepare_release() { # database, catalogues, static files, and what the web server needs
    # Tied together: where somebody asks how a function ends, bash goes on after a step that has failed.
    manage compile_catalogues &&
        manage collectstatic --noinput --verbosity 0 &&
        manage prepare &&
        manage web_server_files $DATA_DIR/web --certificates $ETC_DIR/certificates \
            "${PORTS[@]/#/--upstream=127.0.0.1:}"
}
await() { # PORT: until this process of the site answers
    local host
    host=$(sed -n 's/^ALLOWED_HOSTS=\([^,]*\).*/\1/p' $ETC_DIR/environment)
    for _ in $(seq 60); do
        if curl --silent --fail --output /dev/null --header "Host: $host" "http://127.0.0.1:$1/health/ready/"; then
            return
        fi
        sleep 0.5
    done
    return 1
}
restart_in_turn() { # while one is restarted the other answers
    local port
    for port in "${PORTS[@]}"; do
        run systemctl restart "astra-site@$port"
        [ "$dry_run" = yes ] || await "$port" || return 1
    done
    run systemctl try-restart astra-worker
}
