/// One full line of every verb an agent says, in canonical form.
enum ClientMessageSamples {
    static let all = [
        "ENROL secret=k3jD-8_xZ0q4tR7w csr=MIHrMIGSAgEAMDAx name=ws-17 class=laptop",
        "RENEW",
        "HELLO 1 agent=0.1.0 name=ws-17 class=laptop boot=b0a7 journal=0f3a9c1e55d2 first=1041 last=1093 "
            + "base=cbf29ce484222325 replaces=99aa88bb77cc volatile=1",
        #"FACT component=disk/S3Z9NB0K name="Samsung SSD 970" verdict=watch reason=wear read=2026-11-23T21:00:00.123Z "#
            + #"i.model="Samsung SSD 970" r.wear="97 %" r.spare=12 t.status="OL CHRG""#,
        "OPEN 1045 key=disk/S3Z9NB0K/disk.wear severity=warning value=97 limit=90 unit=% count=1 "
            + "at=2026-11-23T21:00:00.123Z boot=b0a7 up=93211 name=S3Z9",
        "UPDATE 1046 key=ups/rack1/ups.on-battery severity=critical value=1 unit=flag count=3 at=2026-11-23T21:00:00.123Z up=93212",
        "CLEAR 1047 key=sensor/k10temp/temp1/temperature.limit severity=warning value=64.5 unit=\"°C\" count=1 "
            + "at=2026-11-23T21:00:00.123Z up=93213",
        "SYNC 1048 count=1",
        "STATE key=disk/S3Z9NB0K/disk.wear state=open severity=warning value=97 limit=90 unit=% since=2026-11-23T21:00:00.123Z name=S3Z9",
        "END count=1",
        "SKIP 1050 to=1053 reason=dropped",
        "BEAT up=93260 queue=0 oldest=0 probes=31 failed=0",
        "BYE 221 reason=suspend",
    ]
}

/// One full line of every verb a desk says, in canonical form.
enum ServerMessageSamples {
    static let all = [
        "VIGIE 1 desk=desk1 store=7d9f22aa maxline=16384 window=256 idle=180 time=2026-11-23T21:00:00.123Z",
        "CERT host=4be0643f-1d98-573b-97cd-ca98a65347dd chain=MIIBszCC.MIIBaTCC",
        "OK 200 committed=1044 digest=cbf29ce484222325 have=1 beat=60 grace=180",
        "HAVE key=disk/S3Z9NB0K/disk.wear state=open severity=warning value=97 unit=% since=2026-11-23T21:00:00.123Z",
        "REJ 1046 550 bad-field field=severity",
        "ERR 502 unknown-verb",
        "TICKET 118 key=disk/S3Z9NB0K/disk.wear state=open",
        "ACK 1047",
        "BEAT time=2026-11-23T21:00:00.123Z",
        "WAIT 450 busy ms=3000",
        "BYE 421 restart retry=20",
    ]
}
