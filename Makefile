# The commands of this project. README says what each is for, and what to do without make.
PYTHON ?= python3
BIN := .venv/bin
# The folder of the site: this one, or one that make new-strategy wrote. A forge says it for its
# runs with a variable, so that no workflow has to be changed.
DIR := $(or $(STRATEGY_DIR),.)
# LANG is the machine's own language unless it was said with the command; then it is that of a
# translation, and not the one in which the program should speak.
SPOKEN = $(if $(filter command line,$(origin LANG)),--language "$(LANG)")
RUN = @$(if $(SPOKEN),LANG= )$(BIN)/strategy-site
AT = --project "$(DIR)"
# Announcements of other projects do not belong in a communicator's terminal.
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: site new-strategy project call topic freeze restore import translations reviewed harmless export-po import-po publish unpublish record send preview serve edit check schema map language test test-types test-suite test-unit test-long pictures messages bench quality clean

site: .venv/site.stamp
	$(RUN) build $(AT)

freeze schema serve edit unpublish: .venv/site.stamp
	$(RUN) $@ $(AT)

project call topic: .venv/site.stamp
	$(RUN) add $@ $(AT)

language: .venv/site.stamp
	$(RUN) add language $(AT) --name "$(NAMN)" --like "$(LIKT)" $(SPOKEN)

new-strategy: .venv/site.stamp
	$(RUN) new $(if $(filter command line,$(origin DIR)),"$(DIR)") $(SPOKEN)

restore: .venv/site.stamp
	$(RUN) restore $(AT) --file "$(FIL)"

import: .venv/site.stamp
	$(RUN) import $(AT) --file "$(FIL)" $(if $(RENSA),--clear) $(if $(INAKTUELL),--stale)

translations: .venv/site.stamp
	$(RUN) translations $(AT) $(SPOKEN)

reviewed harmless: .venv/site.stamp
	$(RUN) $@ $(AT) --text "$(TEXT)" $(SPOKEN)

export-po: .venv/site.stamp
	$(RUN) export-po $(AT) $(SPOKEN)

import-po: .venv/site.stamp
	$(RUN) import-po $(AT) --file "$(FIL)" $(SPOKEN) $(if $(GRANSKAD),--reviewed=$(if $(filter alla all,$(GRANSKAD)),all,changed))

publish: site
	$(RUN) publish $(AT)

send: .venv/site.stamp
	$(RUN) send $(AT)

record: .venv/site.stamp
	$(RUN) record $(AT) --branch "$(GREN)"

preview: .venv/site.stamp
	$(RUN) preview $(AT) --against "$(MOT)" $(if $(VISA),--serve)

check: .venv/site.stamp
	$(RUN) check $(AT) $(if $(FORMAT),--format $(FORMAT)) $(if $(RAPPORT),--report "$(RAPPORT)")

map: .venv/map.stamp
	$(RUN) map $(AT)

# A test mostly waits for a browser or a build, so three keep two processors busy. What is built for
# the tests of a file is built once; what takes longest comes first (tests/conftest.py).
AT_ONCE = --numprocesses=3 --dist=loadfile --no-loadscope-reorder

test: .venv/test.stamp .venv/npm.stamp
	@$(BIN)/python tests/support/find_programs.py
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@$(MAKE) --no-print-directory --jobs=2 test-types test-suite

# Together: mypy keeps one processor busy, which the suite leaves idle now and then.
test-types:
	@$(BIN)/mypy
	@for system in win32 darwin; do \
	  $(BIN)/mypy --platform $$system --cache-dir .mypy_cache/$$system hooks || exit 1; done
	@$(BIN)/lint-imports --no-logo --no-cache
test-suite:
	@$(BIN)/python -m pytest $(AT_ONCE)

# Needs no Chromium, gettext or npm, and builds no site.
test-unit: .venv/test.stamp
	@$(BIN)/python -m pytest tests/unit -m "not long and not integration" \
	  --hypothesis-profile=unit --numprocesses=2 --dist=worksteal

# What takes long, and all property tests with many more examples, other ones each time.
test-long: .venv/test.stamp .venv/npm.stamp
	@$(BIN)/python tests/support/find_programs.py
	@$(BIN)/python -m pytest -m "long or hypothesis" --hypothesis-profile=long $(AT_ONCE)

# The pictures of the handbook and the README, again, after what they show has changed.
pictures: site .venv/test.stamp
	@WRITE_PICTURES=1 $(BIN)/python -m pytest -m long tests/real/test_handbook.py
	@$(BIN)/python -m tests.support.readme_pictures

# The catalogues of what the program says, after a message in the code has changed.
messages: .venv/test.stamp
	@$(BIN)/python -m tests.support.message_catalogues

bench: .venv/test.stamp
	@$(BIN)/python tests/bench/bench.py

quality: site .venv/npm.stamp
	@$(BIN)/python tests/support/find_programs.py
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
