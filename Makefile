# SPDX-License-Identifier: Apache-2.0
# The commands of this project. Each installs what it needs and makes what it depends on; `make` alone lists
# them. Targets of one part (sandbox, template, …) are in Scripts/*.mk.

.DEFAULT_GOAL := help
# SwiftPM locks its folder and uses every processor already, so -j would not help.
.NOTPARALLEL:
SHELL := /bin/sh
ifneq ($(words $(CURDIR)),1)
$(error "$(CURDIR)" has a space in it, which neither make nor libcurl's build can handle: move the checkout)
endif

# The caller's flags, as in `make test-unit TEST_FLAGS='--filter SigV4'`.
TEST_FLAGS ?=
# Where SwiftPM builds.
SCRATCH ?= .build

# Debug and release see the libcurl that Scripts/build-libcurl made: tests run the code that is shipped.
LIBCURL = $$(realpath .build/libcurl/current)/lib/pkgconfig
SWIFT = PKG_CONFIG_PATH="$(LIBCURL)$${PKG_CONFIG_PATH:+:$$PKG_CONFIG_PATH}" swift
# SwiftPM does not notice a change of a library's headers or archive, so each version has another flag.
HEADERS = -Xcc -DLIBRARIES=$$(Scripts/show-libraries --metadata | cksum | cut -d ' ' -f 1)
# The manifest's list of what a module may import is enforced.
CHECKED = --scratch-path $(SCRATCH) --explicit-target-dependency-import-check error $(HEADERS)

# -static-executable: no dynamic section, so no other file is needed.
# lld: no warning about getaddrinfo, which needs no library since glibc 2.34.
# -lz, -lzstd: the libcrypto.a of Debian 13 calls them; others leave them out.
# symbol-ordering-file: the functions of a start are together, so that it touches few pages (bench.mk).
# file-prefix-map, disable-incremental-llvm-codegen: the same bytes whatever folder it is built in;
#   the latter leaves out a hash of each object's compiler options, which name folders.
# package-metadata: the version and those of the libraries, written into the executable.
RELEASE = --configuration release --product bootstrap $(CHECKED) \
  --static-swift-stdlib -Xswiftc -static-executable -Xswiftc -use-ld=lld \
  $(addprefix -Xlinker ,--gc-sections --icf=safe --build-id=none -s -lz -lzstd) \
  $(addprefix -Xlinker ,--symbol-ordering-file=$(CURDIR)/Scripts/startup.order --no-warn-symbol-ordering) \
  -Xlinker --package-metadata=$$(Scripts/show-libraries --note) \
  -Xswiftc -file-prefix-map -Xswiftc "$(CURDIR)=." \
  -Xswiftc -Xfrontend -Xswiftc -disable-incremental-llvm-codegen

# The test suites: targets that write JUnit to $TEST_REPORT (pytest is told by PYTEST_ADDOPTS).
SUITES = test-unit $(if $(wildcard Scripts/sandbox.mk),test-e2e)

.PHONY: help
help: ## list these targets
	@sed -n 's/^\([a-z][a-z-]*\):.*## /\1@/p' $(MAKEFILE_LIST) | \
	  awk -F@ '{ printf "make %-10s %s\n", $$1, $$2 }'

.PHONY: tools
tools:
	@Scripts/install-tools $(firstword $(MAKECMDGOALS))
	@Scripts/upgrade-libraries
	@Scripts/build-libcurl

.PHONY: build
build: tools ## dist/bootstrap, the one executable that Lambda runs
	@version=$$(Scripts/version) && KEY_REMINDER_VERSION=$$version $(SWIFT) build $(RELEASE)
	@mkdir -p dist
	@cmp -s $(SCRATCH)/release/bootstrap dist/bootstrap || \
	  install -m 755 $(SCRATCH)/release/bootstrap dist/bootstrap
	@Scripts/show-libraries dist/bootstrap

.PHONY: test
test: build ## every test; the last line says how many passed
	@Scripts/inspect-executable dist/bootstrap
	@MAKE="$(MAKE)" Scripts/run-tests $(SUITES)

.PHONY: test-unit
test-unit: tools ## the unit tests alone
	@mkdir -p .build/tests
	@$(SWIFT) test $(CHECKED) --disable-xctest $(TEST_FLAGS) \
	  --xunit-output "$${TEST_REPORT:-.build/tests/test-unit.xml}"

.PHONY: package
package: build ## dist/bootstrap.zip, the same bytes from the same sources and libraries
	@Scripts/zip-executable dist/bootstrap dist/bootstrap.zip
	@cd dist && sha256sum bootstrap.zip
	@echo "bootstrap.zip is for Architecture=$$(Scripts/architecture dist/bootstrap)"

# `sam build` calls this, in a container in a copy of the sources (without .git). A copied .build would
# hold the folders of the original, so SwiftPM gets another one. SAM does not tell which value the parameter
# Architecture gets: ARCHITECTURE does, or else it is the template's default.
.PHONY: build-KeyReminderFunction
build-KeyReminderFunction: SCRATCH = $(if $(wildcard .git),.build,.build/sam)
build-KeyReminderFunction: build
	install -m 755 dist/bootstrap "$(ARTIFACTS_DIR)/bootstrap"
	@Scripts/architecture "$(ARTIFACTS_DIR)/bootstrap" "$${ARCHITECTURE:-default}"

SWIFT_SOURCES = $(wildcard Package.swift Sources Tests Benchmarks)
# ruff finds files that end in .py without being told.
PYTHON_SOURCES = . $$(grep --files-with-matches --directories=skip '^\#!.*python3' Scripts/*)
RUFF = .build/lint/venv/bin/ruff

.PHONY: lint lint-swift lint-python lint-scripts
lint: lint-swift lint-python lint-scripts ## formatting, and everything else that can be checked without running
lint-swift:
	@swift format lint --strict --recursive $(SWIFT_SOURCES)
lint-python:
	@Scripts/python-environment lint
	@$(RUFF) check --quiet $(PYTHON_SOURCES)
	@$(RUFF) format --quiet --check $(PYTHON_SOURCES)
lint-scripts:
	@for script in .ci/run Sandbox/setup $$(find Scripts -maxdepth 1 -type f -perm -u=x); do \
	  case $$(head -n 1 "$$script") in \
	    *bash) bash -n "$$script" ;; \
	    *sh) sh -n "$$script" ;; \
	  esac || exit 1; \
	done
	@Scripts/check-faults
	@Scripts/check-fuzz
	@Scripts/check-imports
	@Scripts/check-settings

.PHONY: format
format: ## format Swift and Python as `make lint` wants it
	@swift format --in-place --recursive $(SWIFT_SOURCES)
	@Scripts/python-environment lint
	@$(RUFF) check --quiet --select I --fix $(PYTHON_SOURCES)
	@$(RUFF) format --quiet $(PYTHON_SOURCES)

.PHONY: check
check: lint build test ## the gate: lint, build and test

# After a change in Scripts/requirements/*.in; LOCK_FLAGS=--upgrade for the newest of everything.
.PHONY: lock
lock: ## make the lists of Python packages with their hashes anew
	@Scripts/lock-requirements $(LOCK_FLAGS)

.PHONY: clean
clean: ## remove everything that was built
	rm -rf .build dist

include $(wildcard Scripts/*.mk)
