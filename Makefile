# Everything that is needed is set up by the first target that needs it: a virtual environment in .venv, the servers
# that the tests start. PYTHON= picks the interpreter.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help demo test test-full check looks docs bench matrix dist changelog

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

# A recipe's environment is its own: whatever is set around make must not reach into it.
unexport PYTHONPATH PYTHONHOME VIRTUAL_ENV

help:
	@echo 'make demo       a small app: its SQLite file goes from base to head, down, and up again'
	@echo 'make test       the tests, on SQLite, PostgreSQL and MariaDB that they start themselves'
	@echo 'make test-full  the same with the long properties, races and chaos'
	@echo 'make check      format, lint, types, floors, sizes'
	@echo 'make looks      the pictures of `amig graph`, fleets, terminals and the site in a headless browser, kept in docs/looks'
	@echo 'make docs       the documentation as a site, in site/; warnings and broken links are errors'
	@echo 'make bench      amig beside Alembic, in turn, in one run; written to bench/RESULTS.md'
	@echo 'make matrix     the built wheel on Python 3.11, 3.12 and 3.13 with SQLAlchemy 2.0 and 2.1 (PYTHONS= SQLALCHEMYS= SKIP= TESTS=)'
	@echo 'make dist       wheel and sdist, in dist/'
	@echo 'make changelog  CHANGELOG.md from news/, shown; with VERSION=1.2.3 written, and the version with it'
	@echo 'PYTHON=...      the interpreter to use, 3.11 or newer'

$(READY): pyproject.toml tools/setup
	tools/setup $(VENV) "$(PYTHON)"
	touch $@

demo: $(READY)
	$(BIN)/python examples/quickstart/demo.py

test: $(READY)
	tools/servers
	$(BIN)/python -m pytest -n 3

test-full: $(READY)
	tools/servers full
	$(BIN)/python -m pytest -n 2 --full --timeout 600

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pyright
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -q tests/house tests/typing --no-header

docs: $(READY)
	tools/docs $(VENV)

looks: $(READY) docs
	tools/looks $(VENV)
	$(BIN)/python -m pytest --noconftest -p tests.looks.browser tests/looks/look_*.py

bench: $(READY)
	tools/servers
	$(BIN)/python bench/everything.py || test $$? -eq 1

matrix: $(READY)
	tools/servers
	$(BIN)/python tools/matrix.py $(TESTS)

dist: $(READY)
	$(BIN)/python -m build

changelog: $(READY)
	$(BIN)/python tools/changelog.py $(VERSION)
