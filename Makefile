# devjournal: everything is made from here. `make` lists what there is.
# Needs make and Python 3.11 or newer; all else goes into .venv, from the hashed requirements.

PYTHON ?= python3.13 python3.12 python3.11 python3 python
VENV := .venv
PY := $(VENV)/bin/python

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1

# The first of $(PYTHON) that is new enough and can make a virtual environment.
find_python = $(firstword $(shell for python in $(PYTHON); do \
	"$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& echo "$$python" && break; done))
no_python = devjournal needs Python 3.11 or newer with its venv module, and found none in: $(PYTHON). \
	Install it ("apt install python3 python3-venv", "dnf install python3", "brew install python") or name it with PYTHON=PATH

# install FILE: bring .venv up to a hashed requirements file. It says one line; pip's own words only where it fails.
define install
@printf 'Setting up %s from %s ... ' $(VENV) $(1) >&2
@$(PY) -m pip --version >/dev/null 2>&1 || $(PY) -m ensurepip >/dev/null 2>&1 || true
@$(PY) -m pip install --require-hashes --requirement $(1) >$(VENV)/setup.log 2>&1 \
	|| { echo failed; cat $(VENV)/setup.log; exit 1; } >&2
@$(PY) -m compileall -q devjournal
@echo done >&2
endef

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run dev test test-all snapshots check format format-check lint types imports bench screenshots docs package lock clean

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

# Where the Python that .venv was made with is gone, nothing in there counts as installed.
$(shell [ -x $(PY) ] || rm -f $(VENV)/.run $(VENV)/.dev)

$(PY):
	@$(if $(find_python),$(find_python) -m venv --clear $(VENV),$(error $(no_python)))

$(VENV)/.run: requirements.txt $(PY)
	$(call install,requirements.txt)
	@touch $@

$(VENV)/.dev: requirements-dev.txt requirements.txt $(PY)
	$(call install,requirements-dev.txt)
	@touch $(VENV)/.run $@

run: $(VENV)/.run ## open the journal; ARGS="status --json" runs a command
	@$(PY) -m devjournal $(ARGS)

dev: $(VENV)/.dev ## set up .venv for development

# Each change of a journal waits for the disk some times, and the tests make many: where memory can hold their files, it does.
export PYTEST_DEBUG_TEMPROOT ?= $(shell [ -w /dev/shm ] && df -Pk /dev/shm 2>/dev/null | awk 'END { if ($$4 > 2000000) print "/dev/shm" }')

PYTEST := $(PY) -m pytest -n auto --maxprocesses 2 --dist loadgroup

test: $(VENV)/.dev ## run the tests but the slow ones; ARGS="tests/domain -k streak" runs some
	@$(PYTEST) -m "not slow" $(ARGS)

test-all: $(VENV)/.dev ## run all tests, also the slow ones, and say how much of the code they run
	@$(PYTEST) $(if $(ARGS),$(ARGS),--cov)

snapshots: $(VENV)/.dev ## keep the screens as they look now; read the diff before you commit it
	@$(PYTEST) --update-snapshots $(ARGS)

check: format-check lint types imports test-all ## all that a change must pass

format: $(VENV)/.dev ## lay the code out and sort its imports
	@$(PY) -m ruff check --quiet --select I --fix .
	@$(PY) -m ruff format .

format-check: $(VENV)/.dev
	@$(PY) -m ruff format --check .

lint: $(VENV)/.dev ## look for mistakes with ruff
	@$(PY) -m ruff check .

types: $(VENV)/.dev ## check the types with mypy, as Windows and macOS have them, too
	@$(PY) -m mypy
	@set -e; for platform in win32 darwin; do \
		$(PY) -m mypy --platform $$platform --cache-dir .mypy_cache/$$platform --no-error-summary devjournal; done

imports: $(VENV)/.dev ## check that every room imports only what it may
	@$(PY) -c 'from importlinter.cli import lint_imports_command as lint; lint()' --no-logo

bench: $(VENV)/.dev ## measure what the speed claims stand on
	@$(PY) -m benchmarks.run $(ARGS)

screenshots: $(VENV)/.dev ## take the pictures of the screens again
	@$(PY) -m screenshots.make $(ARGS)

docs: $(VENV)/.dev ## build the docs as a site in build/docs; a link that leads nowhere is an error
	@$(PY) -m sphinx -W --keep-going -n -q -b html -d build/doctrees docs build/docs
	@echo build/docs/index.html

package: $(VENV)/.dev ## build the sdist and the wheel in dist
	@$(PY) -m build --no-isolation

lock: $(PY) ## write the hashed requirements from pyproject.toml; ARGS=--upgrade takes newer releases
	@sh -c 'set -e; tools=$$(mktemp -d); trap "rm -rf $$tools" EXIT; \
	$(PY) -m venv "$$tools" && "$$tools/bin/python" -m pip install --quiet uv; \
	compile="$$tools/bin/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 \
		--no-emit-index-url --no-header --no-annotate $(ARGS) pyproject.toml"; \
	$$compile --output-file requirements.txt; \
	$$compile --extra dev --extra sync --extra encrypted --constraint requirements.txt --output-file requirements-dev.txt'

clean: ## remove .venv, caches and what was built
	@rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
