// The reader of cells and expressions on any bytes: it must refuse or read, never fail.

#include "dmn/parse.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const sodan::dmn::Scope scope{.names = {"age", "name of caller"}, .members = {"rate"}};
    (void)sodan::dmn::parse_cell(text, scope);
    (void)sodan::dmn::parse_expression(text, scope);
    return 0;
}
