#include "daemon/options.h"

#include "http/routes.h"

#include <CLI/CLI.hpp>

#include <cstdio>

namespace sodan::daemon {

namespace {

struct Given {
    std::string config, data, keys, rules;
    std::optional<int> port;
    bool check = false, routes = false, example = false;
    ExampleWish wish{};
};

void describe(CLI::App& app, Given& given) {
    constexpr int highest_port = 65'535;
    app.add_option("--config", given.config, "TOML file; see docs/configuration.md")->type_name("FILE");
    app.add_option("--data", given.data, "folder of everything that is kept [data]")->type_name("DIR");
    app.add_option("--keys", given.keys, "folder of the key files [beside the data folder, DATA-keys]")
        ->type_name("DIR");
    app.add_option("--rules", given.rules, "folder of rules, texts and office [rules]")->type_name("DIR");
    app.add_option("--port", given.port, "0 chooses a free one [8080]")->check(CLI::Range(0, highest_port));
    app.add_flag("--check", given.check, "read configuration, rules and office, say what is wrong, and exit");
    app.add_flag("--print-routes", given.routes, "print the routes of the API as JSON, and exit");
    auto* example = app.add_subcommand(
        "example", "make accounts for the example office, print their passwords once, and exit");
    example
        ->add_option("--tokens", given.wish.tokens,
                     "make no accounts, but tokens of everybody, into a new file")
        ->type_name("FILE");
    example->callback([&given] { given.example = true; });
}

Settings settings_of(const Given& given) {
    auto out = given.config.empty() ? Settings{} : read_settings(given.config);
    if (!given.data.empty()) out.data = given.data;
    if (!given.keys.empty()) out.keys = given.keys;
    if (!given.rules.empty()) out.rules = given.rules;
    if (given.port) out.listen.port = static_cast<std::uint16_t>(*given.port);
    check(out);
    return out;
}

}  // namespace

Options read_options(int argc, const char* const* argv) {
    CLI::App app{"The daemon of Sodan: takes inquiries and takes them through the chain.", "sodand"};
    Given given;
    describe(app, given);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) { return {.exit_code = app.exit(e)}; }
    if (given.routes) {
        std::puts(http::routes_json().c_str());
        return {.exit_code = 0};
    }
    Options out{.settings = settings_of(given), .check = given.check};
    if (given.example) out.example = given.wish;
    return out;
}

}  // namespace sodan::daemon
