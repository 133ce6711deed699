"""Rules are drafted, checked, published and rolled back while cases go on; what does not pass never comes into force."""
import contextlib, json, os, pathlib, re, shutil, signal, sqlite3, subprocess, sys, tempfile, time, unittest

from office_process import ROOT, Daemon
from bad_input_test import NOW, USUAL

TABLE = "deadlines.dmn"
RULE = r'(<rule id="routine-first-answer-local">.*?<outputEntry[^>]*><text>)\d+(</text>)'


def files_of(folder):
    paths = [*folder.glob("*.dmn"), *folder.glob("words/*.json"), folder / "holidays.json", folder / "hours.json"]
    return {str(path.relative_to(folder)): path.read_text() for path in paths}


def with_days(files, days):
    """The same rules, but a routine inquiry may wait so many business days at a local desk."""
    text, count = re.subn(RULE, rf"\g<1>{days}\2", files[TABLE], flags=re.DOTALL)
    assert count == 1, "the rule that the test changes is gone"
    return files | {TABLE: text}


def with_a_gap(files):
    text, count = re.subn(r'<rule id="routine-first-answer-local">.*?</rule>', "", files[TABLE], flags=re.DOTALL)
    assert count == 1
    return files | {TABLE: text}


class Rules(unittest.TestCase):
    def setUp(self):
        self.data = pathlib.Path(tempfile.mkdtemp(prefix="sodan-test-"))
        self.addCleanup(shutil.rmtree, self.data, ignore_errors=True)
        self.folder = self.data / "rules"
        shutil.copytree(ROOT / "rules", self.folder)
        self.files = files_of(self.folder)
        self.daemon = Daemon(os.environ["SODAND"], now=NOW, data=self.data, config=f'[rules]\nfolder = "{self.folder}"\n')
        self.daemon.start()
        self.addCleanup(self.daemon.stop)
        self.first = self.in_force()

    def restart(self):
        self.daemon.stop()
        self.daemon.start()

    def in_force(self):
        return self.daemon.get("/rules").json()["version"]

    def write_folder(self, files):
        for name, text in files.items(): (self.folder / name).write_text(text)

    def draft(self, files, person="pc-a", expect=201, **more):
        answer = self.daemon.post("/rules/drafts", person, {"files": files, "reason": "a trial"} | more)
        self.assertEqual(answer.status, expect, answer.text)
        return answer.json()

    def publish(self, version, person="pc-a", **headers):
        return self.daemon.post(f"/rules/versions/{version}/publish", person, {"reason": "agreed"}, **headers)

    def published(self, files):
        version = self.draft(files)["version"]
        answer = self.publish(version)
        self.assertEqual(answer.status, 200, answer.text)
        return version

    def refused(self, answer, status, kind, pointer=None):
        self.assertEqual(answer.status, status, answer.text)
        problem = answer.json()
        self.assertEqual(problem["type"], "urn:sodan:problem:" + kind)
        if pointer is not None:
            self.assertEqual(problem.get("pointer"), pointer)
        return problem

    def log_inquiry(self):
        answer = self.daemon.post("/inquiries", "pa-37-a", USUAL | {"tried_supervisor": "yes"})
        self.assertEqual(answer.status, 201, answer.text)
        return answer.json()

    def history(self):
        return self.daemon.get("/rules/versions").json()

    def log_lines(self):
        return (self.data / "test.log").read_text()

    def test_the_first_version_is_the_folders_and_is_on_record(self):
        versions = self.history()
        self.assertEqual(versions["in_force"], self.first)
        self.assertEqual([v["author"] for v in versions["items"]], ["folder"])
        kept = self.daemon.get(f"/rules/versions/{self.first}").json()
        self.assertEqual(kept["files"], self.files)
        self.assertTrue(kept["certificate"]["passes"])
        self.assertEqual(kept["certificate"]["rules"]["version"], self.first)
        self.refused(self.daemon.get("/rules/versions/r-000000000000"), 404, "not_found")

    def test_a_publication_counts_for_the_next_inquiry_and_no_case_changes(self):
        before = self.log_inquiry()
        self.assertEqual(before["decision"]["urgency"], "routine")
        second = self.published(with_days(self.files, 6))
        after = self.log_inquiry()
        self.assertEqual(before["decision"]["rules_version"], self.first)
        self.assertEqual(after["decision"]["rules_version"], second)
        self.assertLess(before["decision"]["due"], after["decision"]["due"])
        ref = before["case"]["ref"]
        self.assertEqual(self.daemon.get(f"/cases/{ref}", "pa-37-a").json()["case"]["due"], before["case"]["due"])
        decisions = self.daemon.get(f"/cases/{ref}/decisions", "pa-37-a").json()["items"]
        self.assertEqual(decisions[0]["decision"]["rules_version"], self.first)
        self.assertIn(second, self.daemon.call("GET", "/metrics").text)

        back = self.daemon.post("/rules/rollback", "staff-a", {"to": self.first, "reason": "too long"})
        self.assertEqual(back.status, 200, back.text)
        self.assertEqual(back.headers["ETag"], '"3"')
        self.assertEqual(self.log_inquiry()["decision"]["rules_version"], self.first)
        publications = [p for v in self.history()["items"] for p in v["publications"]]
        self.assertEqual(sorted((p["publication"], p["person"]) for p in publications),
                         [(1, "folder"), (2, "pc-a"), (3, "staff-a")])
        self.assertEqual(self.daemon.get("/verify").json()["differences"], [])

    def test_a_draft_with_a_gap_is_kept_but_never_published(self):
        draft = self.draft(with_a_gap(self.files))
        self.assertFalse(draft["passes"])
        self.assertEqual(draft["findings"][0]["file"], TABLE)
        for language in ("en", "ja"): self.assertTrue(draft["findings"][0]["says"][language])
        for language in ("en", "ja"):
            answer = self.publish(draft["version"], Accept_Language=language)
            problem = answer.json()
            self.assertEqual(answer.status, 422, answer.text)
            self.assertIn(problem["type"], ("urn:sodan:problem:rules_not_loaded", "urn:sodan:problem:rules_refused"))
            self.assertEqual(problem["findings"][0]["file"], TABLE)
        self.assertEqual(self.log_inquiry()["decision"]["rules_version"], self.first)

    def test_checking_writes_nothing(self):
        for files, passes in ((self.files, True), (with_days(self.files, 6), True), (with_a_gap(self.files), False)):
            answer = self.daemon.post("/rules/check", "pc-a", {"files": files})
            self.assertEqual(answer.status, 200, answer.text)
            self.assertEqual(answer.json()["passes"], passes)
            self.assertEqual(bool(answer.json()["findings"]), not passes)
        self.assertEqual(len(self.history()["items"]), 1)

    def test_two_editors_do_not_overwrite_each_other(self):
        one, other = self.draft(with_days(self.files, 6), "pc-a"), self.draft(with_days(self.files, 7), "staff-a")
        self.assertEqual(self.publish(one["version"]).status, 200)
        late = self.refused(self.publish(other["version"], "staff-a"), 412, "stale")
        self.assertIn(one["version"], late["detail"])
        self.refused(self.publish(other["version"], "staff-a", If_Match='"1"'), 412, "stale")
        self.assertEqual(self.publish(other["version"], "staff-a", If_Match=self.etag()).status, 200)
        self.assertEqual(self.in_force(), other["version"])
        self.refused(self.publish(other["version"], "staff-a"), 409, "wrong_state")

    def etag(self):
        return self.daemon.get("/rules/versions").headers["ETag"]

    def test_a_retry_publishes_once(self):
        version = self.draft(with_days(self.files, 6))["version"]
        first = self.publish(version, Idempotency_Key="publish-once")
        self.published(with_days(self.files, 7))
        again = self.publish(version, Idempotency_Key="publish-once")
        self.assertEqual(first.text, again.text)
        self.assertNotEqual(self.in_force(), version)
        self.assertEqual(self.log_inquiry()["decision"]["rules_version"], self.in_force())

    def test_who_does_not_keep_the_office_changes_no_rules(self):
        version = self.draft(with_days(self.files, 6))["version"]
        for path, body in (("/rules/drafts", {"files": self.files, "reason": "x"}), ("/rules/check", {"files": self.files}),
                           (f"/rules/versions/{version}/publish", {"reason": "x"}), ("/rules/reload", {}),
                           ("/rules/rollback", {"to": self.first, "reason": "x"})):
            self.refused(self.daemon.post(path, "pa-37-a", body), 403, "not_allowed")
        self.refused(self.daemon.post(f"/rules/versions/{version}/publish", "pc-a", {"reason": " "}), 422, "invalid", "/reason")
        self.assertEqual(self.in_force(), self.first)

    def test_hostile_drafts_leave_the_rules_running(self):
        huge = "x" * 10_000_000
        self.refused(self.daemon.post("/rules/drafts", "pc-a", {"files": {"x.dmn": huge}, "reason": "x"}), 413, "too_large")
        self.refused(self.daemon.post("/rules/drafts", "pc-a", {"files": self.files | {"x.dmn": "x" * 1_048_576}, "reason": "x"}),
                     413, "too_large", "/files")
        for name in ("../x.dmn", "/etc/x.dmn", "texts/en/rules.json", "words/../../x.json", "urgency.dmn/..", ".dmn", "a\\b.dmn"):
            with self.subTest(name):
                answer = self.daemon.post("/rules/drafts", "pc-a", {"files": self.files | {name: "<x/>"}, "reason": "x"})
                self.refused(answer, 422, "invalid", "/files/" + name.replace("~", "~0").replace("/", "~1"))
        self.refused(self.daemon.post("/rules/drafts", "pc-a", {"files": self.files | {TABLE: "\u0007"}, "reason": "x"}),
                     422, "invalid", "/files/" + TABLE)
        broken = json.dumps({"files": self.files, "reason": "x"}).encode().replace(b"definitions", b"defin\xc3\x28tions", 1)
        answer = self.daemon.call("POST", "/api/v1/rules/drafts", "pc-a", broken)
        self.refused(answer, 400, "malformed")
        self.assertEqual(len(self.history()["items"]), 1)
        for text in (self.hostile_files()):
            with self.subTest(text[:60]):
                draft = self.draft(self.files | {TABLE: text})
                self.assertFalse(draft["passes"])
                self.assertEqual(draft["findings"][0]["file"], TABLE)
                self.assertEqual(self.publish(draft["version"]).status, 422)
        self.assertEqual(self.log_inquiry()["decision"]["rules_version"], self.first)

    def hostile_files(self):
        table = self.files[TABLE]
        head = '<?xml version="1.0"?>'
        rule = re.search(r"<rule .*?</rule>", table, re.DOTALL).group(0)
        many = "".join(f'<rule id="m{n}"><outputEntry><text>1</text></outputEntry></rule>' for n in range(10_000))
        return [head + '<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]>' + table.split("?>", 1)[1],
                "", "no XML at all", table[:len(table) // 2], "<a>" * 50_000, table.replace(rule, rule + rule, 1),
                table.replace(rule, many, 1), table.replace('"routine"', '"whenever"', 1), table.replace("<text>", "<text>((((", 1)]

    def test_what_lies_in_the_folder_is_published_when_asked(self):
        self.write_folder(with_days(self.files, 6))
        answer = self.daemon.post("/rules/reload", "staff-a", {"reason": "agreed in the meeting"})
        self.assertEqual(answer.status, 200, answer.text)
        self.assertEqual(answer.json()["replaced"], self.first)
        newest = self.history()["items"][0]
        self.assertEqual((newest["author"], newest["reason"]), ("staff-a", "agreed in the meeting"))
        again = self.daemon.post("/rules/reload", "staff-a", {})
        self.assertEqual((again.status, again.json()["publication"]), (200, 2))

    def test_a_signal_publishes_the_folder_and_a_broken_one_changes_nothing(self):
        self.write_folder(with_a_gap(self.files))
        self.signalled("the old ones stay in force")
        self.assertEqual(self.in_force(), self.first)
        self.write_folder(with_days(self.files, 6))
        self.signalled("rules in force")
        self.assertNotEqual(self.in_force(), self.first)
        self.assertEqual(self.history()["items"][0]["author"], "folder")

    def signalled(self, wanted):
        before = len(self.log_lines())
        self.daemon.process.send_signal(signal.SIGHUP)
        self.logged(wanted, before)

    def logged(self, wanted, after=0):
        for _ in range(600):
            if wanted in self.log_lines()[after:]: return
            time.sleep(0.05)
        self.fail(f"the log does not say: {wanted}")

    def test_a_restart_keeps_what_was_published_and_says_that_the_folder_differs(self):
        version = self.published(with_days(self.files, 6))
        self.restart()
        self.assertEqual(self.in_force(), version)
        self.assertIn("differs from the version in force", self.log_lines())
        self.assertEqual(self.log_inquiry()["decision"]["rules_version"], version)
        self.write_folder(with_a_gap(self.files))
        self.restart()
        self.assertEqual(self.in_force(), version)

    def test_when_a_new_program_cannot_read_the_version_in_force_the_folder_is_taken_loudly(self):
        self.daemon.stop()
        with contextlib.closing(sqlite3.connect(self.data / "sodan.db")) as store, store:
            store.execute("insert into rule_sets (version, files, based_on, author, reason, drafted_at, certificate)"
                          " values ('r-of-an-older-program', ?, '', 'pc-a', 'x', 0, '')", [json.dumps({"x.dmn": "<x/>"})])
            store.execute("insert into rule_publications (seq, version, published_at, person, reason, certificate)"
                          " values (2, 'r-of-an-older-program', 0, 'pc-a', 'x', '')")
        self.write_folder(with_a_gap(self.files))
        with self.assertRaises(RuntimeError): self.daemon.start()
        self.daemon.stop()
        self.write_folder(self.files)
        self.daemon.start()
        self.assertEqual(self.in_force(), self.first)
        self.logged("THE RULES IN FORCE NO LONGER LOAD")
        newest = self.history()["items"][-1]["publications"][0]
        self.assertEqual((newest["publication"], newest["person"]), (3, "folder"))
        self.assertIn("r-of-an-older-program", newest["reason"])

    def test_a_first_start_with_rules_that_do_not_pass_is_refused_in_words(self):
        self.daemon.stop()
        self.write_folder(with_a_gap(self.files))
        other = self.data / "other"
        done = subprocess.run([os.environ["SODAND"], "--data", str(other), "--port", "0", "--config", str(self.data / "sodand.toml")],
                              cwd=ROOT, capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 78, done.stderr)
        self.assertIn(TABLE, done.stderr)

    def test_an_absence_that_leaves_a_desk_empty_is_told_to_the_coordinators(self):
        before = self.covered(lambda seen: "at" in seen)
        desks = {d["desk"]: [m["id"] for m in d["members"]] for d in self.daemon.get("/desks").json()["items"]}
        for person in desks["advisor/37"]:
            self.assertEqual(self.daemon.post(f"/people/{person}/absent", "pc-a", {}).status, 200)
        after = self.covered(lambda seen: len(seen["uncovered"]) > len(before["uncovered"]))
        for language in ("en", "ja"): self.assertTrue(after["uncovered"][0]["says"][language])
        self.assertIn("sodan_uncovered %d" % len(after["uncovered"]), self.daemon.call("GET", "/metrics").text)
        self.logged("no longer covered")
        self.assertIn("Host 37", self.sodan("rules", "coverage"))
        for person in desks["advisor/37"]:
            self.assertEqual(self.daemon.post(f"/people/{person}/present", "pc-a", {}).status, 200)
        self.covered(lambda seen: seen["uncovered"] == before["uncovered"])

    def covered(self, as_wished):
        for _ in range(600):
            seen = self.daemon.get("/rules/coverage").json()
            if as_wished(seen): return seen
            time.sleep(0.05)
        self.fail(f"the coverage is not as wished: {seen}")

    def test_the_shell_does_it_all(self):
        changed = self.data / "changed"
        shutil.copytree(self.folder, changed)
        (changed / TABLE).write_text(with_days(self.files, 6)[TABLE])
        drafted = json.loads(self.sodan("rules", "draft", str(changed), "--reason", "-", "--json", said="six days"))
        self.assertTrue(drafted["passes"])
        self.sodan("rules", "publish", drafted["version"], "--reason", "-", said="agreed")
        self.assertEqual(self.in_force(), drafted["version"])
        self.assertIn("six days", self.sodan("rules", "versions"))
        self.assertIn(TABLE, self.sodan("rules", "show", drafted["version"]))
        (changed / TABLE).write_text(with_a_gap(self.files)[TABLE])
        told = self.sodan("rules", "draft", str(changed), "--reason", "-", said="half done")
        self.assertIn(TABLE, told)
        version = json.loads(self.sodan("rules", "draft", str(changed), "--reason", "-", "--json", said="half done"))["version"]
        self.assertIn(TABLE, self.sodan("rules", "publish", version, "--reason", "-", said="agreed", expect=1))
        self.sodan("rules", "rollback", self.first, "--reason", "-", said="it went wrong")
        self.assertEqual(self.in_force(), self.first)
        self.sodan("rules", "draft", str(self.data / "backups"), "--reason", "-", said="x", expect=2)

    def sodan(self, *words, said="", expect=0):
        env = {"SODAN_SERVER": self.daemon.address, "SODAN_TOKEN": self.daemon.tokens["pc-a"], "LC_ALL": "C", "PATH": os.environ["PATH"]}
        done = subprocess.run([os.environ["SODAN"], *words], input=said, capture_output=True, text=True, env=env, timeout=60)
        self.assertEqual(done.returncode, expect, (words, done.stdout, done.stderr))
        return done.stdout + done.stderr


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=1)
