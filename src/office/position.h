#pragma once
// Places in the journal as a viewer of live events is given them: sealed for that person. Two plain numbers
// would tell by their gap that something happened which the viewer may not know of.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sodan::office {

// `secret`: Reading::viewing_secret. Another text each time, and always of one length.
std::string position_for(std::string_view secret, std::string_view person, std::int64_t seq);
// Nothing when it was not given to that person.
std::optional<std::int64_t> position_from(std::string_view secret, std::string_view person,
                                          std::string_view position);

}  // namespace sodan::office
