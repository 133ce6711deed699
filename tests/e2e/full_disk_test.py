"""A full disk: what cannot be kept is refused with 507 and leaves nothing, reading goes on, and space makes it work again.
Needs a small file system of its own, so it is skipped, visibly, where none can be mounted."""
import os, pathlib, subprocess, sys, tempfile, unittest

from office_process import Daemon
from bad_input_test import NOW, USUAL


class FullDisk(unittest.TestCase):
    def setUp(self):
        self.data = pathlib.Path(tempfile.mkdtemp(prefix="sodan-small-"))
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", self.data], capture_output=True, text=True)
        if mounted.returncode:
            self.data.rmdir()
            self.skipTest("no small file system can be mounted here: " + mounted.stderr.strip())
        self.addCleanup(lambda: (subprocess.run(["umount", "-l", self.data]), self.data.rmdir()))

    def test_a_full_disk_is_said_and_survived(self):
        with Daemon(os.environ["SODAND"], now=NOW, data=self.data) as daemon:
            ballast = self.data / "ballast"
            first = daemon.post("/inquiries", "pa-37-a", USUAL).json()["case"]["ref"]
            with open(ballast, "wb", buffering=0) as file:
                try:
                    while True: file.write(b"x" * 4096)
                except OSError:
                    pass
            acknowledged, last = [], None
            for _ in range(3_000):
                last = daemon.post("/inquiries", "pa-37-a", USUAL | {"text": "made up " * 500})
                if last.status != 201: break
                acknowledged.append(last.json()["case"]["ref"])
            self.assertEqual(last.status, 507, last.text)
            self.assertEqual(last.json()["type"], "urn:sodan:problem:store_full")
            for ref in [first, *acknowledged[-5:]]:
                self.assertEqual(daemon.get(f"/cases/{ref}", "pa-37-a").status, 200)
            ballast.unlink()
            self.assertEqual(daemon.post("/inquiries", "pa-37-a", USUAL).status, 201)
            proof = daemon.get("/verify").json()
            self.assertEqual(proof["differences"], [])
            self.assertEqual(proof["cases"], len(acknowledged) + 2)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=1)
