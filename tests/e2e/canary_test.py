#!/usr/bin/env python3
"""A canary crawl: unique tokens in every text field of every host's cases; every role asks every route with every
reference and id that it could learn or guess. Nobody sees a token that is not theirs, and what is refused looks exactly
like what does not exist: status, headers, bytes."""
import json, os, random, re, socket, statistics, sys, time, urllib.parse
import yaml
from office_process import Daemon, ROOT

SODAND = os.environ["SODAND"]
OPENAPI = yaml.safe_load((ROOT / "schema/openapi.yaml").read_text())
PEOPLE = json.loads((ROOT / "rules/office/people.json").read_text())
WRONG = []
COUNT = {"requests": 0, "tokens": 0, "pairs": 0, "cases": 0}
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def check(fine, what):
    if not fine and len(WRONG) < 30:
        WRONG.append(what)


class Canaries:
    """Who may see which token."""

    def __init__(self):
        self.seen_by = {}
        self.met = set()  # who has seen something that is theirs: else the crawl would show nothing

    def token(self, people):
        COUNT["tokens"] += 1
        token = f"canary{COUNT['tokens']:05d}{random.randrange(16**8):08x}"
        self.seen_by[token] = set(people)
        return token

    def foreign(self, person, text):
        tokens = set(re.findall(r"canary\d{5}[0-9a-f]{8}", text))
        foreign = [token for token in tokens if person not in self.seen_by[token]]
        if len(tokens) > len(foreign):
            self.met.add(person)
        return foreign


canaries = Canaries()
AT = {}  # desk -> the people there
for one in PEOPLE:
    desk = {"advisor": f"advisor/{one.get('of')}", "leader": f"leader/{one.get('of')}"}.get(one["role"], one["role"])
    AT.setdefault(desk, []).append(one["id"])


def inquiry(people, **more):
    token = lambda: canaries.token(people)
    contact = {field: token() for field in ("name", "phone", "email", "other")}
    return {"addressed_to": "host", "channel": "phone", "raised_by": "participant", "language": "en", "topics": ["W2"],
            "danger": "none", "text": token(), "contact": contact} | more


def must(answer, what):
    assert answer.status in (200, 201), f"{what}: {answer.status} {answer.text}"
    return answer.json()


def filled_case(daemon, desk, **more):
    """A case at that desk with a token in each text that its holder can write."""
    people, holder = AT[desk], AT[desk][0]
    token = lambda: canaries.token(people)
    case = must(daemon.post("/inquiries", holder, inquiry(people, **more)), desk)["case"]
    assert case["desk"] == desk, f"{case['desk']} instead of {desk}"
    say = lambda command, **body: must(daemon.post(f"/cases/{case['ref']}/{command}", holder, body), command)
    say("claim")
    say("note", text=token())
    say("urgency", urgency="prompt", reason=token())
    say("consent", scope="supervisor", state="refused", reason=token())
    say("contacted", text=token())
    say("wait", whom="caller", until="2026-12-01T10:00:00+09:00", reason=token())
    say("resume")
    say("monitor", until="2026-12-01T10:00:00+09:00", reason=token())
    say("resume")
    say("claim")
    say("refer", institution="tell", reason=token())
    say("referral-result", institution="tell", result="helped", text=token())
    say("wall", person="csc-d" if desk != "committee" else "csc-c", reason=token())
    say("close", outcome="listened", text=token())
    say("reopen", reason=token())
    say("claim")
    say("release", reason=token())
    say("claim")
    COUNT["cases"] += 1
    return case["ref"]


def travelled_case(daemon):
    """Up to CLAIR and back to its host, with a token in each text on the way; in the end only the host's advisors see it."""
    people = AT["advisor/27"]
    token = lambda: canaries.token(people)
    ref = must(daemon.post("/inquiries", people[0], inquiry(people, host="27")), "travels")["case"]["ref"]
    say = lambda who, command, **body: must(daemon.post(f"/cases/{ref}/{command}", who, body), command)
    say(people[0], "claim")
    say(people[0], "offer", to="coordinator", reason=token())
    say("pc-a", "decline", reason="other", text=token())
    say(people[0], "co-handle", desk="coordinator", reason=token())
    say(people[0], "co-handle", desk="coordinator", end=True, reason=token())
    say(people[0], "consult", **{"with": "coordinator", "question": token()})
    say("pc-a", "advise", text=token())
    say(people[0], "escalate", reason=token())
    say("pc-a", "claim")
    say("pc-a", "contacted", text=token())
    say("pc-a", "report", result="listened", text=token())
    say("pc-a", "return", reason=token())
    say(people[0], "claim")
    handed = must(daemon.post(f"/people/{people[0]}/hand-over", people[0], {"to": {ref: people[1]}, "reason": token()}), "hand-over")
    assert handed["hand_over"]["cases_out"] > 0, handed
    COUNT["cases"] += 1
    return ref


def opened_case(daemon):
    """The glass of one host's case is broken: its reason is the host's to read, and the opener's."""
    people = AT["advisor/28"]
    ref = must(daemon.post("/inquiries", people[0], inquiry(people + ["pc-e"], host="28")), "to be opened")["case"]["ref"]
    must(daemon.post(f"/cases/{ref}/break-glass", "pc-e", {"reason": canaries.token(people + ["pc-e"])}), "break-glass")
    COUNT["cases"] += 1
    return ref


def case_in_danger(daemon):
    people = AT["coordinator"]
    said = inquiry(people, addressed_to="clair", danger="immediate")
    ref = must(daemon.post("/inquiries", "pc-a", said), "danger")["case"]["ref"]
    must(daemon.post(f"/cases/{ref}/help-made-contact", "pc-a", {"text": canaries.token(people)}), "help-made-contact")
    COUNT["cases"] += 1
    return ref


def fill(daemon):
    """One case a host and desk; then one that asks a coordinator, one before the committee, one behind a wall, two sides."""
    refs = {}
    for desk in sorted(AT):
        if desk.startswith("advisor/"):
            refs[filled_case(daemon, desk, host=desk.partition("/")[2])] = desk
    refs[filled_case(daemon, "leader/fr", language="fr")] = "leader/fr"
    refs[filled_case(daemon, "coordinator", addressed_to="clair")] = "coordinator"
    refs[filled_case(daemon, "department", addressed_to="clair", language="ja", raised_by="host_office", topics=["W6"])] = "department"
    asked = next(ref for ref, desk in refs.items() if desk == "advisor/37")
    question = canaries.token(AT["advisor/37"] + AT["coordinator"])
    must(daemon.post(f"/cases/{asked}/consult", AT["advisor/37"][0], {"with": "coordinator", "question": question}), "consult")
    before = next(ref for ref, desk in refs.items() if desk == "coordinator")
    must(daemon.post(f"/cases/{before}/wall", "pc-a", {"person": "csc-b", "reason": canaries.token(AT["coordinator"])}), "wall")
    members = [one for one in AT["committee"] if one not in ("csc-b", "csc-d")]
    question = canaries.token(AT["coordinator"] + members + AT["secretary"])
    must(daemon.post(f"/cases/{before}/consult", "pc-a", {"with": "committee", "question": question}), "propose")
    must(daemon.post(f"/cases/{before}/accept", "pc-b", {"what": "committee"}), "agree")
    refs[before] = "coordinator before the committee"
    refs[travelled_case(daemon)] = "advisor/27"
    refs[opened_case(daemon)] = "advisor/28"
    refs[case_in_danger(daemon)] = "coordinator"
    return refs


# At each kind of desk somebody whom the caller excluded. A committee member is walled from the paper, in fill().
WALLED = {"pa-27-j": {"at": "advisor/27", "said": {"host": "27"}},
          "sgl-fr-b": {"at": "leader/fr", "said": {"language": "fr", "host": "37"}},
          "staff-b": {"at": "department", "said": {"addressed_to": "clair", "language": "ja", "raised_by": "host_office", "topics": ["W6"]}}}


def walled_cases(daemon, refs):
    """pc-h is kept from a case of the coordinators by the caller; pa-02-a and pa-02-b advise two sides of one quarrel."""
    insiders = [one for one in AT["coordinator"] if one != "pc-h"]
    kept = must(daemon.post("/inquiries", "pc-a", inquiry(insiders, addressed_to="clair", excludes=["pc-h"])), "excluded")["case"]["ref"]
    refs[kept] = "coordinator without pc-h"
    for walled, more in WALLED.items():
        desk = more["at"]
        may = [one for one in AT[desk] if one != walled]
        said = inquiry(may, **more["said"], excludes=[walled])
        case = must(daemon.post("/inquiries", may[0], said), f"without {walled}")["case"]
        assert case["desk"] == desk, case
        refs[case["ref"]] = f"{desk} without {walled}"
    sides = []
    for holder in ("pa-02-a", "pa-02-b"):
        ref = must(daemon.post("/inquiries", holder, inquiry([holder], host="02")), "side")["case"]["ref"]
        must(daemon.post(f"/cases/{ref}/claim", holder, {}), "claim")
        sides.append(ref)
        refs[ref] = holder
    answer = must(daemon.post(f"/cases/{sides[0]}/link", "pc-a", {"to": sides[1], "kind": "other_side"}), "link")
    check(set(answer["case"]) <= {"ref", "version", "desk", "custody", "counsel", "urgency", "movement"}, "a linker reads the case")
    for holder, own, other in (("pa-02-a", *sides), ("pa-02-b", *reversed(sides))):
        for what in ("", "/history", "/decisions", "/conflicts", "/messages", "/disclosures"):
            seen = daemon.get(f"/cases/{own}{what}", holder)
            check(seen.status == 200 and other not in seen.text, f"{holder} learns of the other side from {what or 'the case'}")
        check(daemon.get(f"/cases/{other}", holder).status == 404, f"{holder} sees the other side")
        check(other not in daemon.get("/cases?limit=200", holder).text, f"{holder} lists the other side")
    return refs


READERS = ["pa-37-a", "pa-02-a", "pa-02-b", "pa-27-j", "sgl-fr-a", "sgl-fr-b", "pc-a", "pc-h", "staff-a", "staff-b", "csc-a", "csc-b", "secretary-a", "admin-a"]
SEE_CASES = [one for one in READERS if one not in ("admin-a", "csc-b")]  # an administrator reads none; csc-b is walled from the only paper


def get_routes():
    return [path for path, item in OPENAPI["paths"].items() if "get" in item and path.startswith("/api/v1/") and not path.endswith("/events")]


def addresses(path, refs, people):
    if "{ref}" in path:
        return [path.replace("{ref}", ref) for ref in refs]
    if "{id}" in path:
        return [path.replace("{id}", one) for one in people]
    if path == "/api/v1/cases":
        filters = [f"desk={urllib.parse.quote(d, safe='')}" for d in sorted({d for d in refs.values() if d in AT})]
        filters += [f"q={ref[:6]}" for ref in refs] + ["mine=true", "overdue=true", "state=closed", "state=held", "urgency=prompt"]
        return [path + "?limit=200"] + [f"{path}?limit=200&{one}" for one in filters]
    return [] if "{" in path else [path]


def look(person, what, answer):
    COUNT["requests"] += 1
    foreign = canaries.foreign(person, answer.text + str(answer.headers))
    check(not foreign, f"{person} {what}: {answer.status} shows {len(foreign)} foreign tokens")


def crawl_reads(daemon, refs):
    for person in READERS:
        for path in get_routes():
            for address in addresses(path, refs, READERS):
                look(person, f"GET {address}", daemon.call("GET", address, person))
        look(person, "CSV", daemon.get("/cases?limit=200", person, Accept="text/csv"))


def crawl_search(daemon):
    """Everybody searches for every token: what is found is theirs, by the case's own text, and by counting."""
    for person in READERS:
        for token, people in list(canaries.seen_by.items())[::7]:
            found = daemon.post("/cases/search", person, {"words": token})
            look(person, "search", found)
            check(person in people or found.status == 403 or not found.json()["items"], f"{person} finds a foreign token")


# Each asks for what cannot be, so that nothing changes: what is looked at is what the answer tells.
PERSON_BODIES = {"absent": {"from": "2026-12-02T10:00:00+09:00", "until": "2026-12-01T10:00:00+09:00"}, "left": {"on": "no day"},
                 "term": {"begins": "2026-12-02T10:00:00+09:00", "ends": "2026-12-01T10:00:00+09:00"}, "duty": {"week": [{}]},
                 "caseload": {"most": 0}, "hand-over": {"reason": ""}, "relate": {"with": "nobody", "kind": "friend"},
                 "reach": {"email": "no address"}, "present": {}, "invitation": {"role": "nobody"}}


def crawl_office_writes(daemon):
    """Commands on people, on messages, on keys and on tokens, by everybody: no answer shows a foreign token."""
    paths = [path for path, item in OPENAPI["paths"].items() if "post" in item and "/people/{id}/" in path]
    for person in READERS:
        for path in paths:
            command = path.rsplit("/", 1)[1]
            may_invite = person == "admin-a" and command == "invitation"  # which would end the tokens of those invited
            for one in ["nobody"] if may_invite else READERS:
                look(person, f"POST {path}", daemon.call("POST", path.replace("{id}", one), person, PERSON_BODIES.get(command, {"no": "field"})))
        for number in range(1, 30):
            look(person, "retry", daemon.post(f"/messages/{number}/retry", person, {}))
        look(person, "destroy", daemon.post("/retention/quarter-2031-4/destroy", person, {"reason": "r"}))
        look(person, "a token", daemon.post("/tokens", person, {"no": "field"}))
        for number in range(1, 5):
            look(person, "an end of a token", daemon.call("DELETE", f"/api/v1/tokens/none-{number}", person))


BODIES = {"claim": {}, "release": {"reason": "r"}, "note": {"text": "t"}, "wait": {"whom": "caller", "until": "2026-12-01T10:00:00+09:00"},
          "resume": {}, "consult": {"with": "coordinator", "question": "q"}, "advise": {"text": "t"},
          "offer": {"to": "coordinator", "reason": "r"}, "accept": {}, "decline": {"text": "t"}, "escalate": {"reason": "r"},
          "return": {"reason": "r"}, "refer": {"institution": "tell", "reason": "r"}, "co-handle": {"desk": "coordinator", "reason": "r"},
          "consent": {"scope": "clair", "state": "given"}, "confirm-override": {"scope": "clair"}, "caller-told": {"scope": "clair"},
          "wall": {"person": "pc-c"}, "urgency": {"urgency": "urgent", "reason": "r"}, "monitor": {"until": "2026-12-01T10:00:00+09:00"},
          "close": {"outcome": "listened", "text": "t"}, "reopen": {"reason": "r"}, "link": {"to": "00000000", "kind": "same_matter"},
          "break-glass": {"reason": "r"}, "erase": {"because": "asked"}, "report": {"result": "listened", "text": "t"},
          "referral-result": {"institution": "tell", "result": "helped"}, "help-made-contact": {"text": "t"}}


def case_routes():
    out = [("GET", path, None) for path in get_routes() if "{ref}" in path]
    for path, item in OPENAPI["paths"].items():
        if "post" in item and "/cases/{ref}/" in path:
            out.append(("POST", path, BODIES.get(path.rsplit("/", 1)[1], {})))
    return out


def face(answer):
    headers = sorted((name, value) for name, value in answer.headers.items() if name.lower() not in ("date", "sodan-request", "x-request-id"))
    return answer.status, headers, answer.text


def reference_of_no_case(daemon):
    """With the right check sign: a body that cannot be read is refused only where the reference can be. Five of the 37 check signs
    are none of a reference's own, so some beginnings find none here."""
    while True:
        begins = "".join(random.choice(SIGNS) for _ in range(8))
        for sign in SIGNS:
            if daemon.post(f"/cases/{begins}{sign}/claim", "pc-a", {"no": "field"}).status == 422:
                return begins + sign


def differs(one, other):
    parts = [f"{here!r} is not {there!r}"[:160] for here, there in zip(one, other) if here != there]
    return "; ".join(parts)


def crawl_refused(daemon, refs):
    """For each person a case that they must not see, and a reference that no case has: the same answer on every route.
    What is a right over cases that one does not see is left out for those who have it: that it finds the case is its purpose.
    It finds none that they are walled from."""
    nobody = reference_of_no_case(daemon)
    walled = next(ref for ref, where in refs.items() if where == "coordinator without pc-h")
    sides = {where: ref for ref, where in refs.items() if where.startswith("pa-02")}
    foreign = next(ref for ref, where in refs.items() if where == "advisor/13")
    hidden = {"pa-37-a": foreign, "pa-02-a": sides["pa-02-b"], "pa-02-b": sides["pa-02-a"], "sgl-fr-a": foreign, "pc-a": foreign,
              "csc-b": next(ref for ref, where in refs.items() if where == "coordinator before the committee"),
              "pc-h": walled, "staff-a": foreign, "csc-a": foreign, "secretary-a": foreign, "admin-a": foreign}
    hidden |= {one: next(ref for ref, where in refs.items() if where == f"{WALLED[one]['at']} without {one}") for one in WALLED}
    for person in READERS:
        for method, path, body in case_routes():
            if path.endswith(("/break-glass", "/erase")) and person in ("pc-a", "staff-a", "admin-a"):
                continue
            real, none = (daemon.call(method, path.replace("{ref}", ref), person, body) for ref in (hidden[person], nobody))
            look(person, f"{method} {path}", real)
            COUNT["pairs"] += 1
            check(face(real) == face(none), f"{person} {method} {path}: {differs(face(real), face(none))}")
    return hidden, nobody


def time_apart(daemon, ref, nobody):
    taken = {ref: [], nobody: []}
    for _ in range(200):
        for one in taken:
            begun = time.perf_counter()
            daemon.get(f"/cases/{one}", "pc-h")
            taken[one].append(time.perf_counter() - begun)
    apart = abs(statistics.median(taken[ref]) - statistics.median(taken[nobody])) * 1000
    check(apart < 2.0, f"a walled case answers {apart:.2f} ms apart from one that is not there")
    return apart


def events_reach_nobody_walled(daemon, refs):
    """pc-h follows what happens while something happens to the case that is kept from them; then something of theirs."""
    walled = next(ref for ref, where in refs.items() if where == "coordinator without pc-h")
    host, port = daemon.address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as stream:
        stream.sendall(f"GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {daemon.tokens['pc-h']}\r\n\r\n".encode())
        stream.recv(4096)
        must(daemon.post(f"/cases/{walled}/claim", "pc-b", {}), "claim")
        own = must(daemon.post("/inquiries", "pc-a", inquiry(AT["coordinator"], addressed_to="clair")), "own")["case"]["ref"]
        heard = b""
        while own.encode() not in heard:
            heard += stream.recv(4096)
    heard = heard.decode()
    check(walled not in heard, "a live event tells of a walled case")
    check(not re.search(r"^id: \d+$", heard, re.M), "a live event's id is a number that leaves gaps")


def stored_answers_are_not_given_back(daemon):
    """Who got an answer about a case and is walled since, does not get it again by the same key."""
    ref = must(daemon.post("/inquiries", "pa-37-a", inquiry(AT["advisor/37"], host="37")), "log")["case"]["ref"]
    first = daemon.post(f"/cases/{ref}/claim", "pa-37-a", {}, Idempotency_Key="again")
    must(daemon.post(f"/cases/{ref}/wall", "pa-37-b", {"person": "pa-37-a"}), "wall")
    again = daemon.post(f"/cases/{ref}/claim", "pa-37-a", {}, Idempotency_Key="again")
    check(first.status == 200 and again.status == 404, f"a stored answer is given back: {again.status}")


def glass_can_be_broken(daemon, refs):
    ref = next(ref for ref, desk in refs.items() if desk == "advisor/13")
    check(daemon.get(f"/cases/{ref}/history", "pc-c").status == 404, "a coordinator reads a host's case")
    check(daemon.post(f"/cases/{ref}/break-glass", "pc-c", {"reason": ""}).status == 422, "glass breaks without a reason")
    must(daemon.post(f"/cases/{ref}/break-glass", "pc-c", {"reason": "The advisor is missing."}), "break")
    check(daemon.get(f"/cases/{ref}/history", "pc-c").status == 200, "broken glass shows nothing")
    told = daemon.get(f"/cases/{ref}/messages", AT["advisor/13"][0]).text
    check('"person:staff-a"' in told and "glass_broken" in told, "the head is not told of broken glass")
    check(ref not in daemon.get("/cases?limit=200", "pc-c").text, "broken glass shows in lists")


def main():
    random.seed(20261126)
    with Daemon(SODAND, now="2026-11-02 01:00:00") as daemon:
        refs = walled_cases(daemon, fill(daemon))
        crawl_reads(daemon, refs)
        crawl_search(daemon)
        crawl_office_writes(daemon)
        check(canaries.met == set(SEE_CASES), f"only {sorted(canaries.met)} see what is theirs")
        hidden, nobody = crawl_refused(daemon, refs)
        apart = time_apart(daemon, hidden["pc-h"], nobody)
        events_reach_nobody_walled(daemon, refs)
        stored_answers_are_not_given_back(daemon)
        glass_can_be_broken(daemon, refs)
    print("\n".join(WRONG))
    print(f"{COUNT['tokens']} tokens in {len(refs)} cases of {len({d for d in refs.values() if d.startswith('advisor/') and d in AT})} hosts, "
          f"{COUNT['requests']} requests by {len(READERS)} people over {len(OPENAPI['paths'])} paths; {COUNT['pairs']} refusals compared with "
          f"what does not exist, {apart:.2f} ms apart; {len(WRONG)} wrong")
    sys.exit(bool(WRONG))


if __name__ == "__main__":
    main()
