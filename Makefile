# make demo · make test · make bench · make lint: nothing else to learn.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test bench lint floors clean

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

bench: $(STAMP)
	@$(BIN)/python bench/speed.py
	@$(BIN)/python bench/quality.py

floors: $(STAMP)
	@$(BIN)/python bench/quality.py --raise-floors

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache
