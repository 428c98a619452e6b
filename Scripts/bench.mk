# The benchmark: docs/PERFORMANCE.md says what its figures mean.

MICRO = Benchmarks/Micro
MICRO_SCRATCH = .build/bench/micro

.PHONY: bench
bench: package ## the table of docs/PERFORMANCE.md, measured on this machine in a few minutes
	@Scripts/python-environment bench
	@$(SWIFT) build --quiet --package-path $(MICRO) --scratch-path $(MICRO_SCRATCH) -c release $(HEADERS)
	@python3 -m Benchmarks

# What a change costs: BEFORE is an executable that was built before it. A few minutes.
.PHONY: bench-versus
bench-versus: build
	@mkdir -p .build/bench
	@python3 -m Benchmarks.versus $(BEFORE)

# The table that explains the default of MAX_CONCURRENCY: five minutes.
.PHONY: bench-width
bench-width: build
	@mkdir -p .build/bench
	@python3 -m Benchmarks.width

# The order of the functions decides how many pages a start touches. Make it anew now and then: a function
# that is missing in the list only loses its place, and a name without a function does no harm.
.PHONY: startup-order
startup-order: tools ## Scripts/startup.order, the functions that a start runs (needs valgrind)
	@mkdir -p .build/bench
	@$(SWIFT) build $(subst -Xlinker -s ,-Xlinker --strip-debug ,$(RELEASE))
	@python3 -m Benchmarks.startup_order $(SCRATCH)/release/bootstrap Scripts/startup.order
	@rm $(SCRATCH)/release/bootstrap
