#pragma once
// Why, for people: the rules that fired, as sentences in plain words. Only places and codes go in, never a
// caller's words.

#include "base/catalogue.h"
#include "base/clock.h"
#include "domain/office.h"
#include "routing/decision.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sodan::routing {

class Sentences {
public:
    // Keeps its own copies of the plain patterns (text and {name}s), for a decision is explained each time it
    // is made; patterns that need more go through the catalogue each time.
    Sentences(const Catalogue&, const std::map<std::string, std::string>& patterns_en,
              const std::map<std::string, std::string>& patterns_ja);

    std::vector<std::string> of(const Decision&, const domain::Office&, const Catalogue&,
                                std::string_view language) const;

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
    using Arguments = std::map<std::string, std::string, std::less<>>;

    static Pattern pattern(std::string_view);
    std::string text(const Catalogue&, const std::string& key, const Arguments&, bool japanese) const;
    std::string language_name(const std::string& tag, bool japanese) const;
    std::string day(std::string_view iso, bool japanese) const;
    std::string moment(Instant, bool japanese) const;

    std::map<std::string, std::pair<Pattern, Pattern>, std::less<>> patterns_;
    std::map<std::string, std::pair<std::string, std::string>, std::less<>> languages_;
};

}  // namespace sodan::routing
