# All that a fresh machine with make and Python 3.11 or later needs. `make help` lists the commands.

PORT ?= 8501
PYTHON ?=
MINUTES ?= 10

# Bring .venv to what a lock pins; without a change this takes no network and no pip.
prepare = python=$$(sh tools/find_python.sh "$(PYTHON)") && "$$python" -m tools.environment
venv_python = .venv/bin/python
imports = $(venv_python) -m deptry

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: serve test lint lock check schema pictures bench soak clean help

serve: ## serve the dashboard on http://127.0.0.1:8501 (another port: PORT=9000)
	@$(prepare) requirements.lock
	@exec $(venv_python) -m streamlit run dashboard.py --server.port=$(PORT)

test: lint ## check everything: style, types, direction of imports, every test
	@$(venv_python) -m tools.chromium
	@$(venv_python) -m tools.spreadsheet
	@$(venv_python) -m tools.deployment
	@$(venv_python) -m pytest -n auto --dist loadfile --no-loadscope-reorder --durations=10 --durations-min=1

lint: ## check style, types, the locks, that imports are declared, and their direction
	@$(prepare) requirements-dev.lock
	@$(venv_python) -m tools.locks
	@$(venv_python) -m ruff check --quiet
	@$(venv_python) -m ruff format --check --quiet
	@$(venv_python) -m mypy
	@$(imports) . --extend-exclude 'benchmarks|tests|tools'
	@$(imports) tests tools --requirements-files requirements.txt,requirements-dev.txt --ignore DEP002
	@$(imports) benchmarks --requirements-files requirements.txt,requirements-bench.txt --ignore DEP002
	@$(venv_python) -c 'from importlinter.cli import lint_imports_command as main; main()' --no-logo

lock: ## write the locks as the lists ask; UPGRADE=1 takes newer releases of what no list names
	@$(prepare) requirements-dev.lock
	@$(venv_python) -m tools.locks --renew $(if $(UPGRADE),--upgrade)

check: ## check the data in data/
	@$(prepare) requirements.lock
	@$(venv_python) -m publicstats check

schema: ## write data/datapackage.json from the program's schema
	@$(prepare) requirements.lock
	@$(venv_python) -m publicstats schema

pictures: ## take the pictures of the README anew
	@$(prepare) requirements-dev.lock
	@$(venv_python) -m tools.pictures

bench: ## measure speed beside Streamlit, Dash and a static page (10 minutes; writes docs/performance.md)
	@$(prepare) requirements-bench.lock .venv-bench
	@.venv-bench/bin/python -m tools.chromium
	@.venv-bench/bin/python -m benchmarks

soak: ## 200 readers while an analyst saves edits (10 minutes; MINUTES=1 for a short one)
	@$(prepare) requirements-bench.lock .venv-bench
	@.venv-bench/bin/python -m benchmarks.soak --minutes $(MINUTES)

clean: ## remove .venv and every cache
	@rm -rf .venv .venv-bench .cache .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## list these commands
	@sed -n 's/^\([a-z]*\):[^#]*## /  make \1\t/p' Makefile | expand -t 16
	@echo "  PYTHON=/path/to/python3 chooses the interpreter that .venv is made from."
