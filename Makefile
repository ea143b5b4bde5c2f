# Two commands: `make run` sets up and opens Pincite; `make test` sets up and passes every check.
# Each builds its own environment from hash-pinned requirements the first time.
PYTHON ?= python3

# A process for each processor; the tests of a file stay together, as they share what takes long to make.
SIDE_BY_SIDE = -n logical --dist loadfile --no-loadscope-reorder --max-worker-restart 0
# Bytecode is kept even where the environment says otherwise: hundreds of processes load the same modules.
PYTEST = PYTHONDONTWRITEBYTECODE= QT_QPA_PLATFORM=offscreen .venv/bin/python -m pytest -q
# A test that failed beside others is run once more, alone; what fails then fails the command (decision 0074).
BY_ITSELF = echo "FAILED ONCE, see above; run again by itself:" && $(PYTEST) --last-failed --last-failed-no-failures none --maxfail 1 -v

.PHONY: run test lint help lock clean bundle deb

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
	$(PYTEST) $(SIDE_BY_SIDE) || { test $$? -eq 1 && $(BY_ITSELF); }

# Writes the documents that are made of the program's own tables: docs/keys.md, docs/messages.md.
help: .venv/run.stamp
	QT_QPA_PLATFORM=offscreen .venv/bin/python -m ui.help_files

# Resolves the requirement files anew, for Linux, Windows and macOS alike; needs the `uv` command.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -q requirements.in -o requirements.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -q requirements-dev.in -o requirements-dev.txt

# The program as one folder, dist/pincite, and from it a Debian package and a tar archive (docs/packaging.md).
# `make bundle VARIANT=--without-recognition` leaves out what reads scans.
VARIANT ?=
bundle: .venv/dev.stamp
	.venv/bin/python packaging/build.py --to dist $(VARIANT)

deb: bundle
	.venv/bin/python packaging/linux_packages.py dist/pincite --to dist

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
