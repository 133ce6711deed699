#pragma once
// What a set of rules is made of, once it is loaded. Never changes; many threads may ask it at once.

#include "routing/case_facts.h"
#include "routing/deadlines.h"
#include "routing/routing.h"
#include "routing/sentences.h"
#include "routing/tables.h"
#include "routing/text_words.h"

#include <string>

namespace sodan::routing {

struct Rules::Parts {
    std::string version;
    Catalogue texts;
    Tables tables;
    Deadlines deadlines;
    TextWords words;
    BusinessTime time;
    Sentences sentences;
};

// What the text says of days and of danger.
ReadText read_text(const TextWords&, std::string_view text, Instant received_at);

}  // namespace sodan::routing
