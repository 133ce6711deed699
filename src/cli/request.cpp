#include "cli/request.h"

#include "base/text.h"
#include "cli/duty_words.h"
#include "cli/instant.h"
#include "routing/rule_files.h"

#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

#include <iterator>
#include <optional>

#include <filesystem>

namespace sodan::cli {

namespace json = boost::json;

namespace {

using Values = std::vector<std::string>;

std::string encoded(std::string_view text) {
    return boost::urls::encode(text, boost::urls::unreserved_chars);
}

// Standard input can be read once.
class Input {
public:
    explicit Input(std::istream& in) : in_(in) {}

    std::optional<std::string> all() {
        if (read_) return {};
        read_ = true;
        std::string text{std::istreambuf_iterator<char>(in_), {}};
        while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
        return text;
    }

private:
    std::istream& in_;
    bool read_ = false;
};

Refusal usage(std::string key) { return {Refusal::Why::invalid, {std::move(key)}}; }

json::object pairs_from(const Values& values) {
    json::object out;
    for (const auto& value : values) {
        const auto equals = value.find('=');
        out[value.substr(0, equals)] = value.substr(equals + 1);
    }
    return out;
}

Outcome<json::value> rule_files_in(const std::string& folder) {
    const auto files = routing::read_rule_files(folder);
    if (!files) return Refusal{Refusal::Why::invalid, {"cli.usage.folder", {{"folder", folder}}}};
    json::object out;
    for (const auto& [name, text] : *files) out[name] = text;
    return json::value(std::move(out));
}

bool is_folder(const std::string& named) {
    std::error_code none;
    return std::filesystem::is_directory(named, none);
}

Outcome<json::value> value_of(const Field& field, const Values& values, Input& input) {
    switch (field.form) {
        case Form::yes:
        case Form::yes_or_no: return json::value(values.back() != "false");
        case Form::list: return json::value(json::array(values.begin(), values.end()));
        case Form::pairs: return json::value(pairs_from(values));
        case Form::instant: return json::value(to_string(*instant_from(values.front())));
        case Form::since: return json::value(to_string(*beginning_of(values.front())));
        case Form::folder: return rule_files_in(values.front());
        case Form::hours: return json::value(hours_of_week(values).value_or(json::array{}));
        case Form::dates: return json::value(hours_of_dates(values).value_or(json::array{}));
        case Form::count: return json::value(std::stoi(values.front()));
        case Form::rules:
            if (is_folder(values.front())) return rule_files_in(values.front());
            break;
        default: break;
    }
    if (field.form != Form::content || values.front() != "-") return json::value(values.front());
    if (const auto text = input.all()) return json::value(*text);
    return usage("cli.usage.one_input");
}

void put(json::object& body, const std::string& key, json::value value) {
    const auto slash = key.find('/');
    if (slash == std::string::npos) {
        body[key] = std::move(value);
        return;
    }
    auto& inner = body[key.substr(0, slash)];
    if (!inner.is_object()) inner.emplace_object();
    put(inner.get_object(), key.substr(slash + 1), std::move(value));
}

Outcome<json::object> body_on(Input& input) {
    boost::system::error_code error;
    auto parsed = json::parse(input.all().value_or(""), error);
    if (error || !parsed.is_object()) return usage("cli.usage.not_json");
    return std::move(parsed.get_object());
}

Outcome<std::string> body_for(const Wish& wish, Input& input) {
    json::object body;
    if (wish.has("body")) {
        auto given = body_on(input);
        if (!given) return given.refusal();
        body = *std::move(given);
    }
    for (const auto& field : wish.command.fields) {
        if (field.key.empty() || field.key == kept || !wish.has(field.name)) continue;
        auto value = value_of(field, wish.given.at(field.name), input);
        if (!value) return value.refusal();
        const bool is_version = field.form == Form::rules && !is_folder(wish.value(field.name));
        put(body, is_version ? "version" : field.key, *std::move(value));
    }
    return json::serialize(body);
}

std::string query_for(const Wish& wish) {
    std::string out;
    for (const auto& field : wish.command.fields) {
        if (field.key.empty() || field.key == kept || !wish.has(field.name)) continue;
        const auto value = fmt::format("{}", fmt::join(wish.given.at(field.name), " "));
        out += fmt::format("{}{}={}", out.empty() ? "?" : "&", field.key, encoded(value));
    }
    return out;
}

std::string path_for(const Wish& wish) {
    auto out = "/api/v1" + wish.command.target;
    for (const auto& field : wish.command.fields)
        if (field.key.empty()) out.replace(out.find("{}"), 2, encoded(wish.value(field.name)));
    return out;
}

}  // namespace

namespace {

std::string_view method_of(Verb verb) {
    if (verb == Verb::post) return "POST";
    return verb == Verb::remove ? "DELETE" : "GET";
}

}  // namespace

Outcome<Request> request_for(const Wish& wish, std::istream& in) {
    Request request{method_of(wish.command.verb), path_for(wish)};
    if (!wish.value("token").empty())
        request.headers.emplace_back("Authorization", "Bearer " + wish.value("token"));
    if (wish.command.verb == Verb::remove) return request;
    if (wish.command.verb != Verb::post) {
        request.target += query_for(wish);
        if (wish.has("--since")) request.headers.emplace_back("Last-Event-ID", wish.value("--since"));
        return request;
    }
    Input input(in);
    auto body = body_for(wish, input);
    if (!body) return body.refusal();
    request.body = *std::move(body);
    request.headers.emplace_back("Idempotency-Key", wish.value("--key", fresh_key()));
    if (wish.has("--if-match"))
        request.headers.emplace_back("If-Match", '"' + wish.value("--if-match") + '"');
    return request;
}

std::string fresh_key() { return fmt::format("{:016x}{:016x}", random_bits(), random_bits()); }

}  // namespace sodan::cli
