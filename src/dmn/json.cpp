#include "dmn/json.h"

#include "dmn/temporal.h"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

namespace sodan::dmn {

namespace json = boost::json;

namespace {

std::string quoted(std::string_view text) {
    return json::serialize(json::string_view(text.data(), text.size()));
}

struct Writing {
    std::string operator()(Null) const { return "null"; }
    std::string operator()(bool value) const { return value ? "true" : "false"; }
    std::string operator()(Decimal value) const { return value.to_string(); }
    std::string operator()(const std::string& value) const { return quoted(value); }
    std::string operator()(const List& list) const {
        std::string out = "[";
        for (const auto& item : list.items) out.append(out.size() > 1 ? "," : "").append(to_json(item));
        return out + "]";
    }
    std::string operator()(const Context& context) const {
        std::string out = "{";
        for (const auto& [name, value] : context.entries)
            out.append(out.size() > 1 ? "," : "").append(quoted(name)).append(":").append(to_json(value));
        return out + "}";
    }
    template <class Temporal> std::string operator()(const Temporal& value) const {
        return quoted(text_of(value));
    }
};

// What the parser tells, built into a value. The parser's own numbers are binary, so their text is kept.
struct Building {
    static constexpr std::size_t max_object_size = 10'000, max_array_size = 100'000, max_key_size = 10'000,
                                 max_string_size = 1'000'000;
    using Error = boost::system::error_code;
    using Text = json::string_view;

    struct Open {
        Value value{};
        std::string key{};
    };
    std::vector<Open> open{{}};  // the first holds what the whole document is
    std::string text{}, number{};

    bool put(Value value, Error& error) {
        auto& at = open.back();
        if (open.size() == 1) {
            at.value = std::move(value);
        } else if (auto* list = std::get_if<List>(&at.value.held)) {
            list->items.push_back(std::move(value));
        } else {
            auto& context = std::get<Context>(at.value.held);
            if (context.find(at.key)) error = json::error::exception;
            context.entries.push_back({std::move(at.key), std::move(value)});
        }
        return !error;
    }
    bool close(Error& error) {
        auto value = std::move(open.back().value);
        open.pop_back();
        return put(std::move(value), error);
    }
    bool finish_number(Text rest, Error& error) {
        number.append(rest.data(), rest.size());
        const auto read = Decimal::parse(number);
        number.clear();
        if (!read) error = json::error::exponent_overflow;
        return read && put(*read, error);
    }

    bool on_document_begin(Error&) { return true; }
    bool on_document_end(Error&) { return true; }
    bool on_object_begin(Error&) { return open.push_back({Context{}}), true; }
    bool on_object_end(std::size_t, Error& error) { return close(error); }
    bool on_array_begin(Error&) { return open.push_back({List{}}), true; }
    bool on_array_end(std::size_t, Error& error) { return close(error); }
    bool on_key_part(Text part, std::size_t, Error&) { return text.append(part.data(), part.size()), true; }
    bool on_key(Text part, std::size_t, Error&) {
        open.back().key = text.append(part.data(), part.size());
        return text.clear(), true;
    }
    bool on_string_part(Text part, std::size_t, Error&) {
        return text.append(part.data(), part.size()), true;
    }
    bool on_string(Text part, std::size_t, Error& error) {
        text.append(part.data(), part.size());
        Value value(std::move(text));
        text.clear();
        return put(std::move(value), error);
    }
    bool on_number_part(Text part, Error&) { return number.append(part.data(), part.size()), true; }
    bool on_int64(std::int64_t, Text rest, Error& error) { return finish_number(rest, error); }
    bool on_uint64(std::uint64_t, Text rest, Error& error) { return finish_number(rest, error); }
    bool on_double(double, Text rest, Error& error) { return finish_number(rest, error); }
    bool on_bool(bool value, Error& error) { return put(value, error); }
    bool on_null(Error& error) { return put({}, error); }
    bool on_comment_part(Text, Error&) { return true; }
    bool on_comment(Text, Error&) { return true; }
};

}  // namespace

std::string to_json(const Value& value) { return std::visit(Writing{}, value.held); }

std::optional<Value> from_json(std::string_view text) {
    json::parse_options options;
    options.max_depth = 60;
    json::basic_parser<Building> parser(options);
    boost::system::error_code error;
    const auto read = parser.write_some(false, text.data(), text.size(), error);
    if (error || read != text.size()) return {};
    return std::move(parser.handler().open.front().value);
}

}  // namespace sodan::dmn
