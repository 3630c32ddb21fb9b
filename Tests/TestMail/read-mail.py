#!/usr/bin/python3
"""Reads mails with Python's email package: lines of base64 in, a line of JSON for each out."""
import base64
import email
import email.header
import email.policy
import email.utils
import json
import sys

for line in sys.stdin:
    raw = base64.b64decode(line)
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    # The newer policy leaves a space between the encoded words of a name (against section 6.2 of RFC 2047); this reader does not.
    plain = email.message_from_bytes(raw)

    def people(name):
        addresses = [address.addr_spec for address in mail[name].addresses]
        pairs = email.utils.getaddresses([plain[name]])
        assert [address for _, address in pairs] == addresses, (pairs, addresses)
        return [[str(email.header.make_header(email.header.decode_header(shown))), address] for shown, address in pairs]

    print(json.dumps({
        "from": people("from"),
        "to": people("to"),
        "subject": mail["subject"],
        "host": mail["x-vigie-host"],
        "body": mail.get_content(),
        "fields": [[k, str(v)] for k, v in mail.items()],
        "type": mail.get_content_type(),
        "charset": mail.get_content_charset(),
        "defects": [str(d) for d in mail.defects] + [str(d) for _, v in mail.items() for d in getattr(v, "defects", [])],
    }))
