# The unit tests under LLVM's sanitizers, each in a build of its own.

.PHONY: sanitize
sanitize: tools ## the unit tests under the thread sanitizer and the address sanitizer
	@$(MAKE) --no-print-directory sanitize-thread sanitize-address

# Leaks are looked for by `make soak`: a test runner that exits leaves memory behind by design.
# A quarantine for freed memory would be growth to the tests that look for growth.
.PHONY: sanitize-thread sanitize-address
sanitize-thread sanitize-address: export TSAN_OPTIONS = suppressions=$(CURDIR)/Tests/thread-sanitizer.supp
sanitize-thread sanitize-address: export ASAN_OPTIONS = detect_leaks=0:quarantine_size_mb=0
sanitize-thread sanitize-address: sanitize-%:
	@$(SWIFT) test $(subst $(SCRATCH),.build/$*,$(CHECKED)) --disable-xctest --sanitize $* $(TEST_FLAGS)
