#pragma once
// The closed vocabularies as lists, for the table of commands.

#include "base/described.h"

#include <string>
#include <vector>

namespace sodan::cli {

template <class E> std::vector<std::string> every() {
    std::vector<std::string> out;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>(
        [&](auto d) { out.emplace_back(wire(d.name)); });
    return out;
}

// "advisor=given" and all the others.
template <class Key, class Value> std::vector<std::string> every_pair() {
    std::vector<std::string> out;
    for (const auto& key : every<Key>())
        for (const auto& value : every<Value>()) out.push_back(key + "=" + value);
    return out;
}

}  // namespace sodan::cli
