#include "daemon/example.h"

#include "daemon/data_folder.h"
#include "daemon/parts.h"
#include "office/accounts.h"
#include "office/second_factor.h"
#include "seal/one_time_code.h"
#include "seal/password.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <future>

namespace sodan::daemon {

namespace {

using office::PassKind, office::Scopes;

constexpr auto tokens_last = std::chrono::days{3650};

// The family names of tools/make-example-office, which nobody bears.
constexpr std::array made_up{"Example",   "Sample", "Specimen", "Placeholder", "Invented", "Imaginary",
                             "Fictional", "見本",   "架空",     "仮名",        "例題"};

bool is_made_up(const domain::Person& person) {
    return std::ranges::any_of(made_up,
                               [&](const char* name) { return person.name.find(name) != std::string::npos; });
}

void must_be_the_example(const domain::Office& office) {
    const auto& people = office.people();
    const auto real = std::ranges::find_if_not(people, is_made_up);
    if (people.empty() || real != people.end())
        throw BrokenSettings(
            "example: this office is not the example: not everybody in it is plainly made up. Accounts of a "
            "real office begin with the link that sodand prints at its first start.");
}

// One of each kind: who is shown how to sign in.
std::vector<const domain::Person*> shown_people(const domain::Office& office) {
    std::vector<const domain::Person*> out;
    for (const auto* id : {"admin-a", "pa-37-a", "pc-a", "sgl-fr-a", "staff-a", "secretary-a"})
        if (const auto* person = office.person(id)) out.push_back(person);
    return out;
}

struct Shown {
    std::string person, role, password, code_secret;
};

// Twenty letters and digits that are not mistaken for each other.
std::string made_up_password() {
    constexpr std::size_t random_bytes = 10;
    auto out = seal::base32(seal::text_of(seal::Key::random().bytes().first(random_bytes)));
    std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' ? static_cast<char>(c + 32) : c; });
    return out;
}

struct Made {
    office::Changes changes{};
    std::vector<Shown> accounts{};
    boost::json::object tokens{};
};

void add_account(Made& made, const domain::Person& person, const seal::Key& key, Instant now) {
    const auto password = made_up_password();
    const auto secret = seal::new_code_secret();
    made.changes.accounts.push_back({.person = person.id,
                                     .password = seal::password_hash(password),
                                     .code_secret = office::sealed_code_secret(key, person.id, secret),
                                     .changed_at = now});
    made.changes.entries.push_back(
        office::account_entry(now, "example", "account_opened", {{"person", person.id}}));
    made.accounts.push_back({person.id, std::string(code(person.role)), password, seal::base32(secret)});
}

void add_token(Made& made, const domain::Person& person, Instant now) {
    const auto token =
        office::new_pass({PassKind::token, person.id, Scopes::every(), "example", now + tokens_last}, now);
    made.changes.passes.push_back(token.row);
    made.changes.entries.push_back(office::account_entry(now, "example", "token_issued",
                                                         {{"person", person.id}, {"pass", token.row.id}}));
    made.tokens[person.id] = token.secret;
}

void keep(office::Store& store, office::Changes changes) {
    std::promise<void> kept;
    store.submit(
        {{},
         [&](office::Reading&) { return Outcome<office::Written>(office::Written{std::move(changes)}); },
         [&](Outcome<office::Answer> answer, std::exception_ptr failed) {
             if (!failed && !answer)
                 failed = std::make_exception_ptr(std::runtime_error("the store is busy"));
             failed ? kept.set_exception(failed) : kept.set_value();
         }});
    kept.get_future().get();
}

// Readable by its owner only, from the first byte on.
void write_secret(const std::filesystem::path& file, const std::string& text) {
    constexpr int owner_only = 0600;
    std::filesystem::remove(file);
    const int to = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, owner_only);
    const bool written =
        to >= 0 && ::write(to, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    if (to >= 0) ::close(to);
    if (!written) throw BrokenSettings(file.string() + ": cannot be written");
}

void print(const Made& made, const std::string& shell_token) {
    std::puts("Accounts of the example office, made up just now and shown this once:\n");
    std::puts("  person        role           password           secret for the authenticator app");
    for (const auto& [person, role, password, secret] : made.accounts)
        fmt::print("  {:<13} {:<14} {:<18} {}\n", person, role, password, secret);
    fmt::print("\nA token of pa-37-a for the shell:\n  export SODAN_TOKEN={}\n", shell_token);
}

}  // namespace

int make_example_accounts(const Settings& settings, const ExampleWish& wish) {
    const DataFolder data(settings.data);
    const auto now = SystemClock().now();
    const auto keys = open_keys(settings, now);
    const auto store = open_store(settings, keys, now, [](const std::string&) {});
    const auto office = store->office();
    must_be_the_example(*office);
    Made made;
    if (wish.tokens.empty()) {
        for (const auto* person : shown_people(*office)) add_account(made, *person, keys->office(), now);
        add_token(made, *office->person("pa-37-a"), now);
    } else {
        for (const auto& person : office->people()) add_token(made, person, now);
    }
    keep(*store, made.changes);
    if (wish.tokens.empty())
        print(made, std::string(made.tokens.begin()->value().as_string()));
    else
        write_secret(wish.tokens, boost::json::serialize(made.tokens) + "\n");
    return 0;
}

}  // namespace sodan::daemon
