#pragma once
// The rules of the office, changed safely: drafted, checked, published, rolled back. A version is kept for
// ever under the hash of its files; which one is in force is the newest publication's. Cases keep the
// decisions they had. Who keeps the office may do this; nobody else.

#include "office/rule_checks.h"
#include "office/use_cases.h"
#include "office/views.h"

#include <string>

namespace sodan::office {

// POST /rules/drafts, /rules/check, /rules/versions/{version}/publish, /rules/rollback, /rules/reload
struct DraftRules {
    boost::json::object files;
    std::string reason;
    std::optional<std::string> based_on{};  // absent = the version in force
};
struct CheckFiles {
    boost::json::object files;
};
struct PublishRules {
    std::string reason;
};
struct RollBackRules {
    std::string to;
    std::string reason;
};
struct ReloadRules {
    std::optional<std::string> reason{};
};
BOOST_DESCRIBE_STRUCT(DraftRules, (), (files, reason, based_on))
BOOST_DESCRIBE_STRUCT(CheckFiles, (), (files))
BOOST_DESCRIBE_STRUCT(PublishRules, (), (reason))
BOOST_DESCRIBE_STRUCT(RollBackRules, (), (to, reason))
BOOST_DESCRIBE_STRUCT(ReloadRules, (), (reason))

// Keeps the files as a draft, finished or not: 201, or 200 when that version is kept already.
Outcome<Written> draft_rules(const Acting&, const DraftRules&, const routing::RuleFiles&,
                             const CheckedRules&);
// stale when another version has come into force than the draft was based on, or than If-Match names (the
// number of the publication in force); with If-Match an older base is no hindrance. rules_not_loaded when it
// does not pass.
Outcome<Written> publish_rules(const Acting&, const std::string& version, const PublishRules&,
                               const CheckedRules&);
// The same for a version that has been in force before.
Outcome<Written> roll_back_rules(const Acting&, const RollBackRules&, const CheckedRules&);
// Drafts and publishes what lies in the folder; changes nothing when that is in force.
Outcome<Written> reload_rules(const Acting&, const ReloadRules&, const routing::RuleFiles&,
                              const CheckedRules&);
// The same on nobody's behalf, when the daemon starts or is signalled: "folder" is on record.
Outcome<Written> take_folder(Reading&, Instant now, const std::string& reason, const routing::RuleFiles&,
                             const CheckedRules&);

// {"version", "passes", "findings", "certificate"}
boost::json::object shown(const CheckedRules&);

Outcome<boost::json::object> view_rule_versions(const Viewing&);
Outcome<boost::json::object> view_rule_version(const Viewing&, const std::string& version);

}  // namespace sodan::office
