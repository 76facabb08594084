# Two commands do all the set-up: `make try` answers a first question, `make test`
# runs every check. They need Python 3.11 or newer and make; uv is used if present.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)
ASK := something calm, friends to lovers, done in one evening, on Disney+

.PHONY: try test check lint types lock clean
.DEFAULT_GOAL := try

try: $(VENV)/.run
	$(BIN)/unspoiled ask "$(ASK)"

test: $(VENV)/.dev
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/pytest $(PYTEST)

lint: $(VENV)/.dev
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

# What is installed is pinned with hashes; the package itself comes from this checkout.
ifdef UV
install = $(UV) pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r $(1) \
	&& $(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
else
install = $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1) \
	&& $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
endif

# An answer takes twice as long where Python has to compile everything first, which it
# does every time where it may not write (PYTHONDONTWRITEBYTECODE, a read-only checkout).
compile = $(BIN)/python -m compileall -q src/unspoiled

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "unspoiled needs Python 3.11 or newer; name one with: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/python
	$(call install,requirements.lock)
	$(compile)
	touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	$(call install,requirements-dev.lock)
	$(compile)
	touch $@ $(VENV)/.run

# Renew the pinned versions (needs uv).
lock:
	uv pip compile --universal --generate-hashes --no-header --no-emit-index-url --no-annotate \
		--python-version 3.11 pyproject.toml requirements-build.in -o requirements.lock
	uv pip compile --universal --generate-hashes --no-header --no-emit-index-url --no-annotate \
		--python-version 3.11 pyproject.toml --extra bench --extra map --group dev requirements-build.in -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
