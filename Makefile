# Dragoman's everyday commands. Needed: make and Python 3.11 or newer; everything else goes into .venv.
#
#   make demo    set up, code the articles of examples/, keep them in a store that is thrown away, and show where two
#                states stood on a day
#   make test    set up, check, run the tests
#   make check   set up, then ruff, mypy and import-linter
#   make bench   speed, accuracy, incidents and offsets on the data of DRAGOMAN_DATA (one line where there is none)
#   make lock    write requirements.lock anew from pyproject.toml
#   make clean   remove what these commands made

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := test
.DELETE_ON_ERROR:

PYTHON ?= $(shell command -v python3.11 || command -v python3)
PIP := .venv/bin/python -m pip --disable-pip-version-check --no-input
READY := .venv/.ready

export DEBIAN_FRONTEND := noninteractive
# A line of progress for every package drowns the result in a log.
export PIP_PROGRESS_BAR := off

.PHONY: setup demo test check format bench lock clean

setup: $(READY)

# Runs once, and again when the lock or the project's own settings change. The two installs cannot be one
# command: pip takes hashes for all requirements or for none, and an editable install has none.
$(READY): requirements.lock pyproject.toml .ci/venv
	@echo "Setting up .venv; this is done once and takes a minute or two"
	bash .ci/venv "$(PYTHON)"
	$(PIP) install -qq --require-hashes -r requirements.lock
	$(PIP) install -qq --no-deps --no-build-isolation -e .
	touch $@

demo: $(READY)
	.venv/bin/dragoman code examples/ --format table
	@store=$$(mktemp -d); trap '{ set +x; } 2>/dev/null; rm -rf "$$store"' EXIT; set -x; \
		.venv/bin/dragoman add examples/ --db "$$store/news.db"; \
		.venv/bin/dragoman relation Turkey Israel --on 2018-06-01 --db "$$store/news.db"

test: check
	.venv/bin/python -m pytest -q -n 2

check: $(READY)
	.venv/bin/python -m ruff check .
	.venv/bin/python -m ruff format --check .
	.venv/bin/python -m mypy
	.venv/bin/lint-imports --no-logo

format: $(READY)
	.venv/bin/python -m ruff check --fix .
	.venv/bin/python -m ruff format .

bench: $(READY)
	.venv/bin/python -m benchmarks

lock: $(READY)
	.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header --no-annotate --upgrade --group dev pyproject.toml -o requirements.lock

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
