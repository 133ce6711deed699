#pragma once
// What a letter says, before it is put into a form.

#include "base/catalogue.h"
#include "mail/compose.h"

#include <string>

namespace sodan::mail {

class Words {
public:
    Words(const office::Letter& letter, const Sender& sender, const Catalogue& texts)
        : letter_(letter), sender_(sender), texts_(texts) {}

    std::string subject() const;
    std::string body() const;
    std::string sentence(const office::LetterLine&) const;  // what happened
    std::string link(const office::LetterLine&) const;

private:
    std::string text(std::string key, std::vector<std::pair<std::string, std::string>> values = {}) const;
    std::string about(const office::LetterLine&) const;

    const office::Letter& letter_;
    const Sender& sender_;
    const Catalogue& texts_;
};

}  // namespace sodan::mail
