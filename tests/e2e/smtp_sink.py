"""A mail server for tests: takes mail, keeps it, and fails at any stage that a test asks for."""
import base64, contextlib, email, email.policy, os, pathlib, socket, ssl, subprocess, threading

from office_process import faketime

STAGES = ["connect", "banner", "EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "dot", "QUIT"]


class Mail:
    def __init__(self, sender, recipient, data):
        self.sender, self.recipient, self.bytes = sender, recipient, data
        self.message = email.message_from_bytes(data, policy=email.policy.default)
        self.id = self.message["Message-ID"]
        self.subject = str(self.message["Subject"])
        parts = [part for part in self.message.walk() if not part.is_multipart()]
        self.text = "\n".join(part.get_content() for part in parts)


class Died(Exception):
    pass


class Sink:
    """`dies_at`: one stage for each connection to come, at which it breaks off. `answers`: a stage's answer instead of the usual
    one ("RCPT": "550 no such person"), or a function of the line that gives one or nothing."""

    def __init__(self, dies_at=(), answers=None, tls=None, user=None, password=None, hangs=False):
        self.dies_at, self.answers = list(dies_at), dict(answers or {})
        self.tls, self.user, self.password, self.hangs = tls, user, password, hangs
        self.mails, self.seen, self.died = [], [], []  # taken; every DATA that came whole; stages at which it died
        self.lock = threading.Lock()

    def __enter__(self):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.url = f"smtp://127.0.0.1:{self.port}"
        self.accepting = threading.Thread(target=self.accept, daemon=True)
        self.accepting.start()
        return self

    # The thread ends before the socket does: else, on a busy machine, it may come to wait on the next sink's, which has the same number.
    def __exit__(self, *_):
        self.socket.shutdown(socket.SHUT_RDWR)
        self.accepting.join()
        self.socket.close()

    def accept(self):
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self.socket.accept()
                threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        with self.lock:
            dies = self.dies_at.pop(0) if self.dies_at else None
        conversation = Conversation(self, connection, dies)
        with contextlib.suppress(Died, OSError):
            conversation.run()
        with contextlib.suppress(OSError):
            conversation.connection.close()


class Conversation:
    def __init__(self, sink, connection, dies):
        self.sink, self.connection, self.dies = sink, connection, dies
        self.buffer, self.secure, self.signed_in = b"", False, False

    def reach(self, stage):
        if self.dies == stage:
            with self.sink.lock:
                self.sink.died.append(stage)
            raise Died(stage)

    def say(self, text):
        self.connection.sendall(text.encode() + b"\r\n")

    def line(self):
        while b"\r\n" not in self.buffer:
            more = self.connection.recv(65536)
            if not more:
                raise Died("gone")
            self.buffer += more
        line, self.buffer = self.buffer.split(b"\r\n", 1)
        return line.decode()

    def answer(self, stage, usual, line="", before=lambda: None):
        """`before` is done before the usual answer is given: whoever has it may look at once."""
        instead = self.sink.answers.get(stage)
        text = instead(line) if callable(instead) else instead
        if not text:
            before()
        self.say(text or usual)
        return not text

    def run(self):
        self.reach("connect")
        if self.sink.hangs:
            threading.Event().wait(60)
        if self.dies == "banner":
            self.connection.sendall(b"22")
            self.reach("banner")
        if not self.answer("banner", "220 sink.test ready"):
            return
        while True:
            line = self.line()
            verb = line.split(" ")[0].upper()
            self.reach(verb)
            if verb == "QUIT":
                return self.say("221 bye")
            getattr(self, "on_" + verb, self.on_anything)(line)

    def on_EHLO(self, line):
        extensions = ["sink.test", "8BITMIME"]
        if self.sink.tls and not self.secure:
            extensions.append("STARTTLS")
        if self.sink.user and (self.secure or not self.sink.tls):
            extensions.append("AUTH PLAIN")
        lines = [f"250-{e}" for e in extensions[:-1]] + [f"250 {extensions[-1]}"]
        self.answer("EHLO", "\r\n".join(lines), line)

    def on_STARTTLS(self, line):
        if not self.answer("STARTTLS", "220 go on", line):
            return
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*self.sink.tls)
        self.connection = context.wrap_socket(self.connection, server_side=True)
        self.buffer, self.secure = b"", True

    def on_AUTH(self, line):
        words = line.split(" ")
        if len(words) == 2:
            self.say("334 ")
            words.append(self.line())
        _, user, password = base64.b64decode(words[2]).decode().split("\0")
        self.signed_in = (user, password) == (self.sink.user, self.sink.password)
        self.answer("AUTH", "235 welcome" if self.signed_in else "535 no", line)

    def on_MAIL(self, line):
        self.sender = line[line.index("<") + 1:line.index(">")]
        wants_sign_in = self.sink.user and not self.signed_in
        self.answer("MAIL", "530 please sign in" if wants_sign_in else "250 ok", line)

    def on_RCPT(self, line):
        self.recipient = line[line.index("<") + 1:line.index(">")]
        self.answer("RCPT", "250 ok", line)

    def on_DATA(self, line):
        if not self.answer("DATA", "354 go on", line):
            return
        lines = []
        while (one := self.line()) != ".":
            lines.append(one[1:] if one.startswith(".") else one)
        mail = Mail(self.sender, self.recipient, "\r\n".join(lines).encode() + b"\r\n")
        with self.sink.lock:
            self.sink.seen.append(mail)
        self.reach("dot")
        self.answer("dot", "250 taken", line, before=lambda: self.sink.mails.append(mail))

    def on_anything(self, _):
        self.say("250 ok")


def certificate(folder):
    """A key and a certificate for 127.0.0.1, in files of that folder; older than the time at which the tests play."""
    key, certificate = pathlib.Path(folder) / "key.pem", pathlib.Path(folder) / "cert.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "3650",
                    "-subj", "/CN=sink.test", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)],
                   check=True, capture_output=True, env=os.environ | {"LD_PRELOAD": faketime(), "FAKETIME": "2026-01-01 00:00:00"})
    return str(certificate), str(key)
