# Every task is a script that can be called alone; this file names them.

.DEFAULT_GOAL := help
.PHONY: help demo test check bench release fmt

# make demo SERIES=folder plays that series; ARGS go to the command, such as ARGS='--episodes 3'.
SERIES ?=
ARGS ?=

help: ## this list
	@printf 'Cliffhanger\n\n'
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-16s %s\n", $$1, $$2 }'

demo: ## builds and starts the service with the sample series (or SERIES=folder)
	@scripts/demo.sh $(if $(SERIES),"$(SERIES)") $(ARGS)

test: ## all tests: Rust on SQLite and PostgreSQL, the apps, journeys in a browser
	@scripts/test.sh

check: ## format, lints, documents, licences, house rules
	@scripts/check.sh

bench: ## our numbers beside their peers, from the same run (ARGS='serve dub' for some)
	@scripts/bench.sh $(ARGS)

release: ## the real thing: an optimised binary with the apps inside
	@scripts/release.sh

fmt: ## brings Rust and the apps into their format
	@cargo fmt --all
	@scripts/npm.sh run format
