# The sandbox: `make run` and the end-to-end tests. Needs the target dist/bootstrap of the file that includes it.

SANDBOX_PYTHON := .build/sandbox/venv/bin/python

.PHONY: sandbox run test-e2e

sandbox:
	@Sandbox/setup

# make run EVENT='{"dryRun":true}'
run: export EVENT ?= {}
run: dist/bootstrap sandbox
	@$(SANDBOX_PYTHON) -m Sandbox.run

# make test-e2e PYTEST='-k paging'
test-e2e: dist/bootstrap sandbox
	@$(SANDBOX_PYTHON) -m pytest Tests/EndToEnd $(PYTEST)
