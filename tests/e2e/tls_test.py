#!/usr/bin/env python3
"""The daemon by TLS: what it speaks, with whom, and what it refuses at the start."""
import os, pathlib, re, shutil, signal, socket, ssl, subprocess, sys, tempfile, time, unittest, urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from accounts_test import Account
from office_process import ROOT, Daemon


class TlsTest(unittest.TestCase):
    def setUp(self):
        self.data = pathlib.Path(tempfile.mkdtemp(prefix="sodan-tls-"))
        self.addCleanup(shutil.rmtree, self.data, True)
        self.chain, self.key = self.data / "chain.pem", self.data / "key.pem"
        self.make_certificate()
        self.config = f'[tls]\ncertificate = "{self.chain}"\nkey = "{self.key}"\n'

    def make_certificate(self, name="localhost", days="30"):
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", days,
                        "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name},IP:127.0.0.1", "-keyout", self.key, "-out", self.chain],
                       check=True, capture_output=True)
        self.key.chmod(0o600)

    def trusting(self):
        context = ssl.create_default_context(cafile=self.chain)
        context.check_hostname = False
        return context

    def daemon(self):
        daemon = Daemon(os.environ["SODAND"], data=self.data, config=self.config)
        daemon.trust = self.trusting()
        daemon.start()
        self.addCleanup(daemon.stop)
        return daemon

    def connected(self, daemon, context):
        port = int(daemon.address.rsplit(":", 1)[1])
        return context.wrap_socket(socket.create_connection(("127.0.0.1", port), timeout=20), server_hostname="localhost")

    def refusal(self, config):
        file = self.data / "refused.toml"
        file.write_text(config)
        done = subprocess.run([os.environ["SODAND"], "--data", self.data / "other", "--config", file, "--port", "0"], cwd=ROOT, capture_output=True, text=True, timeout=30)
        return done.returncode, done.stderr

    def test_a_person_signs_in_by_tls_and_browsers_are_told_to_stay_with_it(self):
        daemon = self.daemon()
        self.assertTrue(daemon.address.startswith("https://"))
        link = daemon.post("/people/pa-37-a/invitation", "admin-a", {}).json()["link"]
        self.assertTrue(link.startswith("https://"))
        answer = Account(daemon, link).sign_in()
        self.assertEqual(answer.status, 201, answer.text)
        self.assertEqual(answer.headers["Strict-Transport-Security"], "max-age=63072000")
        session = re.search("__Host-sodan=([^;]+)", "\n".join(answer.headers.get_all("Set-Cookie"))).group(1)
        self.assertEqual(daemon.get("/me", None, Cookie="__Host-sodan=" + session).status, 200)

    def test_a_large_body_and_many_requests_go_through_one_connection(self):
        daemon = self.daemon()
        with self.connected(daemon, self.trusting()) as wire:
            for length in (0, 1_000_000, 100):
                body = b'{"x":"' + b"y" * length + b'"}'
                wire.sendall(b"POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
                head = wire.recv(4096)
                self.assertTrue(head.startswith(b"HTTP/1.1 422"), head)

    def test_only_tls_1_2_and_1_3_are_spoken_with_fresh_keys(self):
        daemon = self.daemon()
        for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
            context = self.trusting()
            context.minimum_version = context.maximum_version = version
            with self.connected(daemon, context) as wire:
                self.assertTrue(wire.cipher()[0].startswith(("ECDHE-", "TLS_")), wire.cipher())
        old = self.trusting()
        old.set_ciphers("DEFAULT@SECLEVEL=0")
        old.minimum_version, old.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
        weak = self.trusting()
        weak.maximum_version = ssl.TLSVersion.TLSv1_2
        weak.set_ciphers("AES128-SHA:AES256-GCM-SHA384:ECDHE-ECDSA-AES128-SHA")
        for context in (old, weak):
            with self.assertRaises((ssl.SSLError, ConnectionError)):
                self.connected(daemon, context)

    def test_whoever_speaks_in_clear_or_not_at_all_harms_nobody(self):
        daemon = self.daemon()
        port = int(daemon.address.rsplit(":", 1)[1])
        silent = socket.create_connection(("127.0.0.1", port), timeout=20)
        with socket.create_connection(("127.0.0.1", port), timeout=20) as clear:
            clear.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
            self.assertNotIn(b"HTTP/1.1 200", clear.recv(4096))
        self.assertEqual(daemon.get("/me").status, 200)
        silent.close()

    def test_a_renewed_certificate_is_taken_on_sighup_and_a_broken_one_is_not(self):
        daemon = self.daemon()
        before = ssl.get_server_certificate(("127.0.0.1", int(daemon.address.rsplit(":", 1)[1])))
        self.make_certificate(days="60")
        renewed = self.shown_after_signal(daemon, lambda shown: shown != before)
        self.assertNotEqual(renewed, before)
        self.chain.write_text("nonsense")
        daemon.process.send_signal(signal.SIGHUP)
        log = self.data / "test.log"
        for _ in range(100):
            if "the certificate was not read again" in log.read_text():
                break
            time.sleep(0.1)
        self.assertEqual(ssl.get_server_certificate(("127.0.0.1", int(daemon.address.rsplit(":", 1)[1]))), renewed)

    def shown_after_signal(self, daemon, wanted):
        daemon.process.send_signal(signal.SIGHUP)
        for _ in range(100):
            shown = ssl.get_server_certificate(("127.0.0.1", int(daemon.address.rsplit(":", 1)[1])))
            if wanted(shown):
                break
            time.sleep(0.1)
        return shown

    def test_the_command_line_trusts_the_authority_that_it_is_given_and_no_other(self):
        daemon = self.daemon()
        env = {"SODAN_SERVER": daemon.address, "SODAN_TOKEN": daemon.tokens["pa-37-a"], "LC_ALL": "C", "PATH": os.environ["PATH"]}
        sodan = lambda **more: subprocess.run([os.environ["SODAN"], "me"], env=env | more, capture_output=True, text=True, timeout=60)
        trusted = sodan(SODAN_CA=str(self.chain))
        self.assertEqual(trusted.returncode, 0, trusted.stderr)
        self.assertIn("pa-37-a", trusted.stdout)
        self.assertEqual(sodan().returncode, 3)

    def test_nothing_is_listened_on_beyond_the_loopback_without_a_certificate(self):
        code, said = self.refusal('[listen]\naddress = "0.0.0.0"\n')
        self.assertEqual(code, 78)
        self.assertIn("tls.certificate", said)

    def test_a_certificate_that_is_not_in_order_is_refused_with_the_reason(self):
        self.key.chmod(0o644)
        self.assertIn("can be read by everybody", self.refusal(self.config)[1])
        self.key.chmod(0o600)
        other = self.chain.read_text()
        self.make_certificate()
        self.chain.write_text(other)
        self.assertIn("is not the private key of that certificate", self.refusal(self.config)[1])
        self.assertEqual(self.refusal(f'[tls]\ncertificate = "{self.chain}"\n')[0], 78)


if __name__ == "__main__":
    unittest.main()
