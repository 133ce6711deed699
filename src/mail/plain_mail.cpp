#include "mail/plain_mail.h"

#include "domain/reach.h"

#include <gmime/gmime.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <stdexcept>

namespace sodan::mail {

namespace {

template <class T> struct Unref {
    void operator()(T* held) const { g_object_unref(held); }
};
template <class T> using Held = std::unique_ptr<T, Unref<T>>;
template <class T> using Freed = std::unique_ptr<T, void (*)(T*)>;

void start_gmime() {
    static std::once_flag once;
    std::call_once(once, [] { g_mime_init(); });
}

void set_date(GMimeMessage& mail, Instant at) {
    constexpr int japan = 9 * 60 * 60;
    const auto seconds = std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
    const Freed<GTimeZone> zone(g_time_zone_new_offset(japan), g_time_zone_unref);
    const Freed<GDateTime> utc(g_date_time_new_from_unix_utc(seconds), g_date_time_unref);
    const Freed<GDateTime> date(g_date_time_to_timezone(utc.get(), zone.get()), g_date_time_unref);
    g_mime_message_set_date(&mail, date.get());
}

// Auto-Submitted keeps machines from answering (RFC 3834); List-Id lets people sort them.
void set_head(GMimeMessage& mail, const PlainMail& from) {
    g_mime_message_add_mailbox(&mail, GMIME_ADDRESS_TYPE_FROM, "Sodan", from.from.c_str());
    g_mime_message_add_mailbox(&mail, GMIME_ADDRESS_TYPE_TO, nullptr, from.to.c_str());
    g_mime_message_set_subject(&mail, from.subject.c_str(), "utf-8");
    set_date(mail, from.at);
    g_mime_message_set_message_id(&mail, from.id.c_str());
    auto* object = GMIME_OBJECT(&mail);
    const auto list = "Sodan <sodan." + domain_of(from.from) + ">";
    g_mime_object_set_header(object, "Auto-Submitted", "auto-generated", nullptr);
    g_mime_object_set_header(object, "List-Id", list.c_str(), nullptr);
    if (from.important) g_mime_object_set_header(object, "Importance", "high", nullptr);
}

bool is_ascii(const std::string& text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

Held<GMimeTextPart> part_of(const std::string& text) {
    Held<GMimeTextPart> part(g_mime_text_part_new_with_subtype("plain"));
    g_mime_text_part_set_charset(part.get(), "utf-8");
    g_mime_text_part_set_text(part.get(), text.c_str());
    g_mime_part_set_content_encoding(
        GMIME_PART(part.get()), is_ascii(text) ? GMIME_CONTENT_ENCODING_7BIT : GMIME_CONTENT_ENCODING_BASE64);
    return part;
}

void set_body(GMimeMessage& mail, const PlainMail& from) {
    const auto body = part_of(from.body);
    if (from.verbatim.empty()) return g_mime_message_set_mime_part(&mail, GMIME_OBJECT(body.get()));
    const auto verbatim = part_of(from.verbatim);
    const Held<GMimeMultipart> both(g_mime_multipart_new_with_subtype("mixed"));
    g_mime_multipart_set_boundary(both.get(), ("=_" + from.id).c_str());
    for (const auto& part : {verbatim.get(), body.get()})
        g_mime_multipart_add(both.get(), GMIME_OBJECT(part));
    g_mime_message_set_mime_part(&mail, GMIME_OBJECT(both.get()));
}

std::string as_text(GMimeMessage& mail) {
    const Freed<GMimeFormatOptions> options(g_mime_format_options_new(), g_mime_format_options_free);
    g_mime_format_options_set_newline_format(options.get(), GMIME_NEWLINE_FORMAT_DOS);
    const std::unique_ptr<char, void (*)(void*)> text(
        g_mime_object_to_string(GMIME_OBJECT(&mail), options.get()), g_free);
    return text.get();
}

}  // namespace

std::string domain_of(const std::string& address) { return address.substr(address.find('@') + 1); }

std::string bytes_of(const PlainMail& from) {
    if (!domain::is_mail_address(from.to) || !domain::is_mail_address(from.from))
        throw std::invalid_argument("a mail has no usable address");
    start_gmime();
    const Held<GMimeMessage> mail(g_mime_message_new(FALSE));
    set_head(*mail, from);
    set_body(*mail, from);
    return as_text(*mail);
}

}  // namespace sodan::mail
