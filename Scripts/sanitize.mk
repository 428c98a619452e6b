# The unit tests under LLVM's sanitizers, each with its own build.

.PHONY: sanitize
sanitize: tools ## the unit tests under the thread sanitizer and the address sanitizer
	@$(MAKE) --no-print-directory sanitize-thread sanitize-address

# `make soak` looks for leaks: a test runner that exits leaves memory behind by design.
# A quarantine for freed memory would look like growth to the tests that look for growth.
.PHONY: sanitize-thread sanitize-address
sanitize-thread sanitize-address: export TSAN_OPTIONS = suppressions=$(CURDIR)/Tests/thread-sanitizer.supp
sanitize-thread sanitize-address: export ASAN_OPTIONS = detect_leaks=0:quarantine_size_mb=0
sanitize-thread sanitize-address: sanitize-%:
	@$(SWIFT) test $(subst $(SCRATCH),.build/$*,$(CHECKED)) --disable-xctest --sanitize $* $(TEST_FLAGS)
