#include "office/office_file.h"

#include "base/described.h"
#include "office/office_faults.h"

#include <fmt/format.h>
#include <boost/json/parse.hpp>

#include <fstream>
#include <iterator>

namespace sodan::office {

namespace {

constexpr auto hosts_file = "hosts.json", people_file = "people.json", directory_file = "directory.json";

std::optional<std::string> content(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return {};
    return std::string(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
}

Refusal unreadable(const char* file, const char* key) {
    return {Refusal::Why::rules_not_loaded, {key, {{"file", file}}}};
}

Refusal wrong_place(const char* file, const Fault& fault) {
    auto values = fault.values;
    values.emplace_back("file", file);
    values.emplace_back("pointer", fault.pointer);
    return {Refusal::Why::rules_not_loaded, {fault.key, std::move(values)}, fault.pointer};
}

// What the reader says of a field, said of a field of a file: "input.missing" is "domain.file.field.missing".
Refusal wrong_field(const char* file, const Refusal& refusal) {
    const auto& key = refusal.message.key;
    return wrong_place(
        file, {refusal.pointer, "domain.file.field" + key.substr(key.find('.')), refusal.message.values});
}

template <class T> Outcome<std::vector<T>> list(const char* file, const std::string& text) {
    boost::system::error_code error;
    const auto parsed = boost::json::parse(text, error);
    if (error) return unreadable(file, "domain.file.not_json");
    auto out = Reader::read<std::vector<T>>(parsed);
    if (!out) return wrong_field(file, out.refusal());
    return out;
}

}  // namespace

Outcome<domain::Office> read_office(const OfficeTexts& texts) {
    auto hosts = list<domain::Host>(hosts_file, texts.hosts);
    if (!hosts) return hosts.refusal();
    auto people = list<domain::Person>(people_file, texts.people);
    if (!people) return people.refusal();
    auto directory = list<domain::Institution>(directory_file, texts.directory);
    if (!directory) return directory.refusal();

    if (const auto fault = fault_in(*hosts)) return wrong_place(hosts_file, *fault);
    if (const auto fault = fault_in(*people, *hosts)) return wrong_place(people_file, *fault);
    if (const auto fault = fault_in(*directory)) return wrong_place(directory_file, *fault);
    return domain::Office(*std::move(hosts), *std::move(people), *std::move(directory));
}

Outcome<domain::Office> load_office(const std::filesystem::path& folder) {
    OfficeTexts texts;
    const std::pair<const char*, std::string*> files[] = {
        {hosts_file, &texts.hosts}, {people_file, &texts.people}, {directory_file, &texts.directory}};
    for (const auto& [name, text] : files) {
        auto read = content(folder / name);
        if (!read) return unreadable(name, "domain.file.missing");
        *text = *std::move(read);
    }
    return read_office(texts);
}

}  // namespace sodan::office
