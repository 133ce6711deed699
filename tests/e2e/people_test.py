"""People's time through the command line: absences, duty, terms that the daemon ends by itself, and the way of a hand-over."""
import datetime, json, os, subprocess, sys, time, unittest

from office_process import Daemon
from bad_input_test import NOW

CALL = ["log", "--to", "host", "--by", "participant", "--channel", "phone", "--lang", "en", "--host", "37", "--job", "ALT",
        "--topic", "W2", "--danger", "none", "--tried", "no", "--text", "-"]


class People(unittest.TestCase):
    def setUp(self):
        self.daemon = Daemon(os.environ["SODAND"], now=NOW)
        self.daemon.start()
        self.addCleanup(self.daemon.__exit__)

    def sodan(self, person, *words, said="", language="C", expect=0):
        env = {"SODAN_SERVER": self.daemon.address, "SODAN_TOKEN": self.daemon.tokens[person], "LC_ALL": language, "PATH": os.environ["PATH"]}
        done = subprocess.run([os.environ["SODAN"], *words], input=said, capture_output=True, text=True, env=env, timeout=30)
        self.assertEqual(done.returncode, expect, (words, done.stdout, done.stderr))
        return done.stdout + done.stderr

    def held(self, person="pa-37-a"):
        ref = self.sodan(person, *CALL, said="A made-up question about leave.").split("Logged as ")[1].split()[0]
        self.sodan(person, "claim", ref)
        return ref

    def shown(self, person, ref):
        return json.loads(self.sodan(person, "show", ref, "--json"))["case"]

    def until(self, true, seconds=15):
        end = time.monotonic() + seconds
        while not true():
            self.assertLess(time.monotonic(), end, "it did not come about")
            time.sleep(0.2)

    def test_substitutes_are_taken_and_circles_are_refused_by_name(self):
        self.sodan("pc-a", "people", "absent", "pa-37-a", "--substitute", "pa-37-b")
        self.assertIn("pa-37-b", self.sodan("pc-a", "people"))
        refused = self.sodan("pc-a", "people", "absent", "pa-37-b", "--substitute", "PA-A of 37", expect=1)
        self.assertIn("PA-B of 37 → PA-A of 37 → PA-B of 37", refused)
        self.assertIn("循環", self.sodan("pc-a", "people", "absent", "pa-37-b", "--substitute", "pa-37-a", language="ja_JP.UTF-8", expect=1))
        self.sodan("pc-a", "people", "absent", "pa-37-b", "--from", "2026-12-02T00:00", "--until", "2026-12-01T00:00", expect=1)

    def test_a_hole_in_the_duty_is_named_at_once_and_by_the_coverage(self):
        self.assertNotIn("!", self.sodan("pc-a", "duty"))
        answer = self.sodan("pc-a", "people", "duty", "pc-a", "--hours", "mon 08:00-20:00")
        self.assertIn("Thursdays from 20:00 until 08:00", answer)
        self.assertIn("! Nobody is on duty", self.sodan("pc-a", "duty"))
        self.until(lambda: "Thursdays" in self.sodan("pc-a", "rules", "coverage"))
        self.sodan("pc-a", "people", "duty", "pc-b", "--hours", "mon 25:00-08:00", expect=1)
        self.sodan("pc-a", "people", "duty", "pc-b", "--hours", "monday", expect=2)

    def test_a_term_that_ends_hands_the_cases_on_by_itself(self):
        ref = self.held()
        now = datetime.datetime.fromisoformat(json.loads(self.sodan("pc-a", "duty", "--json"))["at"])
        ends = now + datetime.timedelta(seconds=5)
        self.sodan("pc-a", "people", "term", "pa-37-a", "--ends", ends.isoformat(timespec="seconds"))
        self.assertIn("pa-37-a", self.sodan("pc-a", "people", "leaving", "--within", "10"))
        self.until(lambda: self.shown("pa-37-b", ref)["custody"] == "queued", seconds=30)
        self.assertIn("meant_for", self.shown("pa-37-b", ref))
        self.sodan("pc-a", "verify")

    def test_a_leaving_persons_cases_are_previewed_and_handed_over_in_one_step(self):
        refs = [self.held() for _ in range(3)]
        self.assertIn("3 cases went in", self.sodan("pc-a", "people", "cases", "pa-37-a"))
        answer = self.sodan("pc-a", "people", "hand-over", "pa-37-a", "--to", refs[0] + "=pa-37-j", "--reason", "-", said="The term ends.")
        self.assertIn("3 cases went in, 3 came out", answer)
        self.assertEqual(self.shown("pa-37-b", refs[0])["meant_for"], "pa-37-j")
        self.assertIn("0 cases went in", self.sodan("pc-a", "people", "hand-over", "pa-37-a", "--reason", "-", said="Again."))

    def test_the_sender_follows_a_hand_over_to_its_result_and_reads_nothing_of_the_case(self):
        ref = self.held()
        self.sodan("pa-37-a", "offer", ref, "--to", "coordinator", "--reason", "-", "--with-consent", said="Please take over.")
        self.sodan("pc-a", "received", ref)
        self.assertIn("received", self.sodan("pa-37-a", "hand-overs"))
        self.sodan("pc-a", "accept", ref)
        self.sodan("pc-a", "contacted", ref, "--text", "-", said="Reached by phone.")
        self.sodan("pc-a", "report", ref, "--result", "mediated", "--text", "-", said="Words for the case only.")
        receipt = self.sodan("pa-37-a", "hand-overs", "--json")
        self.assertEqual(json.loads(receipt)["items"][0]["step"], "reported")
        self.assertEqual(json.loads(receipt)["items"][0]["result"], "mediated")
        self.assertNotIn("Words", receipt)
        self.sodan("pa-37-a", "show", ref, expect=4)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=1)
