# Two commands: `make run` sets up and opens Pincite; `make test` sets up and passes every check.
# Each builds its own environment from hash-pinned requirements the first time.
PYTHON ?= python3

# A process for each processor; the tests of a file stay together, as they share what takes long to make.
SIDE_BY_SIDE = -n logical --dist loadfile --no-loadscope-reorder --max-worker-restart 0

.PHONY: run test lint lock clean

.venv/run.stamp: requirements.txt
	test -x .venv/bin/python || $(PYTHON) -m venv .venv
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

.venv/dev.stamp: requirements-dev.txt
	test -x .venv/bin/python || $(PYTHON) -m venv .venv
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@

run: .venv/run.stamp
	.venv/bin/python main.py

test: .venv/dev.stamp
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	QT_QPA_PLATFORM=offscreen .venv/bin/python -m pytest -q $(SIDE_BY_SIDE)

# Resolves the requirement files anew, for Linux, Windows and macOS alike; needs the `uv` command.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -q requirements.in -o requirements.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -q requirements-dev.in -o requirements-dev.txt

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
