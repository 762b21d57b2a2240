# Each target makes what it needs: `make demo` and `make test` work in a fresh clone.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
export PYTHONUTF8 := 1

.PHONY: setup demo test test-ui ui-tools pictures lint format types lock clean \
	bench-kills bench-warehouse bench-parse bench-claims bench-latency bench-schedule bench-prefect \
	bench-alerts bench-web bench-flows

setup: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Veille needs Python 3.11 or newer; name one with: make PYTHON=python3.12 ...") if sys.version_info < (3, 11) else None'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@test -x $(BIN)/uv || $(BIN)/python -m pip install -qq --disable-pip-version-check uv
	@VIRTUAL_ENV=$(CURDIR)/.venv $(BIN)/uv pip sync --quiet --require-hashes requirements.lock
	@VIRTUAL_ENV=$(CURDIR)/.venv $(BIN)/uv pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

demo: setup
	@$(BIN)/veille demo

test: setup lint types
	@$(BIN)/python -m pytest --numprocesses 2 --dist loadfile

lint: setup
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/lint-imports --no-logo > .venv/lint-imports.log 2>&1 || { cat .venv/lint-imports.log; exit 1; }

types: setup
	@$(BIN)/mypy --no-error-summary

format: setup
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format --quiet .

bench-warehouse bench-web: bench-%: setup
	@$(BIN)/python tests/bench/$*/bench.py

bench-latency: setup
	@$(BIN)/python tests/bench/flows/latency.py

bench-kills: setup
	@$(BIN)/python tests/bench/demo/kills.py

bench-schedule: setup
	@$(BIN)/python tests/bench/flows/schedule.py

bench-prefect: setup
	@$(BIN)/python tests/bench/flows/prefect_share.py

bench-alerts: setup
	@$(BIN)/python tests/bench/alerts/kills.py

lock:
	@$(BIN)/uv pip compile pyproject.toml --extra dev --universal --generate-hashes --no-header --no-annotate --quiet --output-file requirements.lock

# Beside their peers, which live in an environment of their own.
bench-parse bench-flows bench-claims: bench-%: setup
	@test -x .venv/$@/bin/python || $(BIN)/uv venv --quiet .venv/$@
	@VIRTUAL_ENV=$(CURDIR)/.venv/$@ $(BIN)/uv pip sync --quiet --require-hashes tests/bench/$*/requirements.lock
	@$(BIN)/python tests/bench/$*/bench.py

# What a browser sees: Playwright and axe in an environment of their own, the demo's data, the system's Chromium.
ui-tools: setup
	@test -x .venv/ui/bin/python || $(BIN)/uv venv --quiet .venv/ui
	@VIRTUAL_ENV=$(CURDIR)/.venv/ui $(BIN)/uv pip sync --quiet --require-hashes tests/bench/ui/requirements.lock

.venv/ui-demo/.played: $(STAMP) $(shell git ls-files seeds parsers warehouse flows 2>/dev/null)
	@$(BIN)/veille demo --data .venv/ui-demo > .venv/ui-demo.log 2>&1 || { cat .venv/ui-demo.log; exit 1; }
	@touch $@

test-ui: ui-tools .venv/ui-demo/.played
	@.venv/ui/bin/python tests/bench/ui/walk.py .venv/ui-demo

pictures: ui-tools .venv/ui-demo/.played
	@.venv/ui/bin/python tests/bench/ui/pictures.py .venv/ui-demo

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
