"""An NVMe disk of our own, served over NVMe/TCP: the guest's kernel makes an ordinary /dev/nvmeN of it, and every byte of its health log is ours.

It knows what Linux 6.1 asks of a disk at connecting and what a monitor asks of it afterwards. Reads of blocks give zeros, writes are
taken and forgotten. Layouts: NVMe base specification 1.3, NVMe over Fabrics 1.1, NVMe/TCP transport 1.0."""

import socket
import struct
import threading

KELVIN = 273
BLOCKS = 131_072
PDU_REQUEST, PDU_REPLY, PDU_COMMAND, PDU_COMPLETION, PDU_DATA = 0, 1, 4, 5, 7
INVALID_OPCODE, INVALID_FIELD = 0x4001, 0x4002  # with Do Not Retry


class NVMeTarget:
    """The disk. Its attributes may be changed at any time; the next command sees them."""

    def __init__(self, model, serial):
        self.model, self.serial = model, serial
        self.name = f"nqn.2026-11.lab.vigie:{serial}"
        self.critical_warning = 0
        self.temperature = 38
        self.spare, self.spare_threshold = 100, 10
        self.percentage_used = 3
        self.media_errors = 0
        self.warning_temperature, self.critical_temperature = 70, 80
        # Cleared, the disk hangs: commands are taken and not answered until it is set again.
        self.is_answering = threading.Event()
        self.is_answering.set()
        # Feature 0Bh; set whenever the health log was read; the admin queue with a request for events that waits for one.
        self.notices = 0
        self.was_read = threading.Event()
        self.waiting = None
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def connect_options(self, address):
        """What the guest writes to /dev/nvme-fabrics."""
        host = "5f7c10b2-0d5e-4f7b-9a55-0242ac110002"
        return (
            f"transport=tcp,traddr={address},trsvcid={self.port},nqn={self.name},hostid={host},"
            f"hostnqn=nqn.2014-08.org.nvmexpress:uuid:{host},nr_io_queues=1,keep_alive_tmo=300"
        )

    def _accept(self):
        while True:
            connection, _ = self._listener.accept()
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=_Queue(self, connection).serve, daemon=True).start()

    def give_notice(self, kind):
        """Tells of the health at once, if that is wanted: 0 reliability, 1 temperature, 2 spare."""
        waiting, self.waiting = self.waiting, None
        if self.notices & (1 << {2: 0, 1: 1, 0: 2}[kind]) and waiting:
            queue, command = waiting
            queue._complete(command, result=0x01 | kind << 8 | 0x02 << 16)
            return True
        return False

    def health_log(self):
        log = bytearray(512)
        struct.pack_into(
            "<BHBBB", log, 0,
            self.critical_warning, self.temperature + KELVIN, self.spare, self.spare_threshold, self.percentage_used,
        )
        # Units read and written, commands, busy time, power cycles, hours, unsafe shutdowns, media errors, error log entries.
        counters = [41_000, 52_000, 900_000, 800_000, 70, 120, 4_321, 2, self.media_errors, 0]
        for index, value in enumerate(counters):
            log[32 + 16 * index:48 + 16 * index] = value.to_bytes(16, "little")
        return bytes(log)

    def identify(self, structure):
        """The page of Identify with this CNS, or None."""
        page = bytearray(4096)
        if structure == 0:  # namespace: size, capacity, use; one format with 512-byte blocks; NGUID
            struct.pack_into("<QQQ", page, 0, BLOCKS, BLOCKS, BLOCKS)
            page[104:120] = self.serial.encode().ljust(16, b"-")[:16]
            page[130] = 9
        elif structure == 1:
            self._identify_controller(page)
        elif structure == 2:  # active namespaces
            struct.pack_into("<I", page, 0, 1)
        elif structure == 3:  # descriptors of a namespace: the NGUID
            page[0:2] = bytes([2, 16])
            page[4:20] = self.serial.encode().ljust(16, b"-")[:16]
        else:
            return None
        return bytes(page)

    def _identify_controller(self, page):
        page[4:24] = self.serial.encode().ljust(20)
        page[24:64] = self.model.encode().ljust(40)
        page[64:72] = b"LAB1    "
        page[77] = 5  # MDTS
        struct.pack_into("<HI", page, 78, 1, 0x10300)  # controller's number, version 1.3
        struct.pack_into("<I", page, 92, 0x100)  # it tells of changed namespaces, without which Linux asks for no event at all
        page[111] = 1  # an I/O controller
        struct.pack_into("<HH", page, 266, self.warning_temperature + KELVIN, self.critical_temperature + KELVIN)
        struct.pack_into("<H", page, 320, 10)  # keep-alive in steps of a second
        page[512:514] = bytes([0x66, 0x44])  # sizes of queue entries
        struct.pack_into("<HI", page, 514, 128, 1)  # outstanding commands, namespaces
        struct.pack_into("<I", page, 536, 1 | 1 << 20)  # scatter-gather lists
        page[768:768 + len(self.name)] = self.name.encode()
        struct.pack_into("<II", page, 1792, 4, 1)  # capsule sizes in 16 bytes


class _Queue:
    """One connection, which is one queue: the first is the admin queue."""

    def __init__(self, target, connection):
        self.target, self.connection = target, connection
        self.is_admin = True
        self.lock = threading.Lock()
        self.configuration = 0

    def serve(self):
        try:
            while True:
                kind, _, _, _, length = struct.unpack("<BBBBI", self._receive(8))
                body = self._receive(length - 8)
                if kind == PDU_REQUEST:
                    self._send(PDU_REPLY, 128, struct.pack("<HBBI", 0, 0, 0, 0x10000).ljust(120, b"\0"))
                elif kind == PDU_COMMAND:
                    self._take(body[:64])
        except (EOFError, OSError):
            self.connection.close()

    def _receive(self, count):
        data = b""
        while len(data) < count:
            part = self.connection.recv(count - len(data))
            if not part:
                raise EOFError
            data += part
        return data

    def _send(self, kind, header, body, flags=0, offset=0):
        with self.lock:
            self.connection.sendall(struct.pack("<BBBBI", kind, flags, header, offset, 8 + len(body)) + body)

    def _complete(self, command, status=0, result=0):
        body = struct.pack("<QHHHH", result, 0, 0, command, status << 1)
        self._send(PDU_COMPLETION, 24, body)

    def _give(self, command, data):
        body = struct.pack("<HHIII", command, 0, 0, len(data), 0) + data
        self._send(PDU_DATA, 24, body, flags=4, offset=24)  # the last part of the data
        self._complete(command)

    def _take(self, entry):
        self.target.is_answering.wait()
        opcode, command = entry[0], struct.unpack_from("<H", entry, 2)[0]
        words = struct.unpack_from("<6I", entry, 40)
        if opcode == 0x7F:
            self._take_fabrics(entry, command, words)
        elif self.is_admin:
            self._take_admin(opcode, command, words)
        elif opcode == 0x02:
            self._give(command, bytes(((words[2] & 0xFFFF) + 1) * 512))
        elif opcode in (0x00, 0x01):
            self._complete(command)
        else:
            self._complete(command, INVALID_OPCODE)

    def _take_fabrics(self, entry, command, words):
        kind = entry[4]
        if kind == 0x01:  # Connect: the queue's number, answered with the controller's
            self.is_admin = struct.unpack_from("<H", entry, 42)[0] == 0
            self._complete(command, result=1)
        elif kind == 0x00:  # Property Set
            if words[1] == 0x14:
                self.configuration = words[2]
            self._complete(command)
        elif kind == 0x04:  # Property Get
            ready = self.configuration & 1
            shut_down = 8 if self.configuration & 0xC000 else 0
            capabilities = 127 | 1 << 16 | 20 << 24 | 1 << 37
            values = {0x00: capabilities, 0x08: 0x10300, 0x14: self.configuration, 0x1C: ready | shut_down}
            self._complete(command, result=values.get(words[1], 0))
        else:
            self._complete(command, INVALID_FIELD)

    def _take_admin(self, opcode, command, words):
        if opcode == 0x06:
            page = self.target.identify(words[0] & 0xFF)
            self._give(command, page) if page else self._complete(command, INVALID_FIELD)
        elif opcode == 0x02:
            size = ((words[0] >> 16 | (words[1] & 0xFFFF) << 16) + 1) * 4
            is_health = words[0] & 0xFF == 2
            log = self.target.health_log() if is_health else b""
            if is_health:
                self.target.was_read.set()
            self._give(command, log[words[2]:words[2] + size].ljust(size, b"\0"))
        elif opcode == 0x0A and words[0] & 0xFF == 0x0B:
            self._complete(command, result=self.target.notices)
        elif opcode == 0x09 and words[0] & 0xFF == 0x0B:
            self.target.notices = words[1]
            self._complete(command)
        elif opcode == 0x0A:  # Get Features: the warning temperature; the rest is 0
            is_over_temperature = words[0] & 0xFF == 4 and words[1] >> 20 & 3 == 0
            self._complete(command, result=self.target.warning_temperature + KELVIN if is_over_temperature else 0)
        elif opcode in (0x09, 0x18):  # Set Features, Keep Alive
            self._complete(command)
        elif opcode == 0x0C:  # a request for events is kept until there is one
            self.target.waiting = (self, command)
        else:
            self._complete(command, INVALID_OPCODE)
