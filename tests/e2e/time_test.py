"""Deadlines and their reasons, emergencies and the alarm board, as they are read from the shell; and a daemon that was stopped, or whose clock was put back."""
import os, pathlib, shutil, subprocess, tempfile, time, unittest

from office_process import Daemon
from bad_input_test import USUAL

BEFORE_SILVER_WEEK = "2026-09-18 07:50:00"  # 16:50 in Japan


class Time(unittest.TestCase):
    def setUp(self):
        self.data = pathlib.Path(tempfile.mkdtemp(prefix="sodan-test-"))
        self.addCleanup(shutil.rmtree, self.data, ignore_errors=True)
        self.started_at(BEFORE_SILVER_WEEK)
        self.addCleanup(lambda: self.daemon.stop())

    def started_at(self, now):
        self.daemon = Daemon(os.environ["SODAND"], now=now, data=self.data)
        self.daemon.start()

    def sodan(self, person, *words, expect=0, language="C"):
        env = {"SODAN_SERVER": self.daemon.address, "SODAN_TOKEN": self.daemon.tokens[person], "LC_ALL": language, "PATH": os.environ["PATH"]}
        done = subprocess.run([os.environ["SODAN"], *words], capture_output=True, text=True, env=env, timeout=60)
        self.assertEqual(done.returncode, expect, (words, done.stdout, done.stderr))
        return done.stdout + done.stderr

    def log(self, **more):
        answer = self.daemon.post("/inquiries", "pa-37-a", USUAL | {"host": "37", "addressed_to": "host"} | more)
        self.assertEqual(answer.status, 201, answer.text)
        return answer.json()

    def events(self, person, ref):
        answer = self.daemon.get(f"/cases/{ref}/history", person)
        return [entry["event"] for entry in answer.json()["items"]] if answer.status == 200 else []

    def wait_for(self, holds, what):
        for _ in range(100):
            if holds():
                return
            time.sleep(0.2)
        self.fail(what)

    def test_show_says_why_a_case_is_due_then(self):
        ref = self.log()["case"]["ref"]
        self.assertIn("21-23 September are days off", self.sodan("pa-37-a", "show", ref))
        self.assertIn("9月21日〜23日は休業日です", self.sodan("pa-37-a", "show", ref, language="ja_JP.UTF-8"))
        one = self.daemon.get(f"/cases/{ref}", "pa-37-a").json()["case"]
        self.assertEqual(one["deadline"]["days_off"], [{"from": "2026-09-21", "to": "2026-09-23"}])
        self.assertIn("21-23 September are days off.", one["first_answer"]["sentences"]["en"])

    def test_an_emergency_shows_whom_to_call_until_help_made_contact(self):
        logged = self.log(danger="immediate")
        ref = logged["case"]["ref"]
        self.assertEqual([line["phone"] for line in logged["emergency"]["call"]], ["119", "110"])
        shown = self.sodan("pc-a", "show", ref)
        for words in ("EMERGENCY", "119", "110", "last checked 2018", "TELL Lifeline"):
            self.assertIn(words, shown)
        self.assertIn(ref, self.sodan("pc-a", "alarms"))
        self.sodan("pa-37-a", "alarms", expect=1)
        self.sodan("pc-a", "claim", ref)
        self.sodan("pc-a", "close", ref, "--outcome", "listened", "--text", "All well.", expect=5)
        self.sodan("pc-a", "help-made-contact", ref, "--text", "The ambulance is with them.")
        self.assertNotIn("EMERGENCY", self.sodan("pc-a", "show", ref))
        self.assertNotIn(ref, self.sodan("pc-a", "alarms"))

    def test_a_weekend_without_the_daemon_moves_a_case_one_step_at_a_time(self):
        ref = self.log(danger="urgent")["case"]["ref"]
        self.daemon.stop()
        self.started_at("2026-09-21 07:50:00")
        self.wait_for(lambda: "escalated" in self.events("pc-a", ref), "what came due during the stop was not caught up with")
        time.sleep(3)
        self.assertEqual([event for event in self.events("pc-a", ref) if event != "logged"], ["escalated", "disclosed"])

    def test_a_clock_that_was_put_back_keeps_no_case_silent(self):
        ref = self.log(danger="urgent")["case"]["ref"]
        self.daemon.stop()
        self.started_at("2026-09-11 07:50:00")
        self.wait_for(lambda: "redated" in self.events("pa-37-a", ref), "the clock went back and nobody noticed")
        due = self.daemon.get(f"/cases/{ref}", "pa-37-a").json()["case"]["due"]
        self.assertLess(due, "2026-09-11T18:00")
        self.assertIn("THE CLOCK WENT BACK", (self.data / "test.log").read_text())


if __name__ == "__main__":
    unittest.main()
