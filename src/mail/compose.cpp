#include "mail/compose.h"

#include "base/described.h"
#include "mail/plain_mail.h"
#include "mail/words.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace sodan::mail {

namespace json = boost::json;
using domain::Way;
using office::Letter;

namespace {

std::string as_mail(const Letter& letter, const Sender& sender, const Words& words) {
    return bytes_of({.from = sender.from,
                     .to = letter.to,
                     .subject = words.subject(),
                     .body = words.body(),
                     .id = letter.key + "@" + domain_of(sender.from),
                     .at = letter.made_at,
                     .important = letter.urgent});
}

// As Standard Webhooks has it: a type, a time, and the rest below "data".
std::string as_webhook(const Letter& letter, const Words& words) {
    json::array messages;
    for (const auto& line : letter.lines) {
        json::object one{{"kind", line.kind}, {"text", words.sentence(line)}, {"link", words.link(line)}};
        if (line.ref.bits() != 0) {
            one["case"] = to_string(line.ref);
            one["urgency"] = code(line.urgency);
        }
        messages.push_back(std::move(one));
    }
    return json::serialize(
        json::object{{"type", letter.urgent ? "sodan.urgent" : "sodan.messages"},
                     {"timestamp", to_string(letter.made_at)},
                     {"data", {{"subject", words.subject()}, {"messages", std::move(messages)}}}});
}

}  // namespace

std::string compose_anchor(const std::string& to, const std::string& key, const std::string& anchor,
                           Instant at, const Sender& sender, const Catalogue& texts) {
    const Message keep{"mail.anchor.keep", {}};
    return bytes_of({.from = sender.from,
                     .to = to,
                     .subject = texts.text({"mail.anchor.subject", {}}, "en"),
                     .body = texts.text(keep, "en") + "\n" + texts.text(keep, "ja") + "\n",
                     .verbatim = anchor + "\n",
                     .id = key + "@" + domain_of(sender.from),
                     .at = at});
}

std::string compose(const Letter& letter, const Sender& sender, const Catalogue& texts) {
    const Words words(letter, sender, texts);
    return letter.way == Way::email ? as_mail(letter, sender, words) : as_webhook(letter, words);
}

}  // namespace sodan::mail
