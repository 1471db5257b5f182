PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: setup test demo docs pictures clean

$(VENV)/.ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev,ocr]"
	@touch $@

setup: $(VENV)/.ready

# The one command: format, lint, types, tests, docs in step with the code; a file of tests on each core.
test: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n auto --dist loadfile

demo: setup
	$(BIN)/extract "$$(ls corpus/*/report.pdf | head -n 1)" --json

# Writes the reference pages and the transcripts anew.
docs: setup
	$(BIN)/python scripts/build_docs.py

# Takes the pictures of the documentation anew; needs Chromium.
pictures: setup
	$(BIN)/python scripts/make_pictures.py

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache
