# Each target sets up what it needs: only Python 3.11+ and make have to be there before. uv is used where it is installed.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
UV := $(shell command -v uv 2>/dev/null)
PYTEST := $(BIN)/python -m pytest

.PHONY: help setup generate check golden test typecheck lint format fuzz bench loop verify compat clean

help: ## show what there is
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

# The stamp is older than pyproject.toml only when the dependencies may have changed.
$(READY): pyproject.toml
ifneq ($(UV),)
	test -x $(BIN)/python || $(UV) venv --quiet --python "$(PYTHON)" $(VENV)
	$(UV) pip install --quiet --python $(BIN)/python --editable . --group dev
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --group sdk
else
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --group sdk
endif
	@touch $@

setup: $(READY) ## install everything into .venv, once

generate: $(READY) ## make generated/ from spec/
	$(BIN)/specpress generate --fresh

check: $(READY) ## is generated/ what spec/ gives? exit 1 and say why not
	$(BIN)/specpress generate --check --fresh

golden: $(READY) ## rewrite tests/golden/*/expected (refuses under CI)
	$(BIN)/python -m tests.golden.cases

test: $(READY) verify ## everything that has to hold before a merge
	$(PYTEST) -n 2 --dist worksteal

verify: $(READY) ## hold the curated specs to the documentation pages they transcribe
	$(BIN)/specpress verify spec/datafold/openapi.yaml --page spec/datafold/pages/get-datadiff.txt

typecheck: $(READY) ## mypy --strict over the generator
	$(BIN)/python -m mypy

lint: $(READY) ## ruff, black and mypy over the generator and the tests
	$(BIN)/python -m ruff check generator tests
	$(BIN)/python -m black --check --quiet generator tests
	$(BIN)/python -m mypy

format: $(READY) ## let black and ruff rewrite our own code
	$(BIN)/python -m ruff check --fix generator tests
	$(BIN)/python -m black --quiet generator tests

fuzz: $(READY) ## whole documents of hostile text, 2,000 examples
	$(PYTEST) tests/fuzz
	SPECPRESS_EVERY_BYTE=1 $(PYTEST) tests/behaviour/test_vendor.py -k verify_agree
	SPECPRESS_EVERY_BYTE=1 $(PYTEST) tests/behaviour/test_vendor_kill.py

bench: $(READY) ## time us against the peers, side by side
	$(BIN)/python -m tests.bench

loop: $(READY) ## the closed loop of client and router: every operation and declared status of six documents
	SPECPRESS_LOOP=full $(PYTEST) -n 2 --dist worksteal --durations=0 tests/loop
	SPECPRESS_LOOP=full $(PYTEST) tests/corpus/test_pruning.py

compat: $(READY) ## generated packages on the oldest and the newest pydantic, in environments of their own
	$(PYTEST) tests/compat

clean: ## remove what can be made again, but not .venv
	rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist
