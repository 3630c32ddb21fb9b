"""Runs the lab on what Tests/Lab/lab has prepared: boots the guest, plays the scenarios, and says how each went."""

import argparse
import signal
import sys
import time

from figure import bench
from guest import tail
from machine import Machine
from scenarios import ROUNDS

SCENARIOS = [scenario for together in ROUNDS for scenario in together]
READER_LIMIT, READER_GOAL = 50, 10  # milliseconds


def main():
    options = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    began = time.monotonic()

    def say(text):
        print(f"lab: {time.monotonic() - began:5.1f} s  {text}", flush=True)

    chosen = options.scenario or [scenario.__name__ for scenario in SCENARIOS]
    machine, failed = None, []
    try:
        machine = Machine(options.programs, options.work, say)
        machine.plug_disks()
        if not measure(machine, say):
            failed.append("reader-first-disk-ms")
        machine.start_agent()
        for together in ROUNDS:
            failed += play([scenario for scenario in together if scenario.__name__ in chosen], machine, say)
        failed += false_alarms(machine)
    except KeyboardInterrupt:
        say("interrupted")
        return 130
    except Exception as error:  # whatever it was, the logs below tell more
        say(f"{type(error).__name__}: {error}")
        failed.append("the lab itself")
    finally:
        if machine:
            machine.close()
    if failed:
        print_logs(options.work)
        print(f"lab: FAILED: {', '.join(failed)}")
        return 1
    print(f"lab: {len(chosen)} of {len(SCENARIOS)} scenarios passed in {time.monotonic() - began:.0f} s")
    return 0


def arguments():
    listing = "\n".join(f"  {scenario.__name__:12} {scenario.__doc__.splitlines()[0]}" for scenario in SCENARIOS)
    parser = argparse.ArgumentParser(
        prog="Tests/Lab/lab",
        description=f"Plays scenarios in a QEMU guest; all of them when none is named:\n\n{listing}",
        epilog="Examples: make lab, make lab SCENARIO=spare",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("scenario", nargs="*", choices=[[], *(scenario.__name__ for scenario in SCENARIOS)], metavar="SCENARIO")
    parser.add_argument("--programs", help=argparse.SUPPRESS)
    parser.add_argument("--work", help=argparse.SUPPRESS)
    return parser.parse_args()


def measure(machine, say):
    """Prints the figure of the reader as the bench reads it.

    The emulator translates code anew at every address at which it starts, which no processor does; so the figure is taken at one address,
    and what the rest costs is said beside it."""
    value = machine.measure_reader(at_random_addresses=False)
    say(f"reader started at random addresses, each start translated anew: {machine.measure_reader(at_random_addresses=True):.1f} ms")
    return bench("reader-first-disk-ms", value, "ms", READER_LIMIT, READER_GOAL)


def play(together, machine, say):
    """Plays scenarios that run together, each a step in turn; returns the names of those that failed."""
    failed, results, steps = [], {}, {}
    for scenario in together:
        say(f"{scenario.__name__}: {scenario.__doc__.splitlines()[0]}")
        steps[scenario.__name__] = scenario(machine)
    while steps:
        for name, scenario in list(steps.items()):
            try:
                results[name] = next(scenario)
            except StopIteration:
                print(f"PASS {name}: {results[name]}", flush=True)
                del steps[name]
            except AssertionError as error:
                print(f"FAIL {name}: {error}", flush=True)
                failed.append(name)
                del steps[name]
    return failed


def false_alarms(machine):
    """Looks for tickets that no scenario caused, and for closed ones that none healed; the name of this check when there are any."""
    tickets = machine.desk.tickets()
    wrong = [f"{key} opened" for key in tickets if key not in machine.broken]
    wrong += [f"{key} closed" for key, ticket in tickets.items() if ticket["state"] == "closed" and key not in machine.healed]
    if wrong:
        print(f"FAIL quiet: {', '.join(wrong)}", flush=True)
        return ["quiet"]
    print("PASS quiet: no other ticket has opened or closed", flush=True)
    return []


def print_logs(folder):
    for name, lines in [("agent.log", 40), ("console.log", 40), ("desk.log", 15)]:
        print(f"--- the end of {name}\n{tail(f'{folder}/{name}', lines)}")


if __name__ == "__main__":
    sys.exit(main())
