# syntax=docker/dockerfile:1
# The site as one image: gunicorn as an ordinary user, over a read-only root if wanted.
# Writable are only /tmp, the folder of uploads, /var/lib/astra/media, and that of the cache, /var/lib/astra/cache.

# With a digest it is the same image tomorrow: docs/operations.md
ARG PYTHON_IMAGE=python:3.13-slim-trixie
FROM ${PYTHON_IMAGE} AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1
RUN python -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
COPY requirements.txt /tmp/
RUN pip install --require-hashes --requirement /tmp/requirements.txt
WORKDIR /app
COPY manage.py ./
COPY astra_site astra_site
COPY networks networks
COPY templates templates
COPY static static
COPY locale locale
COPY deploy deploy
# The manual of staff, which the admin shows.
COPY docs/*.md docs/
COPY docs/images docs/images
# The values only have to be acceptable: nothing of them stays in the image.
RUN DJANGO_SETTINGS_MODULE=astra_site.settings.production \
    SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(50))')" \
    ASTRA_FACTOR_KEY="$(python -c 'import base64, secrets; print(base64.urlsafe_b64encode(secrets.token_bytes(32)).decode())')" \
    SITE_URL=https://build.invalid ALLOWED_HOSTS=build.invalid \
    DATABASE_URL=postgres://build@build.invalid/build \
    sh -c 'python manage.py compile_catalogues && python manage.py collectstatic --noinput --verbosity 0' \
    && python -m compileall -q /app

FROM ${PYTHON_IMAGE}
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=astra_site.settings.production \
    ASTRA_BIND=0.0.0.0:8000 \
    ASTRA_MEDIA_ROOT=/var/lib/astra/media \
    ASTRA_BACKUP_DIR=/var/lib/astra/backups \
    ASTRA_CACHE_DIR=/var/lib/astra/cache
# pg_dump and pg_restore, for the backups.
RUN apt-get update --quiet \
    && DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --no-install-recommends postgresql-client \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --user-group --no-create-home --home-dir /nonexistent astra \
    && install --directory --owner astra --group astra \
        /var/lib/astra/media /var/lib/astra/web /var/lib/astra/backups /var/lib/astra/cache
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app
WORKDIR /app
USER 10001:10001
VOLUME /var/lib/astra/media /var/lib/astra/cache
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-m", "astra_site.delivery.probe"]
CMD ["gunicorn", "--config", "python:astra_site.delivery.gunicorn"]
