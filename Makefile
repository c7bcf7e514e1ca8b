# `make` alone prints this list. Each target makes what it needs; nothing has to be installed by
# hand but a Python (3.12 or newer) and make.
MAKEFLAGS += --no-print-directory
PORT ?= 8000
export PORT
PYTHON := .venv/bin/python
NEEDS := @tools/environment.sh
# What Python compiles is kept for the next start, whatever this machine has set.
SERVE := @exec env -u PYTHONDONTWRITEBYTECODE
NEEDS_TOOLS := @tools/environment.sh requirements-dev.txt
# What is measured has no packages that a server has not: they would be 7 MB of each process.
MEASURED := var/measured
NEEDS_NO_TOOLS := @MAKE_VENV=$(MEASURED) tools/environment.sh requirements.txt

.DEFAULT_GOAL := help
.PHONY: help run dev test check format messages upstream requirements screenshots guide-pictures audit bench bench-peers bench-paint drills containers mutants maps font observatory

help: ## these lines
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' Makefile

run: ## start the site as visitors get it: http://127.0.0.1:8000/ (PORT=… and DATABASE_URL=… change that)
	$(NEEDS) requirements.txt "$(PORT)"
	$(SERVE) DJANGO_SETTINGS_MODULE=astra_site.settings.local $(PYTHON) manage.py serve

dev: ## the same for work on the code: faults are shown, an edit is seen at the next request
	$(NEEDS) requirements.txt "$(PORT)"
	$(SERVE) DJANGO_SETTINGS_MODULE=astra_site.settings.dev $(PYTHON) manage.py serve

test: ## run all tests, on SQLite and on PostgreSQL
	$(NEEDS_TOOLS)
	@exec $(PYTHON) tools/run_tests.py

check: ## look at the code without running it: style, types, templates, migrations, requirements
	$(NEEDS_TOOLS)
	@exec $(PYTHON) tools/check.py

format: ## put code and templates into the house style
	$(NEEDS_TOOLS)
	@$(PYTHON) tools/check.py --fix

messages: ## collect the texts to translate into locale/ (needs gettext)
	$(NEEDS_TOOLS)
	@exec $(PYTHON) manage.py makemessages

upstream: ## our Serbian for Wagtail in the layout of its translation project, into var/upstream
	$(NEEDS_TOOLS)
	@exec $(PYTHON) tools/upstream_catalogues.py

requirements: ## compile requirements*.txt from pyproject.toml
	$(NEEDS_TOOLS)
	@exec $(PYTHON) tools/requirements.py $(UPGRADE)

screenshots: ## pictures of every page type in both languages, into var/screenshots
	$(NEEDS_TOOLS)
	@exec $(PYTHON) tests/browser/screenshots.py

guide-pictures: ## pictures of the admin for docs/editors.md
	$(NEEDS_TOOLS)
	@exec $(PYTHON) tests/browser/guide_pictures.py

audit: ## list all packages (CycloneDX), ask for advisories about them, look at the code with bandit
	$(NEEDS_TOOLS)
	@exec $(PYTHON) tools/audit.py

bench: ## measure the site under gunicorn, small and with 10,000 organisations (ORGANISATIONS=…, DATABASE_URL=…), and the exit
	$(NEEDS_TOOLS)
	$(NEEDS_NO_TOOLS)
	@$(MEASURED)/bin/python tests/bench/measure.py --organisations $(or $(ORGANISATIONS),10000); \
	measured=$$?; $(PYTHON) tests/bench/exit.py && exit $$measured

bench-peers: ## the same beside other sites on this machine: PEERS="8080/page/ 8081/" (docs/operations.md)
	$(NEEDS_NO_TOOLS)
	@exec $(MEASURED)/bin/python tests/bench/measure.py --organisations 0 --peers $(PEERS)

bench-paint: ## when pages paint on a slow line, beside pages of other sites: PEERS="https://localhost:8360/page/" (docs/operations.md)
	$(NEEDS_TOOLS)
	@exec $(PYTHON) tests/bench/paint.py $(PEERS)

drills: ## break the shipped server on purpose: nginx, two processes, PostgreSQL (ONLY=… for some of them)
	$(NEEDS_TOOLS)
	@exec $(PYTHON) tests/drills/drills.py $(ONLY)

containers: ## build the image, bring compose up, ask it, take it down (needs docker or podman)
	@tools/containers.sh

mutants: ## put small faults into a copy of the code and list those that no test notices (N=60 SEED=… ROOM=…)
	$(NEEDS_TOOLS)
	@exec $(PYTHON) tools/mutants.py --number $(or $(N),60) $(addprefix --seed ,$(SEED)) $(addprefix --room ,$(ROOM))

maps: ## make the shapes of the maps again from Natural Earth (needs npm)
	$(NEEDS_TOOLS)
	@exec $(PYTHON) tools/build_maps.py

font: ## make the font of the headings again from Source Serif (needs npm)
	$(NEEDS_TOOLS)
	@exec $(PYTHON) tools/build_font.py

observatory: ## mark the headers by the Mozilla Observatory's rules (needs npm, nginx, openssl)
	$(NEEDS_TOOLS)
	@exec $(PYTHON) tests/drills/observatory.py
