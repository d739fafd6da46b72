# The commands of this project. README says what each is for, and what to do without make.
PYTHON ?= python3
BIN := .venv/bin
# Announcements of other projects do not belong in a communicator's terminal.
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: site freeze import translations reviewed harmless export-po import-po publish serve check schema language test lint bench clean

site: .venv/site.stamp
	@$(BIN)/python hooks/make_site.py

freeze: .venv/site.stamp
	@$(BIN)/python -m strategy_site freeze strategy

import: .venv/site.stamp
	@$(BIN)/python -m strategy_site import strategy --file "$(FIL)"

# LANG is the machine's own language unless it was said with the command.
SPOKEN = $(if $(filter command line,$(origin LANG)),--language $(LANG))

translations: .venv/site.stamp
	@$(BIN)/python -m strategy_site translations strategy $(SPOKEN)

reviewed harmless: .venv/site.stamp
	@$(BIN)/python -m strategy_site $@ strategy --text "$(TEXT)" $(SPOKEN)

export-po: .venv/site.stamp
	@$(BIN)/python -m strategy_site export-po strategy $(SPOKEN) --site \
	  "$$(sed -n 's/^site_url: *//p' mkdocs.yml)"

import-po: .venv/site.stamp
	@$(BIN)/python -m strategy_site import-po strategy --file "$(FIL)" $(SPOKEN) \
	  $(if $(GRANSKAD),--reviewed)

publish: site
	@$(BIN)/python -m strategy_site publish strategy

serve: .venv/site.stamp
	@echo "Förhandsvisning: http://127.0.0.1:8000/ (avsluta med Ctrl+C)"
	@$(BIN)/mkdocs --quiet serve

check: .venv/site.stamp
	@$(BIN)/python -m strategy_site check strategy

schema: .venv/site.stamp
	@$(BIN)/python -m strategy_site schema strategy

language: .venv/site.stamp
	@$(BIN)/python -m strategy_site language strategy --name "$(NAMN)" --like "$(LIKT)" $(SPOKEN)

test: .venv/test.stamp
	@$(BIN)/python tests/find_programs.py
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

bench: .venv/test.stamp
	@$(BIN)/python tests/bench/bench.py

clean:
	rm -rf .venv .build site hooks/*.egg-info

.venv/site.stamp: requirements.txt pyproject.toml
	@echo "Installerar det som behövs …"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

.venv/test.stamp: requirements-test.txt .venv/site.stamp
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements-test.txt
	@touch $@
