# The release: what somebody without a toolchain can deploy.

.PHONY: release
release: package ## dist/release: zip, template, checksums and bill of materials, to deploy without Swift
	@rm -rf dist/release
	@Scripts/release dist/bootstrap.zip dist/release
	@cd dist/release && cat SHA256SUMS
