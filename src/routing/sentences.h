#pragma once
// Why, for people: the rules that fired, as sentences in plain words. Only places and codes go in, never a
// caller's words.

#include "base/catalogue.h"
#include "base/clock.h"
#include "domain/office.h"
#include "routing/decision.h"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace sodan::routing {

class Sentences {
public:
    // Keeps its own copies of the plain patterns (text and {name}s), for a decision is explained each time it
    // is made; patterns that need more go through the catalogue each time.
    // `unsaid` are the keys of rules that go without saying.
    Sentences(const std::map<std::string, std::string>& patterns_en,
              const std::map<std::string, std::string>& patterns_ja, std::set<std::string> unsaid);

    // A reason may name {person}, {language}, {leaders}, {due}, {named_date} and {host}.
    static bool knows_the_names_in(std::string_view pattern);

    std::vector<std::string> of(const Decision&, const domain::Office&, const Catalogue&,
                                std::string_view language) const;

    // How a deadline was counted (deadline_sentences.cpp).
    std::vector<std::string> of(const Counted&, const Catalogue&, std::string_view language) const;

    // One rule's own sentence, as it would be said of this decision; `about` is the person whom a rule of
    // table "eligibility" is about. Also of one that did not fire.
    std::string reason(const Decision&, const domain::Office&, const Catalogue&, const FiredRule&,
                       std::string_view language, const domain::PersonId& about) const;
    std::string language_name(const std::string& tag, bool japanese) const;

private:
    friend class Explanation;
    struct Piece {
        std::string text;
        bool is_name = false;
    };
    struct Pattern {
        std::vector<Piece> pieces{};
        bool plain = true;
    };
    using Arguments = std::vector<std::pair<std::string, std::string>>;  // few: searched from the start
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view key) const { return std::hash<std::string_view>()(key); }
    };
    template <class T> using ByKey = std::unordered_map<std::string, T, Hash, std::equal_to<>>;

    static Pattern pattern(std::string_view);
    std::string text(const Catalogue&, std::string_view key, const Arguments&, bool japanese) const;
    Arguments day_parts(std::string_view iso, bool japanese) const;  // weekday, month, day, year
    std::string day(std::string_view iso, bool japanese) const;
    std::string days_off(const OffDays&, const Catalogue&, bool japanese) const;
    std::string moment(Instant, bool japanese) const;

    ByKey<std::pair<Pattern, Pattern>> patterns_;  // English, Japanese
    ByKey<std::pair<std::string, std::string>> languages_;
    std::set<std::string> unsaid_;
};

}  // namespace sodan::routing
