#!/usr/bin/python3
"""A relay on a free port of 127.0.0.1 that behaves as its mode says; it ends when its standard input does, and in 90 seconds.

relay.py MODE FILE [CERTIFICATE KEY]. It prints its port, and appends to the file a line of JSON for each thing it sees:
{"connection": N}, {"quit": bool}, {"mail": base64, "from": ..., "to": [...], "tls": bool, "user": ...}.
"""
import asyncio
import base64
import json
import signal
import socket
import ssl
import sys

mode, report, certificate, key = (sys.argv[1:] + [None, None])[:4]
connections = 0
# A test's thread may block every signal, and its children do as it did; and nothing of a broken test lives on.
signal.pthread_sigmask(signal.SIG_SETMASK, [])
signal.alarm(90)


def say(**seen):
    with open(report, "a") as file:
        print(json.dumps(seen), file=file)


def tls():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


class Handler:
    """What aiosmtpd asks; a mode is a method's answer."""

    async def handle_MAIL(self, server, session, envelope, address, options):
        if mode == "refuse-sender":
            return "550 5.7.1 sender refused"
        if mode == "want-login":
            return "530 5.7.0 Authentication required"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if mode == "refuse-recipient" and address.startswith("nobody"):
            return "550 5.1.1 <%s>: \x1b[31mno such user\x1b[0m" % address + "x" * 300
        if mode == "greylist":
            return "451 4.7.1 Greylisted, come back in 5 minutes"
        if mode == "full":
            return "552 5.2.2 too many recipients"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if mode == "hang-after-data":
            await asyncio.sleep(60)
        if mode == "close-after-data":
            session.peer_transport.abort()
            return "250 never heard"
        if mode == "refuse-text":
            return "554 5.7.1 looks like spam"
        if mode == "put-off-text":
            return "452 4.3.1 disk is full"
        say(**{
            "mail": base64.b64encode(envelope.original_content).decode(),
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "tls": server.transport.get_extra_info("ssl_object") is not None,
            "user": getattr(session.auth_data, "login", b"").decode() if session.auth_data else "",
        })
        return "250 2.0.0 queued as 12345"


class Raw:
    """Servers that no library would be."""

    def __init__(self, reader, writer):
        self.reader, self.writer = reader, writer

    async def write(self, text):
        self.writer.write(text)
        await self.writer.drain()

    async def line(self):
        return await self.reader.readline()

    async def run(self):
        try:
            await getattr(self, mode.replace("-", "_"))()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            self.writer.close()

    async def until_data(self, rcpt=b"250 ok\r\n", data=b"354 go\r\n"):
        await self.write(b"220 raw ESMTP\r\n")
        while True:
            line = await self.line()
            if not line:
                return
            if line.startswith(b"EHLO"):
                await self.write(b"250-raw\r\n250 8BITMIME\r\n")
            elif line.startswith(b"RCPT"):
                await self.write(rcpt)
            elif line.startswith(b"DATA"):
                await self.write(data)
                return
            else:
                await self.write(b"250 ok\r\n")

    async def whole_mail(self):
        while True:
            line = await self.line()
            if not line or line == b".\r\n":
                return

    async def hang_after_connect(self):
        await asyncio.sleep(60)

    async def close_after_connect(self):
        pass

    async def unwelcome(self):
        await self.write(b"554 5.7.1 no service here\r\n")
        await self.line()

    async def busy(self):
        await self.write(b"421 4.3.2 too many connections\r\n")
        await self.line()

    async def hang_at_quit(self):
        await self.until_data()
        await self.whole_mail()
        await self.write(b"250 taken\r\n")
        say(quit=await self.line() == b"QUIT\r\n")
        await asyncio.sleep(60)

    async def late_refusal(self):
        await self.until_data()
        await self.whole_mail()
        # Only after the other has lost its patience; whoever goes on over this connection takes it for an answer to what comes then.
        await asyncio.sleep(2.5)
        await self.write(b"554 5.7.1 the first is spam\r\n")
        while await self.line():
            await self.write(b"250 taken\r\n")

    async def close_in_text(self):
        await self.until_data()
        await self.reader.readexactly(20000)
        self.writer.transport.abort()

    async def one_mail_each(self):
        await self.until_data()
        await self.whole_mail()
        await self.write(b"250 taken\r\n")

    async def one_mail_each_with_a_word(self):
        await self.until_data()
        await self.whole_mail()
        await self.write(b"250 taken\r\n")
        await self.line()
        await self.write(b"421 no more here\r\n")

    async def before_tls(self, answer, hello=b""):
        await self.write(b"220 raw ESMTP\r\n")
        await self.line()
        await self.write(b"250-raw\r\n250 STARTTLS\r\n")
        await self.line()
        await self.write(answer)
        if hello:
            await self.reader.read(1)
            await self.write(hello)
        while line := await self.line():
            if line.startswith(b"MAIL"):
                say(mail="", tls=False)

    async def refuse_starttls(self):
        await self.before_tls(b"502 not now\r\n")

    async def put_off_starttls(self):
        await self.before_tls(b"454 not now\r\n")

    async def words_before_tls(self):
        await self.before_tls(b"220 go\r\n250-raw\r\n250 AUTH PLAIN\r\n235 signed in\r\n250 ok\r\n")

    async def garbage_for_tls(self):
        await self.before_tls(b"220 go\r\n", bytes(range(256)) * 100)

    async def garbage(self):
        await self.until_data(rcpt=b"\x00\xff what\r\n25\r\n2x0 ok\r\n-1 no\r\n")
        await asyncio.sleep(60)

    async def no_smtp(self):
        await self.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    async def wrong_code(self):
        await self.until_data(rcpt=b"354 go on\r\n")
        await self.line()

    async def no_go_ahead(self):
        await self.until_data(data=b"250 already have it\r\n")
        await self.line()

    async def endless_line(self):
        await self.write(b"220 ")
        while True:
            await self.write(b"x" * 65536)

    async def endless_reply(self):
        await self.until_data()
        await self.whole_mail()
        while True:
            await self.write(b"250-and more\r\n" * 1000)

    async def echo_password(self):
        await self.write(b"220 raw ESMTP\r\n")
        await self.line()
        await self.write(b"250-raw\r\n250 AUTH PLAIN\r\n")
        sent = await self.line()
        while b"=" not in sent and len(sent) < 30:
            await self.write(b"334 \r\n")
            sent = await self.line()
        secret = base64.b64decode(sent.split()[-1]).split(b"\0")[-1]
        await self.write(b"535 5.7.8 wrong: " + secret + b"\r\n")
        await self.line()


async def serve():
    loop = asyncio.get_running_loop()
    if hasattr(Raw, mode.replace("-", "_")):
        async def met(reader, writer):
            global connections
            connections += 1
            say(connection=connections)
            await Raw(reader, writer).run()
        listener = socket.create_server(("127.0.0.1", 0))
        # What is sent and not read stays with who sends it.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16384)
        server = await asyncio.start_server(met, sock=listener)
    else:
        from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

        class Counting(SMTP):
            def connection_made(self, transport):
                global connections
                if self.session is None:
                    connections += 1
                    say(connection=connections)
                self_transport = transport
                super().connection_made(transport)
                if self.session is not None:
                    self.session.peer_transport = self_transport

        def sign_in(server, session, envelope, mechanism, data):
            good = isinstance(data, LoginPassword) and data == LoginPassword(b"desk@example.org", "s3cret é".encode())
            return AuthResult(success=good, handled=False, auth_data=data if good else None)

        options = dict(hostname="relay.test", timeout=30, loop=loop)
        if mode in ("starttls", "starttls-login"):
            options.update(tls_context=tls(), require_starttls=True)
        if mode in ("starttls-login", "tls-login"):
            options.update(authenticator=sign_in, auth_required=True, auth_require_tls=mode == "starttls-login")
        server = await loop.create_server(
            lambda: Counting(Handler(), **options), "127.0.0.1", 0, ssl=tls() if mode.startswith("tls") else None
        )
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.buffer.read)


try:
    asyncio.run(serve())
except (KeyboardInterrupt, BrokenPipeError):
    pass
