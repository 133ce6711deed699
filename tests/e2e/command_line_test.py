"""A case from the first call to its end, through the command line, as a PA and a PC would do it."""
import json, os, subprocess, sys, unittest

from office_process import Daemon
from bad_input_test import NOW

CALL = ["log", "--to", "host", "--by", "participant", "--channel", "phone", "--lang", "en", "--host", "37", "--job", "ALT",
        "--topic", "W2", "--danger", "none", "--tried", "no", "--text", "-"]


class CommandLine(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.daemon = Daemon(os.environ["SODAND"], now=NOW)
        cls.daemon.start()
        cls.addClassCleanup(cls.daemon.stop)

    def sodan(self, person, *words, said="", language="C", expect=0):
        env = {"SODAN_SERVER": self.daemon.address, "SODAN_TOKEN": self.daemon.tokens.get(person, "sodan_of-nobody"), "LC_ALL": language, "PATH": os.environ["PATH"]}
        done = subprocess.run([os.environ["SODAN"], *words], input=said, capture_output=True, text=True, env=env, timeout=30)
        self.assertEqual(done.returncode, expect, (words, done.stdout, done.stderr))
        return done.stdout + done.stderr

    def logged(self):
        return self.sodan("pa-37-a", *CALL, said="A made-up question about leave.").split("Logged as ")[1].split()[0]

    def test_a_call_is_logged_explained_and_taken_through_the_chain(self):
        ref = self.logged()
        self.assertIn(ref, self.sodan("pa-37-b", "list"))
        self.assertIn("advisors", self.sodan("pa-37-a", "why", ref))
        self.assertIn("2026", self.sodan("pa-37-a", "why", ref, language="ja_JP.UTF-8"))
        self.sodan("pa-37-a", "claim", ref)
        self.sodan("pa-37-a", "note", ref, "--text", "-", said="They will call again on Monday.")
        self.sodan("pa-37-a", "consult", ref, "--with", "coordinator", "--question", "-", said="What is usual?")
        self.sodan("pc-a", "advise", ref, "--text", "-", said="Twenty days.")
        self.sodan("pa-37-a", "escalate", ref, "--reason", "-", said="Beyond me.")
        self.sodan("pa-37-a", "show", ref, expect=4)
        self.sodan("pc-b", "claim", ref)
        self.sodan("pc-b", "return", ref, "--reason", "-", said="A local matter.")
        self.sodan("pa-37-b", "claim", ref)
        self.sodan("pa-37-b", "close", ref, "--outcome", "information_given", "--text", "-", said="Twenty days it is.")
        self.sodan("pa-37-b", "reopen", ref, "--reason", "-", said="They called again.")
        history = json.loads(self.sodan("pa-37-b", "history", ref, "--json"))
        self.assertEqual([e["event"] for e in history["items"]],
                         ["logged", "claimed", "noted", "consulted", "disclosed", "advised", "escalated", "disclosed", "claimed", "returned",
                          "disclosed", "claimed", "closed", "reopened", "meant_for"])

    def test_an_offer_is_declined_and_accepted(self):
        ref = self.logged()
        self.sodan("pa-37-a", "claim", ref)
        self.sodan("pa-37-a", "offer", ref, "--to", "coordinator", "--reason", "-", said="Somebody else may know better.")
        self.sodan("pc-a", "decline", ref, "--reason", "out_of_scope", "--text", "-", said="Handled locally.")
        self.sodan("pa-37-a", "offer", ref, "--to", "coordinator", "--reason", "-", said="Please look again.")
        self.sodan("pc-a", "accept", ref)
        self.assertEqual(json.loads(self.sodan("pc-a", "show", ref, "--json"))["case"]["holder"], "pc-a")

    def test_scripts_can_rely_on_the_exit_codes(self):
        ref = self.logged()
        self.sodan("pa-37-a", "claim", ref)
        self.sodan("pa-37-b", "claim", ref, expect=5)
        self.sodan("pa-01-a", "show", ref, expect=4)
        self.sodan("pa-37-a", "wait", ref, expect=2)
        self.sodan("pc-a", "verify")
        for words in (["desks"], ["people"], ["rules", "facts"], ["chain", "export", "--format", "mermaid"], ["directory", "tell"]):
            self.assertTrue(self.sodan("pa-37-a", *words))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=1)
