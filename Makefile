# Everything runs in .venv, made from requirements.lock by the first target that needs it.
# Another interpreter: make setup PYTHON=python3.12
# PyTorch with CUDA, several GB, where the CPU build cannot be had: make setup TORCH=any
# Without the large collection: make bench BENCH=--quick
# The tests that start processes, kill them, or drive a browser: make test-slow
# The tests in more processes than two, each with a gigabyte: make test WORKERS=4
# Every gold case, of the language model of FAZHI_LLM_*: make eval-llm EVAL="--all --resume"

PYTHON ?= python3
TORCH ?= cpu
WORKERS ?= 2
BENCH ?=
EVAL ?=
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder --max-worker-restart 0
READY := .venv/.ready

.PHONY: setup serve test test-slow check bench eval-llm screenshots format lock

serve: $(READY)
	@$(BIN)/fazhi ingest seeds
	@$(BIN)/fazhi serve

test: $(READY)
	$(PYTEST) -m "not slow"

test-slow: $(READY)
	$(PYTEST) -m slow

check: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)
	$(BIN)/python -m evals.bench.run $(BENCH)

eval-llm: $(READY)
	$(BIN)/python -m evals.generative.run $(EVAL)

screenshots: $(READY)
	$(BIN)/python -m tests.browser.shots build/screenshots docs/screenshots

format: $(READY)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

setup: $(READY)

$(READY): pyproject.toml requirements.lock scripts/install_torch.py
	@$(PYTHON) scripts/check_python.py
	test -x $(BIN)/pip || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --no-deps --require-hashes --requirement requirements.lock
	$(BIN)/python scripts/install_torch.py $(TORCH)
	$(BIN)/python -m pip install --no-deps --no-build-isolation --editable .
	$(BIN)/python -m pip check
	@touch $@

lock: $(READY)
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-emit-package torch \
		--upgrade --quiet --custom-compile-command "make lock" --output-file requirements.lock
