# Set-up happens once: both stamps depend on the files that decide what is installed.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
UV := $(shell command -v uv)

ifdef UV
new_venv = $(UV) venv --quiet --allow-existing --python $(PYTHON) .venv
install = $(UV) pip install --quiet --python $(BIN)/python
else
new_venv = $(PYTHON) -m venv .venv
install = $(BIN)/python -m pip install --quiet --disable-pip-version-check
endif

.DEFAULT_GOAL := help
.PHONY: help setup demo clean

help:  ## show what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/'

setup: .venv/.run  ## only set up

demo: .venv/.run  ## run the whole desk, offline, on the sample that ships with it
	@$(BIN)/digest demo

clean:  ## take away everything that can be made again
	rm -rf .venv .cache site demo dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

.venv/.run: requirements/run.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 …")'
	@echo "setting up .venv (once; some 400 MB)"
	@$(new_venv)
	@$(install) --require-hashes -r requirements/run.txt
	@$(install) --no-deps --no-build-isolation -e .
	@touch $@

# --- From here on: for those who work on the program ---

TOOLS := tests/publish/browser/tools
# By itself npm is silent for minutes where its registry cannot be reached.
NPM_PATIENCE := --fetch-retries=1 --fetch-retry-mintimeout=2000 --fetch-retry-maxtimeout=2000 --fetch-timeout=30000

.PHONY: test tools audit lint types schema wheel requirements

test: .venv/.dev  ## run the tests
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

tools: $(TOOLS)/node_modules/.package-lock.json  ## get what the browser tests judge pages with (needs npm)

audit: .venv/.dev tools  ## judge every page type of the sample and of a hostile desk in a browser
	@$(BIN)/python -m pytest -m audit

play: .venv/.dev  ## play three weeks on GitHub, four runs a day, twice
	@$(BIN)/python -m pytest -m long

lint: .venv/.dev  ## ruff, and what GitHub would say of the workflows
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@.ci/lint-workflows

types: .venv/.dev  ## mypy, strict
	@$(BIN)/mypy

schema: .venv/.run  ## write schema/ anew from the models
	@$(BIN)/digest schema schema

wheel: .venv/.dev  ## build the wheel and try it outside the checkout
	@.ci/try-wheel

requirements:  ## compile the hashed requirement files anew (needs uv)
	uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	  --group pyproject.toml:build pyproject.toml -o requirements/run.txt
	uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	  --group pyproject.toml:dev -c requirements/run.txt -o requirements/dev.txt

.venv/.dev: .venv/.run requirements/dev.txt
	@$(install) --require-hashes -r requirements/dev.txt
	@touch $@

$(TOOLS)/node_modules/.package-lock.json: $(TOOLS)/package-lock.json
	@echo "getting the tools of the browser tests (once)"
	@npm ci --prefix $(TOOLS) --ignore-scripts --no-audit --no-fund --loglevel=error $(NPM_PATIENCE) || \
	  { echo "npm could not get the tools of the browser tests: is its registry reachable?" >&2; exit 1; }
	@touch $@
