#include "dmn/elements.h"

namespace sodan::dmn {

std::string_view local(std::string_view name) {
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string_view namespace_of(const pugi::xml_node& node) {
    const std::string name = node.name();
    const auto colon = name.find(':');
    const auto declared = colon == std::string::npos ? "xmlns" : "xmlns:" + name.substr(0, colon);
    return node.attribute(declared.c_str()).value();
}

pugi::xml_node child(const pugi::xml_node& from, std::string_view name) {
    for (const auto& node : from.children())
        if (local(node.name()) == name) return node;
    return {};
}

std::string attribute(const pugi::xml_node& node, const char* name) { return node.attribute(name).value(); }

}  // namespace sodan::dmn
