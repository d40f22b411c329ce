# Needs make and Python 3.11 or newer; everything else is put into .venv. `make help` lists the targets.

VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
TRIED := $(VENV)/.browser-tried

# The newest suitable Python on the PATH; choose another with `make PYTHON=/path/to/python`.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3.14 python3 python; do \
	if "$$name" -c '$(NEW_ENOUGH)' >/dev/null 2>&1; then echo "$$name"; break; fi; done)

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help env browser demo test bench messages lint types architecture tests format clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "make %-14s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

env: $(INSTALLED) ## the virtual environment, up to date with pyproject.toml

$(INSTALLED): pyproject.toml
	@if [ -z "$(PYTHON)" ]; then \
		echo "Python 3.11 or newer is needed and was not found. Name one: make PYTHON=/path/to/python" >&2; exit 2; fi
	@"$(PYTHON)" -c '$(NEW_ENOUGH)' || { \
		echo "Python 3.11 or newer is needed; $(PYTHON) is $$("$(PYTHON)" --version 2>/dev/null || echo "not there")." >&2; exit 2; }
	@[ -x $(BIN)/python ] && $(BIN)/python -c '$(NEW_ENOUGH)' 2>/dev/null || "$(PYTHON)" -m venv --clear $(VENV) || { \
		echo "No virtual environment could be made. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 2; }
	@# --group is understood from pip 25.1 on.
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable . --group dev --group oscar
	@touch $@

browser: env ## a browser, put in place if there is none that works
	@if [ -e $(TRIED) ] && [ $(TRIED) -nt $(INSTALLED) ] \
		&& $(BIN)/python -c 'from auditor.browser.executable import find_browser; find_browser()' 2>/dev/null; then :; \
	elif $(BIN)/friction doctor >/dev/null 2>&1 || $(BIN)/friction doctor --install; then touch $(TRIED); \
	else exit 3; fi

demo: env browser ## serve the rough demo shop, audit it, write friction-report/
	@# The rough shop fails the gate (1), as it should. A crash ends with 1 too, so the report has to be a new one.
	@touch $(VENV)/.demo-began
	@$(BIN)/friction demo --output friction-report; code=$$?; [ $$code -le 1 ] || exit $$code; \
	if [ ! friction-report/index.html -nt $(VENV)/.demo-began ]; then echo "No report was written." >&2; exit 3; fi
	@echo "The report is friction-report/index.html"

test: env browser lint types architecture tests ## everything a change has to pass

lint: env ## style
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: env ## types
	$(BIN)/mypy

architecture: env ## who may import whom
	$(BIN)/lint-imports

tests: env browser ## the tests: three at a time, then alone those that judge how long pages take
	$(BIN)/pytest -m "not alone" -n 3 --dist worksteal
	$(BIN)/pytest -m alone

messages: env ## the sentences of reports, gathered for translation; see docs/languages.md
	$(BIN)/python -m tests.project.messages

bench: env browser ## measure the audit itself, about ten minutes; benchmarks/README.md has the longer proofs
	$(BIN)/python benchmarks/run.py 3
	$(BIN)/python benchmarks/accuracy.py 3
	$(BIN)/python benchmarks/steadiness.py 3
	$(BIN)/python benchmarks/overhead.py 20

format: env ## put the sources into the agreed form
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

clean: ## remove what the targets above made
	rm -rf $(VENV) friction-report build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache *.egg-info
	find auditor checks reports tests -name __pycache__ -type d -prune -exec rm -rf {} +
