"""The pages of SATA and SAS disks, as tcmu-disk answers them in the guest."""

import struct


SECTORS = 131_072


class SATADisk:
    """A solid-state disk in good health until told otherwise; `pages` are the files of its folder."""

    def __init__(self, model, serial):
        self.model, self.serial = model, serial
        self.is_failing = False
        self.tests_spans = False
        # id -> [flags, normalized value, raw value, threshold]
        self.attributes = {
            5: [0x33, 100, 0, 10],
            9: [0x32, 98, 8_760, 0],
            12: [0x32, 99, 310, 0],
            187: [0x32, 100, 0, 0],
            194: [0x22, 66, 34, 0],
            197: [0x32, 100, 0, 0],
            198: [0x30, 100, 0, 0],
            199: [0x3E, 200, 0, 0],
        }

    def set_raw(self, attribute, raw):
        self.attributes[attribute][2] = raw

    def pages(self):
        return {
            "ata.identify": self._identify(),
            "ata.smartdata": self._data(),
            "ata.thresholds": self._thresholds(),
            "ata.senseda": _registers(0xF4, 0x2C) if self.is_failing else _registers(0x4F, 0xC2),
            "ata.sensee5": _registers(0, 0, count=0xFF),
        }

    def empty_logs(self):
        """Logs of self-tests without an entry: results, and the selective test's spans."""
        log = bytearray(512)
        log[0] = 1
        return {"ata.smartlog06": _summed(log), "ata.smartlog09": _summed(log)}

    def _identify(self):
        page = bytearray(512)
        for text, start, length in [(self.serial, 20, 20), ("LAB1", 46, 8), (self.model, 54, 40)]:
            padded = text.encode().ljust(length)
            page[start:start + length] = b"".join(padded[i + 1:i + 2] + padded[i:i + 1] for i in range(0, length, 2))
        words = {82: 1, 83: 0x4000, 85: 1, 87: 0x4000, 217: 1}  # SMART there and on; no platters
        for word, value in words.items():
            struct.pack_into("<H", page, 2 * word, value)
        struct.pack_into("<I", page, 120, SECTORS)
        return bytes(page)

    def _data(self):
        page = bytearray(512)
        for index, (number, (flags, value, raw, _)) in enumerate(self.attributes.items()):
            entry = struct.pack("<BHBB", number, flags, value, value) + raw.to_bytes(6, "little") + b"\0"
            page[2 + 12 * index:14 + 12 * index] = entry
        if self.tests_spans:
            page[367], page[373] = 0x51, 10
        return _summed(page)

    def _thresholds(self):
        page = bytearray(512)
        for index, (number, (_, _, _, threshold)) in enumerate(self.attributes.items()):
            page[2 + 12 * index:4 + 12 * index] = bytes([number, threshold])
        return _summed(page)


class SASDisk:
    """A solid-state SAS disk in good health until told otherwise; `pages` are the files of its folder."""

    def __init__(self, product, serial):
        self.vendor, self.product, self.serial = "LABSAS", product, serial
        self.model = f"{self.vendor} {product}"
        self.exception = (0, 0)  # additional sense code and qualifier of log page 2Fh
        self.uncorrected_reads = 0

    def pages(self):
        inquiry = bytes([0, 0, 6, 2, 31, 0, 0, 2]) + self.vendor.encode().ljust(8) + self.product.encode().ljust(16) + b"A001"
        rotation = bytes([0, 0xB1, 0, 60, 0, 1]).ljust(64, b"\0")
        parameters = {
            0x02: [(6, bytes(4))],
            0x03: [(3, (12).to_bytes(4, "big")), (6, self.uncorrected_reads.to_bytes(4, "big"))],
            0x0D: [(0, bytes([0, 41])), (1, bytes([0, 65]))],
            0x2F: [(0, bytes([*self.exception, 41]))],
        }
        logs = {f"scsi.log{page:02x}_00": _log(page, entries) for page, entries in parameters.items()}
        supported = bytes([0, *parameters])
        return {
            "scsi.inquiry": inquiry,
            "scsi.vpd00": bytes([0, 0, 0, 3, 0, 0x80, 0xB1]),
            "scsi.vpd80": bytes([0, 0x80, 0, len(self.serial)]) + self.serial.encode(),
            "scsi.vpdb1": rotation,
            "scsi.ms6_1c_00": bytes([15, 0, 0, 0, 0x1C, 10]).ljust(16, b"\0"),
            "scsi.log00_00": bytes([0, 0, 0, len(supported)]) + supported,
            **logs,
        }


def _log(page, entries):
    """A log page of parameters (code, value)."""
    body = b"".join(struct.pack(">HBB", code, 0, len(value)) + value for code, value in entries)
    return struct.pack(">BBH", page, 0, len(body)) + body


def _summed(page):
    """A page whose bytes add up to 0."""
    page[511] = -sum(page[:511]) & 0xFF
    return bytes(page)


def _registers(middle, high, count=0):
    """ATA registers in descriptor sense bytes: recovered error, ATA PASS-THROUGH information available."""
    sense = bytearray(22)
    sense[0:4] = bytes([0x72, 0x01, 0x00, 0x1D])
    sense[7:10] = bytes([14, 0x09, 0x0C])
    sense[13], sense[17], sense[19], sense[21] = count, middle, high, 0x50
    return bytes(sense)
