#pragma once
// What a described type looks like in JSON, for comparing with the API's description: {"type": "object",
// "fields": {...}, "required": [...]}, {"type": "string", "codes": [...]}. Instants are {"type": "string",
// "format": "date-time"}.

#include "base/described.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

namespace sodan::http {

inline boost::json::object shape_of(std::type_identity<std::string>) { return {{"type", "string"}}; }
inline boost::json::object shape_of(std::type_identity<bool>) { return {{"type", "boolean"}}; }
inline boost::json::object shape_of(std::type_identity<int>) { return {{"type", "integer"}}; }
inline boost::json::object shape_of(std::type_identity<std::int64_t>) { return {{"type", "integer"}}; }
inline boost::json::object shape_of(std::type_identity<boost::json::object>) { return {{"type", "object"}}; }
inline boost::json::object shape_of(std::type_identity<Instant>) {
    return {{"type", "string"}, {"format", "date-time"}};
}
template <class E>
requires std::is_enum_v<E> boost::json::object shape_of(std::type_identity<E>) {
    boost::json::array known;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>(
        [&](auto d) { known.emplace_back(wire(d.name)); });
    return {{"type", "string"}, {"codes", std::move(known)}};
}
template <class T>
requires boost::describe::has_describe_members<T>::value boost::json::object shape_of(std::type_identity<T>);
template <class T> boost::json::object shape_of(std::type_identity<std::vector<T>>) {
    return {{"type", "array"}, {"items", shape_of(std::type_identity<T>{})}};
}
template <class K, class T> boost::json::object shape_of(std::type_identity<std::map<K, T>>) {
    return {{"type", "object"},
            {"keys", shape_of(std::type_identity<K>{})},
            {"values", shape_of(std::type_identity<T>{})}};
}
template <class T> boost::json::object shape_of(std::type_identity<std::optional<T>>) {
    return shape_of(std::type_identity<T>{});
}

template <class T>
requires boost::describe::has_describe_members<T>::value boost::json::object shape_of(std::type_identity<T>) {
    boost::json::object fields;
    boost::json::array required;
    boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public>>([&](auto d) {
        using Member = std::remove_cvref_t<decltype(std::declval<T>().*d.pointer)>;
        fields[wire(d.name)] = shape_of(std::type_identity<Member>{});
        if (!has_empty_value<Member> && !requires { T::sparse; }) required.emplace_back(wire(d.name));
    });
    return {{"type", "object"}, {"fields", std::move(fields)}, {"required", std::move(required)}};
}

}  // namespace sodan::http
