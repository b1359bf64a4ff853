# Itog: `make run` opens the dashboard, `make test` proves it, `make help` lists the rest.

PYTHON ?= python3
UV_VERSION := 0.13.9
PORT ?= 8050
ROWS ?= 100000
# one more than processors: a test with a browser or a database waits for it
WORKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)

VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
INSTALL := $(UV) pip install --quiet --python $(BIN)/python
COMPILE := $(UV) pip compile --quiet --universal --generate-hashes --no-annotate \
	--custom-compile-command "make lock" pyproject.toml

# Programs that tests and the bench run beside Itog, each in an environment of its own.
APART := tests/openid tests/frictionless tests/fuzz tests/spark $(patsubst %/requirements.in,%,$(wildcard tests/bench/peers/*/requirements.in))

# Run a command and show what it said only when it fails.
quietly = said=$$($(1) 2>&1) || { echo "$$said" >&2; exit 1; }

HAS_UV := $(VENV)/.uv-$(UV_VERSION)
INSTALLED := $(VENV)/.installed
INSTALLED_DEV := $(VENV)/.installed-dev

.DEFAULT_GOAL := help
.PHONY: help install run test test-deep check lint audit bench lock pictures styles charts format clean

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 20

install: $(INSTALLED) ## make .venv with the locked dependencies

run: $(INSTALLED) ## serve http://127.0.0.1:$PORT, with the shipped programmes
	@test -n "$$ITOG_DATABASE_URL" -o -e instance/itog.db || $(BIN)/itog init
	@exec $(BIN)/itog serve --port $(PORT)

test: $(INSTALLED_DEV) ## every check: style, types, contracts, and every test; WORKERS=1 for fewer processes
	@$(BIN)/python -m tests.services
	@$(MAKE) --no-print-directory lint
	@$(BIN)/pytest --numprocesses $(WORKERS) --dist loadfile

test-deep: export ITOG_TEST_DEEP = 1
test-deep: $(INSTALLED_DEV) ## whole what `make test` goes through in short: an hour; ONLY="fuzz spark" for some of it
	@$(BIN)/python -m tests.services
	@$(BIN)/python -m tests.deep $(ONLY)

check: $(INSTALLED_DEV) lint audit ## the fast checks: no browser, PostgreSQL or office
	@$(BIN)/pytest -m "not browser and not postgresql and not office"

lint: $(INSTALLED_DEV) ## style, types and contracts alone
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --quiet --check || { echo "Unformatted files: run 'make format'." >&2; exit 1; }
	@$(call quietly,$(BIN)/mypy)
	@$(call quietly,$(BIN)/lint-imports --no-logo)
	@$(call quietly,$(BIN)/deptry --no-ansi .)

audit: $(INSTALLED_DEV) ## traps in our code, and known faults of locked libraries
	@$(call quietly,$(BIN)/bandit --quiet --configfile pyproject.toml --recursive app.py commands dashboard data indicators)
	@$(BIN)/python -m tools.audit

bench: $(INSTALLED_DEV) ## print speeds as ratios; ROWS=1000000 for more records, PEERS=1 beside other programs
	@$(BIN)/python -m tests.bench --rows $(ROWS) $(if $(PEERS),--peers)

format: $(INSTALLED_DEV) ## put the code into the one style
	@$(BIN)/ruff check --quiet --fix-only
	@$(BIN)/ruff format --quiet

lock: $(HAS_UV) ## rewrite the lock files; UPGRADE=1 for newer versions
	@$(COMPILE) $(if $(UPGRADE),--upgrade) --output-file requirements.txt
	@for folder in $(APART); do $(UV) pip compile --quiet --universal --generate-hashes --no-annotate \
		--custom-compile-command "make lock" $(if $(UPGRADE),--upgrade) --python-version 3.11 \
		$$folder/requirements.in --output-file $$folder/requirements.txt || exit 1; done
	@$(COMPILE) $(if $(UPGRADE),--upgrade) --extra dev --extra mcp --constraint requirements.txt --output-file requirements-dev.txt

pictures: $(INSTALLED_DEV) ## photograph every page anew for the test of how pages look
	@$(BIN)/pytest -q tests/browser/take_pictures.py

styles: ## cut Bootstrap's style sheet to what the pages use; needs Node
	@npm ci --silent --prefix tools/styles && npm run --silent --prefix tools/styles build

charts: ## cut Plotly's script to what the charts draw; needs Node
	@npm ci --silent --ignore-scripts --prefix tools/charts && npm run --silent --prefix tools/charts build

clean: ## remove caches and build products; keeps .venv and the database
	@rm -rf build dist *.egg-info test-results .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

$(HAS_UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Itog needs Python 3.11 or newer; name one with 'make PYTHON=...'." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@touch $@

# The program itself is built by the locked setuptools, so that nothing unlocked is fetched.
$(INSTALLED): requirements.txt pyproject.toml $(HAS_UV)
	@$(INSTALL) --require-hashes --requirements requirements.txt
	@$(INSTALL) --no-deps --no-build-isolation --config-setting editable_mode=compat --editable .
	@touch $@

$(INSTALLED_DEV): requirements-dev.txt $(INSTALLED)
	@$(INSTALL) --require-hashes --requirements requirements-dev.txt
	@touch $@
