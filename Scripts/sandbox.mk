# The sandbox: runs the real function on this machine, to look at it and to test it.

SANDBOX_PYTHON := .build/sandbox/venv/bin/python

.PHONY: sandbox
sandbox:
	@Sandbox/setup

.PHONY: run
run: export EVENT ?= {}
run: build sandbox ## three runs against a local AWS, and the mails of the first; EVENT='{"dryRun":true}'
	@$(SANDBOX_PYTHON) -m Sandbox.run

# make test-e2e PYTEST='-k paging'
.PHONY: test-e2e
test-e2e: build sandbox ## the end-to-end tests alone
	@$(SANDBOX_PYTHON) -m pytest Tests/EndToEnd $(PYTEST)

.PHONY: test-faults
test-faults: build sandbox ## from the n-th request on everything fails, for every n (two minutes)
	@$(SANDBOX_PYTHON) -m pytest Tests/EndToEnd/every_later_fault.py $(PYTEST)

.PHONY: test-engines
test-engines: build sandbox rehearsal-for-tests ## the ledger in two other DynamoDBs: thirty runs at once, kills, faults (ten minutes)
	@Scripts/python-environment engines
	@$(SANDBOX_PYTHON) -m pytest -s Tests/EndToEnd/every_engine.py $(PYTEST)

.PHONY: soak
soak: build sandbox ## ten thousand invocations in one process, twice: memory and descriptors stay flat
	@$(SANDBOX_PYTHON) -m pytest -s Tests/EndToEnd/soak.py $(PYTEST)
