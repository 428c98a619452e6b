# Fuzzing: arbitrary bytes for every parser of outside input.

# How many inputs each parser gets, and which parsers: make fuzz RUNS=100000 PARSERS='event address'
RUNS ?= 10000000
PARSERS ?=

# The modules in release with libFuzzer's counters, in their own build folder.
FUZZING = --configuration release --product fuzz --scratch-path .build/fuzz --sanitize fuzzer \
  --explicit-target-dependency-import-check error $(HEADERS) -Xswiftc -enable-testing

.PHONY: fuzz
fuzz: tools ## throw bytes at the parsers, ten million times each (half an hour)
	@FUZZ=1 $(SWIFT) build $(FUZZING)
	@RUNS=$(RUNS) Scripts/fuzz .build/fuzz/release/fuzz $(PARSERS)
