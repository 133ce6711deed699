"""What cannot be read, is not true, or comes too late is refused with the field and what to do, and leaves nothing behind."""
import json, os, sys, unittest

from office_process import Daemon

NOW = "2026-11-02 01:00:00"
USUAL = {"addressed_to": "host", "channel": "phone", "raised_by": "participant", "language": "en", "host": "37", "job": "ALT",
         "topics": ["W2"], "danger": "none", "text": "A made-up question about leave."}
CANARY = "canary-of-a-made-up-caller"


class BadInput(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.daemon = Daemon(os.environ["SODAND"], now=NOW)
        cls.daemon.start()

    @classmethod
    def tearDownClass(cls):
        cls.daemon.stop()
        log = (cls.daemon.data / "test.log").read_text()
        assert CANARY not in log, "case content stands in the log"

    def refused(self, answer, status, kind, pointer=None):
        self.assertEqual(answer.status, status, answer.text)
        self.assertTrue(answer.headers["Content-Type"].startswith("application/problem+json"))
        problem = answer.json()
        self.assertEqual(problem["type"], "urn:sodan:problem:" + kind)
        self.assertEqual(problem["status"], status)
        self.assertTrue(problem["title"] and problem["detail"])
        if pointer is not None:
            self.assertEqual(problem.get("pointer"), pointer)
        self.assertNotIn(CANARY, answer.text)
        return problem

    def log(self, **changes):
        return self.daemon.post("/inquiries", "pa-37-a", {k: v for k, v in (USUAL | changes).items() if v is not None})

    def cases(self):
        return self.daemon.get("/verify").json()["cases"]

    def test_a_field_that_is_wrong_is_named(self):
        before = self.cases()
        for pointer, changes in {
            "/shoe_size": {"shoe_size": 42}, "/topics": {"topics": "W2"}, "/topics/1": {"topics": ["W2", "Z9"]},
            "/host": {"host": "99"}, "/language": {"language": None}, "/addressed_to": {"addressed_to": "mars"},
            "/anonymous": {"anonymous": "yes"}, "/consent/supervisor": {"consent": {"supervisor": "perhaps"}},
            "/received_at": {"received_at": "yesterday"}, "/excludes/0": {"excludes": [CANARY]}, "/text": {"text": 7},
            "/contact/shoe": {"contact": {"shoe": CANARY}}, "/danger": {"danger": CANARY[:0] + "dire"},
        }.items():
            with self.subTest(pointer):
                self.refused(self.log(**changes), 422, "invalid", pointer)
        self.assertEqual(self.cases(), before)

    def test_a_host_that_did_not_exist_on_that_date(self):
        self.refused(self.log(host="43100", received_at="2009-10-01T10:00:00+09:00"), 422, "invalid", "/host")

    def test_texts_that_are_too_long_or_hold_what_no_text_holds(self):
        self.refused(self.log(text=CANARY + "a" * 1_000_000), 422, "invalid", "/text")
        self.refused(self.log(text=CANARY + "\u001b[31m"), 422, "invalid", "/text")
        self.refused(self.log(text=CANARY + "\u0000"), 422, "invalid", "/text")

    def test_json_that_is_none(self):
        for body in (b"{", b"", b"[1,2", b'{"text": "' + CANARY.encode(), b'{"a":1}{"b":2}', b"[" * 5_000 + b"]" * 5_000):
            with self.subTest(body[:20]):
                answer = self.daemon.call("POST", "/api/v1/inquiries", "pa-37-a", body)
                self.assertIn(answer.status, (400, 422), answer.text)
                self.assertNotIn(CANARY, answer.text)
        not_utf8 = json.dumps(USUAL).encode().replace(b"made-up", b"made\xc3\x28up")
        answer = self.daemon.call("POST", "/api/v1/inquiries", "pa-37-a", not_utf8)
        self.assertIn(answer.status, (400, 422), answer.text)

    def test_the_same_key_gives_the_same_answer_and_refuses_another_body(self):
        first = self.daemon.post("/inquiries", "pa-37-a", USUAL, Idempotency_Key="one-key")
        again = self.daemon.post("/inquiries", "pa-37-a", USUAL, Idempotency_Key="one-key")
        self.assertEqual(first.text, again.text)
        other = self.daemon.post("/inquiries", "pa-37-a", USUAL | {"host": "38"}, Idempotency_Key="one-key")
        self.refused(other, 422, "key_reused")

    def test_who_has_seen_an_older_version_is_told_so(self):
        case = self.log().json()["case"]
        ref = case["ref"]
        answer = self.daemon.post(f"/cases/{ref}/claim", "pa-37-a", {}, If_Match='"%d"' % case["version"])
        self.assertEqual(answer.status, 200, answer.text)
        self.assertEqual(answer.headers["ETag"], '"%d"' % answer.json()["case"]["version"])
        stale = self.daemon.post(f"/cases/{ref}/note", "pa-37-a", {"text": CANARY}, If_Match='"%d"' % case["version"])
        self.refused(stale, 412, "stale")

    def test_an_event_that_the_state_refuses_says_what_to_do(self):
        ref = self.log().json()["case"]["ref"]
        self.daemon.post(f"/cases/{ref}/claim", "pa-37-a", {})
        problem = self.refused(self.daemon.post(f"/cases/{ref}/claim", "pa-37-b", {}), 409, "wrong_state")
        japanese = self.daemon.post(f"/cases/{ref}/claim", "pa-37-b", {}, Accept_Language="ja").json()
        self.assertNotEqual(problem["detail"], japanese["detail"])

    def test_nobody_and_unknown_people_do_nothing(self):
        self.refused(self.daemon.get("/cases", person=None), 401, "unidentified")
        self.refused(self.daemon.get("/cases", person="nobody"), 401, "unidentified")
        self.refused(self.daemon.call("POST", "/api/v1/inquiries", None, USUAL), 401, "unidentified")
        self.assertEqual(self.daemon.post("/people/pa-05-b/left", "pc-a", {}).status, 200)
        self.refused(self.daemon.get("/cases", person="pa-05-b"), 403, "not_allowed")
        self.refused(self.daemon.post("/inquiries", "pa-05-b", USUAL), 403, "not_allowed")

    def test_a_case_of_others_looks_like_none(self):
        ref = self.log().json()["case"]["ref"]
        theirs = self.daemon.get(f"/cases/{ref}", "pa-01-a")
        none = self.daemon.get("/cases/0000-0001-1", "pa-01-a")
        self.refused(theirs, 404, "not_found")
        self.assertEqual(theirs.json()["detail"], none.json()["detail"])
        for command in ("claim", "note", "wall", "link"):
            body = {"claim": {}, "note": {"text": "x"}, "wall": {"person": "pa-37-a"}, "link": {"to": ref, "kind": "same_matter"}}[command]
            self.refused(self.daemon.post(f"/cases/{ref}/{command}", "pa-01-a", body), 404, "not_found")

    def test_other_web_pages_get_nothing(self):
        self.assertIn(self.daemon.get("/cases", Host="evil.example").status, (400, 403, 421))
        self.assertEqual(self.daemon.post("/inquiries", "pa-37-a", USUAL, Origin="https://evil.example").status, 403)
        plain = self.daemon.call("POST", "/api/v1/inquiries", "pa-37-a", json.dumps(USUAL).encode(), Content_Type="text/plain")
        self.assertEqual(plain.status, 415)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=1)
