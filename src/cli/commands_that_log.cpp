#include "cli/codes.h"
#include "cli/command.h"
#include "domain/words.h"

namespace sodan::cli {

using namespace domain;

std::vector<Command> commands_that_log() {
    return {{"log",
             Verb::post,
             "/inquiries",
             {{"body", std::string(kept), Form::word, false, {"-"}},
              {"--to", "addressed_to", Form::word, true, every<AddressedTo>()},
              {"--channel", "channel", Form::word, true, every<Channel>()},
              {"--by", "raised_by", Form::word, true, every<RaisedBy>()},
              {"--lang", "language", Form::word, true},
              {"--topic", "topics", Form::list, true, every<Topic>()},
              {"--text", "text", Form::content, true},
              {"--host", "host"},
              {"--job", "job", Form::word, false, every<Job>()},
              {"--concerns", "concerns", Form::list},
              {"--exclude", "excludes", Form::list},
              {"--consent", "consent", Form::pairs, false, every_pair<ConsentScope, ConsentState>()},
              {"--danger", "danger", Form::word, false, every<Danger>()},
              {"--tried", "tried_supervisor", Form::word, false, every<TriedSupervisor>()},
              {"--wish", "wishes", Form::word, false, every<DeskKind>()},
              {"--anonymous", "anonymous", Form::yes},
              {"--received", "received_at", Form::instant},
              {"--named-date", "named_date"},
              {"--name", "contact/name", Form::content},
              {"--phone", "contact/phone", Form::content},
              {"--email", "contact/email", Form::content},
              {"--contact", "contact/other", Form::content},
              {"--case", "case"}},
             View::logged}};
}

}  // namespace sodan::cli
