"""Messages reach the people they are for: by mail and webhook, whatever the mail server does and whenever the daemon is killed."""
import base64, hashlib, hmac, http.server, json, os, pathlib, shutil, signal, sqlite3, subprocess, sys, tempfile, threading, time, unittest

from bad_input_test import USUAL
from office_process import Daemon
from smtp_sink import STAGES, Sink, certificate

MORNING = "2026-11-02 01:00:00"  # 10:00 on a Monday in Japan
NIGHT = "2026-11-01 20:50:00"    # 5:50, an hour and ten minutes before the quiet hours end
FAST = " x60"                    # a minute of the office in a second
URGENT = USUAL | {"topics": ["P3"], "danger": "urgent"}
WORDS = "canary words of nobody"


def wait_until(holds, seconds=40):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.05)
    return False


class Hook:
    """A webhook that keeps what comes, or never answers."""

    def __init__(self, hangs=False, status=200):
        self.calls, outer = [], self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.calls.append((dict(self.headers), body))
                if hangs:
                    time.sleep(60)
                self.send_response(status)
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/hook"


class Notifications(unittest.TestCase):
    def setUp(self):
        self.data = pathlib.Path(tempfile.mkdtemp(prefix="sodan-test-"))
        self.addCleanup(shutil.rmtree, self.data, ignore_errors=True)

    def file(self, name, text):
        path = self.data / name
        path.write_text(text)
        path.chmod(0o600)
        return path

    def daemon(self, sink=None, now=MORNING + FAST, more="", webhooks=None, record=""):
        config = f'[record]\n{record}\n' + '[mail]\nfrom = "sodan@office.example.org"\nbase_url = "https://sodan.example.org"\n' + more
        if sink:
            config += f'url = "{sink.url}"\n'
        if sink and sink.tls:
            config += f'ca_file = "{sink.tls[0]}"\n'
        if sink and sink.user:
            config += f'user = "{sink.user}"\npassword_file = "{self.file("password", sink.password)}"\n'
        for name, hook in (webhooks or {}).items():
            secret = self.file(name, "whsec_" + base64.b64encode(hashlib.sha256(name.encode()).digest()).decode() + "\n")
            config += f'[webhooks.{name}]\nurl = "{hook.url}"\nsecret_file = "{secret}"\n'
        return Daemon(os.environ["SODAND"], now=now, data=self.data, config=config)

    def log(self, daemon, inquiry=URGENT, by="pa-37-a"):
        answer = daemon.post("/inquiries", by, inquiry)
        self.assertEqual(answer.status, 201, answer.text)
        return answer.json()["case"]["ref"]

    def deliveries(self, daemon, ref, by="pa-37-a"):
        items = daemon.get(f"/cases/{ref}/messages", by).json()["items"]
        return [d | {"kind": m["kind"]} for m in items for d in m["deliveries"]]

    def all_sent(self, daemon, ref):
        found = self.deliveries(daemon, ref)
        return found and all(d["state"] == "sent" for d in found)

    def check_same_bytes(self, sink):
        """Whatever came twice came with the same bytes."""
        by_id = {}
        for mail in sink.seen:
            self.assertEqual(by_id.setdefault(mail.id, mail.bytes), mail.bytes)
        return by_id

    def test_an_urgent_case_reaches_everybody_at_its_desk_without_its_content(self):
        with Sink() as sink, self.daemon(sink) as daemon:
            ref = self.log(daemon, URGENT | {"text": WORDS})
            self.assertTrue(wait_until(lambda: self.all_sent(daemon, ref)), self.deliveries(daemon, ref))
            at_the_desk = {m.recipient for m in sink.mails}
            self.assertLessEqual({f"pa-37-{one}@example.org" for one in "abj"}, at_the_desk)
            for mail in sink.mails:
                self.assertNotIn(WORDS, mail.bytes.decode() + mail.text)
                self.assertIn(ref, mail.subject)
                self.assertIn(f"https://sodan.example.org/cases/{ref}", mail.text)
                self.assertEqual(mail.message["Auto-Submitted"], "auto-generated")
                self.assertEqual(mail.message["From"], "Sodan <sodan@office.example.org>")
                self.assertEqual(mail.message["To"], mail.recipient)
                self.assertTrue(mail.message["Date"] and mail.message["List-Id"])
            japanese = next(m for m in sink.mails if m.recipient == "pa-37-j@example.org")
            self.assertIn("相談", japanese.subject)
            self.assertEqual(len(sink.mails), len(self.check_same_bytes(sink)))

    def test_an_anchor_of_the_record_leaves_by_mail_and_shows_that_a_backup_is_whole(self):
        with Sink() as sink, self.daemon(sink, record='anchor_minutes = 5\nanchor_mail = ["auditor@example.net"]') as daemon:
            self.log(daemon)
            self.assertTrue(wait_until(lambda: any(m.recipient == "auditor@example.net" for m in sink.mails)))
            self.assertEqual(daemon.post("/backup", "pc-a", {"name": "b.db"}).status, 201)
            key = daemon.get("/record", "pc-a").json()["record_key"]
            saved = self.data / "saved.eml"
            saved.write_bytes(next(m.bytes for m in sink.mails if m.recipient == "auditor@example.net"))
            command = [os.environ["SODAN_VERIFY"], daemon.data / "backups" / "b.db", "--key", key, "--anchors", saved]
            verified = subprocess.run(command, capture_output=True, text=True)
            self.assertEqual(verified.returncode, 0, verified.stdout + verified.stderr)
            self.assertIn(" anchors, ", verified.stdout)

    def test_a_mail_server_that_dies_at_any_stage_loses_no_message(self):
        tls = certificate(self.data)
        folder = self.data
        for stage in STAGES:
            self.data = folder / stage
            self.data.mkdir()
            with self.subTest(stage), Sink([stage] * 3, tls=tls, user="sodan", password="made up") as sink:
                with self.daemon(sink) as daemon:
                    ref = self.log(daemon)
                    self.assertTrue(wait_until(lambda: self.all_sent(daemon, ref)), self.deliveries(daemon, ref))
                    wanted = len(self.deliveries(daemon, ref))
                self.assertEqual(len(sink.died), 3, "the stage was not reached")
                arrived = self.check_same_bytes(sink)
                self.assertEqual(len(arrived), wanted)
                # Only what died after its end was said can come twice: at least once, and no oftener than it must.
                twice = len(sink.seen) - len(arrived)
                self.assertEqual(twice, 3 if stage == "dot" else 0)
                print(f"  died at {stage:9} x3: {wanted} messages, {len(arrived)} arrived, {twice} came twice with the same bytes")

    def test_a_refusal_for_now_is_tried_again_and_a_refusal_for_good_is_not(self):
        refused_once = set()

        def at_rcpt(line):
            if "pa-37-b" in line:
                return "550 no such person"
            if line not in refused_once:
                refused_once.add(line)
                return "450 come again"

        with Sink(answers={"RCPT": at_rcpt}) as sink, self.daemon(sink) as daemon:
            ref = self.log(daemon)
            done = lambda: {d["state"] for d in self.deliveries(daemon, ref)} == {"sent", "failed"}
            self.assertTrue(wait_until(done), self.deliveries(daemon, ref))
            found = self.deliveries(daemon, ref)
            failed = [d for d in found if d["state"] == "failed"]
            self.assertTrue(failed and all(d["to"] == "PA-B of 37" and d["why"] == "smtp_550" for d in failed), found)
            self.assertTrue(all(d["attempts"] == 2 for d in found if d["state"] == "sent"), found)
            board = daemon.get("/messages?state=failed", "pc-a").json()["items"]
            self.assertIn("PA-B of 37", [one["to"] for one in board])
            self.assertEqual(daemon.get("/messages?state=failed", "pa-37-a").status, 403)

    def test_where_nobody_of_the_desk_can_be_reached_the_case_climbs_at_once(self):
        answers = {"RCPT": lambda line: "550 no such person" if "pa-37" in line else None}
        with Sink(answers=answers) as sink, self.daemon(sink) as daemon:
            ref = self.log(daemon)
            climbed = lambda: daemon.get(f"/cases/{ref}", "pc-a").status == 200
            self.assertTrue(wait_until(climbed), "the case did not climb")
            case = daemon.get(f"/cases/{ref}", "pc-a").json()["case"]
            self.assertEqual(case["desk"], "coordinator")
            history = daemon.get(f"/cases/{ref}/history", "pc-a").json()["items"]
            self.assertIn("not_reached", [e["body"].get("cause") for e in history])
            self.assertTrue(wait_until(lambda: any(m.recipient.startswith("pc-") for m in sink.mails)))
            self.assertEqual(daemon.get("/verify").json()["differences"], [])

    def test_a_kill_between_any_two_steps_loses_nothing(self):
        with Sink(answers={"dot": lambda _: time.sleep(0.02)}) as sink:
            refs = []
            for round in range(6):
                with self.daemon(sink) as daemon:
                    refs += [self.log(daemon) for _ in range(3)]
                    time.sleep(0.1 + 0.15 * round)
                    daemon.stop(signal.SIGKILL)
            with self.daemon(sink) as daemon:
                everything = lambda: all(self.all_sent(daemon, ref) for ref in refs)
                self.assertTrue(wait_until(everything, 90), "something was lost")
                wanted = sum(len(self.deliveries(daemon, ref)) for ref in refs)
                self.assertEqual(daemon.get("/verify").json()["differences"], [])
            arrived = self.check_same_bytes(sink)
            self.assertEqual(len(arrived), wanted)
            self.assertLessEqual(len(sink.seen) - wanted, 6 * 4, "no more than what was under way at a kill comes twice")
            print(f"  killed 6 times: {wanted} messages, {len(arrived)} arrived, {len(sink.seen) - wanted} came twice with the same bytes")

    def test_a_webhook_is_signed_and_one_that_never_answers_delays_nobody(self):
        good, hanging = Hook(), Hook(hangs=True)
        with Sink() as sink, self.daemon(sink, webhooks={"pager": good, "mute": hanging}) as daemon:
            for who, name in (("pa-37-a", "mute"), ("pa-37-b", "pager")):
                reach = {"email": f"{who}@example.org", "webhook": name}
                self.assertEqual(daemon.post(f"/people/{who}/reach", who, reach).status, 200)
            began = time.monotonic()
            refs = [self.log(daemon) for _ in range(5)]

            def others():
                found = [self.deliveries(daemon, ref) for ref in refs]
                mute = lambda d: d["to"] == "PA-A of 37" and d["way"] == "webhook"
                return all(found) and all(d["state"] == "sent" for all_of in found for d in all_of if not mute(d))

            self.assertTrue(wait_until(others, 8), "the hanging webhook delays others")
            self.assertLess(time.monotonic() - began, 8)
            self.assertTrue(hanging.calls)
            headers, body = good.calls[0]
            key = hashlib.sha256(b"pager").digest()
            text = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
            self.assertEqual(headers["webhook-signature"], "v1," + base64.b64encode(hmac.new(key, text, hashlib.sha256).digest()).decode())
            message = json.loads(body)["data"]["messages"][0]
            self.assertIn(message["case"], refs)
            self.assertEqual(message["urgency"], "urgent")
            self.assertNotIn(USUAL["text"], body.decode())
            self.assertEqual(len({h["webhook-id"] for h, _ in good.calls}), len(good.calls))

    def test_danger_at_three_at_night_reaches_duty_and_deputy_by_every_way_through_their_quiet_hours(self):
        at_three, pager, week = "2026-11-01 18:00:00", Hook(), ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
        with Sink() as sink, self.daemon(sink, now=at_three, webhooks={"pager": pager}) as daemon:
            places = {one["id"]: one["place"] for one in daemon.get("/people").json()["items"]}
            for who, part in (("pc-a", "first"), ("pc-b", "deputy")):
                hours = [{"day": day, "from": "00:00", "until": "24:00", "part": part} for day in week]
                self.assertEqual(daemon.post(f"/people/{who}/duty", "pc-a", {"week": hours, "exceptions": []}).status, 200)
                reach = {"email": f"{who}@example.org", "webhook": "pager", "quiet": {"from": "21:00", "until": "07:00"}}
                self.assertEqual(daemon.post(f"/people/{who}/reach", who, reach).status, 200)
            ref = self.log(daemon, USUAL | {"danger": "immediate"})
            wanted = {(places[who], way) for who in ("pc-a", "pc-b") for way in ("email", "webhook")}
            sent = lambda: {(d["to"], d["way"]) for d in self.deliveries(daemon, ref, "pc-a") if d["kind"] == "urgent_alert" and d["state"] == "sent"}
            self.assertTrue(wait_until(lambda: wanted <= sent(), 20), self.deliveries(daemon, ref, "pc-a"))
            self.assertLessEqual({"pc-a@example.org", "pc-b@example.org"}, {m.recipient for m in sink.mails})
            kinds = [m["kind"] for _, body in pager.calls for m in json.loads(body)["data"]["messages"]]
            self.assertGreaterEqual(kinds.count("urgent_alert"), 2)

    def test_a_poison_row_delays_no_other(self):
        with Sink() as sink:
            with self.daemon(sink) as daemon:
                first = self.log(daemon)
            db = sqlite3.connect(self.data / "sodan.db")
            db.executemany("insert into outbox (case_id, key, recipient, kind, created_at) values (?, ?, ?, ?, 1790000000000)",
                           [(1, "poison-1", "desk:\x00\x01", "new_case"), (1, "poison-2", "person:" + "a" * 10000, "\x00"),
                            (0, "poison-3", "nonsense", "alarm"), (99999, "poison-4", "desk:coordinator", "{0}{count, plural")])
            db.commit()
            db.close()
            with self.daemon(sink) as daemon:
                ref = self.log(daemon)
                self.assertTrue(wait_until(lambda: self.all_sent(daemon, ref)), self.deliveries(daemon, ref))
                self.assertTrue(wait_until(lambda: daemon.get("/messages?state=failed", "pc-a").json()["items"]))
                self.assertNotEqual(first, ref)

    def test_what_does_not_press_comes_in_the_day_and_together(self):
        with Sink() as sink, self.daemon(sink, now=NIGHT + " x600") as daemon:
            refs = [self.log(daemon, USUAL) for _ in range(3)]
            urgent = self.log(daemon)
            self.assertTrue(wait_until(lambda: self.all_sent(daemon, urgent)))
            self.assertTrue(all(urgent in m.subject for m in sink.mails if m.recipient == "pa-37-b@example.org"))
            self.assertTrue(wait_until(lambda: all(self.all_sent(daemon, ref) for ref in refs)), "the digest did not come")
            digests = [m for m in sink.mails if m.recipient == "pa-37-b@example.org" and refs[0] in m.text]
            self.assertEqual(len(digests), 1)
            for ref in refs:
                self.assertIn(ref, digests[0].text)
            hour = digests[0].message["Date"].datetime.hour
            self.assertTrue(7 <= hour < 21, digests[0].message["Date"])
            daemon.stop(signal.SIGKILL)  # at 600 times the usual speed an orderly end now and then hangs; at the usual one it does not

    def test_without_mail_the_daemon_says_that_nothing_leaves(self):
        with Daemon(os.environ["SODAND"], now=MORNING, data=self.data) as daemon:
            self.log(daemon)
            self.assertIn("no message leaves", daemon.call("GET", "/readyz").text)
            self.assertIn("sodan_messages_leave 0", daemon.call("GET", "/metrics").text)
            self.assertIn("no message leaves", (self.data / "test.log").read_text())

    def test_what_waited_while_nothing_could_leave_leaves_when_it_can(self):
        with Daemon(os.environ["SODAND"], now=MORNING, data=self.data) as daemon:
            ref = self.log(daemon)
        with Sink() as sink, self.daemon(sink) as daemon:
            self.assertTrue(wait_until(lambda: self.all_sent(daemon, ref)))
            self.assertTrue(sink.mails)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[1:], verbosity=1)
