# SPDX-License-Identifier: Apache-2.0
# The commands of this project. Each installs what it needs and does all that comes before it;
# `make` alone lists them. What belongs to one part (sandbox, template, …) is in .make/*.mk.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# SwiftPM holds one lock on .build and uses every processor by itself: -j would only make it wait.
.NOTPARALLEL:
SHELL := /bin/sh

# Room for a caller's own flags, as in `make test-unit SWIFT_FLAGS='--filter SigV4'`.
SWIFT_FLAGS ?=
# Every build sees the libcurl made by .make/libcurl, so that tests run the code that is shipped.
# The manifest's list of what a room may import is enforced.
SWIFT = PKG_CONFIG_PATH="$$(realpath .build/libcurl/current)/lib/pkgconfig$${PKG_CONFIG_PATH:+:$$PKG_CONFIG_PATH}" swift
CHECKED = --explicit-target-dependency-import-check error

# -static-executable: no dynamic section, so no file is needed but the executable.
# lld: half the size of the tables that gold makes, and no warning about getaddrinfo, which works
#   without a library since glibc 2.34.
# -lz -lzstd: asked for by the libcrypto.a of Debian 13 and later, ignored before.
STATIC = --static-swift-stdlib -Xswiftc -static-executable -Xswiftc -use-ld=lld \
  $(addprefix -Xlinker ,--gc-sections --icf=safe --build-id=none -s -lz -lzstd)

.PHONY: help
help: ## list these targets
	@sed -n 's/^\([a-z][a-z-]*\):.*## /\1@/p' $(MAKEFILE_LIST) | \
	  awk -F@ '{ printf "make %-10s %s\n", $$1, $$2 }'

.PHONY: tools
tools:
	@.make/tools
	@.make/libcurl

.PHONY: build
build: tools ## dist/bootstrap: the one executable that Lambda runs
	@$(SWIFT) build --configuration release --product bootstrap $(CHECKED) $(STATIC) $(SWIFT_FLAGS)
	@mkdir -p dist
	@cmp -s .build/release/bootstrap dist/bootstrap || install -m 755 .build/release/bootstrap dist/bootstrap

.PHONY: clean
clean: ## remove everything that was built
	rm -rf .build dist

include $(wildcard .make/*.mk)
