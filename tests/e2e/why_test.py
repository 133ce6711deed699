"""A decision is explained, asked again and simulated while people come and go and the rules change."""
import json, os, pathlib, re, shutil, subprocess, tempfile, unittest

from office_process import ROOT, Daemon
from bad_input_test import NOW, USUAL

NOTHING_PRESSES = r'(<rule id="nothing-presses">.*?<outputEntry[^>]*><text>)"routine"(</text>)'


class Why(unittest.TestCase):
    def setUp(self):
        self.data = pathlib.Path(tempfile.mkdtemp(prefix="sodan-test-"))
        self.addCleanup(shutil.rmtree, self.data, ignore_errors=True)
        self.folder = self.data / "rules"
        shutil.copytree(ROOT / "rules", self.folder)
        self.daemon = Daemon(os.environ["SODAND"], now=NOW, data=self.data, config=f'[rules]\nfolder = "{self.folder}"\n')
        self.daemon.start()
        self.addCleanup(self.daemon.stop)

    def sodan(self, person, *words, expect=0, language="C"):
        env = {"SODAN_SERVER": self.daemon.address, "SODAN_TOKEN": self.daemon.tokens.get(person, "sodan_of-nobody"), "LC_ALL": language, "PATH": os.environ["PATH"]}
        done = subprocess.run([os.environ["SODAN"], *words], capture_output=True, text=True, env=env, timeout=60)
        self.assertEqual(done.returncode, expect, (words, done.stdout, done.stderr))
        return done.stdout + done.stderr

    def log(self, **more):
        answer = self.daemon.post("/inquiries", "pc-a", USUAL | {"addressed_to": "clair", "tried_supervisor": "yes"} | more)
        self.assertEqual(answer.status, 201, answer.text)
        return answer.json()["case"]["ref"]

    def make_stricter(self, folder):
        file = folder / "urgency.dmn"
        text, count = re.subn(NOTHING_PRESSES, r'\1"prompt"\2', file.read_text(), flags=re.DOTALL)
        self.assertEqual(count, 1, "the rule that the test changes is gone")
        file.write_text(text)

    def stricter_copy(self):
        copy = self.data / "stricter"
        shutil.copytree(self.folder, copy)
        self.make_stricter(copy)
        return copy

    def verified(self):
        proof = self.daemon.get("/verify").json()
        self.assertEqual(proof["differences"], [])
        return proof

    def test_an_old_case_is_explained_as_it_was_whoever_is_away_and_whatever_the_rules_are_by_now(self):
        ref = self.log()
        before = self.daemon.get(f"/cases/{ref}/decisions").json()
        self.assertIn("tables", before["items"][0])
        self.assertEqual(self.daemon.post("/people/pc-b/absent", "pc-a", {}).status, 200)
        self.make_stricter(self.folder)
        self.assertEqual(self.daemon.post("/rules/reload", "pc-a", {}).status, 200)
        later = self.log()
        self.assertEqual(self.daemon.get(f"/cases/{ref}/decisions").json(), before)
        after = self.daemon.get(f"/cases/{later}/decisions").json()["items"][0]["decision"]
        then = before["items"][0]["decision"]
        self.assertNotEqual(after["rules_version"], then["rules_version"])
        self.assertEqual(after["roster_version"], then["roster_version"] + 1)
        self.assertEqual((then["urgency"], after["urgency"]), ("routine", "prompt"))
        self.assertEqual(self.verified()["decisions"], 2)
        self.daemon.stop()
        self.daemon.start()
        self.assertEqual(self.daemon.get(f"/cases/{ref}/decisions").json(), before)
        self.assertEqual(self.verified()["decisions_not_asked_again"], 0)

    def test_the_alternatives_are_told_in_the_readers_language(self):
        ref = self.log()
        short, full = self.sodan("pc-a", "why", ref), self.sodan("pc-a", "why", ref, "--all")
        self.assertIn("roster 1", short)
        self.assertNotIn("were not asked", short)
        self.assertIn("The leaders for English were not asked: the caller wants to talk in English", full)
        self.assertIn("nothing-presses", full)
        self.assertIn("相談者は英語を希望している", self.sodan("pc-a", "why", ref, "--all", language="ja_JP.UTF-8"))

    def test_a_simulation_tells_exactly_the_cases_that_change_and_writes_nothing(self):
        calm, urgent = self.log(), self.log(danger="urgent")
        hidden = self.daemon.post("/inquiries", "pa-37-a", USUAL | {"tried_supervisor": "yes"}).json()["case"]["ref"]
        copy = str(self.stricter_copy())
        told = self.sodan("pc-a", "rules", "simulate", copy, "--since", "2020-01-01")
        self.assertIn(calm, told)
        self.assertIn("routine -> coordinator prompt", told)
        self.assertIn("nothing-presses", told)
        self.assertNotIn(urgent, told)
        self.assertNotIn(hidden, told)
        self.assertIn("3 decisions were asked again", told)
        self.assertIn("0 would go elsewhere, 2 would be more urgent, 0 less. 1 of these are not named here.", told)
        later = self.sodan("pc-a", "rules", "simulate", copy, "--since", "2031-01-01")
        self.assertIn("0 decisions were asked again", later)
        self.sodan("pa-37-a", "rules", "simulate", copy, "--since", "2020-01-01", expect=1)
        in_force = self.daemon.get("/rules").json()["version"]
        self.assertIn("0 would be more urgent", self.sodan("pc-a", "rules", "simulate", in_force, "--since", "2020-01-01"))
        self.sodan("pc-a", "rules", "simulate", "r-000000000000", "--since", "2020-01-01", expect=4)
        self.assertEqual(self.verified()["decisions"], 3)

    def test_what_changed_is_said_between_folders_and_versions(self):
        copy = str(self.stricter_copy())
        told = self.sodan("pc-a", "rules", "diff", "now", copy)
        self.assertIn("urgency, rule nothing-presses: urgency was “routine”, is now “prompt”.", told)
        self.assertIn("In effect, urgency says “prompt” instead of “routine” when", told)
        self.assertEqual(told, self.sodan("nobody", "rules", "diff", str(self.folder), copy))
        first = self.daemon.get("/rules").json()["version"]
        self.make_stricter(self.folder)
        self.daemon.post("/rules/reload", "pc-a", {})
        answer = self.daemon.get(f"/rules/difference?from={first}").json()["differences"]
        self.assertEqual([one["says"]["en"] for one in answer], told.splitlines())
        self.assertIn("結果として", answer[-1]["says"]["ja"])
        self.assertEqual(self.daemon.get("/rules/difference?from=r-0").status, 404)


if __name__ == "__main__":
    unittest.main()
