#pragma once
// The elements of a DMN file by their names, whatever prefix their namespace has.

#include <pugixml.hpp>

#include <string>
#include <string_view>

namespace sodan::dmn {

// The name of an element or attribute without its namespace's prefix.
std::string_view local(std::string_view name);
// The address of the namespace that the element is of, as the element itself declares it; "" when it does
// not.
std::string_view namespace_of(const pugi::xml_node&);
pugi::xml_node child(const pugi::xml_node&, std::string_view name);
std::string attribute(const pugi::xml_node&, const char* name);
template <class Visit> void each(const pugi::xml_node& from, std::string_view name, Visit visit) {
    for (const auto& node : from.children())
        if (local(node.name()) == name) visit(node);
}

}  // namespace sodan::dmn
