#include "office_fixture.h"

#include "base/text.h"
#include "office/office_file.h"
#include "office/retention.h"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>

#include <algorithm>
#include <future>

namespace sodan::office {

namespace json = boost::json;

namespace {

const Instant monday_morning = *parse_instant("2026-10-05T10:00:00+09:00");

domain::CaseRef parsed(const std::string& ref) {
    const auto out = domain::CaseRef::parse(ref);
    REQUIRE_MESSAGE(out, ref);
    return *out;
}

std::string said(const Refusal& refusal) { return refusal.message.key + " " + refusal.pointer; }

}  // namespace

OfficeFixture::OfficeFixture()
    : now(monday_morning),
      folder_(std::filesystem::temp_directory_path() / fmt::format("sodan-office-{:016x}", random_bits())),
      rules_(*routing::Rules::load(SODAN_ROOT "/rules")) {
    std::filesystem::create_directory(folder_);
    open_again();
}

void OfficeFixture::open_again() {
    store_.reset();
    store::Options options;
    options.office = *load_office(SODAN_ROOT "/rules/office");
    options.now = now;
    keys_ = std::make_shared<seal::KeyRing>(folder_ / "keys", now, true);
    options.sealing = {keys_, [](const CaseRow& row) { return Retention{}.ends(row); }};
    store_ = store::SqliteStore::open(folder_ / "sodan.db", SODAN_ROOT "/schema", std::move(options));
}

std::filesystem::path OfficeFixture::close() {
    store_.reset();
    return folder_ / "sodan.db";
}

OfficeFixture::~OfficeFixture() {
    store_.reset();
    std::filesystem::remove_all(folder_);
}

template <class Decide> Outcome<Answer> OfficeFixture::run(const std::string& person, Decide decide) {
    std::promise<Outcome<Answer>> promise;
    const auto wanted = [&](Reading& reading) -> Outcome<Written> {
        const auto office = reading.office();
        const auto* acting = office->person(person);
        if (!acting) throw std::logic_error("the test names nobody: " + person);
        return decide(Acting{reading, *rules_, now, *acting, {}, random_bits});
    };
    store_->submit({{}, wanted, [&](Outcome<Answer> answer, std::exception_ptr failed) {
                        if (failed)
                            promise.set_exception(failed);
                        else
                            promise.set_value(std::move(answer));
                    }});
    return promise.get_future().get();
}

template <class Read> auto OfficeFixture::reading(Read read) {
    std::promise<decltype(read(std::declval<Reading&>()))> promise;
    store_->read([&](Reading& reading) {
        try {
            promise.set_value(read(reading));
        } catch (...) { promise.set_exception(std::current_exception()); }
    });
    return promise.get_future().get();
}

Outcome<Answer> OfficeFixture::decided(const std::string& person,
                                       const std::function<Outcome<Written>(const Acting&)>& decide,
                                       std::optional<std::int64_t> if_match) {
    return run(person, [&](Acting acting) {
        acting.if_match = if_match;
        return decide(acting);
    });
}

json::object OfficeFixture::seen(const std::string& person,
                                 const std::function<Outcome<json::object>(const Viewing&)>& view) {
    return reading([&](Reading& r) {
        const auto office = r.office();
        return *view({r, *rules_, now, *office->person(person)});
    });
}

std::vector<EntryRow> OfficeFixture::journal() {
    return reading([](Reading& r) { return r.entries_after(0, 100'000); });
}

Outcome<Answer> OfficeFixture::log(const std::string& person, const LogInquiry& said) {
    return run(person, [&](const Acting& acting) { return log_inquiry(acting, said); });
}

Outcome<Answer> OfficeFixture::does(const std::string& person, const std::string& ref,
                                    const CaseCommand& asked) {
    return run(person, [&](const Acting& acting) { return command(acting, parsed(ref), asked); });
}

Outcome<Answer> OfficeFixture::changes(const std::string& person, const std::string& whom,
                                       const PersonCommand& asked) {
    return run(person, [&](const Acting& acting) { return command(acting, whom, asked); });
}

void OfficeFixture::keep_peoples_time() {
    for (const auto& id : reading([&](Reading& r) { return whose_time_has_come(r, now); })) {
        const auto turned =
            run("pc-a", [&](const Acting& acting) { return people_time(acting.reading, *rules_, now, id); });
        REQUIRE_MESSAGE(turned, (turned ? "" : said(turned.refusal())));
    }
}

void OfficeFixture::pass(std::chrono::milliseconds time) {
    const auto until = now + time;
    while (true) {
        keep_peoples_time();
        const auto due = reading([&](Reading& r) { return r.due_timers(until, 1); });
        const auto turn = next_turn(*office(), now);
        if (turn && *turn <= until && (due.empty() || *turn <= due.front().due)) {
            now = *turn;
            continue;
        }
        if (due.empty()) break;
        now = std::max(now, due.front().due);
        const auto lapsed = run(
            "pc-a", [&](const Acting& acting) { return lapse(acting.reading, *rules_, now, due.front()); });
        REQUIRE_MESSAGE(lapsed, (lapsed ? "" : said(lapsed.refusal())));
    }
    now = until;
    keep_peoples_time();
}

std::string OfficeFixture::logged(const std::string& person, const LogInquiry& inquiry) {
    const auto answer = log(person, inquiry);
    REQUIRE_MESSAGE(answer, (answer ? "" : said(answer.refusal())));
    return to_string(answer->ref);
}

void OfficeFixture::done(const std::string& person, const std::string& ref, const CaseCommand& asked) {
    const auto answer = does(person, ref, asked);
    REQUIRE_MESSAGE(answer, (answer ? "" : said(answer.refusal())));
}

std::string OfficeFixture::refused(const std::string& person, const std::string& ref,
                                   const CaseCommand& asked) {
    const auto answer = does(person, ref, asked);
    return answer ? "nothing was refused" : answer.refusal().message.key;
}

chain::Snapshot OfficeFixture::state(const std::string& ref) {
    const auto row = reading([&](Reading& r) { return r.find_case(parsed(ref)); });
    REQUIRE(row);
    return *Reader::read<chain::Snapshot>(json::parse(row->snapshot));
}

bool OfficeFixture::sees(const std::string& person, const std::string& ref) {
    return !shown(person, ref).empty();
}

json::object OfficeFixture::shown(const std::string& person, const std::string& ref) {
    return reading([&](Reading& r) {
        const auto office = r.office();
        const auto view = view_case({r, *rules_, now, *office->person(person)}, parsed(ref));
        return view ? view->at("case").as_object() : json::object{};
    });
}

json::object OfficeFixture::list(const std::string& person, const ListRequest& asked) {
    return reading([&](Reading& r) {
        const auto office = r.office();
        return *view_cases({r, *rules_, now, *office->person(person)}, asked);
    });
}

std::vector<std::string> OfficeFixture::told(const std::string& ref) {
    std::vector<std::string> out;
    for (const auto& message : reading([&](Reading& r) { return r.messages_of(parsed(ref)); }))
        out.push_back(message.recipient + " " + message.kind);
    return out;
}

json::object OfficeFixture::proof() { return proof(only(*rules_)); }

json::object OfficeFixture::proof(const RulesOf& rules_of) {
    return reading([&](Reading& r) { return verify(r, rules_of); });
}

json::array OfficeFixture::decisions(const std::string& person, const std::string& ref) {
    return reading([&](Reading& r) {
        const auto office = r.office();
        const auto view = view_decisions({r, *rules_, now, *office->person(person)}, parsed(ref));
        return view ? view->at("items").as_array() : json::array{};
    });
}

LogInquiry OfficeFixture::usual() {
    LogInquiry out;
    out.addressed_to = domain::AddressedTo::host;
    out.channel = domain::Channel::phone;
    out.raised_by = domain::RaisedBy::participant;
    out.language = "en";
    out.host = "37";
    out.job = domain::Job::ALT;
    out.topics = {domain::Topic::W2};
    out.danger = domain::Danger::none;
    out.text = "The contract says twenty days, the office says twelve.";
    return out;
}

}  // namespace sodan::office
