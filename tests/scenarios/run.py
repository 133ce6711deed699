#!/usr/bin/env python3
"""Runs every inquiry of inquiries.json, end to end, through a real sodand over HTTP: each in an office of its own."""
import argparse, json, pathlib, sys, time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "e2e"))
from office_process import Daemon
from smtp_sink import Sink

LEVELS = ["immediate", "urgent", "prompt", "routine"]
NOW = "2026-11-02 01:00:00"  # later than every inquiry of the collection
MAIL = '[mail]\nurl = "{url}"\nfrom = "sodan@office.example.org"\nbase_url = "https://sodan.example.org"\ndigest_at = []\n'


class Story:
    def __init__(self, daemon, sink, scenario, all_scenarios):
        self.daemon, self.sink, self.scenario, self.all = daemon, sink, scenario, all_scenarios
        self.people = daemon.get("/people").json()["items"]
        self.wrong = []

    def check(self, holds, what):
        if not holds:
            self.wrong.append(what)

    def person(self, called):
        return next(p["id"] for p in self.people if called in (p["id"], p["place"], p["name"]))

    def at_desk(self, desk, but_not=()):
        return [p["id"] for p in self.people if p.get("desk") == desk and p["id"] not in but_not and "left" not in p]

    def named(self, called):
        """The people whom a scenario names: one by place, or all "advisors of HOST"."""
        if called.startswith("advisors of "):
            return self.at_desk("advisor/" + called.removeprefix("advisors of "))
        return [self.person(called)]

    def change_world(self):
        for change in self.scenario.get("world", []):
            if "case" in change:
                self.log(next(s for s in self.all if s["id"] == change["case"]))
            elif "absent" in change:
                who = self.at_desk(change["absent"]) if change.get("all") else [self.person(change["absent"])]
                for one in who:
                    assert self.daemon.post(f"/people/{one}/absent", "pc-a", {}).status == 200
            elif "left" in change:
                assert self.daemon.post(f"/people/{self.person(change['left'])}/left", "pc-a", {}).status == 200
            elif "knows" in change:
                one, other = change["knows"]
                body = {"with": other, "kind": change.get("kind", "friend")}
                assert self.daemon.post(f"/people/{self.person(one)}/relate", "pc-a", body).status == 200
            else:
                raise ValueError(f"no such change of the world: {change}")

    def logger(self, given):
        """Who takes the call: an advisor of the host where one may know of it, else a coordinator."""
        if given["addressed_to"] == "host" and "host" in given:
            for one in self.at_desk("advisor/" + given["host"], self.excluded() | self.barred()):
                return one
        return "pc-a"

    def log(self, scenario):
        answer = self.daemon.post("/inquiries", self.logger(scenario["given"]), scenario["given"])
        assert answer.status == 201, answer.text
        return answer.json()

    def command(self, name, who, body):
        answer = self.daemon.post(f"/cases/{self.ref}/{name}", who, body)
        self.check(answer.status == 200, f"{name} by {who}: {answer.status} {answer.text}")
        if answer.status == 200:
            self.case = answer.json()["case"]

    def take_steps(self):
        for step in self.scenario.get("then", []):
            getattr(self, step["step"])(step)

    def owner(self):
        if not getattr(self, "holder", None):
            self.holder = self.at_desk(self.case["desk"], self.excluded())[0]
            self.command("claim", self.holder, {})
        return self.holder

    def transfer(self, step):
        self.offered_to = step["to"]
        body = {"to": step["to"], "reason": "As the caller asks."}
        if "with_consent" in step:
            body["with_consent"] = step["with_consent"]
        self.command("offer", self.owner(), body)
        self.check(self.case.get("holder") == self.holder, "the sender owns it until it is accepted")

    def accept(self, _):
        taker = self.at_desk(self.offered_to, self.excluded())[0]
        self.command("accept", taker, {})
        self.holder = taker

    def decline(self, step):
        self.command("decline", self.at_desk(self.offered_to, self.excluded())[0], {"reason": "out_of_scope", "text": step["reason"]})
        self.case = self.daemon.get(f"/cases/{self.ref}", self.holder).json()["case"]
        self.check(self.case.get("holder") == self.holder, "a declined transfer leaves the case with its holder")

    def propose_committee(self, _):
        self.command("consult", self.owner(), {"with": "committee", "question": "How do we go on from here?"})

    def agree_committee(self, _):
        second = self.at_desk("coordinator", {self.holder})[0]
        self.command("accept", second, {"what": "committee"})
        brief = self.daemon.get(f"/cases/{self.ref}", "csc-a")
        self.check(brief.status == 200 and self.scenario["given"]["text"] not in brief.text, "the committee sees the question only")

    def excluded(self):
        return {self.person(name) for name in self.scenario["given"].get("excludes", [])}

    def barred(self):
        return {one for name in self.scenario["expect"].get("owner_not", []) for one in self.named(name)}

    def check_expected(self, logged):
        expect, case = self.scenario["expect"], self.case
        self.check(case["desk"] == expect["desk"], f"stands at {case['desk']}, not at {expect['desk']}")
        if "urgency" in expect:
            self.check(LEVELS.index(case["urgency"]) <= LEVELS.index(expect["urgency"]), f"urgency {case['urgency']}")
        if "suggest" in expect or not self.scenario.get("then"):
            self.check(sorted(logged["suggestions"]) == sorted(expect.get("suggest", [])), f"suggests {logged['suggestions']}")
        if "movement" in expect:
            self.check(case.get("movement") == expect["movement"], f"movement {case.get('movement')}")
        for language in ("en", "ja"):
            self.check(logged["sentences"][language], f"no explanation in {language}")
        if "because_rule" in expect:
            self.check(logged["decision"]["because"]["rule"] == expect["because_rule"], f"because {logged['decision']['because']}")

    def check_who_knows(self, logged):
        reader = next(iter(self.at_desk(self.case["desk"], self.barred())))
        sent = self.daemon.get(f"/cases/{self.ref}/messages", reader).json()["items"]
        recipients = {m["recipient"] for m in sent}
        self.check(recipients, "nobody is told of the case")
        for party in self.scenario["expect"].get("never_told", []):
            self.check(not any(party in r for r in recipients), f"{party} is told")
        for one in self.barred():
            self.check(one not in logged["decision"].get("eligible", []) or self.scenario.get("then"), f"{one} is eligible")
            for path in ("", "/history", "/decisions", "/messages"):
                self.check(self.daemon.get(f"/cases/{self.ref}{path}", one).status == 404, f"{one} sees {path or 'the case'}")
            for query in ("", "?q=" + self.ref[:4], "?desk=" + self.case["desk"]):
                self.check(self.ref not in self.daemon.get("/cases" + query, one).text, f"{one} finds it in lists")
            self.check("person:" + one not in recipients or self.scenario.get("then"), f"{one} is told")

    def delivered(self, reader):
        """The messages of the case once everything has left."""
        for _ in range(600):
            items = self.daemon.get(f"/cases/{self.ref}/messages", reader).json()["items"]
            states = [d["state"] for m in items for d in m["deliveries"]]
            if all(m["deliveries"] for m in items) and not {"queued", "deferred"} & set(states):
                break
            time.sleep(0.05)
        return items

    def check_what_arrived(self):
        """Whoever is to be told has a mail that names the case and nothing of it; nobody else has one."""
        reader = next(iter(self.at_desk(self.case["desk"], self.barred())))
        places = {p["place"]: p["id"] + "@example.org" for p in self.people}
        wanted = set()
        for message in self.delivered(reader):
            to = {places[d["to"]] for d in message["deliveries"] if d["state"] == "sent"}
            self.check(to, f"nobody has the mail of {message['recipient']} {message['kind']}: {message['deliveries']}")
            wanted |= to
        mails = [m for m in self.sink.mails if self.ref in m.subject + m.text]
        got = {m.recipient for m in mails}
        self.check(got == wanted, f"mail went to {sorted(got ^ wanted)} and should not have, or should have and did not")
        for one in self.barred():
            self.check(one + "@example.org" not in got or self.scenario.get("then"), f"{one} has a mail")
        for mail in self.sink.mails:
            self.check(mail.recipient in places.values(), f"{mail.recipient} is nobody of the office")
            self.check(self.scenario["given"]["text"] not in mail.text + mail.subject, "a mail holds the caller's words")

    def run(self):
        self.change_world()
        self.people = self.daemon.get("/people").json()["items"]
        logged = self.log(self.scenario)
        self.case, self.ref = logged["case"], logged["case"]["ref"]
        self.take_steps()
        self.check_expected(logged)
        self.check_who_knows(logged)
        self.check_what_arrived()
        proof = self.daemon.get("/verify").json()
        self.check(proof["cases"] > 0 and not proof["differences"], f"verify: {proof}")
        return self.wrong


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sodand", required=True)
    options.add_argument("--inquiries", default=str(HERE / "inquiries.json"))
    options.add_argument("only", nargs="*")
    asked = options.parse_args()
    scenarios = json.loads(pathlib.Path(asked.inquiries).read_text())
    failed = 0
    for scenario in scenarios:
        if asked.only and scenario["id"] not in asked.only:
            continue
        with Sink() as sink, Daemon(asked.sodand, now=NOW, config=MAIL.format(url=sink.url)) as daemon:
            wrong = Story(daemon, sink, scenario, scenarios).run()
        failed += bool(wrong)
        print(f"{'FAILED' if wrong else 'ok    '} {scenario['id']}" + "".join(f"\n         {w}" for w in wrong), flush=True)
    print(f"{len(scenarios)} scenarios, {failed} failed")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
