# Mutants: small wrong changes that the tests must notice.

.PHONY: mutants lint-mutants

# Some of them: make mutants MUTANTS='KeyReminder 17'
mutants: tools sandbox ## play small wrong changes against the tests: 95 of 100 must be noticed
	@PKG_CONFIG_PATH="$(LIBCURL)$${PKG_CONFIG_PATH:+:$$PKG_CONFIG_PATH}" Scripts/mutants $(MUTANTS)

lint: lint-mutants
lint-mutants:
	@Scripts/mutants --check
