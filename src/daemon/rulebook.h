#pragma once
// The rules in force: replaced as a whole when new ones load, kept when they do not.

#include "base/catalogue.h"
#include "routing/routing.h"

#include <atomic>
#include <filesystem>
#include <memory>
#include <string>

namespace sodan::daemon {

class Rulebook {
public:
    explicit Rulebook(std::filesystem::path folder) : folder_(std::move(folder)) {}

    Outcome<std::string> load();                                                 // the version now in force
    std::shared_ptr<const routing::Rules> now() const { return rules_.load(); }  // any thread
    std::shared_ptr<const Catalogue> texts() const;                              // any thread

private:
    std::filesystem::path folder_;
    std::atomic<std::shared_ptr<const routing::Rules>> rules_;
};

// A refusal in words for the log, where the texts of the rules in force may be missing.
std::string in_words(const Refusal&, const Catalogue*);

}  // namespace sodan::daemon
