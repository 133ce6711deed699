#pragma once
// The words of a letter, and its bytes: a mail (RFC 5322) or the body of a webhook (JSON). The same letter
// gives the same bytes. Says of a case its reference, its urgency and where to open it, and nothing else.

#include "base/catalogue.h"
#include "office/post.h"

#include <string>

namespace sodan::mail {

struct Sender {
    std::string from{};      // an address; its domain names the letters
    std::string base_url{};  // of the pages that links lead to, without a slash at the end
};

// A mail that carries an anchor of the record: the line stands in it by itself, so that a saved mail serves
// sodan-verify. Throws as compose does.
std::string compose_anchor(const std::string& to, const std::string& key, const std::string& anchor, Instant,
                           const Sender&, const Catalogue&);

// Throws std::exception when the letter cannot be written.
std::string compose(const office::Letter&, const Sender&, const Catalogue&);

}  // namespace sodan::mail
