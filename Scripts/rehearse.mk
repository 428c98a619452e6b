# The rehearsal: the deployment itself, tried in a local AWS with an environment of its own.

.PHONY: rehearse
rehearse: package sandbox ## deploys the template into a local AWS, from creation to removal (a minute)
	@Scripts/python-environment rehearsal
	@.build/rehearsal/venv/bin/python -m Sandbox.rehearsal

# Its test is one of the others, and is skipped, with the reason, where that environment cannot be had.
.PHONY: rehearsal-for-tests
rehearsal-for-tests:
	@Sandbox/rehearsal/setup
test-e2e: package rehearsal-for-tests
