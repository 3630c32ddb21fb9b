"""Boots the image of a folder once, and saves the state of the guest that has booted: snapshot.py FOLDER."""

import sys

from guest import GuestError, tail
from workstation import BOOTED, Workstation


def main():
    folder = sys.argv[1]
    try:
        guest = Workstation.booted(folder, f"{folder}/system.img")
        print(f"lab: the guest has booted: {guest.run('systemctl is-system-running; systemctl --failed --no-legend; uname -r')}")
        guest.save(BOOTED)
    except (GuestError, AssertionError) as error:
        print(f"lab: {error}\n{tail(f'{folder}/console.log', 30)}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
