#include "seal/paper.h"

#include "seal/digest.h"

#include <fmt/format.h>

#include <array>
#include <sstream>

namespace sodan::seal {

namespace {

constexpr std::string_view signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t lines = 4, signs_a_line = 14, checked_bytes = 35;  // 280 bits, 56 signs
constexpr unsigned prime = 1021;  // below 32 * 32, so the check has two signs
constexpr std::string_view title = "SODAN KEY";

// A line read as a number to the base 32, with its own number before it.
unsigned check_of(std::size_t line, std::string_view text) {
    unsigned sum = static_cast<unsigned>(line);
    for (const char sign : text) sum = (sum * 32 + static_cast<unsigned>(signs.find(sign))) % prime;
    return sum;
}

std::string with_check(std::size_t line, std::string_view text) {
    const auto check = check_of(line, text);
    return fmt::format("{}{}{}", text, signs[check / 32], signs[check % 32]);
}

// The key, and three bytes that bind its name and time.
std::string payload(const NamedKey& one) {
    const auto digest = Hashing()
                            .field(one.name)
                            .field(one.made.time_since_epoch().count())
                            .field(text_of(one.key.bytes()))
                            .digest();
    return text_of(one.key.bytes()) + text_of(Bytes(digest).first(checked_bytes - Key::size));
}

std::string to_signs(std::string_view bytes) {
    std::string out;
    unsigned held = 0, bits = 0;
    for (const unsigned char byte : bytes_of(bytes)) {
        held = ((held << 8) | byte) & 0xfff;
        for (bits += 8; bits >= 5; bits -= 5) out += signs[(held >> (bits - 5)) & 31];
    }
    return out;
}

std::string from_signs(std::string_view text) {
    std::string out;
    unsigned held = 0, bits = 0;
    for (const char sign : text) {
        held = ((held << 5) | static_cast<unsigned>(signs.find(sign))) & 0xfff;
        if (bits += 5; bits >= 8) out += static_cast<char>(held >> (bits -= 8) & 0xff);
    }
    return out;
}

char mended(char sign) {
    if (sign >= 'a' && sign <= 'z') sign = static_cast<char>(sign - 'a' + 'A');
    return sign == 'O' ? '0' : sign == 'I' || sign == 'L' ? '1' : sign;
}

Refusal no(const char* key, std::vector<std::pair<std::string, std::string>> values = {}) {
    return {Refusal::Why::invalid, {key, std::move(values)}};
}

// "2  ABCD-EFGH-..." without its number, hyphens and spaces; nothing when it is no such line.
std::optional<std::string> signs_of(std::string_view line, std::size_t number) {
    std::string out;
    for (const char c : line)
        if (c != ' ' && c != '-' && c != '\t' && c != '\r') out += mended(c);
    if (out.size() != signs_a_line + 3 || out[0] != static_cast<char>('0' + number)) return {};
    out.erase(0, 1);
    return out;
}

Outcome<std::string> read_line(std::string_view line, std::size_t number) {
    const auto text = signs_of(line, number);
    const bool fits = text && text->find_first_not_of(signs) == std::string::npos &&
                      with_check(number, text->substr(0, signs_a_line)) == *text;
    if (!fits) return no("keys.paper_line", {{"line", std::to_string(number)}});
    return text->substr(0, signs_a_line);
}

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> out;
    std::istringstream in{std::string(text)};
    for (std::string line; std::getline(in, line);)
        if (line.find_first_not_of(" \t\r") != std::string::npos) out.push_back(std::move(line));
    return out;
}

// "SODAN KEY epoch-3 2026-11-23T14:00:00+09:00"
Outcome<NamedKey> read_title(const std::string& line) {
    std::istringstream in(line);
    std::string sodan, key, name, made;
    in >> sodan >> key >> name >> made;
    const auto at = parse_instant(made);
    if (sodan + " " + key != title || !KeyFiles::is_name(name) || !at) return no("keys.paper_title");
    return NamedKey{name, *at, {}};
}

}  // namespace

std::string on_paper(const NamedKey& one) {
    auto all = to_signs(payload(one));
    auto out = fmt::format("{} {} {}\n", title, one.name, to_string(one.made));
    for (std::size_t line = 1; line <= lines; ++line) {
        const auto text =
            with_check(line, std::string_view(all).substr((line - 1) * signs_a_line, signs_a_line));
        out += fmt::format("{}  {}-{}-{}-{}\n", line, text.substr(0, 4), text.substr(4, 4), text.substr(8, 4),
                           text.substr(12, 4));
    }
    wipe(all);
    return out;
}

Outcome<NamedKey> from_paper(std::string_view text) {
    const auto given = lines_of(text);
    if (given.size() != lines + 1) return no("keys.paper_size", {{"lines", std::to_string(lines + 1)}});
    auto out = read_title(given.front());
    if (!out) return out;
    std::string all;
    for (std::size_t line = 1; line <= lines; ++line) {
        const auto part = read_line(given[line], line);
        if (!part) return part.refusal();
        all += *part;
    }
    auto bytes = from_signs(all);
    out->key = Key::from(bytes_of(bytes).first(Key::size));
    const bool fits = payload(*out) == bytes;
    wipe(bytes);
    wipe(all);
    if (!fits) return no("keys.paper_whole");
    return out;
}

}  // namespace sodan::seal
