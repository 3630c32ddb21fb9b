"""What the tests count on in the pages' markup, beside the paths and fields of the forms."""

import re

# Where nobody is signed in there is no way to sign out.
SIGN_OUT = 'form[action="/sign-out"]'
DONE = "[role=status]"
MISTAKE = "[role=alert]"
# On /me/second-factor: the key in base 32, and each recovery code.
KEY = "code.key"
RECOVERY_CODE = "ul.codes code"
# A link that sets a first password.
WELCOME = re.compile(r"https://[^\s\"'<>]+/welcome/[^\s\"'<>]+")
ASSET = re.compile(r"/assets/[^\"'\s<>]+\.(?:css|js|svg)")
# The row at the cursor, and a suggestion while one types.
ROW = "[data-row]"
AT = "[data-row].at"
OPTION = "[role=option]:not([aria-disabled])"


def act(word):
    """The form of a ticket's page that does something."""
    return f'form:has(button[name="action"][value="{word}"])'


def form(action):
    return f'form[action="{action}"]'
