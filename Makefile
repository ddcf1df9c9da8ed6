# Every command sets up what it needs. The two that matter: make site, make test.
# Another Python: PYTHON=python3.13. VERSIONS=newest: what requirements/*.in allow today, instead of what is locked.
PYTHON ?= python3.11
VERSIONS ?= locked
VENV := .venv$(patsubst python%,-%,$(filter-out python3.11,$(notdir $(PYTHON))))$(filter-out -locked,-$(VERSIONS))
LOCKS := $(if $(filter newest,$(VERSIONS)),$(VENV)/requirements,requirements)
BIN := $(VENV)/bin
# One more than there are cores: who waits for a browser or a server needs none.
WORKERS ?= $(shell echo $$(($$(getconf _NPROCESSORS_ONLN) + 1)))
export PYTHONPATH := hooks
export NO_MKDOCS_2_WARNING := 1
.DEFAULT_GOAL := help
.PHONY: help posters site serve portal demo check test second-city matrix mutants bench translations reword report lix format lock clean

help: ## Show these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

site: $(VENV)/site.done ## Check everything and build the public site into site/, the members' into site.members/
	@$(BIN)/python -m brygga site

serve: $(VENV)/site.done ## Show the site at 127.0.0.1:8000 and rebuild it when data, texts or templates change
	@$(BIN)/python -m brygga serve

portal: $(VENV)/portal.done ## Show site, members' site and portal at 127.0.0.1:8001, with SQLite in portal-data/
	@sh portal/try.sh $(BIN)/python

demo: $(VENV)/portal.done ## Try everything at 127.0.0.1:8002 with invented people, in these weeks; nothing of it is left. BRYGGA_PORT: another port
	@PYTHONPATH=portal $(BIN)/python -m demo

posters: site ## Print the posters of all cafés as PDF files into posters/ (needs Chromium)
	@$(BIN)/python -m brygga posters

check: $(VENV)/test.done ## The everyday check, under a minute: data, lint, types, fast tests
	@$(BIN)/python -m brygga check
	@$(BIN)/python -m brygga lix
	@$(BIN)/ruff check hooks tests portal
	@$(BIN)/ruff format --check --quiet hooks tests portal
	@$(BIN)/mypy
	@PYTHONPATH=hooks:portal $(BIN)/lint-imports --no-logo > $(VENV)/rooms.txt || { cat $(VENV)/rooms.txt; exit 1; }
	@$(BIN)/python -m pytest -q -n auto --dist worksteal -m "not site and not browser and not server and not many"

test: $(VENV)/test.done browser validator nginx database spreadsheet ## Every test: builds the real site, opens it in Chromium, runs the portal on both databases
	@echo "Form of the code …"
	@$(BIN)/ruff check hooks tests portal
	@$(BIN)/ruff format --check --quiet hooks tests portal
	@PYTHONPATH=hooks:portal $(BIN)/lint-imports --no-logo > $(VENV)/rooms.txt || { cat $(VENV)/rooms.txt; exit 1; }
	@echo "All tests …"
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal
	@echo "What asks a database, once more on PostgreSQL …"
	@PYTHON=$(BIN)/python sh tests/portal/on-postgresql.sh -n auto --dist worksteal

second-city: $(VENV)/test.done browser validator nginx database spreadsheet ## A copy in which another city has changed all that it may, and every test there. Some: TESTS="tests/test_site.py"
	@$(BIN)/python tests/second_city.py .cache/second-city $(TESTS)

matrix: ## make check on Python 3.11 and 3.13, with the locked and with the newest allowed versions, each in a .venv of its own
	@for python in python3.11 python3.13; do for versions in locked newest; do echo "$$python, $$versions versions …"; \
	$(MAKE) --no-print-directory check PYTHON=$$python VERSIONS=$$versions || exit 1; done; done

mutants: $(VENV)/test.done ## Put small faults into the code and name those that no fast test notices; fails nothing. Some: make mutants MUTANTS="brygga.model.expand.*"
	@$(BIN)/python tests/mutants.py $(MUTANTS)

bench: $(VENV)/bench.done browser ## Measure; prints figures beside targets, fails nothing. One alone: make bench BENCH=phone
	@for name in $(or $(BENCH),build check phone portal publish); do \
	PYTHONPATH=hooks:tests $(BIN)/python -m bench.bench_$$name || echo "bench_$$name stopped"; done

translations: $(VENV)/site.done ## Bring data/translations in step with the Swedish texts
	@$(BIN)/python -m brygga translations

reword: $(VENV)/site.done ## Small changes of Swedish texts: keep their translations. Shows them; TEXTS="1 3" or TEXTS=all keeps
	@$(BIN)/python -m brygga reword $(TEXTS)

report: $(VENV)/site.done ## What is missing, outdated, unreviewed or unchecked
	@$(BIN)/python -m brygga report

lix: $(VENV)/site.done ## Which Swedish texts are hard to read, and the hardest sentence of each
	@$(BIN)/python -m brygga lix

format: $(VENV)/test.done ## Write records and code in their one form
	@$(BIN)/python -m brygga format
	@$(BIN)/ruff format hooks tests portal
	@$(BIN)/ruff check --fix hooks tests portal

lock: $(VENV)/test.done ## Resolve requirements/*.in anew into pinned, hashed requirements/*.txt
	@sh requirements/lock.sh $(BIN) requirements

clean: ## Remove everything that was built or installed
	rm -rf .venv .venv-* site site.* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.PHONY: browser
browser:
	@sh tests/install-chromium.sh

.PHONY: nginx
nginx:
	@sh tests/install-nginx.sh

.PHONY: spreadsheet
spreadsheet:
	@sh tests/install-libreoffice.sh

.PHONY: database
database:
	@sh tests/install-postgresql.sh

.PHONY: validator
validator:
	@sh tests/install-vnu.sh $(VENV)/vnu.jar

# Resolved anew each time: what is newest today is not what was newest yesterday.
ifeq ($(VERSIONS),newest)
.PHONY: newest
newest:
	@sh requirements/install.sh "$(PYTHON)" $(VENV)
	@sh requirements/lock.sh $(BIN) $(LOCKS)

$(LOCKS)/site.txt $(LOCKS)/portal.txt $(LOCKS)/test.txt: newest ;
endif

$(VENV)/site.done: $(LOCKS)/site.txt
	@sh requirements/install.sh "$(PYTHON)" $(VENV) $<
	@touch $@

$(VENV)/portal.done: $(LOCKS)/portal.txt $(VENV)/site.done
	@sh requirements/install.sh "$(PYTHON)" $(VENV) $<
	@touch $@

$(VENV)/bench.done: requirements/bench.txt $(VENV)/test.done
	@sh requirements/install.sh "$(PYTHON)" $(VENV) requirements/bench.txt
	@touch $@

$(VENV)/test.done: $(LOCKS)/test.txt $(LOCKS)/site.txt $(LOCKS)/portal.txt
	@sh requirements/install.sh "$(PYTHON)" $(VENV) $<
	@touch $(VENV)/site.done
	@touch $@ $(VENV)/portal.done
