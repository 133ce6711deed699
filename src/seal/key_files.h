#pragma once
// The folder of the key files: one file a key, readable by its owner only, never in the database or its
// backups. A key that was destroyed leaves a file that says so, so that a lost key is told from a destroyed
// one.

#include "base/clock.h"
#include "seal/secret.h"

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

namespace sodan::seal {

// What is wrong with the folder or a file, in words for the operator.
struct BrokenKeys : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct NamedKey {
    std::string name{};  // "epoch-3", "quarter-2031-4", "office", "record"
    Instant made{};
    Key key{};
};

class KeyFiles {
public:
    // Makes the folder (0700) when it is not there. Throws BrokenKeys for a symbolic link, a foreign owner,
    // or a mode that lets anybody else in.
    explicit KeyFiles(std::filesystem::path folder);

    std::vector<NamedKey> keys() const;
    std::vector<std::string> destroyed() const;  // names
    void keep(const NamedKey&) const;  // on the disk when it returns; throws when there is such a key
    void destroy(const std::string& name) const;  // overwritten, removed, and marked; again does no harm
    const std::filesystem::path& folder() const { return folder_; }

    static bool is_name(std::string_view);

private:
    std::filesystem::path folder_;
};

}  // namespace sodan::seal
