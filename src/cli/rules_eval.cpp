#include "cli/rules_eval.h"

#include "cli/screen.h"
#include "dmn/evaluate.h"
#include "dmn/json.h"
#include "dmn/parse.h"
#include "dmn/types.h"

#include <filesystem>
#include <ostream>

namespace sodan::cli {

namespace {

void say(const Wording& words, const Surroundings& around, const Message& message) {
    around.err << harmless_line(words(message.key, message.values)) << '\n';
}

Exit wrong(const Wording& words, const Surroundings& around, Message message) {
    say(words, around, message);
    return Exit::usage;
}

// By name, typed by the model. What the model does not know is said, for it is mostly a slip of the pen.
dmn::Context inputs_for(const dmn::Model& model, const dmn::Context& given, const Wording& words,
                        const Surroundings& around) {
    dmn::Context out;
    for (const auto& [name, value] : given.entries) {
        const auto* input = model.input(dmn::normalised(name));
        if (!input)
            say(words, around, {"cli.eval.unknown_input", {{"name", name}}});
        else
            out.entries.push_back({input->name, dmn::typed(model, value, input->type)});
    }
    return out;
}

void print(const dmn::Model& model, const dmn::Context& inputs, const Wording& words,
           const Surroundings& around) {
    dmn::Context out;
    for (auto& [decision, value, problems] : dmn::evaluate_all(model, inputs)) {
        for (const auto& problem : problems)
            say(words, around,
                {"cli.eval.problem", {{"decision", decision}, {"what", words(problem.key, problem.values)}}});
        out.entries.push_back({decision, std::move(value)});
    }
    around.out << dmn::to_json(dmn::Value(std::move(out))) << '\n';
}

}  // namespace

Command command_rules_eval() {
    return {"rules eval",
            Verb::local,
            "",
            {{"model", std::string(kept), Form::word, true}, {"--input", std::string(kept)}}};
}

Exit rules_eval(const Wish& wish, const Wording& words, const Surroundings& around) {
    const auto file = wish.value("model"), input = wish.value("--input");
    if (file == "-" && input == "-") return wrong(words, around, {"cli.usage.one_input", {}});
    const auto xml = bytes_of(file, around);
    if (!xml) return wrong(words, around, {"cli.local.unreadable", {{"file", file}}});
    const auto model = dmn::Model::load(*xml, std::filesystem::path(file).filename().string());
    if (!model) {
        say(words, around, model.refusal().message);
        return Exit::refused;
    }
    dmn::Context given;
    if (wish.has("--input")) {
        const auto text = bytes_of(input, around);
        if (!text) return wrong(words, around, {"cli.local.unreadable", {{"file", input}}});
        auto parsed = dmn::from_json(*text);
        if (!parsed || !parsed->get<dmn::Context>())
            return wrong(words, around, {"cli.eval.not_json", {{"file", input}}});
        given = std::get<dmn::Context>(std::move(parsed->held));
    }
    print(*model, inputs_for(*model, given, words, around), words, around);
    return Exit::done;
}

}  // namespace sodan::cli
