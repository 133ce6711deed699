#include "seal/envelope.h"

#include "seal/base64.h"

#include <fmt/format.h>

namespace sodan::seal {

namespace {

constexpr std::string_view mark = "s1.";
constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;

// Names of tables and columns hold no bar, so no two places read the same.
fmt::memory_buffer place(const Cell& cell) {
    fmt::memory_buffer out;
    fmt::format_to(std::back_inserter(out), "sodan 1|{}|{}|{}|{}", cell.table, cell.column, cell.row,
                   cell.of_case);
    return out;
}

unsigned char* raw(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

}  // namespace

std::string sealed(const Key& key, const Cell& cell, Bytes text) {
    start();
    std::string box(nonce_size + text.size() + tag_size, '\0');
    randombytes_buf(box.data(), nonce_size);
    const auto where = place(cell);
    crypto_aead_xchacha20poly1305_ietf_encrypt(raw(box) + nonce_size, nullptr, text.data(), text.size(),
                                               reinterpret_cast<const unsigned char*>(where.data()),
                                               where.size(), nullptr, raw(box), key.data());
    std::string out(mark);
    append_base64(out, box);
    return out;
}

std::string sealed(const Key& key, const Cell& cell, std::string_view text) {
    return sealed(key, cell, bytes_of(text));
}

std::optional<std::string> opened(const Key& key, const Cell& cell, std::string_view text) {
    start();
    if (!is_sealed(text)) return {};
    const auto box = from_base64(text.substr(mark.size()));
    if (!box || box->size() < nonce_size + tag_size) return {};
    std::string out(box->size() - nonce_size - tag_size, '\0');
    const auto where = place(cell);
    const auto* const bytes = bytes_of(*box).data();
    const int fits = crypto_aead_xchacha20poly1305_ietf_decrypt(
        raw(out), nullptr, nullptr, bytes + nonce_size, box->size() - nonce_size,
        reinterpret_cast<const unsigned char*>(where.data()), where.size(), bytes, key.data());
    if (fits != 0) return {};
    return out;
}

std::optional<Key> opened_key(const Key& key, const Cell& cell, std::string_view text) {
    auto bytes = opened(key, cell, text);
    if (!bytes || bytes->size() != Key::size) return {};
    const auto out = Key::from(bytes_of(*bytes));
    wipe(*bytes);
    return out;
}

bool is_sealed(std::string_view text) { return text.starts_with(mark); }

}  // namespace sodan::seal
