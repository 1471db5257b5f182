PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# What tests typeset and browse with, beside the Python packages.
DEBIAN := chromium fonts-arphic-ukai fonts-arphic-uming fonts-noto-cjk fonts-wqy-zenhei libreoffice-writer-nogui
APT := DEBIAN_FRONTEND=noninteractive apt-get -qq -o Acquire::Retries=2 -o Acquire::http::Timeout=30 -o DPkg::Lock::Timeout=300

.PHONY: setup debian test demo docs pictures clean

$(VENV)/.ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev,ocr]"
	@touch $@

setup: $(VENV)/.ready

# Root of a Debian gets what is missing; elsewhere the tests that need it are skipped and say so.
debian:
	@missing=$$(for name in $(DEBIAN); do dpkg -s $$name >/dev/null 2>&1 || echo $$name; done); \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "installing" $$missing; \
		$(APT) update >/dev/null && $(APT) install -y --no-install-recommends $$missing >/dev/null && exit 0; \
	fi; \
	echo "some tests will be skipped; on Debian: apt-get install" $$missing

# The one command: format, lint, types, tests, docs in step with the code; a file of tests on each core.
test: setup debian
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
