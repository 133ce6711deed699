#pragma once
// Structs and enums that Boost.Describe knows, read from JSON strictly and written back. Unknown fields,
// wrong types and unknown codes are refused with the JSON pointer of the field. Knows nothing of what the
// fields mean.
//
// A described enum's enumerators are its wire codes. std::optional fields may be absent or null; std::vector
// is an array; std::map an object, and both may be absent; other fields are required unless their struct says
// `static constexpr bool sparse = true` (then absent fields keep their default).

#include "base/clock.h"
#include "base/outcome.h"

#include <boost/describe.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <boost/mp11/algorithm.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace sodan {

// A name that would be a keyword carries a trailing underscore that is not on the wire: `return_` is
// "return".
constexpr std::string_view wire(std::string_view name) {
    return name.ends_with('_') ? name.substr(0, name.size() - 1) : name;
}

template <class E> std::string_view code(E value) {
    std::string_view name;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) {
        if (d.value == value) name = wire(d.name);
    });
    return name;
}

template <class E> std::optional<E> from_code(std::string_view name) {
    std::optional<E> out;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) {
        if (name == wire(d.name)) out = d.value;
    });
    return out;
}

// All codes of an enum, "a, b, c": for refusals that say what would have been right.
template <class E> std::string codes() {
    std::string out;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) {
        if (!out.empty()) out += ", ";
        out += wire(d.name);
    });
    return out;
}

// A field of such a type says "none" without a value, so it may be absent.
template <class T> constexpr bool has_empty_value = false;
template <class T> constexpr bool has_empty_value<std::optional<T>> = true;
template <class T> constexpr bool has_empty_value<std::vector<T>> = true;
template <class K, class T> constexpr bool has_empty_value<std::map<K, T>> = true;

class Reader;  // collects the first refusal and the pointer on the way down

class Reader {
public:
    template <class T> static Outcome<T> read(const boost::json::value& from) {
        Reader reader;
        T out{};
        reader.into(from, out);
        if (reader.refusal_) return std::move(*reader.refusal_);
        return out;
    }

private:
    void refuse(std::string key, std::vector<std::pair<std::string, std::string>> values = {});
    void wrong_type(std::string_view wanted);
    bool object_has_only(const boost::json::object&, const std::vector<std::string_view>& known);

    void into(const boost::json::value&, std::string&);
    void into(const boost::json::value&, bool&);
    void into(const boost::json::value&, std::int64_t&);
    void into(const boost::json::value&, int&);
    void into(const boost::json::value&, Instant&);
    void into(const boost::json::value& from, boost::json::object& to);

    template <class T> void into(const boost::json::value& from, std::optional<T>& to) {
        if (!from.is_null()) into(from, to.emplace());
    }
    template <class T> void into(const boost::json::value& from, std::vector<T>& to) {
        if (!from.is_array()) return wrong_type("array");
        for (const auto& item : from.get_array()) {
            const auto mark = enter(std::to_string(to.size()));
            into(item, to.emplace_back());
            leave(mark);
            if (refusal_) return;
        }
    }
    template <class T> void into(const boost::json::value& from, std::map<std::string, T>& to) {
        if (!from.is_object()) return wrong_type("object");
        for (const auto& [key, item] : from.get_object()) {
            const auto mark = enter(key);
            into(item, to[std::string(key)]);
            leave(mark);
            if (refusal_) return;
        }
    }
    template <class K, class T>
    requires std::is_enum_v<K>
    void into(const boost::json::value& from, std::map<K, T>& to) {
        if (!from.is_object()) return wrong_type("object");
        for (const auto& [key, item] : from.get_object()) {
            const auto mark = enter(key);
            const auto k = from_code<K>(key);
            if (!k) return refuse("input.unknown_code", {{"given", shown(key)}, {"known", codes<K>()}});
            into(item, to[*k]);
            leave(mark);
            if (refusal_) return;
        }
    }
    template <class E>
    requires std::is_enum_v<E>
    void into(const boost::json::value& from, E& to) {
        if (!from.is_string()) return wrong_type("string");
        const auto read = from_code<E>(from.get_string());
        if (!read)
            return refuse("input.unknown_code", {{"given", shown(from.get_string())}, {"known", codes<E>()}});
        to = *read;
    }
    template <class T>
    requires boost::describe::has_describe_members<T>::value void into(const boost::json::value& from,
                                                                       T& to) {
        if (!from.is_object()) return wrong_type("object");
        using Members = boost::describe::describe_members<T, boost::describe::mod_public>;
        const auto& object = from.get_object();
        std::vector<std::string_view> known;
        boost::mp11::mp_for_each<Members>([&](auto d) { known.emplace_back(wire(d.name)); });
        if (!object_has_only(object, known)) return;
        boost::mp11::mp_for_each<Members>([&](auto d) {
            if (refusal_) return;
            const auto mark = enter(wire(d.name));
            auto& member = to.*d.pointer;
            if (const auto* item = object.if_contains(wire(d.name)))
                into(*item, member);
            else if (!may_be_absent<T>(member))
                refuse("input.missing");
            leave(mark);
        });
    }

    template <class Owner, class T> static constexpr bool may_be_absent(const T&) {
        return requires { Owner::sparse; }
        || has_empty_value<T>;
    }

    std::size_t enter(std::string_view key);
    void leave(std::size_t mark) {
        if (!refusal_) pointer_.resize(mark);
    }
    static std::string shown(
        std::string_view);  // at most 40 characters, so that an error never carries a text back

    std::string pointer_;
    std::optional<Refusal> refusal_;
};

// Writes a described struct; empty optionals are left out. Instants are RFC 3339, enums their codes.
void write(boost::json::value& to, const std::string&);
void write(boost::json::value& to, bool);
void write(boost::json::value& to, std::int64_t);
void write(boost::json::value& to, int);
void write(boost::json::value& to, Instant);
void write(boost::json::value& to, const boost::json::object&);
template <class E>
requires std::is_enum_v<E>
void write(boost::json::value& to, E);
template <class T> void write(boost::json::value& to, const std::optional<T>&);
template <class T> void write(boost::json::value& to, const std::vector<T>&);
template <class K, class T> void write(boost::json::value& to, const std::map<K, T>&);

template <class T>
requires boost::describe::has_describe_members<T>::value void write(boost::json::value& to, const T& from) {
    auto& object = to.emplace_object();
    boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public>>([&](auto d) {
        const auto& member = from.*d.pointer;
        if constexpr (requires { member.has_value(); })
            if (!member.has_value()) return;
        write(object[wire(d.name)], member);
    });
}

template <class E>
requires std::is_enum_v<E>
void write(boost::json::value& to, E from) {
    const auto name = code(from);
    to.emplace_string().assign(name.data(), name.size());
}
template <class T> void write(boost::json::value& to, const std::optional<T>& from) {
    if (from)
        write(to, *from);
    else
        to.emplace_null();
}
template <class T> void write(boost::json::value& to, const std::vector<T>& from) {
    auto& array = to.emplace_array();
    for (const T& item : from) write(array.emplace_back(nullptr), item);
}
template <class K, class T> void write(boost::json::value& to, const std::map<K, T>& from) {
    auto& object = to.emplace_object();
    for (const auto& [key, item] : from) {
        if constexpr (std::is_enum_v<K>)
            write(object[code(key)], item);
        else
            write(object[key], item);
    }
}

template <class T> boost::json::value written(const T& from) {
    boost::json::value out;
    write(out, from);
    return out;
}

}  // namespace sodan
