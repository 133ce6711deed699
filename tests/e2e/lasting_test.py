"""What was acknowledged is there after a kill, the rules that load stay in force, and the log tells nothing of a case."""
import json, os, pathlib, shutil, signal, sys, tempfile, threading, time, unittest

from office_process import ROOT, Daemon
from bad_input_test import NOW, USUAL


class Lasting(unittest.TestCase):
    def setUp(self):
        self.data = pathlib.Path(tempfile.mkdtemp(prefix="sodan-test-"))
        self.addCleanup(shutil.rmtree, self.data, ignore_errors=True)

    def daemon(self, **more):
        return Daemon(os.environ["SODAND"], now=NOW, data=self.data, **more)

    def test_everything_acknowledged_survives_a_kill_in_the_middle_of_writing(self):
        acknowledged = []
        with self.daemon() as daemon:
            def log_many():
                try:
                    while True:
                        answer = daemon.post("/inquiries", "pa-37-a", USUAL)
                        acknowledged.append(answer.json()["case"]["ref"])
                except Exception:
                    return  # the daemon is gone

            writers = [threading.Thread(target=log_many) for _ in range(8)]
            for writer in writers: writer.start()
            while len(acknowledged) < 200: time.sleep(0.01)
            daemon.stop(signal.SIGKILL)
            for writer in writers: writer.join()
        with self.daemon() as daemon:
            for ref in acknowledged:
                self.assertEqual(daemon.get(f"/cases/{ref}", "pa-37-a").status, 200)
            proof = daemon.get("/verify").json()
            self.assertEqual(proof["differences"], [])
            self.assertGreaterEqual(proof["cases"], len(acknowledged))

    def test_a_retry_after_a_kill_gets_the_first_answer(self):
        with self.daemon() as daemon:
            first = daemon.post("/inquiries", "pa-37-a", USUAL, Idempotency_Key="k").json()["case"]["ref"]
            daemon.stop(signal.SIGKILL)
        with self.daemon() as daemon:
            again = daemon.post("/inquiries", "pa-37-a", USUAL, Idempotency_Key="k").json()["case"]["ref"]
            self.assertEqual(first, again)
            self.assertEqual(daemon.get("/verify").json()["cases"], 1)

    def test_a_second_daemon_on_the_same_data_is_refused(self):
        with self.daemon():
            with self.assertRaises(RuntimeError):
                self.daemon().start()

    def test_rules_that_do_not_load_leave_the_old_ones_in_force(self):
        rules = self.data / "rules"
        shutil.copytree(ROOT / "rules", rules)
        with self.daemon(config=f'[rules]\nfolder = "{rules}"\n') as daemon:
            version = daemon.get("/rules").json()["version"]
            table = rules / "desks.dmn"
            table.write_text(table.read_text().replace("<text>", "<text>((", 1))
            answer = daemon.post("/rules/reload", "staff-a", {})
            self.assertEqual(answer.status, 422, answer.text)
            self.assertEqual(answer.json()["type"], "urn:sodan:problem:rules_not_loaded")
            self.assertIn("desks.dmn", answer.text)
            daemon.process.send_signal(signal.SIGHUP)
            self.assertEqual(daemon.post("/inquiries", "pa-37-a", USUAL).status, 201)
            self.assertEqual(daemon.get("/rules").json()["version"], version)

    def test_the_end_is_orderly(self):
        daemon = self.daemon()
        daemon.start()
        daemon.post("/inquiries", "pa-37-a", USUAL | {"text": "canary words of nobody"})
        metrics = daemon.call("GET", "/metrics").text
        self.assertEqual(daemon.stop(), 0)
        log = (self.data / "test.log").read_text()
        for line in log.splitlines(): json.loads(line)
        for text in (log, metrics): self.assertNotIn("canary", text)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=1)
