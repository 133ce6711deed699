// What changed in lists of words and days. Their form is not looked at: whatever hangs under a path is
// compared as a set.

#include "routing/difference.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <set>

namespace sodan::routing {

namespace json = boost::json;

namespace {

using Lists = std::map<std::string, std::set<std::string>>;  // path -> what stands there

std::string one_line(const json::value& value) {
    return value.is_string() ? std::string(value.get_string()) : json::serialize(value);
}

void collect(const json::value& from, const std::string& path, Lists& to) {
    const auto below = [&](std::string_view name) {
        return path.empty() ? std::string(name) : path + "/" + std::string(name);
    };
    if (const auto* object = from.if_object()) {
        for (const auto& [name, value] : *object) collect(value, below(name), to);
    } else if (const auto* array = from.if_array()) {
        for (std::size_t i = 0; i < array->size(); ++i)
            if ((*array)[i].is_array())
                collect((*array)[i], below(std::to_string(i + 1)), to);
            else
                to[path].insert(one_line((*array)[i]));
    } else {
        to[path].insert(one_line(from));
    }
}

Lists lists_in(const RuleFiles& files, const std::string& file) {
    Lists out;
    boost::system::error_code error;
    const auto found = files.find(file);
    if (found == files.end()) return out;
    const auto parsed = json::parse(found->second, error);
    if (error)
        out[""].insert(found->second);
    else
        collect(parsed, "", out);
    return out;
}

std::string missing_in(const std::set<std::string>& other, const std::set<std::string>& all) {
    std::string out;
    for (const auto& one : all)
        if (!other.contains(one)) out += (out.empty() ? "" : ", ") + one;
    return out;
}

void compare(const std::string& file, const std::string& path, const std::set<std::string>& before,
             const std::set<std::string>& after, std::vector<Difference>& to) {
    const auto say = [&](const char* key, const std::string& words) {
        if (!words.empty())
            to.push_back({.message = {key, {{"file", file}, {"list", path}, {"words", words}}}});
    };
    say("diff.list_added", missing_in(before, after));
    say("diff.list_removed", missing_in(after, before));
}

}  // namespace

void compare_lists(const RuleFiles& before, const RuleFiles& after, std::vector<Difference>& to) {
    std::set<std::string> names;
    for (const auto* files : {&before, &after})
        for (const auto& [name, bytes] : *files)
            if (!is_table_file(name)) names.insert(name);
    for (const auto& name : names) {
        auto then = lists_in(before, name), now = lists_in(after, name);
        for (const auto& [path, words] : now) then.try_emplace(path);
        for (const auto& [path, words] : then) compare(name, path, words, now[path], to);
    }
}

}  // namespace sodan::routing
