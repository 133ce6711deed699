#include "http/waiting.h"

#include "http/dispatch.h"
#include "http/problem.h"

#include <boost/json/serialize.hpp>

namespace sodan::http {

void Waiting::answer(std::function<Response()> make) const { asker_->later(std::move(make)); }

void Waiting::answer(Response response) const {
    asker_->later([kept = std::make_shared<Response>(std::move(response))] { return std::move(*kept); });
}

void Waiting::refuse(Refusal refusal) const {
    asker_->later([context = context_, language = language_, refusal = std::move(refusal)] {
        return http::answer(problem_of(refusal), *context->texts(), language);
    });
}

void Waiting::fail(std::exception_ptr what) const {
    asker_->later([context = context_, language = language_, id = id_, what = std::move(what)] {
        return failure(*context, id, language, what);
    });
}

Response refused(Context& context, const Call& call, const Refusal& refusal) {
    return answer(problem_of(refusal), *context.texts(), call.language);
}

Response as_json(const boost::json::object& body, int status) {
    return {.status = status, .body = boost::json::serialize(body)};
}

}  // namespace sodan::http
