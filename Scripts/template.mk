# template.yaml: its checks, with AWS's own tools, which the sandbox installs; and its deployment, which has
# credentials of an account and therefore its own Python environment, without the sandbox's packages.

SAM := SAM_CLI_TELEMETRY=0 .build/sandbox/venv/bin/sam
DEPLOY := .build/deploy/venv/bin

.PHONY: lint-template deploy test-reproducible

lint: lint-template
lint-template: sandbox
	@.build/sandbox/venv/bin/cfn-lint template.yaml
	@$(SAM) validate --lint --region us-east-1 >/dev/null

deploy: ## sam build and sam deploy --guided: from here into your AWS account
	@Scripts/python-environment deploy
	@$(DEPLOY)/python Scripts/deploy $(DEPLOY)/sam

# Builds twice from nothing: three minutes.
test-reproducible: tools
	@Scripts/check-reproducible
