#include "http/tls.h"

#include "http/tls_context.h"

#include <fmt/format.h>
#include <openssl/x509.h>

#include <ctime>

namespace sodan::http {

namespace ssl = boost::asio::ssl;
namespace fs = std::filesystem;

namespace {

// For TLS 1.2: a fresh key for every connection, and a cipher that also authenticates.
constexpr auto ciphers_of_1_2 =
    "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:"
    "ECDHE-RSA-CHACHA20-POLY1305:ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256";

[[noreturn]] void refuse(const fs::path& file, std::string_view what) {
    throw BrokenCertificate(fmt::format("{}: {}", file.string(), what));
}

void must_be_readable_by_few(const fs::path& key) {
    std::error_code error;
    const auto status = fs::status(key, error);
    if (error || !fs::is_regular_file(status)) refuse(key, "cannot be read");
    if ((status.permissions() & fs::perms::others_all) != fs::perms::none)
        refuse(key, "this private key can be read by everybody; make it 0600, or 0640 for one group");
}

Instant end_of(SSL_CTX* context, const fs::path& chain) {
    const auto* certificate = SSL_CTX_get0_certificate(context);
    std::tm end{};
    if (!certificate || ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &end) != 1)
        refuse(chain, "holds no certificate");
    return Instant{std::chrono::seconds{::timegm(&end)}};
}

void harden(ssl::context& context) {
    context.set_options(ssl::context::default_workarounds | ssl::context::no_tlsv1 |
                        ssl::context::no_tlsv1_1 | ssl::context::no_compression);
    auto* native = context.native_handle();
    SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_TICKET | SSL_OP_CIPHER_SERVER_PREFERENCE);
    SSL_CTX_set_session_cache_mode(native, SSL_SESS_CACHE_OFF);
    if (SSL_CTX_set_cipher_list(native, ciphers_of_1_2) != 1)
        throw BrokenCertificate("this OpenSSL knows none of the ciphers that are wanted");
}

}  // namespace

std::shared_ptr<Tls> open_tls(const CertificateFiles& files, Instant now) {
    must_be_readable_by_few(files.key);
    auto out = std::make_shared<Tls>();
    auto& context = out->context;
    harden(context);
    boost::system::error_code error;
    context.use_certificate_chain_file(files.chain.string(), error);
    if (error) refuse(files.chain, "is no certificate in PEM: " + error.message());
    context.use_private_key_file(files.key.string(), ssl::context::pem, error);
    if (error) refuse(files.key, "is not the private key of that certificate: " + error.message());
    out->good_until = end_of(context.native_handle(), files.chain);
    if (out->good_until <= now) refuse(files.chain, "this certificate has expired");
    return out;
}

Instant good_until(const Tls& tls) { return tls.good_until; }

}  // namespace sodan::http
