# The words we say. Each recipe is a script, so that it also works without make.
.PHONY: run dev check test setup tools end2end bench pictures release help

help:
	@echo "make run      build and start the demo shop on http://localhost:3000"
	@echo "make dev      the same, rebuilt on save"
	@echo "make check    form, lints, tests on SQLite"
	@echo "make test     everything: both databases, the bundle's size, the browser"
	@echo "make end2end  only the browser tests, against what was built last"
	@echo "make bench    what pages, orders, prices and sign-ins cost"
	@echo "make pictures makes the pictures of the shop and of the README anew"
	@echo "make release  one archive that runs on a bare Debian"
	@echo "make tools    install what building needs"
	@echo "make setup    install what building and testing need"

run:
	@scripts/run.sh

dev:
	@scripts/dev.sh

check:
	@scripts/check.sh

test:
	@scripts/test.sh

end2end:
	@scripts/end2end.sh

bench:
	@scripts/bench.sh

pictures:
	@node scripts/pictures.mjs

release:
	@scripts/release.sh

tools:
	@scripts/setup.sh build

setup:
	@scripts/setup.sh
