# The unit tests under LLVM's sanitizers, each in a build of its own.

.PHONY: sanitize
sanitize: tools ## the unit tests under the thread sanitizer and the address sanitizer
	@$(MAKE) --no-print-directory sanitize-thread sanitize-address

.PHONY: sanitize-thread sanitize-address
sanitize-%: SCRATCH = .build/$*
sanitize-thread sanitize-address: sanitize-%:
	@$(SWIFT) test $(CHECKED) --disable-xctest --sanitize $* $(TEST_FLAGS)
