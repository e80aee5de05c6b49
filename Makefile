# make demo · make test · make bench · make fast · make lint: nothing else to learn.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

COMPILED := build/compiled

.PHONY: demo test bench fast lint floors clean

$(STAMP): pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $(STAMP)

demo: $(STAMP)
	@$(BIN)/marsad extract samples

test: $(STAMP) lint
	@$(BIN)/python -m pytest

lint: $(STAMP)
	@$(BIN)/ruff check src tests bench tools
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(STAMP) fast
	@$(BIN)/python bench/speed.py
	@PYTHONPATH=$(COMPILED) $(BIN)/python bench/speed.py
	@PYTHONPATH=$(COMPILED) $(BIN)/python bench/quality.py

# The same package compiled with mypyc, under build/compiled: needs a C compiler and a minute and a half.
fast: $(COMPILED)/.built

$(COMPILED)/.built: $(STAMP) $(shell find src -type f -not -name '*.pyc')
	@rm -rf build/tree $(COMPILED) && mkdir -p build/tree && cp -r pyproject.toml README.md LICENSE src build/tree
	@HATCH_BUILD_HOOKS_ENABLE=1 $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
		--target $(COMPILED) build/tree
	@touch $@

floors: $(STAMP)
	@$(BIN)/python bench/quality.py --raise-floors

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache
