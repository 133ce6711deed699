#pragma once
// A store of its own in a folder of its own, and the rows of plain cases. The suite knows the store by its
// interface; another engine needs another `open`.

#include "office/store.h"
#include "store/sqlite_store.h"

#include <filesystem>
#include <future>
#include <memory>
#include <stdexcept>
#include <string>

namespace sodan::store {

using domain::CaseRef;
using office::Answer, office::CasePage, office::CaseQuery, office::CaseRow, office::EntryRow;
using office::MessageRow, office::Reading, office::TimerRow, office::Unit, office::Written;

inline Instant at(long long minutes) {
    return Instant{std::chrono::milliseconds{1790000000000LL + minutes * 60000}};
}

struct Folder {
    Folder();
    ~Folder();
    std::filesystem::path path;
};

// The n-th of many references that look random and never repeat.
CaseRef nth_ref(long long n);

CaseRow a_case(CaseRef, const std::string& desk = "advisor/37");
EntryRow an_entry(const CaseRow&);
// All that a usual inquiry writes: the case, one entry, one timer, one message.
Written an_inquiry(const CaseRow&);
Written an_inquiry(CaseRef);
// The next entry of a case, with the row as `change` makes it.
Written a_change(Reading&, CaseRef, const std::function<void(CaseRow&)>& change);

domain::Office an_office();

class StoreFixture {
public:
    explicit StoreFixture(Options = options());
    static Options options();
    static Keys keys();  // the same for all

    struct Done {
        Outcome<Answer> answer;
        std::exception_ptr failure;
        std::string refusal() const { return answer ? "" : answer.refusal().message.key; }
    };
    using Decide = std::function<Outcome<Written>(Reading&)>;
    std::future<Done> submit(Decide, std::optional<office::IdempotencyKey> = {});
    Done write(Decide decide, std::optional<office::IdempotencyKey> key = {}) {
        return submit(std::move(decide), std::move(key)).get();
    }
    void keep(const Written&);  // fails the test when it is not kept

    template <class Read> auto read(Read read) {
        std::promise<decltype(read(std::declval<Reading&>()))> out;
        store->read([&](Reading& reading) {
            try {
                out.set_value(read(reading));
            } catch (...) { out.set_exception(std::current_exception()); }
        });
        return out.get_future().get();
    }
    // The references of every page, one after the other.
    std::vector<CaseRef> walk(CaseQuery);

    void close() { store.reset(); }
    void open();
    // Runs SQL beside the store, as no program but a test may.
    std::string by_hand(const std::string& sql);

    Folder folder;
    Options given;
    std::unique_ptr<office::Store> store;
    std::filesystem::path file() const { return folder.path / "sodan.db"; }
};

}  // namespace sodan::store
