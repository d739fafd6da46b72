# The commands of this project. README says what each is for, and what to do without make.
PYTHON ?= python3
BIN := .venv/bin
# The folder of the site: this one, or one that make new-strategy wrote. A forge says it for its
# runs with a variable, so that no workflow has to be changed.
DIR := $(or $(STRATEGY_DIR),.)
STRATEGY = $(DIR)/strategy
# Announcements of other projects do not belong in a communicator's terminal.
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: site new-strategy project call freeze restore import translations reviewed harmless export-po import-po publish record preview serve edit check schema map language test pictures bench quality clean

site: .venv/site.stamp
	@$(BIN)/python hooks/make_site.py $(DIR)

freeze: .venv/site.stamp
	@$(BIN)/python -m strategy_site freeze $(STRATEGY)

restore: .venv/site.stamp
	@$(BIN)/python -m strategy_site restore $(STRATEGY) --file "$(FIL)"

import: .venv/site.stamp
	@$(BIN)/python -m strategy_site import $(STRATEGY) --file "$(FIL)"

# LANG is the machine's own language unless it was said with the command.
SPOKEN = $(if $(filter command line,$(origin LANG)),--language $(LANG))

translations: .venv/site.stamp
	@$(BIN)/python -m strategy_site translations $(STRATEGY) $(SPOKEN)

reviewed harmless: .venv/site.stamp
	@$(BIN)/python -m strategy_site $@ $(STRATEGY) --text "$(TEXT)" $(SPOKEN)

export-po: .venv/site.stamp
	@$(BIN)/python -m strategy_site export-po $(STRATEGY) $(SPOKEN) --site \
	  "$$(sed -n 's/^site_url: *//p' $(DIR)/mkdocs.yml)"

import-po: .venv/site.stamp
	@$(BIN)/python -m strategy_site import-po $(STRATEGY) --file "$(FIL)" $(SPOKEN) \
	  $(if $(GRANSKAD),--reviewed)

publish: site
	@$(BIN)/python -m strategy_site publish $(STRATEGY)

# What make publish wrote, straight to the main branch: for machines that publish. [skip ci] keeps
# the forges from publishing it once more.
RECORD = $(wildcard $(STRATEGY)/addresses.txt $(STRATEGY)/translations $(STRATEGY)/versions)
record:
	@git add --all -- $(or $(RECORD),$(error Inget att föra in: skriv först "make publish"))
	@git diff --cached --quiet -- $(RECORD) || { \
	  git commit --quiet --message "För in det som är publicerat [skip ci]" -- $(RECORD) && \
	  git pull --quiet --rebase origin $(or $(GREN),main) && \
	  git push --quiet origin HEAD:$(or $(GREN),main); }

preview: .venv/site.stamp
	@$(BIN)/python hooks/make_preview.py $(DIR) $(if $(MOT),--against "$(MOT)")
	@$(if $(VISA),$(BIN)/python -m http.server --bind 127.0.0.1 --directory $(DIR)/.build/preview 8001)

serve: .venv/site.stamp
	@echo "Förhandsvisning: http://127.0.0.1:8000/ (avsluta med Ctrl+C)"
	@$(BIN)/mkdocs --quiet serve --config-file $(DIR)/mkdocs.yml

edit: .venv/site.stamp
	@test -e $(DIR)/site/strategy.json || $(BIN)/python hooks/make_site.py $(DIR)
	@$(BIN)/python hooks/edit_site.py $(DIR)

check: .venv/site.stamp
	@$(BIN)/python -m strategy_site check $(STRATEGY) $(if $(FORMAT),--format $(FORMAT)) \
	  $(if $(RAPPORT),--report "$(RAPPORT)")

schema: .venv/site.stamp
	@$(BIN)/python -m strategy_site schema $(STRATEGY)

map: .venv/map.stamp
	@$(BIN)/python hooks/draw_borders.py

language: .venv/site.stamp
	@$(BIN)/python -m strategy_site language $(STRATEGY) --name "$(NAMN)" --like "$(LIKT)" $(SPOKEN)

new-strategy: .venv/site.stamp
	@test "$(origin DIR)" = "command line" || { \
	  echo "Skriv mappens namn: make new-strategy DIR=vart-omrade" >&2; exit 1; }
	@$(BIN)/python -m strategy_site new-strategy "$(DIR)" $(SPOKEN)

project call: .venv/site.stamp
	@$(BIN)/python -m strategy_site $@ $(STRATEGY)

# A test mostly waits for a browser or a build, so three keep two processors busy. What is built for
# the tests of a file is built once.
AT_ONCE = --numprocesses=3 --dist=loadfile

test: .venv/test.stamp .venv/npm.stamp
	@$(BIN)/python tests/find_programs.py
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest $(AT_ONCE)

# The handbook's pictures, anew, after what they show has changed.
pictures: .venv/test.stamp
	@WRITE_PICTURES=1 $(BIN)/python -m pytest tests/test_handbook.py

bench: .venv/test.stamp
	@$(BIN)/python tests/bench/bench.py

quality: site .venv/npm.stamp
	@$(BIN)/python tests/find_programs.py
	@$(BIN)/python -m tests.quality

clean:
	rm -rf .venv .build site hooks/*.egg-info

.venv/site.stamp: requirements.txt pyproject.toml
	@echo "Installerar det som behövs …"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

.venv/map.stamp: requirements-map.txt .venv/site.stamp
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements-map.txt
	@touch $@

.venv/test.stamp: requirements-test.txt .venv/site.stamp
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements-test.txt
	@touch $@

.venv/npm.stamp: tests/quality/package-lock.json .venv/test.stamp
	@mkdir -p .venv/npm
	@cp tests/quality/package.json tests/quality/package-lock.json .venv/npm
	@$(BIN)/npm ci --prefix .venv/npm --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@
