# Fuzzing: bytes from nowhere for every parser of what comes from outside.

# How many inputs each parser gets, and which parsers: make fuzz RUNS=100000 PARSERS='event address'
RUNS ?= 10000000
PARSERS ?=

# Rooms in release with libFuzzer's counters, built apart from all else.
FUZZING = --configuration release --product fuzz --scratch-path .build/fuzz --sanitize fuzzer \
  --explicit-target-dependency-import-check error $(HEADERS) -Xswiftc -enable-testing

.PHONY: fuzz
fuzz: tools ## throw bytes at the parsers, ten million times each (half an hour)
	@FUZZ=1 $(SWIFT) build $(FUZZING)
	@RUNS=$(RUNS) Scripts/fuzz .build/fuzz/release/fuzz $(PARSERS)
