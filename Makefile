.DEFAULT_GOAL := help
.PHONY: help setup demo test bench bench-app check-seed docs site pictures bundle lock


RUN := .venv/bin

help: ## what make can do
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

setup: ## make .venv with the command triplehelix in it
	@scripts/setup.sh run

demo: setup ## load Wenzhou and the delta and serve the app for a browser (PORT=8501)
	@$(RUN)/triplehelix load data/wenzhou data/delta-2019
	@exec $(RUN)/triplehelix app $(if $(PORT),--port $(PORT))

test: ## lint, types and all tests whose engine is present (REQUIRE_ALL=1: all must be)
	@scripts/setup.sh test
	@$(RUN)/python scripts/check.py

bench: ## measure loading on each engine that is present
	@scripts/setup.sh test
	@$(RUN)/python -m benchmarks

bench-app: ## measure the pages in Chromium, from a click to the last change (goal: 1 s)
	@scripts/setup.sh test
	@$(RUN)/python -m benchmarks.app

check-seed: setup ## hold data sets against the texts that they were read from
	@$(RUN)/python -m tests.check_seed

docs: setup ## write the generated pages of docs/ anew
	@$(RUN)/python -m scripts.write_docs

words: setup ## write the texts of the app anew in their order, for translators
	@$(RUN)/python -m scripts.words

site: ## make docs/ into pages that open from disk: var/site/index.html
	@scripts/setup.sh test
	@$(RUN)/python -m sphinx -q -W --keep-going -b html -c docs/site -d var/site-cache . var/site
	@echo "The pages are in var/site/index.html"

pictures: ## take the pictures of docs/images/ anew (needs Chromium)
	@scripts/setup.sh test
	@$(RUN)/python -m scripts.take_pictures

bundle: setup ## one archive to install without a network (PLATFORM=win_amd64, PYTHONS="3.11 3.12")
	@$(RUN)/python -m scripts.make_bundle $(if $(PLATFORM),--platform $(PLATFORM)) $(PYTHONS:%=--python %)

lock: ## lock the newest versions that pyproject.toml allows (needs uv)
	@uv pip compile -q --universal --generate-hashes --upgrade --python-version 3.11 \
	    --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	    pyproject.toml -o requirements.txt
	@uv pip compile -q --universal --generate-hashes --upgrade --python-version 3.11 \
	    --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	    --extra test -c requirements.txt pyproject.toml -o requirements-test.txt
