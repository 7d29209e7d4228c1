# Every command of the project. `make` alone says what there is.
SUITABLE := for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done
PYTHON ?= $(shell $(SUITABLE))
RUN := .venv/bin/python -m
UV := .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-config --custom-compile-command 'make lock'

# Without bytecode every process of the gate would compile the project again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup demo demo-phones check fmt test test-long test-phones mutants pictures drills bench lock clean python wheels

help:
	@echo 'make demo         try stillhere on this machine (PORT=8000)'
	@echo 'make demo-phones  the same with a line that rings, at an exchange of its own (Debian brings it)'
	@echo 'make setup        bring everything that developing and testing need'
	@echo 'make check        the quick gate, under a minute'
	@echo 'make test         the whole gate: both databases, a browser, killed processes'
	@echo 'make test-long    what is too slow for every day'
	@echo 'make test-phones  real sound through a real exchange (Debian brings it; nothing is installed)'
	@echo 'make pictures     every main screen as a picture, into docs/pictures/'
	@echo 'make mutants      put small bugs into the rules of a watch; is each noticed? (ONLY=word)'
	@echo 'make drills       kill the real processes for an hour (KILLS=500 WATCHES=300 SEED=…)'
	@echo 'make bench        what a simulated service costs, beside the bare database (DAYS=2)'
	@echo 'make fmt          lay out the code the way the gate wants it'
	@echo 'make lock         choose the versions in requirements/ again (UPGRADE=1: the newest)'
	@echo 'make clean        remove what setup and the tests made; var/ with its records stays'

python:
	@test -n '$(PYTHON)' || { echo 'stillhere needs Python 3.11 or newer: apt-get install -y make git python3 python3-venv' >&2; exit 2; }

setup: python
	@$(PYTHON) -m tools.prepare test

wheels: python
	@$(PYTHON) -m tools.prepare check

demo-phones: wheels
	@$(RUN) tools.phones demo

demo: python
	@$(PYTHON) -m tools.prepare demo
	@.venv/bin/stillhere demo

check: wheels
	@$(RUN) tools.check

test: setup
	@$(RUN) tools.suite

test-long: setup
	@$(RUN) tools.suite --long

pictures: setup
	@$(RUN) tools.pictures

mutants: wheels
	@nice -n 15 $(RUN) tools.mutants --only='$(ONLY)'

drills: setup
	@STILLHERE_TEST_KILLS=$(or $(KILLS),500) STILLHERE_TEST_WATCHES=$(or $(WATCHES),300) \
		STILLHERE_TEST_SEED=$(or $(SEED),0) $(RUN) pytest -s tests/faults

bench: wheels
	@$(RUN) bench.simulate --days $(or $(DAYS),2)

test-phones: wheels
	@$(RUN) tools.phones
	@$(RUN) tools.phones.kannel
	@$(RUN) tools.suite --phones

fmt: wheels
	@.venv/bin/ruff format .
	@.venv/bin/ruff check --fix-only --quiet .
	@$(RUN) tools.translations update

lock: wheels
	@$(UV) $(if $(UPGRADE),--upgrade) requirements/app.in --output-file requirements/app.txt
	@$(UV) $(if $(UPGRADE),--upgrade) --constraint requirements/app.txt requirements/dev.in --output-file requirements/dev.txt

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage build *.egg-info
	find bench stillhere tests tools -name __pycache__ -prune -exec rm -rf {} +
	find stillhere/locale -name '*.mo' -delete
