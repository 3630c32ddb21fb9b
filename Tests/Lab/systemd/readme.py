"""The shell lines of README.md that a newcomer types."""

import os
import re

README = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../README.md")


def lines(heading):
    """The commands of the blocks that are fenced as sh under a heading of the second level, without their comments."""
    with open(README) as file:
        parts = re.split(r"^## ", file.read(), flags=re.MULTILINE)
    section = [part for part in parts if part.splitlines()[0].strip() == heading]
    assert section, f"README.md has no '## {heading}'"
    blocks = re.findall(r"^```sh\n(.*?)^```", section[0], flags=re.MULTILINE | re.DOTALL)
    found = "\n".join(blocks).replace("\\\n", " ").splitlines()
    found = [re.sub(r"\s+#.*", "", line).strip() for line in found if not line.lstrip().startswith("#")]
    found = [line for line in found if line]
    assert found, f"README.md has no block fenced as sh under '## {heading}'"
    return found
