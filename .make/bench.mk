# The benchmark: docs/PERFORMANCE.md says what its figures mean.

MICRO = Benchmarks/Micro
MICRO_SCRATCH = .build/bench/micro

.PHONY: bench
bench: package ## the table of docs/PERFORMANCE.md, measured on this machine in a few minutes
	@Benchmarks/setup
	@$(SWIFT) build --quiet --package-path $(MICRO) --scratch-path $(MICRO_SCRATCH) -c release
	@python3 -m Benchmarks
