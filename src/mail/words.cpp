#include "mail/words.h"

#include "base/described.h"

namespace sodan::mail {

using office::LetterLine;

std::string Words::text(std::string key, std::vector<std::pair<std::string, std::string>> values) const {
    return texts_.text({std::move(key), std::move(values)}, letter_.language);
}

// "7KQF-2M9X-C, urgent"
std::string Words::about(const LetterLine& line) const {
    if (line.ref.bits() == 0) return text("mail.office");
    return text("mail.case", {{"ref", to_string(line.ref)},
                              {"urgency", text("word.urgency." + std::string(code(line.urgency)))}});
}

// A kind that is younger than the texts is news all the same.
std::string Words::sentence(const LetterLine& line) const {
    const auto key = "mail.kind." + line.kind;
    return text(texts_.has(key) ? key : "mail.kind.news");
}

std::string Words::link(const LetterLine& line) const {
    return line.ref.bits() == 0 ? sender_.base_url + "/" : sender_.base_url + "/cases/" + to_string(line.ref);
}

std::string Words::subject() const {
    const auto& first = letter_.lines.front();
    if (letter_.lines.size() > 1)
        return text("mail.subject.several", {{"count", std::to_string(letter_.lines.size())}});
    const auto* key = letter_.urgent ? "mail.subject.urgent" : "mail.subject.one";
    return text(key, {{"about", about(first)}, {"sentence", sentence(first)}});
}

std::string Words::body() const {
    std::string out;
    for (const auto& line : letter_.lines)
        out += about(line) + "\n" + sentence(line) + "\n" + link(line) + "\n\n";
    return out + "-- \n" + text("mail.footer") + "\n";
}

}  // namespace sodan::mail
