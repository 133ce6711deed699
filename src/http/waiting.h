#pragma once
// A call whose answer comes from another thread: keeps what the answer needs, and gives it on the network
// thread.

#include "http/context.h"

#include <boost/json/object.hpp>

#include <exception>
#include <functional>
#include <memory>
#include <string>

namespace sodan::http {

class Waiting {
public:
    Waiting(Context& context, const Call& call)
        : context_(&context), asker_(call.asker), language_(call.language), id_(call.request.id) {}

    // Any thread; one of them, once.
    void answer(std::function<Response()>) const;
    void answer(Response) const;
    void refuse(Refusal) const;
    void fail(std::exception_ptr) const;
    const std::string& language() const { return language_; }

private:
    Context* context_;
    std::shared_ptr<Asker> asker_;
    std::string language_, id_;
};

Response refused(Context&, const Call&, const Refusal&);
Response as_json(const boost::json::object&, int status = 200);

}  // namespace sodan::http
