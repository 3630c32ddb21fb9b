# The targets are the only commands to remember. Each sets up what it needs and prints it.
SHELL := /bin/bash
export SWIFT ?= swift
DESTDIR ?=
PREFIX ?= /usr
# Small in memory: what is not used is not linked, and equal code is linked once.
RELEASE := -c release --static-swift-stdlib --disable-local-rpath -Xswiftc -Osize -Xswiftc -Xfrontend -Xswiftc -function-sections -Xswiftc -use-ld=lld \
	-Xcc -Os -Xcc -ffunction-sections -Xcc -fdata-sections -Xcc -ffile-prefix-map=$(CURDIR)/= \
	-Xlinker --gc-sections -Xlinker --icf=all -Xlinker --no-export-dynamic -Xlinker -z -Xlinker now \
	-Xswiftc -L -Xswiftc .build/static
COMMIT = $(shell git describe --always --abbrev=12 --exclude '*' --dirty=+changes 2>/dev/null)
PROGRAMS := vigie-agent vigie-reader vigie vigie-desk
FORMATTED := Sources Tests Package.swift

# Said before a build of which nothing is there yet: swift build tells little where no terminal is.
first = $(if $(wildcard .build/$(1)),,@echo "The first build compiles SwiftNIO and BoringSSL too: about ten minutes on two cores, some of them in silence.")

.PHONY: help demo lab test test-long test-web test-all fuzz bench build format lint manual deb previous check-packages check-zones install uninstall setup
help:
	@echo "make demo      build, and see a desk and two agents at work (KEEP=1 leaves them running)"
	@echo "make lab       faulty disks and sensors on a real kernel: release programs in a QEMU guest (SCENARIO=name for one)"
	@echo "make lab SYSTEMD=1  the packages on a Debian with a real systemd, a sample (SYSTEMD=all, SYSTEMD=name for one)"
	@echo "make test      build and run the tests"
	@echo "make test-long kill agent and desk at every write, and at random under load (VIGIE_SEED=N repeats a run)"
	@echo "make test-web  the desk's pages in Debian's Chromium, a sample (WEB=all, ONLY=name), and their pictures in .build/web"
	@echo "make test-all  every test at full length: test, test-long, test-web WEB=all, fuzz, lab, previous, lab SYSTEMD=all, check-packages KILLS=all; hours"
	@echo "make fuzz      ten million mutated pages and texts for the decoders, 10 minutes (VIGIE_SEED=N repeats a run)"
	@echo "make bench     speed and memory beside peers, 20 minutes (ONLY=part,part MINUTES=quiet time)"
	@echo "make build     release programs in .build/release"
	@echo "make deb       packages for Debian 12 in .build/deb, of what make build made"
	@echo "make previous  packages of the commit before in .build/previous/.build/deb, which a lab with that VIGIE_PREVIOUS upgrades from"
	@echo "make check-packages  install, upgrade, break, remove and purge them in a root of their own (TRIXIE=1: on Debian 13 too)"
	@echo "make check-zones  compare the time zones of the release program with zdump's"
	@echo "make lint      format, linkage and policy checks"
	@echo "make format    format the sources"
	@echo "make setup     install what building and testing need; the others do it by themselves"
	@echo "make manual    write the manual's pages and the completions anew"
	@echo "make install   install what make build made into DESTDIR (default: this machine), under PREFIX (/usr)"
	@echo "make uninstall take it away again; data and users stay"

# Development packages by apt, where they are missing; servers for tests unpacked into a cache, so that none starts here.
setup:
	@Tests/Scripts/setup

demo: setup
	$(call first,debug/vigie-desk)
	$(SWIFT) build
	@Tests/Scripts/demo

# The sample with SYSTEMD=1.
lab: $(if $(SYSTEMD),deb,build)
	@$(if $(SYSTEMD),Tests/Lab/systemd/lab $(filter-out 1,$(SYSTEMD)),Tests/Lab/lab $(SCENARIO))

bench: build
	@ONLY="$(ONLY)" MINUTES="$(MINUTES)" Tests/Bench/bench

test: setup
	$(call first,debug/vigiePackageTests.xctest)
	$(SWIFT) build --build-tests
	SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=4 $(SWIFT) test --skip-build

test-long: setup
	$(call first,debug/vigiePackageTests.xctest)
	$(SWIFT) build --build-tests
	VIGIE_TEST=long $(SWIFT) test --skip-build --filter 'KilledAtEveryStepTests|RandomKillTests|ReaderKillTests'

# The programs that the pages are of; Chromium, from apt, and Playwright, from PyPI into a cache, where they are missing.
test-web: setup
	$(call first,debug/vigie-desk)
	$(SWIFT) build
	@WEB="$(WEB)" ONLY="$(ONLY)" Tests/Scripts/test-web

# What .ci/run samples is whole here.
test-all:
	$(MAKE) test
	$(MAKE) test-long
	$(MAKE) test-web WEB=all
	$(MAKE) fuzz
	$(MAKE) lab
	$(MAKE) previous
	VIGIE_PREVIOUS=$(CURDIR)/.build/previous/.build/deb $(MAKE) lab SYSTEMD=all
	$(MAKE) check-packages KILLS=all
	$(MAKE) check-zones

fuzz: setup
	$(call first,debug/vigiePackageTests.xctest)
	$(SWIFT) build --build-tests
	VIGIE_FUZZ=$${VIGIE_FUZZ:-10000000} $(SWIFT) test --skip-build --filter FuzzTests

# Of the C++ library the programs use so little that it is best a part of them: found first, and alone, in a folder of its own.
build: setup
	@mkdir -p .build/static && ln -sf "$$(clang -print-file-name=libstdc++.a)" .build/static/
	$(call first,release/vigie-desk)
	VIGIE_COMMIT='$(COMMIT)' $(SWIFT) build $(RELEASE)
	@cd .build/release && strip $(PROGRAMS) && ./vigie-reader --help >/dev/null && ls -l $(PROGRAMS)
	@! grep -l "$(CURDIR)/" $(addprefix .build/release/,$(PROGRAMS)) || { echo "They hold paths of this machine, which errors would show." >&2; false; }

format:
	$(SWIFT) format --in-place --recursive --parallel $(FORMATTED)

lint: setup
	$(call first,debug/vigie)
	$(SWIFT) format lint --strict --recursive --parallel $(FORMATTED)
	@Tests/Scripts/lint

manual: setup
	$(SWIFT) build --build-tests
	VIGIE_RECORD=manual $(SWIFT) test --skip-build --filter ManualTests

# debhelper, from apt where it is missing.
deb: build
	@Tests/Scripts/deb

# With a build of its own, so the first one takes as long as the first make build.
previous:
	@Tests/Scripts/previous

check-packages: deb
	@Tests/Scripts/check-packages

# The time zones of the release program beside zdump's.
check-zones: build
	@Tests/Scripts/check-zones

# Nothing is built here, for this may be root. Without DESTDIR the users and folders are made too, and a running systemd is told.
install:
	@systemd/install "$(DESTDIR)" "$(PREFIX)"

uninstall:
	@systemd/install --undo "$(DESTDIR)" "$(PREFIX)"
