# Visit Exchange: every command a newcomer needs. `make help` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
# Every process would read and compile each module anew.
unexport PYTHONDONTWRITEBYTECODE
.DEFAULT_GOAL := help

PYTHON ?= $(shell command -v python3.11 || command -v python3 || true)
FRAMEWORK ?= ap_thematic_2023
EXECUTOR ?= local
WORKERS ?= 2
AREAS ?= 15
FILES ?= 5
LISTS ?= 1
BIN := .venv/bin
PY := PYTHONPATH=include $(BIN)/python
ON := VISIT_EXCHANGE_STACK_EXECUTOR=$(EXECUTOR) VISIT_EXCHANGE_STACK_WORKERS=$(WORKERS)
INSTALLED := .venv/installed
LOCKS := requirements.txt requirements-dev.txt
COMPILE := $(BIN)/uv pip compile --quiet --generate-hashes --python-version 3.11 --no-emit-index-url \
  --custom-compile-command "make lock"
PEERS := pandas pandera frictionless

.PHONY: help up down status demo containers sbom load test quick soak ready check bench lock clean

help: ## show these commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

up: $(INSTALLED) ## start PostgreSQL, S3, the mail sink and Airflow (EXECUTOR=celery WORKERS=2)
	@$(ON) $(PY) -m local_stack up

down: ## stop them all; data stays in .local
	@if [ -x $(BIN)/python ]; then $(PY) -m local_stack down; fi

status: $(INSTALLED) ## show each part of the running stack
	@$(PY) -m local_stack status

demo: $(INSTALLED) ## rehearse a whole visit in minutes (FRAMEWORK=ap_thematic_2023)
	@$(ON) $(PY) -m rehearsal demo --framework $(FRAMEWORK)

containers: $(INSTALLED) ## build the image, bring it up on a Docker engine, rehearse a visit, take it down
	@$(PY) docker/try_out.py $(FRAMEWORK)

load: $(INSTALLED) ## drop many files at one moment on the running stack (AREAS=15 FILES=5 LISTS=1)
	@$(PY) -m rehearsal load --areas $(AREAS) --files $(FILES) --lists $(LISTS)

# What needs no whole stack shares the cores; a stack, and above all its rehearsals, has them alone.
test: ready check ## everything CI runs
	$(BIN)/python -m pytest -m "not stack and not soak" -n 4 --dist loadfile
	$(BIN)/python -m pytest -m "stack and not soak"

quick: $(INSTALLED) ## unit and spec tests: what is decided without a service, in about a minute
	$(BIN)/python -m pytest tests/unit tests/spec -m "not soak and not services and not slow" -n 2

# Debian packages that the tests need: installed when we may, else named in one sentence.
ready:
	@test -z "$(PYTHON)" || $(PYTHON) tests/support/prepare.py

soak: ready $(INSTALLED) ## parts are killed or hang for long, a restore, an inspection, and what else takes minutes: an hour
	$(BIN)/python -m pytest -m soak

check: $(INSTALLED) ## formatting, lint, types, architecture and generated documents
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	PYTHONPATH=include $(BIN)/lint-imports
	$(BIN)/visit-exchange docs check

bench: $(INSTALLED) $(PEERS:%=.local/bench/%/installed) ## speed, memory and identifiers found, in minutes
	@PYTHONPATH=include $(BIN)/python tests/benchmarks/bench.py
	@PYTHONPATH=include:tests/support $(BIN)/python tests/benchmarks/identifiers.py
	@PYTHONPATH=include:tests/support $(BIN)/python tests/benchmarks/names_in_text.py
	@PYTHONPATH=include:tests/support $(BIN)/python tests/benchmarks/patterns.py
	@PYTHONPATH=include:tests/support $(BIN)/python tests/benchmarks/beside_hostile.py

# Each peer lives in an environment of its own, with the versions that its file pins.
.local/bench/%/installed: tests/benchmarks/requirements-%.txt $(INSTALLED)
	@$(BIN)/uv venv --quiet --clear --python $(BIN)/python .local/bench/$*
	@$(BIN)/uv pip install --quiet --python .local/bench/$*/bin/python --require-hashes -r $<
	@touch $@

# What the image holds is installed once more, alone: a list is made of that and of nothing else.
sbom: .local/sbom/installed ## what is in the image (CycloneDX) and under which licences: build/sbom/
	@mkdir -p build/sbom
	@.local/sbom/tools/bin/cyclonedx-py environment .local/sbom/image/bin/python --pyproject pyproject.toml \
	  --mc-type application --output-reproducible --output-file build/sbom/visit-exchange.cdx.json
	@.local/sbom/tools/bin/pip-licenses --python .local/sbom/image/bin/python --from mixed --with-urls \
	  --format markdown --output-file build/sbom/licences.md >/dev/null
	@echo "Written: build/sbom/visit-exchange.cdx.json, build/sbom/licences.md"

.local/sbom/installed: requirements.txt requirements-sbom.txt $(INSTALLED)
	@for part in tools image; do $(BIN)/uv venv --quiet --clear --python $(BIN)/python .local/sbom/$$part; done
	@$(BIN)/uv pip install --quiet --python .local/sbom/tools/bin/python --require-hashes -r requirements-sbom.txt
	@$(BIN)/uv pip install --quiet --python .local/sbom/image/bin/python --no-deps --require-hashes -r requirements.txt
	@touch $@

lock: $(INSTALLED) ## pin every version and hash: what runs, and what tests it
	$(COMPILE) requirements.in -o requirements.txt
	$(COMPILE) requirements-dev.in -o requirements-dev.txt
	$(COMPILE) requirements-sbom.in -o requirements-sbom.txt
	echo uv | $(COMPILE) - -o requirements-installer.txt
	for peer in $(PEERS); do \
	  $(COMPILE) tests/benchmarks/requirements-$$peer.in -o tests/benchmarks/requirements-$$peer.txt; done

clean: down ## stop the stack and remove its data, .venv and caches
	rm -rf .venv .local .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build include/*.egg-info

# The environment: exactly what the two locks pin. uv takes seconds where pip takes minutes.
$(INSTALLED): $(LOCKS) requirements-installer.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 is needed and no python3 was found. Install Python 3.11."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || { \
	  echo "Python 3.11 is needed; $(PYTHON) is $$($(PYTHON) --version). Install it or run: make PYTHON=/path/to/python3.11"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-installer.txt
	@echo "Installing the pinned packages into .venv …"
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --require-hashes $(LOCKS:%=-r %) \
	  || $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes $(LOCKS:%=-r %)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@
