# Every routine command. Needs Python 3.11 or 3.12 and make, nothing else. `make` alone lists the targets.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
CODE := src tests benchmarks docs

# Human-coded corpora are never part of the repository; `make eval` uses a copy when there is one.
DATELINE_CORPORA ?= $(wildcard ../shared/corpora)
BENCH_ARTICLES ?= 200
# The lock pins PyTorch for processors, without the gigabytes for graphics cards. Where your package index does
# not serve it, name the one that PyTorch's installation page gives for "CPU".
TORCH_INDEX ?=
TRAIN_VENV := build/train-venv
# Corpus and split of every published score.
PARTS := ecbplus-seen event_location-dev geoparsing-dev hrdsattack-dev indiapolice-dev insightcrime-dev maverick-kenya muc4-dev muc4_slots-dev news-dev petrarch-unit_test plover-dev polnear-dev satp-dev satp-splitting satp_relevant-dev tempeval3-seen tempeval3-unseen

.PHONY: help install demo test eval results bench train docs clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile

install: $(STAMP)  ## make .venv with the pinned dependencies (runs once)

# Runs again only when the pins or the project's own metadata change.
$(STAMP): requirements.lock requirements-hxl.lock pyproject.toml
	@python=; for name in python3.11 python3.12 python3 python; do \
	  if "$$name" -c 'import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 13))' \
	    >/dev/null 2>&1; then python=$$name; break; fi; done; \
	if [ -z "$$python" ]; then echo "make: no usable Python. Install Python 3.11 or 3.12 with its venv module" \
	  "(Debian: python3.11-venv) so that python3.11, python3.12 or python3 is on PATH." >&2; exit 1; fi; \
	echo "Installing into $(VENV) with $$($$python --version); some minutes the first time."; \
	"$$python" -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --no-input --progress-bar off \
	  --require-hashes --only-binary :all: -r requirements.lock
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --no-input --progress-bar off \
	  --require-hashes --no-deps --no-build-isolation -r requirements-hxl.lock
	@$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --no-input \
	  --no-deps --no-build-isolation -e .
	@touch $@

demo: $(STAMP)  ## code examples/ and print the incidents with their source sentences
	@mkdir -p build && rm -f build/demo.db build/demo.db-wal build/demo.db-shm
	@$(BIN)/dateline code examples/reports --db build/demo.db
	@$(BIN)/dateline export --db build/demo.db --format table
	@$(BIN)/dateline export --db build/demo.db --format html > build/demo.html
	@echo "Every value with its words: open build/demo.html"

test: $(STAMP)  ## lint, types, import contract, tests
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

eval: $(STAMP)  ## score the corpora against the pinned floors (DATELINE_CORPORA)
ifeq ($(strip $(DATELINE_CORPORA)),)
	@echo "SKIPPED: no corpora. Set DATELINE_CORPORA to their folder to score them." >&2
else
	$(BIN)/dateline evaluate --gates --jobs 2 --data "$(DATELINE_CORPORA)"
endif

results: $(STAMP)  ## score the corpora anew into docs/results/ and write the tables (DATELINE_CORPORA)
ifeq ($(strip $(DATELINE_CORPORA)),)
	@echo "SKIPPED: no corpora. Set DATELINE_CORPORA to their folder to score them." >&2
else
	@mkdir -p build docs/results
	@for part in $(PARTS); do \
	  echo "$$part" >&2; \
	  $(BIN)/dateline evaluate "$${part%%-*}" --data "$(DATELINE_CORPORA)" --split "$${part#*-}" \
	    --format json > build/result.json; \
	  mv build/result.json "docs/results/$$part.json"; \
	done
	$(BIN)/dateline calibrate --data "$(DATELINE_CORPORA)" --format json > build/result.json
	mv build/result.json docs/results/calibration.json
	$(BIN)/python -m docs.build
endif

bench: $(STAMP)  ## measure speed, memory, robustness and spans, with the baseline; write docs/benchmarks.md
	$(BIN)/python -m benchmarks.speed --articles $(BENCH_ARTICLES)
	$(BIN)/python -m benchmarks.baseline_spacy_gazetteer --articles $(BENCH_ARTICLES)
	$(BIN)/python -m benchmarks.hostile
	$(BIN)/python -m benchmarks.kills
	$(BIN)/python -m benchmarks.spans examples/reports
	$(BIN)/python -m benchmarks.report

train: $(STAMP)  ## train the shipped model from the corpora into build/model (DATELINE_CORPORA; hours; resumes)
ifeq ($(strip $(DATELINE_CORPORA)),)
	@echo "SKIPPED: no corpora. Set DATELINE_CORPORA to their folder to train on them." >&2
else
	@test -x $(TRAIN_VENV)/bin/python || $(BIN)/python -m venv $(TRAIN_VENV)
	@$(TRAIN_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-input --progress-bar off \
	  --require-hashes --only-binary :all: $(if $(TORCH_INDEX),--extra-index-url $(TORCH_INDEX)) -r requirements-train.lock
	@$(TRAIN_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-input \
	  --no-deps --no-build-isolation -e .
	$(TRAIN_VENV)/bin/dateline train --data "$(DATELINE_CORPORA)" --out build/model
endif

docs: $(STAMP)  ## write the generated pages anew
	$(BIN)/python -m benchmarks.report
	$(BIN)/python -m docs.build

clean:  ## remove what the targets above made
	rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
