# The rehearsal: the deployment itself, tried in a local AWS with its own Python environment.

.PHONY: rehearse
rehearse: package sandbox ## deploys the template into a local AWS, from creation to removal (a minute)
	@Scripts/python-environment rehearsal
	@.build/rehearsal/venv/bin/python -m Sandbox.rehearsal

# Its end-to-end test is skipped, with the reason, where that environment is not available.
.PHONY: rehearsal-for-tests
rehearsal-for-tests:
	@Sandbox/rehearsal/setup
test-e2e: package rehearsal-for-tests
