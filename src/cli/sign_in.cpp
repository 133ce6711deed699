#include "cli/sign_in.h"

#include "cli/answer.h"
#include "cli/client.h"
#include "cli/codes.h"
#include "cli/kept_tokens.h"
#include "cli/screen.h"
#include "cli/views.h"
#include "office/scopes.h"

#include <unistd.h>
#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <array>
#include <ostream>

namespace sodan::cli {

namespace json = boost::json;

namespace {

// How a command ends when something stands in its way; it has been told.
struct Ended {
    Exit exit;
};

// One person at a terminal, and one daemon. Throws Ended.
class Talk {
public:
    Talk(const Wish& wish, const Wording& words, const Surroundings& around)
        : words_(words), around_(around), server_(wish.value("--server")) {
        const auto address = address_of(wish);
        if (!address) end(Exit::usage, words_("cli.usage.server"));
        address_ = *address;
    }

    [[noreturn]] void end(Exit exit, const std::string& text) const {
        around_.err << harmless(text) << '\n';
        throw Ended{exit};
    }
    std::string asked(const char* key, bool is_secret) const {
        const auto typed = around_.ask ? around_.ask(words_(key), is_secret) : std::nullopt;
        if (!typed || typed->empty()) end(Exit::usage, words_("cli.accounts.nothing_typed"));
        return *typed;
    }
    // A new password, typed twice.
    std::string new_password() const {
        const auto first = asked("cli.accounts.new_password", true);
        if (asked("cli.accounts.once_more", true) != first)
            end(Exit::usage, words_("cli.accounts.not_the_same"));
        return first;
    }

    Answer send(const char* method, const std::string& target, const json::object& body,
                std::vector<std::pair<std::string, std::string>> headers = {}) const {
        headers.emplace_back("Accept-Language", words_.language());
        const bool has_body = std::string_view(method) == "POST";
        const auto reply =
            exchange(address_, {method, "/api/v1" + target, has_body ? json::serialize(body) : "", headers},
                     std::chrono::seconds{30});
        if (const auto* silence = std::get_if<Silence>(&reply))
            end(Exit::unreachable,
                words_("cli.unreachable", {{"server", server_}, {"reason", silence->reason}}));
        auto answer = std::get<Answer>(reply);
        if (const auto ending = ending_of(answer); ending != Exit::done) {
            around_.err << told(answer, words_);
            throw Ended{ending};
        }
        return answer;
    }
    void say(const char* key, std::vector<std::pair<std::string, std::string>> values = {}) const {
        around_.out << words_(key, std::move(values)) << '\n';
    }
    void line(const std::string& text) const { around_.out << harmless_line(text) << '\n'; }

    const std::string& server() const { return server_; }
    const Surroundings& around() const { return around_; }

private:
    const Wording& words_;
    const Surroundings& around_;
    std::string server_;
    Address address_;
};

using Headers = std::vector<std::pair<std::string, std::string>>;

json::object body_of(const Answer& answer) { return json::parse(answer.body).as_object(); }

Headers by_token(const Wish& wish) { return {{"Authorization", "Bearer " + wish.value("token")}}; }

std::string name_of_this_machine() {
    std::array<char, 65> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? std::string("sodan on ") + name.data()
                                                            : "sodan";
}

// A session for as long as it takes to make a token for this shell.
Exit log_in(const Wish& wish, const Talk& talk) {
    const KeptTokens kept(talk.around());
    const auto before = kept.of(talk.server());
    const auto person = wish.has("person") ? wish.value("person") : talk.asked("cli.accounts.person", false);
    const auto password = talk.asked("cli.accounts.password", true);
    const auto code = talk.asked("cli.accounts.code", false);
    Headers known;
    if (!before.device.empty()) known.emplace_back("Cookie", "__Host-sodan-device=" + before.device);
    const auto signed_in =
        talk.send("POST", "/session", {{"person", person}, {"password", password}, {"code", code}}, known);
    const Headers by_session{{"Cookie", "__Host-sodan=" + signed_in.session}, {"Origin", talk.server()}};
    const json::object wanted{{"name", name_of_this_machine()},
                              {"scopes", json::array{"read", "write", "admin", "account"}},
                              {"password", password},
                              {"days", std::stoll(wish.value("--days", "30"))}};
    const auto token = body_of(talk.send("POST", "/tokens", wanted, by_session));
    talk.send("DELETE", "/session", {}, by_session);
    kept.keep(talk.server(),
              {text_in(token, "token"), signed_in.device.empty() ? before.device : signed_in.device});
    talk.say("cli.accounts.logged_in",
             {{"person", person}, {"until", text_in(token, "ends_at")}, {"file", kept.file().string()}});
    return Exit::done;
}

Exit log_out(const Wish& wish, const Talk& talk) {
    talk.send("DELETE", "/session", {}, by_token(wish));
    const KeptTokens kept(talk.around());
    if (const auto login = kept.of(talk.server()); login.token == wish.value("token"))
        kept.keep(talk.server(), {"", login.device});
    talk.say("cli.accounts.logged_out");
    return Exit::done;
}

// For a machine: it outlives the session, so the password is asked for.
Exit create_token(const Wish& wish, const Talk& talk) {
    json::object wanted{{"name", wish.value("name")}};
    const auto scopes = wish.given.find("--scope");
    wanted["scopes"] = json::array(scopes->second.begin(), scopes->second.end());
    if (wish.has("--days")) wanted["days"] = std::stoll(wish.value("--days"));
    wanted["password"] = talk.asked("cli.accounts.password", true);
    const auto made = body_of(talk.send("POST", "/tokens", wanted, by_token(wish)));
    talk.line(text_in(made, "token"));
    talk.say("cli.accounts.token_made", {{"id", text_in(made, "id")}, {"until", text_in(made, "ends_at")}});
    return Exit::done;
}

void show_app(const Talk& talk, const json::object& offered) {
    talk.say("cli.accounts.set_up_app");
    talk.line("  " + text_in(offered, "secret"));
    talk.line("  " + text_in(offered, "uri"));
}

void show_recovery(const Talk& talk, const json::object& made) {
    talk.say("cli.accounts.recovery");
    for (const auto& code : made.at("recovery_codes").as_array())
        talk.line("  " + std::string(code.as_string()));
}

// "https://sodan.example.jp/invitation#SECRET", or the secret alone.
std::string secret_of(const std::string& link) { return link.substr(link.find('#') + 1); }

Exit accept_invitation(const Wish& wish, const Talk& talk) {
    const auto secret = secret_of(wish.value("link"));
    const auto offered = body_of(talk.send("POST", "/invitations/open", {{"secret", secret}}));
    talk.say("cli.accounts.welcome",
             {{"name", text_in(offered, "name")}, {"person", text_in(offered, "person")}});
    const auto password = talk.new_password();
    show_app(talk, offered);
    const auto code = talk.asked("cli.accounts.first_code", false);
    const auto made = talk.send(
        "POST", "/invitations/accept",
        {{"secret", secret}, {"password", password}, {"ticket", text_in(offered, "ticket")}, {"code", code}});
    show_recovery(talk, body_of(made));
    talk.say("cli.accounts.accepted", {{"person", text_in(offered, "person")}});
    return Exit::done;
}

Exit change_password(const Wish& wish, const Talk& talk) {
    const auto current = talk.asked("cli.accounts.password", true);
    const json::object body{{"current", current}, {"password", talk.new_password()}};
    talk.send("POST", "/me/password", body, by_token(wish));
    talk.say("cli.accounts.password_changed");
    return Exit::done;
}

Exit change_app(const Wish& wish, const Talk& talk) {
    const json::object asked{{"password", talk.asked("cli.accounts.password", true)}};
    const auto offered = body_of(talk.send("POST", "/me/code", asked, by_token(wish)));
    show_app(talk, offered);
    const json::object first{{"ticket", text_in(offered, "ticket")},
                             {"code", talk.asked("cli.accounts.first_code", false)}};
    show_recovery(talk, body_of(talk.send("POST", "/me/code/confirm", first, by_token(wish))));
    return Exit::done;
}

template <Exit (*act)(const Wish&, const Talk&)>
Exit talked(const Wish& wish, const Wording& words, const Surroundings& around) {
    try {
        return act(wish, Talk(wish, words, around));
    } catch (const Ended& ended) { return ended.exit; }
}

// The link says where the daemon is.
Exit accepted(Wish wish, const Wording& words, const Surroundings& around) {
    const auto link = wish.value("link");
    if (const auto path = link.find("/invitation#"); path != std::string::npos)
        wish.given["--server"] = {link.substr(0, path)};
    return talked<accept_invitation>(wish, words, around);
}

Exit accept(const Wish& wish, const Wording& words, const Surroundings& around) {
    return accepted(wish, words, around);
}

}  // namespace

std::vector<LocalCommand> commands_to_sign_in() {
    const std::string mine(kept);
    const Field server{"--server", mine};
    return {{{"login", Verb::local, "", {{"person", mine}, {"--days", mine, Form::number}, server}},
             talked<log_in>},
            {{"token create",
              Verb::local,
              "",
              {{"name", mine, Form::word, true},
               {"--scope", mine, Form::list, true, every<office::TokenScope>()},
               {"--days", mine, Form::number},
               server}},
             talked<create_token>},
            {{"logout", Verb::local, "", {server}}, talked<log_out>},
            {{"accept-invitation", Verb::local, "", {{"link", mine, Form::word, true}, server}}, accept},
            {{"password", Verb::local, "", {server}}, talked<change_password>},
            {{"authenticator", Verb::local, "", {server}}, talked<change_app>}};
}

}  // namespace sodan::cli
