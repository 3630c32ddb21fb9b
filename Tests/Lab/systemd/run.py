"""Plays scenarios in the guest with a real systemd, on what Tests/Lab/systemd/lab has prepared, and says how each went."""

import argparse
import signal
import sys
import time
import traceback

import enrolment
import faults
import newcomer
import packages
from guest import GuestError
from stage import Stage

SCENARIOS = [
    newcomer.readme, newcomer.sandboxes, newcomer.mail, newcomer.hardening, faults.reload, faults.kills, packages.purge,
    newcomer.memory, newcomer.quiet, faults.watchdog, faults.power, faults.suspend, faults.hotplug, faults.fulldisk,
    packages.upgrade, packages.upgradefull, packages.upgradekilled, enrolment.tokens, enrolment.clock, faults.crowd,
]
SAMPLE = SCENARIOS[:7]


def main():
    options = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    began = time.monotonic()

    def say(text):
        print(f"lab: {time.monotonic() - began:5.1f} s  {text}", flush=True)

    if options.scenario == ["all"]:
        chosen = SCENARIOS
    else:
        chosen = [each for each in SCENARIOS if each.__name__ in options.scenario] or SAMPLE
    stage, failed = Stage(options.work, options.packages, options.previous, say), []
    for scenario in chosen:
        say(f"{scenario.__name__}: {scenario.__doc__.splitlines()[0]}")
        started = time.monotonic()
        try:
            result = scenario(stage)
            print(f"PASS {scenario.__name__}: {result} ({time.monotonic() - started:.0f} s)", flush=True)
        except Exception as error:  # whatever it was, the other scenarios are played
            print(f"FAIL {scenario.__name__}: {told(error)} ({time.monotonic() - started:.0f} s)", flush=True)
            failed.append(scenario.__name__)
        except KeyboardInterrupt:
            say("interrupted")
            return 130
    if failed:
        print(f"lab: FAILED: {', '.join(failed)}")
        return 1
    print(f"lab: {len(chosen)} of {len(SCENARIOS)} scenarios with systemd passed in {time.monotonic() - began:.0f} s")
    return 0


def told(error):
    """What is said of a failure; one that no scenario foresees has its type, and is traced."""
    if isinstance(error, (AssertionError, GuestError)) and str(error):
        return str(error)
    traceback.print_exception(error, file=sys.stdout)
    return f"{type(error).__name__}: {error}"


def arguments():
    listing = "\n".join(
        f"{'*' if scenario in SAMPLE else ' '} {scenario.__name__:13} {scenario.__doc__.splitlines()[0]}" for scenario in SCENARIOS
    )
    parser = argparse.ArgumentParser(
        prog="Tests/Lab/systemd/lab",
        description=f"Plays scenarios in a QEMU guest with a real systemd: the sample (*) when none is named, or 'all'.\n\n{listing}",
        epilog="Examples: make lab SYSTEMD=1, make lab SYSTEMD=all, make lab SYSTEMD=purge",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    names = [scenario.__name__ for scenario in SCENARIOS]
    parser.add_argument("scenario", nargs="*", choices=[[], "all", *names], metavar="SCENARIO")
    parser.add_argument("--packages", help=argparse.SUPPRESS)
    parser.add_argument("--previous", help=argparse.SUPPRESS)
    parser.add_argument("--work", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
