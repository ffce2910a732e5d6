# `make` alone prints the targets. Everything they need they set up themselves.
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test lint types checks unit postgresql browser bench format lock chromium machine clean

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
SOURCES := m2w programmes matching reporting tests
TEMPLATES := templates
# Production settings, with a key of this run, for Django's own deployment check.
PRODUCTION = M2W_SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))') \
	M2W_ALLOWED_HOSTS=m2w.example

export PYTHON
export PIP_DISABLE_PIP_VERSION_CHECK = 1

help:
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

run: $(VENV)/.base ## the site with example data on http://127.0.0.1:8000, and its worker
	@$(MANAGE) prepare
	@$(MANAGE) work --with-parent & worker=$$!; \
	trap 'kill $$worker 2>/dev/null; wait $$worker' EXIT; trap 'exit 130' INT; trap 'exit 143' TERM; \
	$(MANAGE) runserver 127.0.0.1:8000

test: machine $(VENV)/.dev chromium lint types checks unit postgresql browser ## everything, as continuous integration does

lint: $(VENV)/.dev ## style of Python and templates, direction of imports
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/djlint --lint --check $(TEMPLATES)
	$(BIN)/lint-imports

types: $(VENV)/.dev ## mypy with the types of Django
	$(BIN)/mypy

# The description of the API is checked along, in English: its catalogue is compiled first.
checks: $(VENV)/.dev ## migrations are complete, production settings are safe
	$(MANAGE) catalogue --compile
	$(MANAGE) makemigrations --check --dry-run
	$(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING

unit: $(VENV)/.dev ## all tests but those in a browser, on SQLite
	$(MANAGE) catalogue --compile
	$(BIN)/pytest -n auto --dist loadfile --ignore tests/browser

postgresql: $(VENV)/.dev ## the tests that touch the database, on PostgreSQL
	$(MANAGE) catalogue --compile
	$(BIN)/python -m tests.postgres $(BIN)/pytest -n auto --dist loadfile --ignore tests/browser

browser: $(VENV)/.dev ## the tests in a browser
	$(MANAGE) catalogue --compile
	$(BIN)/pytest -n auto --dist worksteal tests/browser

bench: $(VENV)/.dev ## ratios measured in one run, on SQLite and on PostgreSQL
	@.ci/setup postgresql
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.postgres $(BIN)/python -m tests.bench

format: $(VENV)/.dev ## write Python and templates in the house style
	$(BIN)/ruff check --fix $(SOURCES)
	$(BIN)/ruff format $(SOURCES)
	-$(BIN)/djlint --quiet --reformat $(TEMPLATES)

lock: $(VENV)/.dev ## renew the pinned requirements
	CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --upgrade \
		--output-file requirements/base.txt pyproject.toml
	CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --upgrade --extra test --extra dev \
		--constraint requirements/base.txt --output-file requirements/dev.txt pyproject.toml

chromium: $(VENV)/.dev ## a browser for the tests, where the system packages none
	@.ci/setup --look chromium || $(BIN)/playwright install --with-deps chromium

clean: ## the environment and all caches; keeps the data in var/
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

machine:
	@.ci/setup python postgresql chromium libatomic curl

$(VENV)/.base: requirements/base.txt
	@.ci/setup python
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes -r requirements/base.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.base
	$(BIN)/pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@
