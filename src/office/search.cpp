#include "office/search.h"

#include "office/case_view.h"
#include "office/findable.h"
#include "office/rights.h"
#include "office/sight.h"
#include "office/standing.h"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>

#include <algorithm>
#include <set>

namespace sodan::office {

namespace json = boost::json;

namespace {

constexpr std::size_t most_words = 8, longest = 200;

// Every text in it but that of the intake, which holds codes.
void add_texts(const json::value& value, std::string& to) {
    if (const auto* text = value.if_string()) to.append(text->data(), text->size()).push_back('\n');
    if (const auto* list = value.if_array())
        for (const auto& one : *list) add_texts(one, to);
    if (const auto* object = value.if_object())
        for (const auto& [name, one] : *object)
            if (name != "intake") add_texts(one, to);
}

class Query {
public:
    explicit Query(std::string_view asked) : words_(findable_words(asked)) {
        // What JSON writes otherwise than it reads cannot be looked for in JSON.
        plain_ = std::ranges::none_of(
            words_, [](const auto& word) { return word.find_first_of("\"\\") != std::string::npos; });
    }
    const std::vector<std::string>& words() const { return words_; }

    // Which words stand in it, by their place. JSON is parsed only where one may (a third of the time of a
    // search that parses everything).
    std::vector<std::size_t> in(const std::string& detail) const {
        if (plain_ && found(findable(detail)).empty()) return {};
        std::string texts;
        add_texts(json::parse(detail), texts);
        return found(findable(texts));
    }

private:
    std::vector<std::size_t> found(const std::string& text) const {
        std::vector<std::size_t> out;
        for (std::size_t i = 0; i < words_.size(); ++i)
            if (text.find(words_[i]) != std::string::npos) out.push_back(i);
        return out;
    }

    std::vector<std::string> words_;
    bool plain_ = true;
};

class Search {
public:
    Search(const Viewing& viewing, std::string_view words, const SearchLimits& limits)
        : viewing_(viewing), query_(words), limits_(limits) {}

    bool is_understood() const { return !query_.words().empty() && query_.words().size() <= most_words; }

    json::object run() {
        CaseQuery query{.viewer = viewing_.person.id, .shares = shares_of(viewing_.person), .limit = 200};
        look_through(query);
        query.custody = code(chain::Custody::closed);
        look_through(query);
        return {{"items", std::move(items_)}, {"looked_through", looked_through_}, {"complete", !is_over_}};
    }

private:
    void look_through(CaseQuery query) {
        query.cursor.clear();
        do {
            const auto page = viewing_.reading.list(query);
            for (const auto& row : page.cases) {
                is_over_ = is_over_ || items_.size() >= limits_.hits || limits_.out_of_time();
                if (is_over_) return;
                if (sight_of(viewing_.person, row) == Sight::whole) look_at(row);
            }
            query.cursor = page.next;
        } while (!query.cursor.empty());
    }

    void look_at(const CaseRow& row) {
        std::set<std::size_t> found;
        json::array versions;
        for (const auto& content : viewing_.reading.contents_of(row.ref)) {
            ++looked_through_;
            const auto here = query_.in(content.detail);
            if (!here.empty()) versions.emplace_back(content.version);
            found.insert(here.begin(), here.end());
        }
        if (found.size() < query_.words().size()) return;
        auto item = case_view(viewing_.person, row, viewing_.now);
        item["found_in"] = std::move(versions);
        items_.push_back(std::move(item));
    }

    const Viewing& viewing_;
    Query query_;
    const SearchLimits& limits_;
    json::array items_;
    std::int64_t looked_through_ = 0;
    bool is_over_ = false;
};

}  // namespace

Outcome<json::object> search_cases(const Viewing& viewing, const SearchCases& asked,
                                   const SearchLimits& limits) {
    if (auto refusal = must_be_allowed(viewing.person, Action::read_history)) return *refusal;
    Search search(viewing, asked.words, limits);
    if (asked.words.size() > longest || !search.is_understood())
        return refuse(Refusal::Why::invalid, "search.words", "/words",
                      {{"most", std::to_string(most_words)}, {"longest", std::to_string(longest)}});
    return search.run();
}

}  // namespace sodan::office
