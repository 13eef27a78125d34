# All Thumbs Video. `make run` opens the shop, `make test` checks everything; both set up what they need.
SHELL := /bin/bash
.DEFAULT_GOAL := run
PYTHON ?= $(firstword $(foreach p,python3.13 python3.12 python3.11 python3,$(shell $(p) -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $(p))))
VENV := .venv
PY := $(VENV)/bin/python
SOURCES := $(shell find app ui reports resources -name '*.py' 2>/dev/null)
QT_LIBS := libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libxcb-cursor0 libxkbcommon-x11-0 \
	libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libxcb-shape0
WINDOW_LIBS := xvfb xauth xdotool strace

.PHONY: run test bench tour format setup setup-dev clean

run: setup
	@if [ "$$(uname)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		echo "There is no display here, so the shop cannot open its window. Taking the tour into build/tour instead."; \
		QT_QPA_PLATFORM=offscreen $(PY) -m ui tour build/tour; \
	else $(PY) -m ui; fi

tour: setup
	@QT_QPA_PLATFORM=$${QT_QPA_PLATFORM:-offscreen} $(PY) -m ui tour build/tour

test: setup-dev
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy app ui reports resources tests
	$(VENV)/bin/lint-imports
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest -q -n 2 --dist loadfile -m "not window"
	QT_QPA_PLATFORM=xcb xvfb-run -a -s "-screen 0 1440x900x24" $(PY) -m pytest -q -m window

bench: setup-dev
	@QT_QPA_PLATFORM=offscreen $(PY) -m tests.bench

format: setup-dev
	$(VENV)/bin/ruff format .
	$(VENV)/bin/ruff check --fix .

# -- setting up: done once, and again only when the lock file or the sources change ------------

setup: $(VENV)/.packages $(VENV)/.libraries $(VENV)/.compiled $(VENV)/bin/all-thumbs

setup-dev: setup $(VENV)/.packages-dev $(VENV)/.window-libraries

$(VENV)/bin/python:
	@[ -n "$(PYTHON)" ] || { echo "All Thumbs Video needs Python 3.11 or newer (python3 --version)."; exit 1; }
	@echo "Making the Python environment in $(VENV) ..."
	@$(PYTHON) -m venv $(VENV) || { echo "On Debian and Ubuntu: sudo apt-get install python3-venv"; rm -rf $(VENV); exit 1; }

$(VENV)/.packages: requirements.lock | $(VENV)/bin/python
	@echo "Fetching what the shop runs on ..."
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock
	@touch $@

$(VENV)/.packages-dev: requirements-dev.lock | $(VENV)/.packages
	@echo "Fetching what the checks need ..."
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements-dev.lock
	@touch $@

# Qt's own libraries: through apt where it may, else the exact line to type.
define install_libraries
	if command -v apt-get >/dev/null; then \
		if [ "$$(id -u)" = 0 ]; then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(1) >/dev/null; \
		elif sudo -n true 2>/dev/null; then sudo apt-get update -qq && sudo DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(1) >/dev/null; \
		else echo "Some libraries are missing. Type this line, then try again:"; echo "    sudo apt-get install $(1)"; exit 1; fi; \
	else echo "Some libraries are missing; install what your system calls: $(1)"; exit 1; fi
endef

$(VENV)/.libraries: $(VENV)/.packages
	@if [ "$$(uname)" = Linux ] && { ! $(PY) -c "import PySide6.QtWidgets, PySide6.QtPrintSupport" 2>/dev/null \
		|| ldd $$($(PY) -c "import PySide6, pathlib; print(pathlib.Path(PySide6.__file__).parent)")/Qt/plugins/platforms/libqxcb.so | grep -q "not found"; }; then \
		echo "Installing the libraries that Qt needs ..."; $(call install_libraries,$(QT_LIBS)); fi
	@touch $@

$(VENV)/.window-libraries: $(VENV)/.libraries
	@if [ "$$(uname)" = Linux ] && ! { command -v xvfb-run && command -v xdotool && command -v strace; } >/dev/null; then \
		echo "Installing a virtual screen for the window tests ..."; $(call install_libraries,$(WINDOW_LIBS)); fi
	@touch $@

# Compiled ahead, for a start that does not compile 200 modules where caches may not be written.
$(VENV)/.compiled: $(SOURCES) | $(VENV)/.packages
	@$(PY) -m compileall -q app ui reports resources
	@touch $@

$(VENV)/bin/all-thumbs: Makefile | $(VENV)/bin/python
	@printf '#!%s\nimport sys\n\nsys.path.insert(0, "%s")\nfrom ui.main import main\n\nsys.exit(main())\n' "$(CURDIR)/$(PY)" "$(CURDIR)" > $@
	@chmod +x $@

clean:
	rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
