"""A real sodand on a port that the system chose, with a data folder of its own, and the few HTTP calls that tests need.
Everybody of the example office has a token there: a test says who acts by the person's id."""
import atexit, contextlib, json, os, pathlib, shutil, signal, subprocess, tempfile, time, urllib.error, urllib.request, uuid

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers = status, headers
        self.text = body.decode("utf-8", "replace")

    def json(self):
        return json.loads(self.text)


class Daemon:
    """`now` is the time that the daemon believes in ("2026-11-02 10:00:00", UTC); it then runs on from there."""

    def __init__(self, sodand, now=None, data=None, config="", keys=None):
        self.sodand, self.now = sodand, now
        self.data = pathlib.Path(data or tempfile.mkdtemp(prefix="sodan-test-"))
        self.keep = data is not None
        self.keys = pathlib.Path(keys or f"{self.data}-keys")
        atexit.register(shutil.rmtree, self.keys, ignore_errors=True)  # as long as any daemon of this data may come
        self.config = config
        self.process = None
        self.trust = None  # an SSL context, where the daemon speaks TLS

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()
        if not self.keep:
            shutil.rmtree(self.data, ignore_errors=True)

    def start(self):
        env = dict(os.environ)
        if self.now:
            env |= {"LD_PRELOAD": faketime(), "FAKETIME": "@" + self.now, "FAKETIME_DONT_FAKE_MONOTONIC": "1", "TZ": "UTC"}
        command = [self.sodand, "--data", str(self.data), "--keys", str(self.keys), "--port", "0"]
        if self.config:
            (self.data / "sodand.toml").write_text(self.config)
            command += ["--config", str(self.data / "sodand.toml")]
        self.log = open(self.data / "test.log", "ab")
        tokens = self.data / "tokens.json"
        if not tokens.exists():
            made = subprocess.run([*command, "example", "--tokens", str(tokens)], cwd=ROOT, env=env, stderr=self.log)
            if made.returncode != 0:
                raise RuntimeError(f"sodand does not start: {(self.data / 'test.log').read_text()}")
        self.tokens = json.loads(tokens.read_text())
        self.process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=self.log)
        line = self.process.stdout.readline().decode()
        if "listens on http" not in line:
            raise RuntimeError(f"sodand does not start: {line!r}\n{(self.data / 'test.log').read_text()}")
        self.address = line.split("listens on ")[1].strip()

    def stop(self, how=signal.SIGTERM):
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(timeout=30)
        if self.process:
            self.process.stdout.close()
            self.log.close()
        return self.process.returncode if self.process else None

    def call(self, method, path, person=None, body=None, **headers):
        request = urllib.request.Request(self.address + path, method=method)
        if person:
            request.add_header("Authorization", "Bearer " + self.tokens.get(person, "sodan_of-nobody"))
        for name, value in headers.items():
            request.add_header(name.replace("_", "-"), value)
        if body is not None:
            request.add_header("Content-Type", headers.get("Content_Type", "application/json"))
            request.data = body if isinstance(body, bytes) else json.dumps(body).encode()
        try:
            with urllib.request.urlopen(request, timeout=30, context=self.trust) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as refused:
            with contextlib.closing(refused):
                return Answer(refused.code, refused.headers, refused.read())

    def get(self, path, person="pc-a", **headers):
        return self.call("GET", "/api/v1" + path, person, **headers)

    def post(self, path, person, body, **headers):
        headers.setdefault("Idempotency_Key", str(uuid.uuid4()))
        return self.call("POST", "/api/v1" + path, person, body, **headers)


def faketime():
    for path in pathlib.Path("/usr/lib").glob("*/faketime/libfaketime.so.1"):
        return str(path)
    raise RuntimeError("libfaketime is missing: run tools/setup")
