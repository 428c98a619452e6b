# template.yaml: its checks and its deployment, with AWS's own tools, which the sandbox brings.

SAM := SAM_CLI_TELEMETRY=0 .build/sandbox/venv/bin/sam

.PHONY: lint-template deploy test-reproducible

lint: lint-template
lint-template: sandbox
	@.build/sandbox/venv/bin/cfn-lint template.yaml
	@$(SAM) validate --lint --region us-east-1 >/dev/null

deploy: sandbox ## sam build and sam deploy --guided: from here into your AWS account
	@$(SANDBOX_PYTHON) Scripts/deploy .build/sandbox/venv/bin/sam

# Builds twice from nothing: three minutes.
test-reproducible: tools
	@Scripts/check-reproducible
