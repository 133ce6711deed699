"""A token in every text field of the API, and a search for it in all that the daemon leaves on the disk; keys that are missing,
open to others or of another office; printed keys; and what sodan-verify says of a backup."""
import base64, itertools, json, os, pathlib, re, resource, shutil, signal, stat, subprocess, sys, tempfile, time, unittest, urllib.parse

from office_process import ROOT, Daemon
from bad_input_test import NOW, USUAL

SODAN, VERIFY = os.environ["SODAN"], os.environ["SODAN_VERIFY"]


def encodings(token):
    """The token as it might stand in a file."""
    raw = token.encode()
    yield "UTF-8", raw
    yield "UTF-16LE", token.encode("utf-16-le")
    yield "UTF-16BE", token.encode("utf-16-be")
    yield "UTF-32LE", token.encode("utf-32-le")
    yield "hex", raw.hex().encode()
    yield "HEX", raw.hex().upper().encode()
    yield "percent", urllib.parse.quote(token).encode()
    yield "percent of all", "".join(f"%{b:02X}" for b in raw).encode()
    yield "JSON-escaped", json.dumps(token)[1:-1].encode()
    yield "JSON-escaped in full", "".join(f"\\u{ord(c):04x}" for c in token).encode()
    for url_safe in (False, True):
        encode = base64.urlsafe_b64encode if url_safe else base64.b64encode
        for skipped in range(3):  # it may begin at any of three places
            piece = encode(b"\0" * skipped + raw)
            yield f"base64 +{skipped}", piece[4 * ((skipped + 2) // 3):-4]


class Canaries:
    """Tokens that stand nowhere else; Japanese and Latin, so that encodings differ."""

    def __init__(self):
        self.given = {}

    def __call__(self, field):
        token = f"Zq{len(self.given):03d}カナリア歌{field.replace('/', '')[:8]}Xv"
        self.given[token] = field
        return token

    def found_in(self, path):
        content = path.read_bytes()
        return [(self.given[token], how, path.name) for token in self.given for how, piece in encodings(token) if piece in content]


def every_text(daemon, token):
    """Sends a token through every text field that a person may fill in; the references of the cases."""
    refs = []

    def log(**more):
        body = USUAL | {"text": token("inquiries/text"),
                        "contact": {k: token("contact/" + k) for k in ("name", "phone", "email", "other")}} | more
        answer = daemon.post("/inquiries", "pa-37-a", body)
        assert answer.status == 201, answer.text
        refs.append(answer.json()["case"]["ref"])
        return refs[-1]

    def do(ref, acting, command, **body):
        answer = daemon.post(f"/cases/{ref}/{command}", acting, body)
        assert answer.status == 200, (command, answer.text)

    one = log()
    do(one, "pa-37-a", "claim")
    do(one, "pa-37-a", "note", text=token("note/text"))
    do(one, "pa-37-a", "contacted", text=token("contacted/text"))
    do(one, "pa-37-a", "wait", whom="caller", until="2026-11-20T10:00:00+09:00", reason=token("wait/reason"))
    do(one, "pa-37-a", "resume")
    do(one, "pa-37-a", "consult", **{"with": "coordinator", "question": token("consult/question")})
    do(one, "pc-a", "advise", text=token("advise/text"))
    do(one, "pa-37-a", "urgency", urgency="prompt", reason=token("urgency/reason"))
    do(one, "pa-37-a", "consent", scope="coordinator", state="overridden", reason=token("consent/reason"))
    do(one, "pa-37-a", "wall", person="pa-37-b", reason=token("wall/reason"))
    do(one, "pa-37-a", "monitor", until="2026-11-25T10:00:00+09:00", reason=token("monitor/reason"))
    do(one, "pa-37-a", "resume")
    two = log()
    log(case=two)
    do(two, "pa-37-a", "claim")
    do(two, "pa-37-a", "escalate", reason=token("escalate/reason"))
    four = log()  # up to CLAIR and back
    do(four, "pa-37-a", "claim")
    do(four, "pa-37-a", "offer", to="coordinator", reason=token("offer/reason"))
    do(four, "pc-a", "decline", reason="other", text=token("decline/text"))
    do(four, "pa-37-a", "co-handle", desk="coordinator", reason=token("co-handle/reason"))
    do(four, "pa-37-a", "co-handle", desk="coordinator", end=True, reason=token("co-handle/end"))
    do(four, "pa-37-a", "refer", institution="tell", reason=token("refer/reason"))
    do(four, "pa-37-a", "referral-result", institution="tell", result="helped", text=token("referral-result/text"))
    do(four, "pc-b", "break-glass", reason=token("break-glass/reason"))
    do(four, "pa-37-a", "escalate", reason=token("escalate/reason"))
    do(four, "pc-a", "claim")
    do(four, "pc-a", "contacted", text=token("contacted/text"))
    do(four, "pc-a", "report", result="listened", text=token("report/text"))
    do(four, "pc-a", "return", reason=token("return/reason"))
    five = log(danger="immediate")
    do(five, "pc-a", "help-made-contact", text=token("help-made-contact/text"))
    three = log()
    do(three, "pa-37-a", "claim")
    do(three, "pa-37-a", "close", outcome="information_given", text=token("close/text"), caller_informed=True)
    do(three, "pa-37-a", "reopen", reason=token("reopen/reason"))
    do(three, "pa-37-a", "claim")
    do(three, "pa-37-a", "release", reason=token("release/reason"))
    do(three, "pa-37-a", "claim")
    handed = daemon.post("/people/pa-37-a/hand-over", "pa-37-a", {"all_to": "pa-37-j", "reason": token("hand-over/reason")})
    assert handed.status == 200 and handed.json()["hand_over"]["cases_out"] > 0, handed.text
    daemon.post(f"/cases/{three}/refer", "pa-37-a", {"institution": token("refer/institution"), "reason": token("refer/reason")})
    daemon.post(f"/cases/{three}/offer", "pa-37-a", {"to": token("offer/to"), "reason": token("offer/reason")})
    daemon.post("/cases/search", "pa-37-a", {"words": token("search/words")})
    daemon.post("/inquiries", "pa-37-a", USUAL | {"text": token("refused/text"), "topics": []})
    daemon.call("POST", "/api/v1/inquiries", "pa-37-a", ('{"text": "' + token("broken/text") + '"').encode())
    daemon.get("/cases/" + urllib.parse.quote(token("path/ref")), "pa-37-a")
    for ref in refs:
        for view in ("history", "decisions"):
            daemon.get(f"/cases/{ref}/{view}", "pa-37-a")
    return refs


def run(*command, text=None):
    return subprocess.run([str(c) for c in command], input=text, capture_output=True, text=True, timeout=120)


class Sealed(unittest.TestCase):
    def setUp(self):
        self.data = pathlib.Path(tempfile.mkdtemp(prefix="sodan-test-"))
        self.addCleanup(shutil.rmtree, self.data, ignore_errors=True)

    def daemon(self, **more):
        return Daemon(os.environ["SODAND"], now=NOW, data=self.data, **more)

    def backup(self, daemon, name="copy.db"):
        answer = daemon.post("/backup", "staff-a", {"name": name})
        self.assertEqual(answer.status, 201, answer.text)
        return pathlib.Path(answer.json()["path"])

    def test_no_token_is_found_in_anything_that_is_on_the_disk(self):
        token = Canaries()
        config = f'[log]\nlevel = "debug"\nfile = "{self.data}/sodand.log"\n'
        temporary = self.data / "tmp"
        temporary.mkdir()
        os.environ["TMPDIR"] = os.environ["SQLITE_TMPDIR"] = str(temporary)
        resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
        looked_at, found = set(), []

        def look():
            for path in itertools.chain(self.data.rglob("*"), ROOT.glob("core*"), self.data.parent.glob("core*")):
                if path.is_file() and not path.is_symlink():
                    looked_at.add(str(path.relative_to(path.parents[1])))
                    found.extend(token.found_in(path))

        with self.daemon(config=config) as daemon:
            refs = every_text(daemon, token)
            self.assertIn(f"{self.data.name}/sodan.db-wal", {str(p.relative_to(self.data.parent)) for p in self.data.iterdir()})
            for ref, reader in ((refs[0], "pa-37-a"), (refs[1], "pc-a"), (refs[-1], "pa-37-a")):
                self.assertIn("カナリア", daemon.get(f"/cases/{ref}/history", reader).text)  # it is there, for those who may
            metrics = daemon.call("GET", "/metrics").text
            self.assertNotIn("カナリア", metrics)
            self.backup(daemon)
            look()
            daemon.stop(signal.SIGABRT)
            look()
        with self.daemon(config=config): pass
        look()
        cores = [p for p in ROOT.glob("core*") if p.is_file()] + list(self.data.rglob("core*"))
        self.assertEqual(cores, [], "an end by SIGABRT leaves no core dump")
        self.assertEqual(found, [])
        print(f"\n{len(token.given)} tokens, {len(list(encodings('x')))} encodings, {len(looked_at)} files: none found")

    def test_a_token_in_clear_would_be_found(self):
        token = Canaries()
        text = token("some/field")
        for how, piece in encodings(text):
            path = self.data / "file"
            path.write_bytes(b"before" + piece + b"after")
            self.assertIn(how, [found[1] for found in token.found_in(path)])

    def test_key_files_are_their_owners_alone_and_a_daemon_without_one_says_what_to_do(self):
        with self.daemon() as daemon:
            daemon.post("/inquiries", "pa-37-a", USUAL)
            keys = daemon.keys
            self.assertEqual(stat.S_IMODE(keys.stat().st_mode), 0o700)
            for path in keys.iterdir():
                self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600, path)

        def refusal(what):
            with self.assertRaises(RuntimeError) as caught: self.daemon().start()
            self.assertIn(what, str(caught.exception))

        (keys / "office.key").rename(keys / "office.away")
        refusal("the key office is missing")
        (keys / "office.away").rename(keys / "office.key")
        keys.chmod(0o755)
        refusal("can be read by others than its owner")
        keys.chmod(0o700)
        (keys / "epoch-1.key").chmod(0o640)
        refusal("can be read by others than its owner")
        (keys / "epoch-1.key").chmod(0o600)
        with self.daemon(): pass

    def test_keys_may_not_lie_in_the_data_folder(self):
        with self.assertRaises(RuntimeError) as caught:
            self.daemon(config=f'[keys]\nfolder = "{self.data}/keys"\n', keys=self.data / "keys").start()
        self.assertIn("lies in the data folder", str(caught.exception))

    def test_printed_keys_recover_a_lost_folder_and_the_drill_proves_it(self):
        with self.daemon() as daemon:
            ref = daemon.post("/inquiries", "pa-37-a", USUAL | {"text": "words to come back"}).json()["case"]["ref"]
            keys = daemon.keys
        paper = run(SODAN, "key", "paper", "--keys", keys)
        self.assertEqual(paper.returncode, 0, paper.stderr)
        drill = run(SODAN, "key", "drill", "--keys", keys, text=paper.stdout)
        self.assertEqual(drill.returncode, 0, drill.stdout + drill.stderr)
        self.assertEqual(drill.stdout.count("recovers the key"), 3)

        line = re.search(r"^1  \w{4}-(\w)", paper.stdout, re.M)
        wrong = paper.stdout[:line.start(1)] + ("A" if line[1] != "A" else "B") + paper.stdout[line.end(1):]
        self.assertEqual(run(SODAN, "key", "drill", "--keys", keys, text=wrong).returncode, 1)
        one_only = run(SODAN, "key", "drill", "--keys", keys, text=run(SODAN, "key", "paper", "epoch-1", "--keys", keys).stdout)
        self.assertEqual(one_only.returncode, 1)
        self.assertEqual(one_only.stdout.count("no paper was given"), 2)

        shutil.rmtree(keys)
        with self.assertRaises(RuntimeError): self.daemon().start()
        shutil.rmtree(keys, ignore_errors=True)
        recovered = run(SODAN, "key", "recover", "--keys", keys, text=paper.stdout)
        self.assertEqual(recovered.returncode, 0, recovered.stderr)
        with self.daemon() as daemon:
            self.assertIn("words to come back", daemon.get(f"/cases/{ref}/history", "pa-37-a").text)

    def test_a_new_epoch_takes_a_second_and_the_old_key_is_free_after_a_few(self):
        with self.daemon() as daemon:
            refs = [daemon.post("/inquiries", "pa-37-a", USUAL).json()["case"]["ref"] for _ in range(20)]
            answer = daemon.post("/keys/rotate", "staff-a", {})
            self.assertEqual(answer.json()["epoch"], "epoch-2")
            for _ in range(100):
                cases = {k["name"]: k["cases"] for k in daemon.get("/keys", "staff-a").json()["items"]}
                if cases["epoch-1"] == 0: break
                import time; time.sleep(0.1)
            self.assertEqual(cases["epoch-2"], 20)
            self.assertEqual(daemon.get(f"/cases/{refs[0]}/history", "pa-37-a").status, 200)
            self.assertEqual(daemon.post("/keys/rotate", "pa-37-a", {}).status, 403)

    def test_a_restored_backup_cannot_read_a_case_that_was_erased_with_its_quarter(self):
        with self.daemon(config="[retention]\nyears = 0\n") as daemon:
            ref = daemon.post("/inquiries", "pa-37-a", USUAL | {"text": "to be forgotten"}).json()["case"]["ref"]
            early = self.backup(daemon, "while-it-was-open.db")
            daemon.post(f"/cases/{ref}/claim", "pa-37-a", {})
            daemon.post(f"/cases/{ref}/close", "pa-37-a", {"outcome": "information_given", "text": "settled", "caller_informed": True})
            copy = self.backup(daemon)
            quarter = daemon.get("/retention", "staff-a").json()["items"][0]["name"]
        later = Daemon(os.environ["SODAND"], now="2027-02-01 10:00:00", data=self.data, config="[retention]\nyears = 0\n")
        with later as daemon:
            self.assertIn("to be forgotten", daemon.get(f"/cases/{ref}/history", "pa-37-a").text)
            for _ in range(100):  # a quarter has begun, and with it an epoch
                if any(k["name"] == "epoch-2" for k in daemon.get("/keys", "staff-a").json()["items"]): break
                time.sleep(0.1)
            answer = daemon.post(f"/retention/{quarter}/destroy", "staff-a", {"reason": "its time is over"})
            self.assertEqual(answer.status, 200, answer.text)
            self.assertEqual((answer.json()["epochs"], answer.json()["epochs_left"]), (["epoch-1"], []))
            self.assertNotIn("to be forgotten", daemon.get(f"/cases/{ref}/history", "pa-37-a").text)
        for backup, state in ((early, "queued"), (copy, "closed")):
            for extra in ("-wal", "-shm"): (self.data / f"sodan.db{extra}").unlink(missing_ok=True)
            shutil.copy(backup, self.data / "sodan.db")
            with later as daemon:
                history = daemon.get(f"/cases/{ref}/history", "pa-37-a")
                self.assertEqual(history.status, 200)
                self.assertNotIn("to be forgotten", history.text)
                self.assertTrue(history.json()["items"][0]["gone"])
                self.assertIn(ref, [c["ref"] for c in daemon.get(f"/cases?state={state}", "pa-37-a").json()["items"]])
        print("2 restored backups, one from before the closing: nothing can be read of the case")

    def test_every_read_of_what_was_said_is_on_record(self):
        with self.daemon() as daemon:
            ref = daemon.post("/inquiries", "pa-37-a", USUAL | {"text": "Her landlord keeps the deposit."}).json()["case"]["ref"]
            for view in ("", "/history", "/decisions", "/messages"): daemon.get(f"/cases/{ref}{view}", "pa-37-b")
            found = daemon.post("/cases/search", "pa-37-b", {"words": "DEPOSIT landlord"}).json()
            self.assertEqual([item["ref"] for item in found["items"]], [ref])
            self.assertEqual(daemon.post("/cases/search", "pa-01-a", {"words": "deposit"}).json()["items"], [])
            daemon.get(f"/cases/{ref}/history", "pa-01-a")
            reads = daemon.get(f"/cases/{ref}/reads", "pa-37-a").json()["items"]
            self.assertEqual([(r["person"], r["what"]) for r in reads],
                             [("pa-37-b", "facts"), ("pa-37-b", "history"), ("pa-37-b", "decisions"), ("pa-37-b", "search")])
            self.assertEqual(daemon.get(f"/cases/{ref}/reads", "pa-01-a").status, 404)
            draft = daemon.get("/incident?since=2026-11-01T00:00:00%2B09:00&until=2027-01-01T00:00:00%2B09:00", "staff-a").json()
            self.assertEqual(len(draft["reads"]), 4)
            self.assertNotIn("deposit", json.dumps(draft))

    def test_sodan_verify_holds_a_backup_against_the_anchors_in_the_log(self):
        with self.daemon() as daemon:
            for _ in range(3): daemon.post("/inquiries", "pa-37-a", USUAL)
            copy = self.backup(daemon)
            daemon.post("/inquiries", "pa-37-a", USUAL)
        log, public = self.data / "test.log", self.data / "record.pub"
        with_all = ["--key", public, "--anchors", log]
        self.assertIn('"message":"anchor"', log.read_text())
        whole = run(VERIFY, self.data / "sodan.db", *with_all)
        self.assertEqual(whole.returncode, 0, whole.stdout)
        self.assertIn("HOLDS", whole.stdout)
        older = run(VERIFY, copy, "--key", public)
        self.assertEqual(older.returncode, 0, older.stdout)
        self.assertIn("cut_off", run(VERIFY, copy, *with_all).stdout)
        with open(copy, "r+b") as file:
            file.seek(5000)
            byte = file.read(1)
            file.seek(5000)
            file.write(bytes([byte[0] ^ 1]))
        changed = run(VERIFY, copy, "--key", public)
        self.assertEqual(changed.returncode, 1)
        self.assertIn("file_changed", changed.stdout)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=1)
