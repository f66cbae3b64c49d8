# Waymark. `make` or `make help` lists what there is to do.
# `make run` and `make test` also work as the first command on a fresh Debian or
# Ubuntu that has Go, gcc, git and make: they install what else is needed.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.SUFFIXES:

# The build tags, set here and nowhere else: SQLite with full-text search, and
# Fyne with its interface touched from one goroutine. The scripts in .ci read it.
export TAGS := sqlite_fts5,migrated_fynedo

# The linter's one version, so that every machine says the same about the code.
export GOLANGCI_VERSION := v2.15.0

# The version, for the program to say: FyneApp.toml has it and nothing else.
VERSION := $(shell sed -n 's/^ *Version *= *"\(.*\)"/\1/p' FyneApp.toml)

# run: what the program is called with, e.g. make run ARGS="--db my.db"
ARGS ?=
# test: RACE=1 adds the race detector, PKG narrows it: make test PKG=./data/...
RACE ?=
PKG ?= ./...
# words: what it is called with: make words WORDS="-ages ui/today"
WORDS ?=
# bench: which benchmarks, and for how long each: make bench BENCH=Search TIME=3s
BENCH ?= .
TIME ?= 1s
export RACE PKG BENCH TIME

# minio-test: a MinIO that is built already
MINIO ?=

# histories: how many, or the seed of the one to replay
HISTORIES ?= 10000
HISTORY_SEED ?=

# dist: ONLY="linux" builds less; SIGN=cert.pfx signs what is for Windows, with
# SIGN_PASSWORD_FILE, SIGN_CA and SIGN_TIME_SERVER where they are needed.
ONLY ?=
SIGN ?=
# release-key, release-file: where the private key is, outside the source.
KEY ?= $(HOME)/.config/waymark/release.key
export ONLY SIGN SIGN_PASSWORD_FILE SIGN_CA SIGN_TIME_SERVER

.PHONY: help setup run build demo test lint words windows-vet bench histories minio-test dist licences attack release-key release-file wine-smoke linux-smoke clean

help: ## list these commands
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## install the system packages that are missing (run and test do it too)
	@.ci/setup build test

run: build ## install what is missing, build, and start the program (ARGS="--db FILE")
	@.ci/start $(ARGS)

build: ## build the program and the gallery into bin/
	@.ci/setup build
	go build -tags $(TAGS) -ldflags "-X main.version=$(VERSION)" -o bin/ ./cmd/waymark ./cmd/waymark-gallery

demo: build ## a sample database, its report, and a picture of every screen, in demo/
	@.ci/demo

test: ## go vet and every test, with no display (RACE=1, PKG=./data/...)
	@.ci/setup build test
	@.ci/test

lint: ## format, the pinned linter, plain words, and go vet for Windows
	@.ci/setup build
	@.ci/lint
	@go run ./cmd/words
	@.ci/windows-vet

words: ## reading age, forbidden words and glued sentences (WORDS=ui/today)
	@go run ./cmd/words $(WORDS)

windows-vet: ## go vet for Windows of every package that needs no C compiler
	@.ci/windows-vet

bench: ## the benchmarks (BENCH=name, TIME=3s)
	@.ci/setup build test
	go test -tags $(TAGS) -run '^$$' -bench '$(BENCH)' -benchtime $(TIME) -timeout 60m $(PKG)

minio-test: ## the store of several PCs on a real MinIO, with nodes killed (MINIO=FILE)
	@.ci/setup build
	@MINIO=$(MINIO) .ci/minio-test

histories: ## random histories of several PCs (HISTORIES=10000; HISTORY_SEED=n replays one)
	@.ci/setup build test
	HISTORIES=$(HISTORIES) HISTORY_SEED=$(HISTORY_SEED) go test -tags $(TAGS) -run RandomHistories -count 1 -timeout 24h ./data/store/exchange

dist: ## setup, MSI, zip, deb, rpm, tar, SBOM into dist/ (ONLY=linux, SIGN=cert.pfx)
	@packaging/dist

wine-smoke: ## install, start, use, update and remove the Windows packages under Wine
	@.ci/setup build dist smoke
	@.ci/wine-smoke

linux-smoke: ## the same with the deb and the rpm, in a clean Debian root (as root)
	@.ci/setup build dist smoke
	@.ci/linux-smoke

release-key: ## once: make the key that signs release files (KEY=FILE)
	@go run ./packaging/release key $(KEY)

release-file: ## sign dist/release.json, which tells services of this version (KEY=FILE)
	@go run ./packaging/release file $(KEY) dist $(VERSION) $$(git log -1 --format=%cs)

licences: ## write assets/licences.txt from what is linked
	@go run ./packaging/licences assets/licences.txt

attack: ## play the reader of many reports who looks for single people (an hour)
	@.ci/setup build test
	ATTACK=all go test -tags $(TAGS) -run Attack -v -timeout 180m ./reports/disclosure/attack

clean: ## remove what was built (bin, demo, dist, the linter)
	rm -rf bin demo dist .tools
