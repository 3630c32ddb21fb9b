"""Enrolling with what is no longer good: a clear word, and a way back."""

import time

from faults import with_desk_outside
from installed import DESK_ADDRESS, LINKED
from workstation import SATA

YEAR = 365 * 86_400


def tokens(stage):
    """A token used up, expired, cut off, or of another desk: each a clear word, and nothing is lost by it."""
    with stage.installed() as workstation:
        create = f"vigie-desk token create --address {DESK_ADDRESS} 2>/dev/null"
        used = workstation.run(create).splitlines()[-1]
        # By another workstation: the same one may ask again, for the answer may have been lost.
        workstation.run(f"vigie enrol --state /root/elsewhere --name elsewhere {used}; rm -r /root/elsewhere")
        expired = workstation.run(f"{create[:-12]} --lifetime 1s 2>/dev/null").splitlines()[-1]
        time.sleep(2)
        # Another desk made this one, and it says our desk's address.
        other = workstation.run(f"VIGIE_DESK_STATE=/root/other {create}").splitlines()[-1]
        workstation.run("rm -rf /root/other")
        cases = {"used": used, "expired": expired, "not the desk": other, "copy it whole": used[:-5]}
        # A token that was cut within its secret cannot be told from one that the desk never made.
        accepted = {"copy it whole": ("copy it whole", "copied whole")}
        said = []
        for word, token in cases.items():
            status, printed = workstation.attempt(f"vigie enrol {token}")
            assert status != 0, f"a token that is '{word}' was taken"
            assert any(each in printed for each in accepted.get(word, (word,))), f"no word '{word}' in: {printed}"
            said.append(word)
        workstation.await_linked()
        workstation.run("vigie test-ticket")
        workstation.run("systemctl restart vigie-agent")
        workstation.await_linked()
        workstation.enrol()
        workstation.await_linked()
        workstation.assert_healthy_system()
        return f"said: {', '.join(said)}; the link stays up, also after a restart, and a right token is taken"


def clock(stage):
    """The workstation's clock is a year off while it enrols: a word about the clock, and a way back by setting it."""
    results = []
    for years in (-1, 1):
        with with_desk_outside(stage, is_enrolled=False) as (workstation, desk):
            workstation.run(f"date -s @$(($(date +%s) + {years * YEAR}))")
            status, printed = workstation.attempt(f"vigie enrol {desk.token()}")
            workstation.run("systemctl start vigie-agent")
            time.sleep(5)
            shown = "\n".join([printed, workstation.attempt("vigie status")[1], workstation.journal("vigie-agent")])
            assert "clock" in shown, f"{years} year: nobody speaks of the clock; enrol ended with {status}: {shown}"
            workstation.run(f"date -s @{int(time.time())}")
            if status != 0:
                workstation.run(f"vigie enrol {desk.token()}")
            workstation.run("systemctl restart vigie-agent")
            workstation.await_linked(LINKED * 2)
            workstation.await_read(SATA)
            said = next(line for line in shown.splitlines() if "clock" in line)
            results.append(f"{years:+} year: '{said.strip()}', linked when it was set")
    return "; ".join(results)
