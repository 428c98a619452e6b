# template.yaml: its checks, with AWS's own tools, which the sandbox installs; and its deployment, which has
# credentials of an account and therefore its own Python environment, without the sandbox's packages.

SAM := SAM_CLI_TELEMETRY=0 .build/sandbox/venv/bin/sam
DEPLOY := .build/deploy/venv/bin

.PHONY: lint-template deploy deploy-organization test-reproducible

lint: lint-template
lint-template: sandbox
	@.build/sandbox/venv/bin/cfn-lint template.yaml member-role.yaml
	@$(SAM) validate --lint --region us-east-1 >/dev/null

# make deploy STAGE=prod takes [prod.deploy.parameters] of samconfig.toml, make deploy DryRun=false changes one
# parameter, and neither asks anything. The script reads make's command line in MAKEFLAGS.
deploy: ## sam build and sam deploy --guided: into your AWS account; STAGE=prod or DryRun=false asks nothing
	@Scripts/python-environment deploy
	@$(DEPLOY)/python Scripts/deploy $(DEPLOY)/sam

# OU='ou-ab12-34cd56ef' asks nothing.
deploy-organization: ## let the deployed function read the accounts of its organization: a StackSet of member-role.yaml
	@Scripts/python-environment deploy
	@$(DEPLOY)/python Scripts/deploy-organization $(DEPLOY)/sam

# Builds twice from nothing: three minutes.
test-reproducible: tools
	@Scripts/check-reproducible
