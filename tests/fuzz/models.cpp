// The reader of DMN files on any bytes; what it takes is evaluated on nothing.

#include "dmn/evaluate.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto model = sodan::dmn::Model::load({reinterpret_cast<const char*>(bytes), size}, "fuzzed.dmn");
    if (model) (void)sodan::dmn::evaluate_all(*model, {});
    return 0;
}
