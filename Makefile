# Puente. `make help` lists what can be done; each target does its own set-up, and a second call starts at once.

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
INSTALL := $(PIP) install --require-hashes
DOMAIN := puente
LOCALE := src/trainer/locale
CATALOGUES := $(wildcard $(LOCALE)/*/LC_MESSAGES/$(DOMAIN).po)
COMPILED := $(CATALOGUES:.po=.mo)
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-header --no-annotate --no-emit-index-url --no-emit-find-links
# How many tests run side by side.
JOBS := logical
# Tests and pictures need no screen.
OFFSCREEN := QT_QPA_PLATFORM=offscreen

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

.PHONY: help
help: ## List the targets
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: run
run: setup ## Open the window
	@$(BIN)/puente $(ARGS)

.PHONY: setup
setup: $(VENV)/.runtime $(COMPILED) ## Only make everything ready to run

.PHONY: test
test: develop ## Run the tests, offscreen and in random order
	$(OFFSCREEN) $(BIN)/python -m pytest --numprocesses $(JOBS) --dist worksteal $(ARGS)

.PHONY: soak
soak: develop ## Run the long tests: hundreds of kills at random moments, a thousand examples of every property
	$(OFFSCREEN) $(BIN)/python -m pytest -m soak --timeout 3600 $(ARGS)
	$(OFFSCREEN) $(BIN)/python -m pytest -m hypothesis --hypothesis-profile thorough --timeout 3600 --numprocesses $(JOBS) --dist worksteal $(ARGS)

.PHONY: check
check: develop ## Style, types, layers and catalogues; changes nothing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy src tests tools packaging
	$(BIN)/lint-imports
	$(BIN)/python tools/catalogue.py --check
	$(BIN)/python tools/diagnostics_page.py --check
	$(BIN)/python tools/library_page.py --check

.PHONY: format
format: develop ## Put the code into the project's form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: demonstrate
demonstrate: setup ## Break a sound scenario in ten ways and show what `puente check` says
	@$(BIN)/python tools/broken_in_ten_ways.py

.PHONY: bench
bench: develop ## Measure speed and memory as ratios; writes build/bench.json
	$(OFFSCREEN) $(BIN)/python tools/bench.py

.PHONY: screens
screens: develop ## Draw every screen in both languages and all themes into build/screens/, and a call as a film strip
	$(OFFSCREEN) $(BIN)/python tools/screens.py
	$(OFFSCREEN) $(BIN)/python tools/film_strip.py

.PHONY: translations
translations: develop ## Take new and changed texts into the catalogues, then compile them
	$(BIN)/python tools/catalogue.py --update
	@$(MAKE) --no-print-directory $(COMPILED)

.PHONY: lock
lock: develop ## Compile requirements/*.txt anew: names, versions, hashes
	$(PIP) install --upgrade uv
	$(BIN)/$(LOCK) pyproject.toml --output-file requirements/runtime.txt
	$(BIN)/$(LOCK) pyproject.toml --group dev --constraint requirements/runtime.txt --output-file requirements/dev.txt
	$(BIN)/$(LOCK) --group build --constraint requirements/dev.txt --output-file requirements/build.txt
	$(BIN)/$(LOCK) --group freeze --constraint requirements/runtime.txt --output-file requirements/freeze.txt
	$(BIN)/$(LOCK) --group inventory --output-file requirements/inventory.txt

.PHONY: package
package: setup ## Build what a center installs on this kind of system, into build/package/
	@$(BIN)/python packaging/package.py $(ARGS)

.PHONY: clean
clean: ## Remove the environment and everything that was made
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
	find $(LOCALE) -name '*.mo' -delete

.PHONY: develop
develop: setup $(VENV)/.dev

# An environment that was moved or half made is made anew.
$(VENV)/.base: packaging/find-python.sh packaging/system-libraries.sh
	@sh packaging/system-libraries.sh
	@python=$$(sh packaging/find-python.sh) && echo "Making $(VENV) with $$python" && "$$python" -m venv --clear $(VENV)
	@touch $@

$(VENV)/.runtime: $(VENV)/.base requirements/runtime.txt requirements/build.txt pyproject.toml
	@echo "Installing the locked dependencies"
	@$(INSTALL) -r requirements/runtime.txt -r requirements/build.txt
	@$(PIP) install --no-deps --no-index --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements/dev.txt
	@echo "Installing the locked tools for development"
	@$(INSTALL) -r requirements/dev.txt
	@touch $@

%.mo: %.po $(VENV)/.runtime
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@
