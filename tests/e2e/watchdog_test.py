"""The watchdog alarms on its own way when the daemon is dead, hung or cannot send, again and again, and says when it is well."""
import os, pathlib, shutil, signal, subprocess, sys, tempfile, time, unittest

from bad_input_test import NOW, USUAL
from office_process import Daemon
from smtp_sink import Sink


class Watchdog(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="sodan-test-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        (self.folder / "data").mkdir()

    def daemon(self, config=""):
        return Daemon(os.environ["SODAND"], now=NOW, data=self.folder / "data", config=config)

    def settings(self, daemon, sink, more=""):
        file = self.folder / "watchdog.toml"
        file.write_text(f'[watch]\nserver = "{daemon.address}"\nanswer_within_seconds = 5\nlook_every_seconds = 1\n'
                        f'repeat_every_seconds = 2\nwants_sending = false\n{more}\n'
                        f'[mail]\nurl = "{sink.url}"\nfrom = "watchdog@example.org"\nto = ["operator@example.org"]\n')
        return file

    def look(self, settings):
        done = subprocess.run([os.environ["SODAN"], "watchdog", "--config", str(settings), "--once"], capture_output=True, text=True, timeout=60)
        self.assertIn(done.returncode, (0, 1), done.stderr)
        return done.returncode

    def subjects(self, sink):
        return [m.subject.split("] ")[1].split(":")[0] for m in sink.mails]

    def test_a_daemon_that_dies_is_told_until_it_is_back(self):
        with Sink() as sink:
            with self.daemon() as daemon:
                settings = self.settings(daemon, sink)
                self.assertEqual(self.look(settings), 0)
                self.assertEqual(sink.mails, [])
                daemon.stop(signal.SIGKILL)
                self.assertEqual(self.look(settings), 1)
                self.assertEqual(self.look(settings), 1)
                self.assertEqual(self.subjects(sink), ["DEAD"])
                time.sleep(2)
                self.look(settings)
                self.assertEqual(self.subjects(sink), ["DEAD", "DEAD"])
            with self.daemon() as daemon:
                settings = self.settings(daemon, sink)
                self.assertEqual(self.look(settings), 0)
                self.assertEqual(self.look(settings), 0)
                self.assertEqual(self.subjects(sink), ["DEAD", "DEAD", "All is well"])
            self.assertEqual(sink.mails[0].recipient, "operator@example.org")

    def test_a_daemon_that_hangs_is_told_and_goes_on(self):
        with Sink() as sink, self.daemon() as daemon:
            settings = self.settings(daemon, sink)
            daemon.process.send_signal(signal.SIGSTOP)
            try:
                self.assertEqual(self.look(settings), 1)
            finally:
                daemon.process.send_signal(signal.SIGCONT)
            self.assertEqual(self.look(settings), 0)
            self.assertEqual(self.subjects(sink), ["HUNG", "All is well"])

    def test_urgent_messages_that_do_not_leave_are_told(self):
        with Sink(answers={"banner": "421 not today"}) as broken, Sink() as sink:
            config = f'[mail]\nurl = "{broken.url}"\nfrom = "sodan@example.org"\nbase_url = "https://sodan.example.org"\n'
            with self.daemon(config) as daemon:
                settings = self.settings(daemon, sink, "oldest_urgent_seconds = 1")
                self.assertEqual(self.look(settings), 0)
                self.assertEqual(daemon.post("/inquiries", "pa-37-a", USUAL | {"danger": "urgent"}).status, 201)
                time.sleep(2.5)
                self.assertEqual(self.look(settings), 1)
                self.assertEqual(self.subjects(sink), ["CANNOT SEND"])

    def test_a_daemon_without_any_way_out_is_told(self):
        with Sink() as sink, self.daemon() as daemon:
            settings = self.settings(daemon, sink)
            settings.write_text(settings.read_text().replace("wants_sending = false", "wants_sending = true"))
            self.assertEqual(self.look(settings), 1)
            self.assertEqual(self.subjects(sink), ["NOTHING LEAVES"])

    def test_the_alarm_does_not_need_mail(self):
        with Sink(answers={"banner": "421 not today"}) as broken:
            with self.daemon() as daemon:
                program = self.folder / "page"
                program.write_text(f'#!/bin/sh\ncat >> "{self.folder}/paged"\n')
                program.chmod(0o700)
                settings = self.settings(daemon, broken)
                settings.write_text(settings.read_text() + f'[command]\nrun = ["{program}"]\n')
                daemon.stop(signal.SIGKILL)
            self.assertEqual(self.look(settings), 1)
            self.assertIn("DEAD", (self.folder / "paged").read_text())

    def test_it_runs_on_until_it_is_told_to_stop(self):
        with Sink() as sink, self.daemon() as daemon:
            settings = self.settings(daemon, sink)
            dog = subprocess.Popen([os.environ["SODAN"], "watchdog", "--config", str(settings)], stderr=subprocess.PIPE)
            try:
                time.sleep(1.5)
                daemon.stop(signal.SIGKILL)
                end = time.monotonic() + 20
                while self.subjects(sink).count("DEAD") < 2 and time.monotonic() < end:
                    time.sleep(0.1)
            finally:
                dog.send_signal(signal.SIGTERM)
                self.assertEqual(dog.wait(timeout=20), 0, dog.stderr.read())
                dog.stderr.close()
            told = self.subjects(sink)
            if told[0] == "HUNG":  # killed in the midst of a look: it had asked, and nobody answered
                told = told[1:]
            self.assertGreaterEqual(told.count("DEAD"), 2)
            self.assertEqual(set(told), {"DEAD"})


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[1:], verbosity=1)
